"""How much of a page the parts of the readiness sheet take, so that each profile keeps to one page.

The measures are those of the shipped template (12 points, letter paper), estimated from numbers of letters with
room to spare. In a template that an agency restyled, a long sheet may go on to a second page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

#: Points: of a page between its margins with some to spare, of a line, and of what stands above and below a row.
PAGE, LINE, ROW = 690.0, 13.9, 10.5
#: Points of title and line on the plan on the first page, and of what the sheet is not and how much is met on each.
TITLE, FRAME = 48.0, 64.0
#: Points of a line of the heading, and of the space around it.
HEADING_LINE, HEADING_SPACE = 16.5, 8.0
#: Letters that fit on a line of the heading, of a fact, and of the columns of the table.
HEADING, FACT = 62, 71
COLUMNS = (13, 42, 27)


def lines(text: str, letters: int) -> int:
    """Return how many lines a text takes where so many letters fit on one."""
    return max(1, len(textwrap.wrap(text, letters)))


def fact_points(text: str) -> float:
    """Return the points of a fact; none for one that is left out."""
    return lines(text, FACT) * LINE + 2 if text else 0.0


def row_points(cells: Iterable[str]) -> float:
    """Return the points of a row of the table."""
    return max(lines(text, letters) for text, letters in zip(cells, COLUMNS, strict=True)) * LINE + ROW


def page_points(title: str, facts: Iterable[str], *, first: bool) -> float:
    """Return the points of everything on a page but the rows of the table; the table's head stands among it."""
    heading = lines(title, HEADING) * HEADING_LINE + HEADING_SPACE
    return (TITLE if first else 0.0) + FRAME + heading + LINE + ROW + sum(map(fact_points, facts))


def as_far_as_fits(texts: Iterable[str], letters: int) -> tuple[list[str], int]:
    """Return the first texts that fit into so many letters, at least one of them, and how many are left out."""
    every = list(texts)
    kept: list[str] = []
    for text in every:
        if kept and sum(len(each) + 1 for each in kept) + len(text) > letters:
            break
        kept.append(text)
    return kept, len(every) - len(kept)
