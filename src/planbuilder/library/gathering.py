"""A library as it was read from its files: one layer, or several that were stacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planbuilder.findings import Finding
from planbuilder.library.file_rules import WORD_TWICE
from planbuilder.library.store import Origin
from planbuilder.reading import YamlFile

#: Every patch is of one of these beside the kinds of entries; its id is the name of the file of words.
WORD_FILES = ("vocabulary", "person-first")


@dataclass(frozen=True, slots=True)
class Sources:
    """A library as it was read from its files: each file by kind, and what is wrong with them so far.

    ``prefix`` stands before the names of the files where several layers are read. ``patches`` are by ``kind/id``,
    ``layers`` are the library.yaml of every layer, and ``notices`` those of every layer by id, from the bottom.
    ``phrases`` are those of a translation.
    """

    root: Path
    about: YamlFile | None
    person_first: YamlFile | None
    vocabulary: tuple[YamlFile, ...]
    entries: Mapping[str, Mapping[str, YamlFile]]
    documents: Mapping[str, YamlFile]
    hashes: Mapping[str, str]
    findings: tuple[Finding, ...]
    prefix: str = ""
    patches: Mapping[str, YamlFile] = field(default_factory=dict)
    hidden: YamlFile | None = None
    approvals: tuple[YamlFile, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    layers: tuple[YamlFile, ...] = ()
    notices: Mapping[str, tuple[YamlFile, ...]] = field(default_factory=dict)
    phrases: YamlFile | None = None

    @property
    def said(self) -> Mapping[str, Any]:
        """What library.yaml says; nothing where there is none."""
        return (self.about.value if self.about else None) or {}

    def origin(self, file: str) -> Origin:
        """Return where what stands in a file of this layer comes from."""
        inside = file.removeprefix(self.prefix)
        return Origin(str(self.said.get("id", "")), str(self.said.get("version", "")), inside, self.hashes[file])


def words_twice(file: YamlFile, others: Sequence[YamlFile]) -> Iterator[Finding]:
    """Yield the words of a vocabulary file that another one has."""
    for other in others:
        for list, words in (file.value or {}).items():
            theirs = (other.value or {}).get(list)
            if isinstance(words, dict) and isinstance(theirs, dict):
                for word in words.keys() & theirs.keys():
                    yield WORD_TWICE.finding(file.place((list, word)), word=word, list=list, other=other.file)
