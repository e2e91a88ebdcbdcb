"""One cell of an edited workbook: its text, or why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from planbuilder.findings import Finding, Place
from planbuilder.interop import rules
from planbuilder.interop.cells import number_text
from planbuilder.interop.guarding import is_dangerous, unguarded


def cell_faults(cell: Any, place: Place) -> Iterator[Finding]:
    """Yield what makes a cell unusable: a formula, or an error value."""
    if cell.data_type == "e":
        yield rules.FAULTY.finding(place)
    elif cell.data_type == "f" or _could_be_formula(cell):
        yield rules.FORMULA.finding(place)


def _could_be_formula(cell: Any) -> bool:
    """Return whether a cell holds a text that a program may take for a formula, and that nobody marked as a text."""
    text = cell.value
    return isinstance(text, str) and not cell.quotePrefix and (is_dangerous(text) or is_dangerous(text.strip()))


def text_of_cell(cell: Any) -> str:
    """Return the text of a cell as 'library export' would have written it, whatever program saved it since."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if cell.quotePrefix else unguarded(text)
