"""Comments and tracked changes of an edited document, each with the text it sits on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from planbuilder.docx.document import Document
from planbuilder.docx.names import w
from planbuilder.docx.readback import ReadComment, TrackedChange
from planbuilder.docx.reading_flow import Change, Flow
from planbuilder.docx.reading_regions import Region, standing
from planbuilder.docx.reading_walk import read_flow


def key_at(number: int, flow: Flow, found: list[Region]) -> str:
    """Return the key of the text that an atom stands in, else of one in its paragraph, else of the last before it."""
    within = [region for region in found if region.start <= number < region.end]
    if within:
        return within[0].key
    paragraph = flow.atoms[number].paragraph if number < len(flow.atoms) else len(flow.paragraphs)
    near = [region for region in found if region.paragraph == paragraph]
    before = [region for region in found if region.end <= number]
    return (near or before[-1:] or [Region("", 0, 0, 0, "order")])[-1].key


def comments(document: Document, flow: Flow, found: list[Region]) -> tuple[ReadComment, ...]:
    """Return the comments in the order in which they stand in the document; those that sit nowhere come last."""
    root = document.part("comments")
    made: list[tuple[int, ReadComment]] = []
    for node in root.iter(w("comment")) if root is not None else ():
        words = read_flow([("comments", node)])
        span = flow.comments.get(node.get(w("id"), ""))
        place = span.start if span else len(flow.atoms)
        on = standing(flow.atoms[span.start : span.end]) if span else ""
        key = key_at(place, flow, found) if span else ""
        author, date = node.get(w("author"), ""), node.get(w("date"), "")
        made.append((place, ReadComment(author, date, standing(words.atoms), on, key)))
    return tuple(comment for _, comment in sorted(made, key=lambda each: each[0]))


def tracked(flow: Flow, found: list[Region]) -> tuple[TrackedChange, ...]:
    """Return the tracked changes in order; neighboring pieces of the same change are one."""
    placed = [(place, _tracked(change, text, key_at(place, flow, found))) for change, text, place in flow.beside]
    placed += _of_text(flow, found)
    return tuple(change for _, change in sorted(placed, key=lambda each: each[0]))


def _of_text(flow: Flow, found: list[Region]) -> Iterator[tuple[int, TrackedChange]]:
    """Yield the tracked insertions and deletions with the atom they begin at."""

    def one(numbered: tuple[int, object]) -> tuple[Change | None, str]:
        change = flow.atoms[numbered[0]].change
        return change, key_at(numbered[0], flow, found) if change else ""

    for (change, key), group in groupby(enumerate(flow.atoms), key=one):
        if change is not None:
            numbers = [number for number, _ in group]
            yield numbers[0], _tracked(change, "".join(flow.atoms[number].text for number in numbers), key)


def _tracked(change: Change, text: str, key: str) -> TrackedChange:
    """Return a tracked change."""
    return TrackedChange(change.kind, change.author, change.date, text, key)
