"""Where each printed text stands in an edited document: in the control with its tag, else in its bookmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from planbuilder.docx.controls import tag_of
from planbuilder.docx.readback import By
from planbuilder.docx.reading_flow import Atom, Flow, Span
from planbuilder.docx.reading_record import Recorded


@dataclass(frozen=True, slots=True)
class Region:
    """Where a text stands: its key, the first atom and the one after its last, its paragraph, what it was found by."""

    key: str
    start: int
    end: int
    paragraph: int
    by: By
    control: Span | None = None


def regions(flow: Flow, texts: Mapping[str, Recorded]) -> list[Region]:
    """Return where the texts stand, in the order in which they stand; those that are not found are left out.

    Without a record every control with a tag is a text, by that tag as its key.
    """
    tagged: dict[str, list[Span]] = {}
    for control in flow.controls:
        tagged.setdefault(control.name, []).append(control)
    tagged.pop("", None)
    if not texts:
        found = [_of_control(tag, spans[0], None) for tag, spans in tagged.items()]
    else:
        found = [
            region
            for each in texts.values()
            if (region := _region(each, tagged.get(tag_of(each.key), ()), flow.bookmarks.get(each.bookmark)))
        ]
    return _apart(sorted(found, key=lambda region: (region.start, region.end)))


def _region(text: Recorded, controls: Iterable[Span], bookmark: Span | None) -> Region | None:
    """Return where one text stands: of several controls with its tag, the one in its bookmark, else the first."""
    listed = list(controls)
    if listed:
        inside = [each for each in listed if bookmark and _touch(each, bookmark)]
        return _of_control(text.key, (inside or listed)[0], bookmark if inside else None)
    if bookmark is None:
        return None
    return Region(text.key, bookmark.start, bookmark.end, bookmark.paragraph, "bookmark")


def _of_control(key: str, control: Span, bookmark: Span | None) -> Region:
    """Return the region of a control with what was written beside it in its bookmark."""
    start, end = control.start, control.end
    if bookmark is not None:
        start, end = min(start, bookmark.start), max(end, bookmark.end)
    return Region(key, start, end, control.paragraph, "control", control)


def _touch(one: Span, other: Span) -> bool:
    """Return whether two spans share a piece of text, or one that is empty stands in the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _apart(found: list[Region]) -> list[Region]:
    """Return the regions without overlaps: one whose end has slipped into the next ends where that begins."""
    made: list[Region] = []
    for region in found:
        if made and region.start < made[-1].end:
            made[-1] = replace(made[-1], end=region.start)
        made.append(region)
    return made


def standing(atoms: Iterable[Atom]) -> str:
    """Return the text of pieces as it stands while tracked changes wait: what was inserted left out."""
    return _joined(atom for atom in atoms if atom.stands)


def accepted(atoms: Iterable[Atom]) -> str:
    """Return the text of pieces as it is once every tracked change is accepted."""
    return _joined(atom for atom in atoms if atom.stays)


def unstruck(atoms: Iterable[Atom]) -> str:
    """Return the text as it stands without what is struck through."""
    return standing(atom for atom in atoms if not atom.struck)


def runs_of(atoms: Iterable[Atom], kinds: tuple[str, ...] = (), *, struck: bool = False) -> tuple[str, ...]:
    """Return the pieces that tracked changes of some kinds, or lines through them, make; neighbors joined."""
    made: list[str] = []
    before = False
    for atom in atoms:
        changed = atom.change is not None and atom.change.kind in kinds
        here = atom.struck and atom.stands if struck else changed
        if here:
            made[-1:] = [made[-1] + atom.text] if before else [*made[-1:], atom.text]
        before = here
    return tuple(made)


def _joined(atoms: Iterable[Atom]) -> str:
    """Return the text of pieces, a newline where another paragraph begins."""
    return "".join(_pieces(atoms))


def _pieces(atoms: Iterable[Atom]) -> Iterator[str]:
    """Yield the texts of pieces and the newlines between paragraphs."""
    at = -1
    for atom in atoms:
        if at >= 0 and atom.paragraph != at:
            yield "\n"
        at = atom.paragraph
        yield atom.text
