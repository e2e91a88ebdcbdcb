"""One language: the translated texts of the entries, read when they are asked for, and who reviewed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import ordered
from planbuilder.library.contents import content_hash
from planbuilder.library.entries.sharing import Approval, Approvals
from planbuilder.library.files import sha256
from planbuilder.library.patching import leaves, merged
from planbuilder.library.translations.homes import PHRASES, folders
from planbuilder.library.translations.phrases import NEEDED, Phrases
from planbuilder.reading import YamlFile, read_yaml

#: Whose approval says that a qualified human translator has reviewed a text (45 CFR 92.201(c)(3)).
TRANSLATOR = "qualified-translator"
#: How an approval names the phrases.
PHRASES_NAME = "phrases/phrases"
#: The file of the vocabulary that says what somebody on the team is to the person.
ROLES_NAME = "vocabulary/roles"
#: The kind under which an approval names a document of a translation.
DOCUMENT = "document"
_APPROVALS = "approvals.yaml"
#: So many words may be a name, which is the same in both languages.
_NAME = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """What a translation says of one entry: each text by its path, and by the English it was made from."""

    by_path: Mapping[str, str] = field(default_factory=dict)
    by_english: Mapping[str, str] = field(default_factory=dict)
    content: str = ""


#: What patches of one entry say: the English, and its translation.
_Texts = tuple[dict[str, Any], dict[str, Any]]


class Translation:
    """A language of a library with its layers; ``folders`` are those of the translation, the lowest first."""

    def __init__(self, roots: Sequence[Path], language: str) -> None:
        self.language = language
        self.folders = folders(roots, language)
        self._wordings: dict[str, Wording] = {}

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases of the language, with the roles of its vocabulary; raise UsageError where some are not there."""
        said = self.raw_phrases
        if lacks := [name for name in NEEDED if name not in said]:
            fix = f"Take them from another language into {self.folders[-1] / PHRASES}, and translate them."
            raise UsageError(f"The translation lacks phrases: {', '.join(lacks)}.", where=self.language, fix=fix)
        paths = self.wording(ROLES_NAME).by_path
        roles = {path.split("/")[1]: text for path, text in paths.items() if path.endswith("/plain")}
        return msgspec.convert({**said, "roles": {**roles, **said.get("roles", {})}}, Phrases)

    @cached_property
    def raw_phrases(self) -> dict[str, Any]:
        """What the files of phrases say together; the uppermost counts."""
        found: dict[str, Any] = {}
        for folder in self.folders:
            if (path := folder / PHRASES).is_file():
                found = merged(found, _read(path, "phrases").value or {})
        return found

    def wording(self, name: str) -> Wording:
        """Return what the translation says of an entry (``kind/id``, ``vocabulary/roles``), of all layers together.

        Raises InputError for a file that is not valid, EnvironmentFaultError for one that cannot be read.
        """
        if name not in self._wordings:
            self._wordings[name] = self._worded(name)
        return self._wordings[name]

    def _worded(self, name: str) -> Wording:
        """Return what the translation says of an entry, read from its files."""
        was: dict[str, Any] = {}
        said: dict[str, Any] = {}
        for folder in self.folders:
            path = folder / "patches" / f"{name}.yaml"
            if path.is_file():
                value = _read(path, "patch").value or {}
                was, said = laid((was, said), value)
        return worded(was, said)

    def content(self, name: str) -> str:
        """Return the hash of an entry's translation, the phrases or a document, by which approvals name it."""
        if name == PHRASES_NAME:
            return content_hash(self.raw_phrases) if self.raw_phrases else ""
        kind, _, id = name.partition("/")
        return self._document(id) if kind == DOCUMENT else self.wording(name).content

    def _document(self, id: str) -> str:
        """Return the hash of a document's manifest and template; empty where the translation has none that is whole."""
        for folder in reversed(self.folders):
            home = folder / "documents" / id
            if (manifest := home / "document.yaml").is_file():
                said = read_yaml(read_file(manifest), str(manifest)).value
                if not isinstance(said, dict):
                    return ""
                name = said.get("template")
                if not isinstance(name, str) or Path(name).name != name or not (home / name).is_file():
                    return ""
                return content_hash({**said, "template": sha256(read_file(home / name))})
        return ""

    def names(self) -> tuple[str, ...]:
        """Return everything that a translator reviews: entries, files of words, the phrases, documents; sorted."""
        found = {PHRASES_NAME} if self.raw_phrases else set()
        for folder in self.folders:
            found |= {f"{path.parent.name}/{path.stem}" for path in (folder / "patches").glob("*/*.yaml")}
            found |= {f"{DOCUMENT}/{path.parent.name}" for path in (folder / "documents").glob("*/document.yaml")}
        return tuple(sorted(found))

    @cached_property
    def approvals(self) -> Mapping[str, tuple[Approval, ...]]:
        """Whose approval there is of which entry, by qualified translators with a name, of all layers."""
        found: dict[str, tuple[Approval, ...]] = {}
        for folder in self.folders:
            if (path := folder / _APPROVALS).is_file():
                given = msgspec.convert(_read(path, "approvals").value, Approvals).approvals
                for name, roles in given.items():
                    if TRANSLATOR in roles and roles[TRANSLATOR].by:
                        found[name] = (*found.get(name, ()), roles[TRANSLATOR])
        return found

    def reviewed(self, name: str) -> bool:
        """Return whether a qualified translator has approved exactly what is said now."""
        now = self.content(name)
        return bool(now) and any(each.content == now for each in self.approvals.get(name, ()))


def laid(beneath: _Texts, value: Mapping[str, Any]) -> _Texts:
    """Return what a translation says of an entry, English and texts, with a file of an upper layer laid on it.

    A text is made from the English beside it: what that of a lower layer was made from says nothing of this one.
    """
    was, said = beneath
    own = {path for path, _ in leaves(value.get("was", {}))}
    bare: dict[str, Any] = {}
    for path, _ in leaves(value["patch"]):
        if path not in own:
            here = bare
            for step in path[:-1]:
                here = here.setdefault(str(step), {})
            here[str(path[-1])] = None
    return merged(merged(was, bare), value.get("was", {})), merged(said, value["patch"])


def worded(was: Mapping[str, Any], said: Mapping[str, Any]) -> Wording:
    """Return the wording of an entry, from the English texts and their translations as patches hold them.

    A sentence that says the same as its English waits to be translated, as does one without a word; a name may well be
    the same.
    """
    english = {"/".join(map(str, path)): text for path, text in leaves(was)}
    given = {"/".join(map(str, path)): text for path, text in leaves(said) if isinstance(text, str)}
    texts = {
        path: text
        for path, text in given.items()
        if text.strip() and (text != english.get(path) or len(text.split()) <= _NAME)
    }
    return Wording(
        texts,
        {english[path]: text for path, text in texts.items() if isinstance(english.get(path), str)},
        content_hash({"was": was, "patch": said}) if said else "",
    )


def _read(path: Path, schema: str) -> YamlFile:
    """Return a file; raise InputError with all that is wrong with it."""
    from planbuilder.schema import shape_findings

    file = read_yaml(read_file(path), str(path))
    found = [*file.findings, *shape_findings(file, schema)]
    if errors := [each for each in found if each.severity == "error"]:
        raise InputError("The translation has errors and was not used.", ordered(errors), where=str(path))
    return file
