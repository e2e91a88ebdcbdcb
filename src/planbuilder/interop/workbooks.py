"""What the writing and the reading of workbooks share: the sheets that are no entries, and the marks of what was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from planbuilder.interop.columns import Sheet
from planbuilder.interop.rows import Row

#: The sheet with the ids and words that cells may hold, and the hidden one that says what was exported.
WORDS_SHEET, MARKS_SHEET = "words", "exported"
#: The first cell of the hidden sheet.
MARK = "planbuilder library export 1"
#: The most that a cell may hold in the programs that open workbooks.
MOST = 32_767
#: What stands in a cell whose text is longer than that; it is never read back.
TOO_LONG = "(Too long for a cell: edit the file.)"
_DIGITS = 8
#: How wide columns of prose and of ids are, and the letters of all headings.
WIDE, KEY_WIDTH, FONT = 60, 30, "Calibri"


def shown(text: str) -> str:
    """Return the text of a cell as a workbook can hold it."""
    return text if len(text) < MOST else TOO_LONG


def mark_of(text: str) -> str:
    """Return a short mark of a cell's text, by which it is known later whether the library still says that."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def marks_of(row: Row, names: Sequence[str]) -> str:
    """Return the marks of a row's cells in the order of the names, empty ones too."""
    return "".join(mark_of(row.cells.get(name, "")) for name in names)


def marks_by_name(marks: str, names: Sequence[str]) -> Mapping[str, str]:
    """Return the marks that :func:`marks_of` wrote by the names of the cells."""
    cut = [marks[at : at + _DIGITS] for at in range(0, len(marks), _DIGITS)]
    return dict(zip(names, cut, strict=False))


def names_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the names of a sheet's columns, but for its ids."""
    return tuple(column.name for column in sheet.columns)
