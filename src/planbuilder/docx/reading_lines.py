"""The lines of an edited document: each paragraph by the texts in it and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planbuilder.docx.reading_flow import Atom, Flow
from planbuilder.docx.reading_regions import Region, accepted, standing
from planbuilder.docx.styles import Styles


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with words in it.

    ``keys`` are the texts that begin in it. ``around`` are the words before, between and after them as they stand,
    one more than keys, and ``around_accepted`` the same with tracked changes accepted. ``text`` is all of it as it
    stands. ``row`` and ``cell`` are numbers of their own, -1 outside tables; ``place`` counts the lines.
    """

    place: int
    keys: tuple[str, ...]
    around: tuple[str, ...]
    around_accepted: tuple[str, ...]
    text: str
    style: str
    story: str
    row: int
    cell: int

    @property
    def said(self) -> str:
        """The text in one line, single spaces between its words."""
        return " ".join(self.text.split())


def lines(flow: Flow, found: list[Region], styles: Styles) -> list[Line]:
    """Return the lines of a document in order; a paragraph that shows nothing is none."""
    atoms: dict[int, list[int]] = {}
    for number, atom in enumerate(flow.atoms):
        atoms.setdefault(atom.paragraph, []).append(number)
    begun: dict[int, list[Region]] = {}
    for region in found:
        begun.setdefault(region.paragraph, []).append(region)
    covered = {number for region in found for number in range(region.start, region.end)}
    made: list[Line] = []
    for place, paragraph in enumerate(flow.paragraphs):
        own, numbers = begun.get(place, []), atoms.get(place, [])
        pieces = _around(own, [number for number in numbers if number not in covered], flow.atoms)
        around = tuple(standing(piece) for piece in pieces)
        text = standing(flow.atoms[number] for number in numbers)
        if own or (text.strip() and any(each.strip() for each in around)):
            style = styles.name(paragraph.element)
            keys = tuple(region.key for region in own)
            coming = tuple(accepted(piece) for piece in pieces)
            where = (paragraph.story, paragraph.row, paragraph.cell)
            made.append(Line(len(made), keys, around, coming, text, style, *where))
    return made


def joined(parts: Sequence[Line]) -> Line:
    """Return lines as the one they are once the marks between their paragraphs are taken out; there is at least one."""
    first = parts[0]
    for part in parts[1:]:
        first = replace(
            first,
            keys=(*first.keys, *part.keys),
            around=(*first.around[:-1], first.around[-1] + part.around[0], *part.around[1:]),
            text=first.text + part.text,
        )
    return first


def _around(own: list[Region], free: Iterable[int], atoms: list[Atom]) -> list[list[Atom]]:
    """Return the pieces of a paragraph that belong to no text: before the first one in it, between, after."""
    pieces: list[list[Atom]] = [[] for _ in range(len(own) + 1)]
    for number in free:
        pieces[sum(region.end <= number for region in own)].append(atoms[number])
    return pieces
