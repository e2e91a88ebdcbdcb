"""Claims: a source that nobody has looked up carries none alone."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Change, Citation, Dimension, Evidence, Part, SlotSpec
from planbuilder.library.rulebook import RULES
from planbuilder.reading import FieldPath

UNCHECKED = RULES.rule(
    "source-unchecked",
    "error",
    said="Nobody has looked up {names}, and nothing else stands here.",
    why="A claim must rest on a document that somebody has seen.",
    fix="Look it up and fill in 'checked', or add a source that was.",
    example="evidence: [{source: never-seen, strength: trial}], where never-seen says checked: null",
)
_LISTS = ("sources", "evidence", "citations")


def check_evidence(shelf: Shelf) -> Iterator[Finding]:
    """Yield every claim that rests on unchecked sources alone."""
    for item in shelf.items:
        for path, part in item.parts:
            for field, ids in _claims(part):
                yield from _unchecked(shelf, item, (*path, field), ids)


def _claims(part: Part) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields of a part that rest on sources, with the ids of those."""
    for field in _LISTS:
        listed = getattr(part, field, ())
        ids = [each.source for each in listed if isinstance(each, Citation | Evidence)] if listed else []
        if ids:
            yield field, ids
    if isinstance(part, Change | SlotSpec | Dimension) and part.source:
        yield "source", [part.source]


def _unchecked(shelf: Shelf, item: Item, path: FieldPath, ids: list[str]) -> Iterator[Finding]:
    """Yield a finding where every source is known and none was looked up."""
    found = [shelf.sources.get(id) for id in ids]
    if all(source is not None and source.checked is None for source in found):
        yield item.finding(UNCHECKED, path, names=", ".join(f"'{id}'" for id in ids))
