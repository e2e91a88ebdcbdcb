"""What the checks look at: every entry whose shape is right, its file, and the names that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from planbuilder import reading, schema
from planbuilder.findings import Finding, Place, Rule
from planbuilder.library.entries import Document, Notice, Part, PersonFirst, Source, Vocabulary
from planbuilder.library.gathering import Sources
from planbuilder.library.loading import build_vocabulary
from planbuilder.library.store import KINDS
from planbuilder.library.texts import is_prose
from planbuilder.library.walking import Leaf, leaves, parts
from planbuilder.reading import FieldPath, YamlFile

E = TypeVar("E", bound=Part)


@dataclass(frozen=True)
class Item:
    """An entry (or a file of words) whose shape is right, with the file it came from."""

    kind: str
    id: str
    entry: Part
    file: YamlFile

    def place(self, path: FieldPath = ()) -> Place:
        """Return the place of a field."""
        return self.file.place(path)

    def finding(self, rule: Rule, path: FieldPath, **values: object) -> Finding:
        """Return a finding of the rule at a field."""
        return rule.finding(self.file.place(path), values)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every single value of the entry."""
        return tuple(leaves(self.entry))

    @cached_property
    def texts(self) -> tuple[Leaf, ...]:
        """Every text of the entry that is prose."""
        return tuple(leaf for leaf in self.leaves if is_prose(leaf))

    @cached_property
    def parts(self) -> tuple[tuple[FieldPath, Part], ...]:
        """The entry and every part within it, each with its path."""
        return tuple(parts(self.entry))


@dataclass(frozen=True)
class Shelf:
    """A library as the checks see it.

    ``vocabulary`` is None where a vocabulary file has errors of its own: then nothing can be said about its words.
    ``names`` holds the ids of every kind, also of entries whose shape is wrong: they exist. ``contents`` are the
    content hashes by ``kind/id``, ``notices`` those of every layer by id, from the bottom.
    """

    items: tuple[Item, ...]
    vocabulary: Vocabulary | None
    names: Mapping[str, frozenset[str]]
    conditions: frozenset[str]
    root: Path
    approvals: tuple[YamlFile, ...] = ()
    contents: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, tuple[tuple[YamlFile, Notice], ...]] = field(default_factory=dict)

    def entries(self, type: type[E]) -> Iterator[tuple[Item, E]]:
        """Yield the entries of a class, each with its item."""
        for item in self.items:
            if isinstance(item.entry, type):
                yield item, item.entry

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], Item]:
        """Every item by kind and id."""
        return {(item.kind, item.id): item for item in self.items}

    def entry(self, kind: str, id: str, type: type[E]) -> E | None:
        """Return an entry, or None where there is none whose shape is right."""
        item = self.by_name.get((kind, id))
        return item.entry if item is not None and isinstance(item.entry, type) else None

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return {item.id: entry for item, entry in self.entries(Source)}


def put_on_shelf(sources: Sources) -> Shelf:
    """Return the library for checking: what has errors of shape is left out, but its name is known."""
    shape = {*reading.RULES.rules, *schema.RULES.rules}
    broken = {finding.where.file for finding in sources.findings if finding.rule in shape}
    sound = [file for file in sources.vocabulary if not file.files & broken]
    items = [
        Item(kind, id, msgspec.convert(file.value, KINDS[kind][1]), file)
        for kind, files in sources.entries.items()
        for id, file in files.items()
        if not file.files & broken
    ]
    items += _others(sources, broken)
    items += [Item("vocabulary", file.file, build_vocabulary([file]), file) for file in sound]
    return Shelf(
        tuple(items),
        build_vocabulary(sound) if len(sound) == len(sources.vocabulary) else None,
        {kind: frozenset(files) for kind, files in sources.entries.items()} | _words(sources.vocabulary),
        frozenset(schema.schema_text("client-predicates")["$defs"]),
        sources.root,
        sources.approvals,
        {name: origin.content for name, origin in sources.origins.items()},
        {id: tuple(_notices(files, broken)) for id, files in sources.notices.items()},
    )


def _others(sources: Sources, broken: set[str]) -> Iterator[Item]:
    """Yield the documents and the words about people."""
    for id, file in sources.documents.items():
        if not file.files & broken:
            yield Item("document", id, msgspec.convert(file.value, Document), file)
    people = sources.person_first
    if people is not None and not people.files & broken:
        yield Item("person-first", "person-first", msgspec.convert(people.value, PersonFirst), people)


def _notices(files: Sequence[YamlFile], broken: set[str]) -> Iterator[tuple[YamlFile, Notice]]:
    """Yield the notices of one id whose shape is right."""
    yield from ((file, msgspec.convert(file.value, Notice)) for file in files if not file.files & broken)


def _words(files: Sequence[YamlFile]) -> dict[str, frozenset[str]]:
    """Return the words of the vocabulary by list, from every file that could be read at all."""
    found: dict[str, set[str]] = {each.encode_name: set() for each in msgspec.structs.fields(Vocabulary)}
    for file in files:
        for list, words in (file.value or {}).items():
            if isinstance(words, dict) and list in found:
                found[list] |= set(words)
    return {list: frozenset(words) for list, words in found.items()}
