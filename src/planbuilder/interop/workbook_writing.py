"""A library as a workbook: a sheet a kind, drop-downs, notes from the schemas, ids that cannot be typed over."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.interop.choices import all_lists, list_name
from planbuilder.interop.columns import Sheet, sheets
from planbuilder.interop.guarding import guarded
from planbuilder.interop.rows import Row, rows_of
from planbuilder.interop.workbook_headings import row_height, write_heading
from planbuilder.interop.workbooks import (
    FONT,
    KEY_WIDTH,
    MARK,
    MARKS_SHEET,
    WIDE,
    WORDS_SHEET,
    marks_of,
    names_of,
    shown,
)
from planbuilder.library.files import read_files
from planbuilder.library.gathering import Sources
from planbuilder.library.loading import gather

if TYPE_CHECKING:
    from openpyxl import Workbook

#: So many empty rows below the last take a new entry, drop-downs and all.
_SPARE = 500


def library_workbook(*roots: Path) -> bytes:
    """Return the library in directories, the layers from the lowest to the uppermost, as an Excel workbook.

    Raises EnvironmentFaultError when a directory cannot be read. Files that are broken are left out: use a library
    that loads.
    """
    return workbook_of(gather([read_files(root) for root in roots]))


def workbook_of(sources: Sources) -> bytes:
    """Return the entries of a library as an Excel workbook."""
    from openpyxl import Workbook

    book = Workbook()
    for unused in book.worksheets:
        book.remove(unused)
    lists = all_lists(sources)
    pages = [(sheet, book.create_sheet(sheet.name), list(rows_of(sources, sheet))) for sheet in sheets()]
    ranges = _write_words(book, lists)
    for sheet, page, rows in pages:
        _write_sheet(sheet, page, rows, ranges)
    _write_marks(book, [(sheet, rows) for sheet, _, rows in pages])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write_sheet(sheet: Sheet, page: Any, rows: Sequence[Row], ranges: Mapping[str, str]) -> None:
    """Fill a sheet: heading with notes, rows, drop-downs, protection."""
    from openpyxl.styles import Alignment, Protection
    from openpyxl.utils import get_column_letter

    write_heading(sheet, page)
    open_, shut = Protection(locked=False), Protection(locked=True)
    top = Alignment(vertical="top", wrap_text=True)
    for at in range(1, len(sheet.keys) + len(sheet.columns) + 1):
        style = page.column_dimensions[get_column_letter(at)]
        style.protection, style.number_format, style.alignment = open_, "@", top
    numeric = {column.name for column in sheet.columns if column.form in ("integer", "number")}
    for number, row in enumerate(rows, 2):
        for at, id in enumerate(row.address, 1):
            cell = page.cell(number, at, guarded(id))
            cell.protection, cell.alignment, cell.number_format = shut, top, "@"
        page.row_dimensions[number].height = row_height(sheet, row)
        for at, name in enumerate(names_of(sheet), len(sheet.keys) + 1):
            cell = page.cell(number, at)
            cell.protection, cell.alignment = open_, top
            cell.number_format = "General" if name in numeric else "@"
            if text := row.cells.get(name):
                cell.value = float(text) if name in numeric else guarded(shown(text))
    _add_choices(sheet, page, len(rows) + 1, ranges)
    _protect(page)


def _add_choices(sheet: Sheet, page: Any, last: int, ranges: Mapping[str, str]) -> None:
    """Give every column of single words its drop-down, and the ids of what a part belongs to theirs."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    wanted = [(at, list_name(sheet, column)) for at, column in enumerate(sheet.columns, len(sheet.keys) + 1)]
    wanted = [(at, name) for at, name in wanted if sheet.columns[at - len(sheet.keys) - 1].form in ("text", "yes-no")]
    if sheet.below:
        wanted.append((1, sheet.keys[0]))
    for at, name in wanted:
        if name not in ranges:
            continue
        choice = DataValidation(type="list", formula1=ranges[name], allow_blank=True, showErrorMessage=at > 1)
        choice.errorTitle, choice.error = "Not in the list", f"Pick one of the list, see the sheet '{WORDS_SHEET}'."
        letter = get_column_letter(at)
        choice.add(f"{letter}2:{letter}{last + _SPARE}")
        page.add_data_validation(choice)


def _protect(page: Any) -> None:
    """Keep ids and headings from being typed over; rows may be added, sorted and filtered. There is no password."""
    lock = page.protection
    lock.sheet = True
    lock.formatColumns = lock.formatRows = lock.formatCells = False
    lock.insertRows = lock.sort = lock.autoFilter = False


def _write_words(book: Workbook, lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Write the sheet of ids and words, each with what it means; return where each list stands."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(WORDS_SHEET)
    ranges: dict[str, str] = {}
    for number, (name, words) in enumerate(lists.items()):
        at = 2 * number + 1
        page.cell(1, at, name).font = Font(name=FONT, size=11, bold=True)
        for row, (word, meaning) in enumerate(words.items(), 2):
            page.cell(row, at, guarded(word))
            if meaning:
                page.cell(row, at + 1, guarded(meaning))
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = KEY_WIDTH
        page.column_dimensions[get_column_letter(at + 1)].width = WIDE if any(words.values()) else 4
        if words:
            ranges[name] = f"{WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    page.freeze_panes = "A2"
    _protect(page)
    return ranges


def _write_marks(book: Workbook, pages: Sequence[tuple[Sheet, Sequence[Row]]]) -> None:
    """Write the hidden sheet that says what was exported, by which later changes of the library are known."""
    page = book.create_sheet(MARKS_SHEET)
    page.append([MARK])
    for sheet, rows in pages:
        names = names_of(sheet)
        page.append([sheet.name, "", "\n".join(names)])
        for row in rows:
            page.append([sheet.name, "/".join(row.address), marks_of(row, names)])
    page.sheet_state = "hidden"
    _protect(page)
