"""The files of a library sorted by kind, each read and checked against its schema."""

from __future__ import annotations

from planbuilder.findings import Finding, Place, ordered
from planbuilder.library.file_rules import (
    EDITOR_LINE,
    FILE_NAME,
    FOLDER,
    ID_TWICE,
    LINK,
    NO_ABOUT,
    STRAY,
    TOO_DEEP,
)
from planbuilder.library.files import LibraryFiles, sha256
from planbuilder.library.gathering import WORD_FILES, Sources, words_twice
from planbuilder.library.layer_rules import PATCH_PLACE
from planbuilder.library.store import KINDS
from planbuilder.library.translations.homes import PHRASES
from planbuilder.reading import YamlFile, read_yaml
from planbuilder.schema import shape_findings

#: Kinds whose files lie one folder deeper, and the field that names that folder.
FOLDER_FIELDS = {"intervention": "modality", "accommodation": "group"}
_KIND_OF_FOLDER = {home: kind for kind, (home, _) in KINDS.items()}
#: What can be patched.
_PATCHED = (*KINDS, *WORD_FILES)
_EDITOR_LINE = b"# yaml-language-server: $schema="


def parse(files: LibraryFiles, prefix: str = "", *, translation: bool = False) -> Sources:
    """Return the library's files, each read and checked against its schema, with all findings.

    ``prefix`` is put before the names of the files, so that those of several layers can be told apart.
    A ``translation`` may hold phrases beside.
    """
    reader = _Reader(prefix, translation=translation)
    reader.findings += [LINK.finding(Place(f"{prefix}{name}")) for name in files.links]
    for name, content in files.contents.items():
        reader.take(name, content)
    if reader.about is None:
        reader.findings.append(NO_ABOUT.finding(Place(f"{prefix}library.yaml")))
    return Sources(
        files.root,
        reader.about,
        reader.person_first,
        tuple(reader.vocabulary),
        reader.entries,
        reader.documents,
        {f"{prefix}{name}": sha256(content) for name, content in files.contents.items()},
        ordered(reader.findings),
        prefix,
        reader.patches,
        reader.hidden,
        () if reader.approvals is None else (reader.approvals,),
        layers=() if reader.about is None else (reader.about,),
        notices={id: (file,) for id, file in reader.notices.items()},
        phrases=reader.phrases,
    )


class _Reader:
    """Takes in the files of a library one by one."""

    def __init__(self, prefix: str, *, translation: bool = False) -> None:
        self.translation = translation
        self.phrases: YamlFile | None = None
        self.prefix = prefix
        self.about: YamlFile | None = None
        self.person_first: YamlFile | None = None
        self.vocabulary: list[YamlFile] = []
        self.entries: dict[str, dict[str, YamlFile]] = {kind: {} for kind in KINDS}
        self.documents: dict[str, YamlFile] = {}
        self.notices: dict[str, YamlFile] = {}
        self.patches: dict[str, YamlFile] = {}
        self.hidden: YamlFile | None = None
        self.approvals: YamlFile | None = None
        self.findings: list[Finding] = []

    def take(self, name: str, content: bytes) -> None:
        """Take in a file by where it lies."""
        folder, _, rest = name.partition("/")
        if rest and folder in _KIND_OF_FOLDER:
            self._entry(_KIND_OF_FOLDER[folder], name, content)
        elif name == "library.yaml":
            self.about = self._read(name, content, "library")
        elif name == "language/person-first.yaml":
            self.person_first = self._read(name, content, "person-first")
        elif folder == "vocabulary" and "/" not in rest:
            self._words(self._read(name, content, "vocabulary"))
        elif folder == "documents" and rest.count("/") == 1 and rest.endswith("/document.yaml"):
            self._document(name, content)
        elif folder == "notices" and "/" not in rest:
            self._notice(name, content)
        elif folder == "patches":
            self._patch(name, content)
        else:
            self._beside(name, content)

    def _beside(self, name: str, content: bytes) -> None:
        """Take in what a layer says of entries beneath it and of its own; note a file that nothing reads."""
        if name == PHRASES and self.translation:
            self.phrases = self._read(name, content, "phrases")
        elif name == "hidden.yaml":
            self.hidden = self._read(name, content, "hidden")
        elif name == "approvals.yaml":
            self.approvals = self._read(name, content, "approvals")
        else:
            folders = ", ".join(f"{home}/" for home in _KIND_OF_FOLDER)
            self.findings.append(STRAY.finding(Place(f"{self.prefix}{name}"), folders=folders))

    def _patch(self, name: str, content: bytes) -> None:
        """Take in a patch; note one that lies where no kind of entry is patched."""
        kind, _, rest = name.removeprefix("patches/").partition("/")
        stem = rest.rpartition(".")[0]
        if (kind not in KINDS and kind not in WORD_FILES) or "/" in rest or not stem:
            self.findings.append(PATCH_PLACE.finding(Place(f"{self.prefix}{name}"), kinds=", ".join(_PATCHED)))
        elif f"{kind}/{stem}" in self.patches:
            other = self.patches[f"{kind}/{stem}"].file
            where = Place(f"{self.prefix}{name}")
            self.findings.append(ID_TWICE.finding(where, kind="patch of the " + kind, id=stem, other=other))
        else:
            self.patches[f"{kind}/{stem}"] = self._read(name, content, "patch")

    def _read(self, name: str, content: bytes, schema: str) -> YamlFile:
        """Return a file, checked against its schema."""
        file = read_yaml(content, f"{self.prefix}{name}")
        self.findings += [*file.findings, *shape_findings(file, schema)]
        if file.value is not None and not content.removeprefix(b"\xef\xbb\xbf").startswith(_EDITOR_LINE):
            up = "../" * (name.count("/") + 1)
            line = f"{_EDITOR_LINE.decode()}{up}schemas/{schema}.schema.json"
            self.findings.append(EDITOR_LINE.finding(Place(file.file, 1), line=line))
        return file

    def _entry(self, kind: str, name: str, content: bytes) -> None:
        """Take in an entry."""
        file = self._read(name, content, kind)
        stem = name.rpartition("/")[2].rpartition(".")[0]
        self._check_name(file, stem, name.rpartition("/")[2], f"{{id}}{name[name.rfind('.') :]}")
        self._check_folder(file, kind, name.split("/"))
        if stem in self.entries[kind]:
            other = self.entries[kind][stem].file
            self.findings.append(ID_TWICE.finding(file.place(("id",)), kind=kind, id=stem, other=other))
        else:
            self.entries[kind][stem] = file

    def _document(self, name: str, content: bytes) -> None:
        """Take in the manifest of a document."""
        file = self._read(name, content, "document")
        folder = name.split("/")[1]
        self._check_name(file, folder, f"{folder}/document.yaml", "{id}/document.yaml")
        self.documents[folder] = file

    def _notice(self, name: str, content: bytes) -> None:
        """Take in a notice."""
        file = self._read(name, content, "notice")
        stem = name.rpartition("/")[2].rpartition(".")[0]
        self._check_name(file, stem, name.rpartition("/")[2], "{id}.yaml")
        self.notices[stem] = file

    def _check_name(self, file: YamlFile, stem: str, name: str, pattern: str) -> None:
        """Note an id that is not the name of its file."""
        id = (file.value or {}).get("id")
        if isinstance(id, str) and id != stem:
            self.findings.append(FILE_NAME.finding(file.place(("id",)), id=id, name=name, right=pattern.format(id=id)))

    def _check_folder(self, file: YamlFile, kind: str, parts: list[str]) -> None:
        """Note an entry that does not lie where its kind, modality or group says."""
        home, *inside = parts[:-1]
        if kind not in FOLDER_FIELDS:
            if inside:
                self.findings.append(TOO_DEEP.finding(file.place(), kind=kind, home=home))
            return
        field = FOLDER_FIELDS[kind]
        value = (file.value or {}).get(field)
        if isinstance(value, str) and inside != [value]:
            folder = "/".join([home, *inside])
            words = {"field": field, "value": value, "folder": folder, "home": home}
            self.findings.append(FOLDER.finding(file.place((field,)), words))

    def _words(self, file: YamlFile) -> None:
        """Take in a vocabulary file; note words that another one has."""
        self.findings += words_twice(file, self.vocabulary)
        self.vocabulary.append(file)
