"""What differs between two editions of a library: entries, words, terms, documents, and what each difference means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from planbuilder.library.entries import About, Entry, Part
from planbuilder.library.field_differences import WEIGHTS, FieldDifference, Weight, field_differences, spelled
from planbuilder.library.store import KINDS, Library

How = Literal["added", "changed", "superseded", "withdrawn", "removed"]
_RETIRED: dict[str, Literal["superseded", "withdrawn"]] = {"superseded": "superseded", "withdrawn": "withdrawn"}
#: What of library.yaml is no content: the version follows from the rest.
_NOT_COMPARED = {"version": "0.0.0"}


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that differs: kind, id, title, in which way, field by field; what follows it and why where it retired.

    ``kind`` is one of an entry, or ``vocabulary`` (its id is ``needs/deaf``), ``term``, ``document``, ``library``.
    """

    kind: str
    id: str
    title: str
    how: How
    fields: tuple[FieldDifference, ...] = ()
    by: tuple[str, ...] = ()
    why: str = ""

    @property
    def name(self) -> str:
        """How commands call it: kind and id."""
        return f"{self.kind}/{self.id}"

    @property
    def weight(self) -> Weight:
        """How much it weighs: as much as its heaviest part."""
        if self.how == "added":
            return "substance"
        if self.how != "changed":
            return "break"
        return max((each.weight for each in self.fields), key=WEIGHTS.index, default="wording")


def differences(before: Library, after: Library) -> tuple[Difference, ...]:
    """Return what differs, kind by kind, in the order of ids; what differs only in comments and layout is none."""
    found = [each for kind in KINDS for each in _compared(kind, before.of_kind(kind), after.of_kind(kind))]
    for name in (each.name for each in msgspec.structs.fields(type(after.vocabulary)) if each.name != "schema"):
        found += _compared("vocabulary", _words(before, name), _words(after, name))
    found += _compared("term", before.person_first.terms, after.person_first.terms)
    found += _compared("document", before.documents, after.documents)
    about = {after.about.id: _about(after)}
    return (*found, *_compared("library", {after.about.id: _about(before)}, about))


def _words(library: Library, name: str) -> dict[str, object]:
    """Return the words of a list of the vocabulary, by list and id."""
    words: Mapping[str, object] = getattr(library.vocabulary, name)
    return {f"{name}/{id}": word for id, word in words.items()}


def _about(library: Library) -> About:
    """Return what a library says about itself, but for its version."""
    return msgspec.structs.replace(library.about, **_NOT_COMPARED)


def _compared(kind: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Difference]:
    """Yield what differs among the entries of a kind."""
    for id in sorted(before.keys() | after.keys()):
        old, new = before.get(id), after.get(id)
        if old == new:
            continue
        if new is None:
            yield Difference(kind, id, _title(old, id), "removed")
        elif old is None:
            yield Difference(kind, id, _title(new, id), "added")
        else:
            yield from _changed(kind, id, old, new)


def _changed(kind: str, id: str, old: object, new: object) -> Iterator[Difference]:
    """Yield an entry that is in both, as retired where it was not before."""
    fields = _fields(old, new)
    if isinstance(new, Entry) and isinstance(old, Entry) and new.state in _RETIRED and new.state != old.state:
        kept = tuple(each for each in fields if each.path != "state")
        yield Difference(kind, id, _title(new, id), _RETIRED[new.state], kept, new.by, new.why)
    else:
        yield Difference(kind, id, _title(new, id), "changed", fields)


def _fields(old: object, new: object) -> tuple[FieldDifference, ...]:
    """Return the fields that differ in two entries or words."""
    if isinstance(old, Part) and isinstance(new, Part):
        return field_differences(old, new)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return tuple(_in_mapping(old, new))
    return (FieldDifference("", "changed", str(old), str(new), "wording"),)


def _in_mapping(old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[FieldDifference]:
    """Yield what differs in two mappings of parts, such as the conflicts of a need."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            how: Literal["added", "removed"] = "added" if before is None else "removed"
            yield FieldDifference(key, how, spelled(before), spelled(after), "substance")
        elif before != after:
            for each in field_differences(before, after):
                yield FieldDifference(f"{key}/{each.path}", each.how, each.before, each.after, each.weight, each.words)


def _title(entry: object, id: str) -> str:
    """Return how a reader calls an entry."""
    return str(getattr(entry, "title", None) or getattr(entry, "label", None) or id)


def meaning(difference: Difference) -> str:
    """Return in one or two sentences what a difference means for plans."""
    if difference.how == "superseded":
        return f"New plans get {' and '.join(difference.by)}. Plans in use keep it until somebody chooses again."
    if difference.kind in _MEANINGS_HERE:
        return _MEANINGS_HERE[difference.kind][difference.how == "removed"]
    return _MEANINGS.get(difference.how) or _CHANGED[difference.weight]


_MEANINGS = {
    "added": "New plans can have it. Plans in use do not change by themselves.",
    "withdrawn": "It is not offered any more. Whoever has it in a plan needs another choice, made with the person.",
    "removed": "Nobody can tell what follows it: plans that have it can no longer be compared with the library.",
}
_CHANGED: dict[Weight, str] = {
    "wording": "Plans in use keep their words; 'planbuilder update' shows the new ones beside them.",
    "substance": "New plans can choose, dose or ask differently; 'planbuilder update' shows it for plans in use.",
    "break": "A plan in use may stand on what is not there any more, or reads its values in another way.",
}
#: Of what is no part of a plan by itself: what it means that it came or changed, and that it went.
_MEANINGS_HERE = {
    "source": (
        "It is what entries cite; what they say changes only where it is listed here.",
        "Entries that cite it no longer can.",
    ),
    "vocabulary": (
        "Client files and entries are read with it from now on; composing a plan again shows what follows.",
        "Client files and entries that use the word are not read any more.",
    ),
    "term": ("Texts are checked with it from now on.", "Texts are no longer checked for it."),
    "document": ("It is printed so from now on; papers already printed stay.", "It can no longer be printed."),
    "library": ("It holds for every plan that is made with this library from now on.", ""),
}
