"""Ages for which an entry was written: a span that somebody can be in."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.entries import Ages
from planbuilder.library.rulebook import RULES

SPAN = RULES.rule(
    "ages-span",
    "error",
    said="The youngest age, {low}, is above the oldest, {high}.",
    why="It would be for nobody, and every plan with it an error.",
    fix="Exchange the two, or leave one out.",
    example="ages: {from: 65, to: 18}",
)


def check_ages(shelf: Shelf) -> Iterator[Finding]:
    """Yield spans of ages that hold nobody."""
    for item in shelf.items:
        for path, part in item.parts:
            if isinstance(part, Ages) and part.from_ is not None and part.to is not None and part.from_ > part.to:
                yield item.finding(SPAN, path, low=part.from_, high=part.to)
