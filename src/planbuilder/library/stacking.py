"""Layers put one on the other: what each adds, patches and hides, into one library as if it had one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from planbuilder.findings import Finding, ordered
from planbuilder.library.contents import content_hash
from planbuilder.library.files import sha256
from planbuilder.library.gathering import WORD_FILES, Sources, words_twice
from planbuilder.library.layer_rules import (
    HIDDEN_NOTHING,
    HIDDEN_TARGET,
    LAYER_ENTRY_TWICE,
    LAYER_TWICE,
    PATCH_TARGET,
)
from planbuilder.library.layer_values import about_all, joined, withdrawn
from planbuilder.library.patching import patch_findings, patched
from planbuilder.library.store import KINDS, Origin, nearest_words
from planbuilder.reading import YamlFile
from planbuilder.schema import shape_findings

_RETIRED = ("superseded", "withdrawn")


def stack(layers: Sequence[Sources]) -> Sources:
    """Return the layers, the lowest first, as one library; what is wrong with how they stack is among its findings.

    A layer's patches and what it hides concern the layers beneath it. A file with an error in it changes nothing.
    """
    pile = _Pile(layers[0])
    for layer in layers:
        pile.put(layer)
    return pile.sources()


class _Pile:
    """The layers put so far, as one."""

    def __init__(self, bottom: Sources) -> None:
        self.bottom = bottom
        self.layers: list[Sources] = []
        self.entries: dict[str, dict[str, YamlFile]] = {kind: {} for kind in KINDS}
        self.words: dict[str, YamlFile] = {}
        self.documents: dict[str, YamlFile] = {}
        self.notices: dict[str, tuple[YamlFile, ...]] = {}
        self.hashes: dict[str, str] = {}
        self.origins: dict[str, Origin] = {}
        self.findings: list[Finding] = []
        self.broken: set[str] = set()

    def put(self, layer: Sources) -> None:
        """Put one layer more on top."""
        self.findings += layer.findings
        self.broken |= {each.where.file for each in layer.findings if each.severity == "error"}
        self.hashes |= layer.hashes
        self.findings += self._named_twice(layer)
        for name, patch in layer.patches.items():
            self._patch(layer, name, patch)
        if layer.hidden and layer.hidden.file not in self.broken:
            self._hide(layer, layer.hidden)
        self._add(layer)
        for id, files in layer.notices.items():
            self.notices[id] = (*self.notices.get(id, ()), *files)
        for name, file in _word_files(layer).items():
            self._add_words(name, file)
        self.layers.append(layer)

    def _named_twice(self, layer: Sources) -> Iterator[Finding]:
        """Yield that a layer beneath has the same id."""
        for other in self.layers:
            if layer.about and other.about and layer.said.get("id") == other.said.get("id"):
                place = layer.about.place(("id",))
                yield LAYER_TWICE.finding(place, id=layer.said.get("id"), other=other.about.file)

    def _patch(self, layer: Sources, name: str, patch: YamlFile) -> None:
        """Put a patch on what it is for, where both are sound."""
        kind, _, id = name.partition("/")
        known: Mapping[str, YamlFile] = self.words if kind in WORD_FILES else self.entries[kind]
        key = name if kind in WORD_FILES else id
        if patch.file in self.broken:
            return
        if key not in known:
            fix = nearest_words(id, [each.rpartition("/")[2] for each in known], _whose(layer, kind, id))
            self.findings.append(PATCH_TARGET.finding(patch.place(), kind=kind, id=id, fix=fix))
            return
        if known[key].files & self.broken:
            return
        translates = any(layer.said.get("language") != each.said.get("language") for each in self.layers)
        found = list(patch_findings(name, known[key], patch, translates=translates))
        made = patched(known[key], patch)
        found += shape_findings(made, kind)
        self.findings += found
        if any(each.severity == "error" for each in found):
            self.broken |= {each.where.file for each in found if each.severity == "error"}
            return
        self._change(kind, id, made, layer.origin(patch.file))

    def _change(self, kind: str, id: str, made: YamlFile, origin: Origin) -> None:
        """Put a changed file in the place of the one beneath, with where the change comes from."""
        if kind in WORD_FILES:
            self.words[f"{kind}/{id}"] = made
            return
        self.entries[kind][id] = made
        before = self.origins[f"{kind}/{id}"]
        under = (*before.under, _alone(before))
        both = sha256(f"{before.sha256}\n{origin.sha256}\n".encode())
        self.origins[f"{kind}/{id}"] = msgspec.structs.replace(origin, sha256=both, under=under)

    def _hide(self, layer: Sources, hidden: YamlFile) -> None:
        """Withdraw the entries that a layer hides."""
        for name, why in (hidden.value or {})["hidden"].items():
            kind, _, id = name.partition("/")
            file, place = self.entries[kind].get(id), hidden.place(("hidden", name))
            if file is None:
                fix = nearest_words(id, self.entries[kind], _whose(layer, kind, id))
                self.findings.append(HIDDEN_TARGET.finding(place, kind=kind, id=id, fix=fix))
            elif (state := (file.value or {}).get("state")) in _RETIRED:
                self.findings.append(HIDDEN_NOTHING.finding(place, kind=kind, id=id, state=state))
            elif not file.files & self.broken:
                origin = layer.origin(hidden.file)
                line = sha256(f"hidden {why}\n".encode())
                made = withdrawn(file, hidden, name, why)
                self._change(kind, id, made, msgspec.structs.replace(origin, sha256=line))

    def _add(self, layer: Sources) -> None:
        """Add the entries and documents of a layer; an entry that is there already stays, a document gives way."""
        for kind, files in layer.entries.items():
            for id, file in files.items():
                if id in self.entries[kind]:
                    values = {"kind": kind, "id": id, "other": self.entries[kind][id].file}
                    self.findings.append(LAYER_ENTRY_TWICE.finding(file.place(("id",)), values))
                    continue
                self.entries[kind][id] = file
                self.origins[f"{kind}/{id}"] = layer.origin(file.file)
        for id, file in layer.documents.items():
            self.documents[id] = file
            self.origins[f"document/{id}"] = layer.origin(file.file)

    def _add_words(self, name: str, file: YamlFile) -> None:
        """Add a file of words; of one that a layer beneath has under the same name, its words come to the others."""
        alike = name.partition("/")[0]
        others = [each for key, each in self.words.items() if key.partition("/")[0] == alike]
        if self.layers:
            self.findings += words_twice(file, others)
        below = self.words.get(name)
        self.words[name] = file if below is None or below.value is None else joined(below, file)

    def sources(self) -> Sources:
        """Return everything as one library."""
        about = self.layers[-1].about
        people = [file for name, file in self.words.items() if name.startswith("person-first/")]
        return Sources(
            self.bottom.root,
            about if about is None else replace(about, value=about_all([each.said for each in self.layers])),
            people[0] if people else None,
            tuple(file for name, file in self.words.items() if name.startswith("vocabulary/")),
            self.entries,
            self.documents,
            self.hashes,
            ordered(self.findings),
            self.bottom.prefix,
            approvals=tuple(file for each in self.layers for file in each.approvals if file.file not in self.broken),
            origins=self._with_contents(),
            layers=tuple(file for each in self.layers for file in each.layers),
            notices=self.notices,
        )

    def _with_contents(self) -> dict[str, Origin]:
        """Return where every entry comes from, with the hash of what it says now."""
        found = dict(self.origins)
        for kind, files in self.entries.items():
            for id, file in files.items():
                content = content_hash(file.value or {})
                found[f"{kind}/{id}"] = msgspec.structs.replace(found[f"{kind}/{id}"], content=content)
        return found


def _alone(origin: Origin) -> Origin:
    """Return where something came from, without what lies beneath that."""
    return msgspec.structs.replace(origin, under=())


def _whose(layer: Sources, kind: str, id: str) -> str:
    """Return what to do about a name that no layer beneath has."""
    if id in layer.entries.get(kind, {}):
        return "It stands in this layer itself: change it there."
    return f"'planbuilder library list {kind}' prints those that exist."


def _word_files(layer: Sources) -> dict[str, YamlFile]:
    """Return the files of words of a layer by ``vocabulary/roles`` or ``person-first/person-first``."""
    found = {f"vocabulary/{_stem(file.file)}": file for file in layer.vocabulary}
    if layer.person_first:
        found["person-first/person-first"] = layer.person_first
    return found


def _stem(file: str) -> str:
    """Return the name of a file without folder and suffix."""
    return file.rpartition("/")[2].rpartition(".")[0]
