"""Headings of the sheets: names of columns, notes from the schemas, widths, and how high rows are."""

from __future__ import annotations

from typing import Any

from planbuilder.interop.choices import list_name
from planbuilder.interop.columns import Column, Sheet
from planbuilder.interop.rows import Row
from planbuilder.interop.workbooks import FONT, KEY_WIDTH, WIDE, WORDS_SHEET

_NARROW = 18
_HEAD = "FFDDE5EC"
#: Heights in points: of a heading, a line, the highest row.
_TALL, _LINE, _HIGHEST = 30, 15, 150
_HOW = {
    "list": "One a line. [] is a list with nothing in it.",
    "texts": "One a line: name: text.",
    "parts": "One a line: {field: value, ...}.",
    "named": "One a line: name: {field: value, ...}.",
    "value": "{field: value, ...}",
}


def write_heading(sheet: Sheet, page: Any) -> None:
    """Write the names of the columns with what the schema says of each, and keep them and the ids in sight."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    notes = [(key, "The id. It is permanent: what exists cannot be renamed here.", KEY_WIDTH) for key in sheet.keys]
    notes += [(column.name, _note(sheet, column), _width(column)) for column in sheet.columns]
    for at, (name, said, width) in enumerate(notes, 1):
        cell = page.cell(1, at, name)
        cell.font, cell.fill = Font(name=FONT, size=11, bold=True), PatternFill("solid", fgColor=_HEAD)
        cell.alignment, cell.protection = Alignment(vertical="top", wrap_text=True), Protection(locked=True)
        cell.comment = Comment(said, "planbuilder", height=150, width=320)
        page.column_dimensions[get_column_letter(at)].width = width
    page.row_dimensions[1].height = _TALL
    page.freeze_panes = page.cell(2, len(sheet.keys) + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(notes))}1"
    page.sheet_view.zoomScale = 90
    page.print_title_rows, page.print_title_cols = "1:1", f"A:{get_column_letter(len(sheet.keys))}"
    page.page_setup.orientation = "landscape"


def _note(sheet: Sheet, column: Column) -> str:
    """Return what stands in the note of a heading."""
    listed = list_name(sheet, column)
    ids = f"See '{listed}' on the sheet '{WORDS_SHEET}'." if listed else ""
    return "\n".join(part for part in (f"{column.title}. {column.note}", _HOW.get(column.form, ""), ids) if part)


def _width(column: Column) -> int:
    """Return how wide a column is: what holds prose or lines is wide."""
    short = column.form in ("integer", "number", "yes-no") or (column.choices and column.form == "text")
    return _NARROW if short else WIDE


def row_height(sheet: Sheet, row: Row) -> int:
    """Return how high a row is, in points, so that most of its cells can be read whole."""
    lines = [1]
    for column in sheet.columns:
        text = row.cells.get(column.name, "")
        lines.append(sum(-(-len(line) // (_width(column) - 4)) for line in text.split("\n")))
    return min(max(lines) * _LINE + 4, _HIGHEST)
