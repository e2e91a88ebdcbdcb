"""The rows of an edited workbook, and everything in it that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.findings import Finding, Place
from planbuilder.interop import rules
from planbuilder.interop.columns import Sheet, sheets
from planbuilder.interop.guarding import unguarded
from planbuilder.interop.opening import open_workbook
from planbuilder.interop.workbook_cells import cell_faults, text_of_cell
from planbuilder.interop.workbooks import MARKS_SHEET, WORDS_SHEET, marks_by_name
from planbuilder.library.store import nearest_words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it stands in the workbook: the text of every cell whose column is there, and its place."""

    sheet: Sheet
    address: tuple[str, ...]
    cells: Mapping[str, str]
    places: Mapping[str, Place]

    @property
    def place(self) -> Place:
        """Return the place of the row: its first cell."""
        return self.places[self.sheet.keys[0]]


@dataclass(slots=True)
class ReadBook:
    """What a workbook holds: rows by sheet and ids, the marks of what was exported, and what cannot be taken."""

    file: str
    rows: dict[str, dict[tuple[str, ...], ReadRow]] = field(default_factory=dict)
    marks: dict[str, dict[tuple[str, ...], Mapping[str, str]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_workbook(path: Path) -> ReadBook:
    """Return what an edited workbook holds.

    Raises EnvironmentFaultError where it cannot be read, UsageError where 'library export' did not make it.
    """
    book = open_workbook(path)
    read = ReadBook(path.name)
    known = {sheet.name: sheet for sheet in sheets()}
    read.marks = _marks(book[MARKS_SHEET])
    for page in book.worksheets:
        if page.title in known:
            _read_sheet(known[page.title], page, read)
        elif page.title not in (WORDS_SHEET, MARKS_SHEET):
            read.findings.append(rules.NO_SHEET.finding(Place(read.file, at=page.title), name=page.title))
    return read


def _marks(page: Worksheet) -> dict[str, dict[tuple[str, ...], Mapping[str, str]]]:
    """Return the marks of every exported cell by sheet and ids."""
    names: dict[str, list[str]] = {}
    found: dict[str, dict[tuple[str, ...], Mapping[str, str]]] = {}
    for cells in page.iter_rows(min_row=2, max_col=3, values_only=True):
        sheet, address, marks = (str(each or "") for each in cells)
        if not address:
            names[sheet] = marks.split("\n")
            found[sheet] = {}
        elif sheet in found:
            found[sheet][tuple(address.split("/"))] = marks_by_name(marks, names[sheet])
    return found


def _read_sheet(sheet: Sheet, page: Worksheet, read: ReadBook) -> None:
    """Take in the rows of a sheet."""
    columns = _headings(sheet, page, read)
    missing = [key for key in sheet.keys if key not in columns.values()]
    if missing:
        read.findings.append(rules.NO_KEY_COLUMN.finding(Place(read.file, at=sheet.name), name=missing[0]))
        return
    rows = read.rows[sheet.name] = {}
    first: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(page.iter_rows(min_row=2), 2):
        row = _read_row(sheet, cells, columns, read)
        if row is None:
            continue
        if row.address in first:
            id = "/".join(row.address)
            read.findings.append(rules.ROW_TWICE.finding(row.place, id=id, first=first[row.address]))
            continue
        first[row.address] = number
        rows[row.address] = row


def _headings(sheet: Sheet, page: Any, read: ReadBook) -> dict[int, str]:
    """Return the name of each column by its number; note those that are unknown or there twice."""
    known = [*sheet.keys, *(column.name for column in sheet.columns)]
    found: dict[int, str] = {}
    for cell in next(page.iter_rows(min_row=1, max_row=1), ()):
        name = unguarded(str(cell.value or "").strip())
        place = Place(read.file, at=f"{sheet.name} {cell.coordinate}")
        if name in found.values():
            read.findings.append(rules.COLUMN_TWICE.finding(place, name=name))
        elif name in known:
            found[cell.column] = name
        elif name or any(each.value is not None for each in page[cell.column_letter][1:]):
            fix = nearest_words(name, known, "Nothing is to be done where it is meant for people only.")
            read.findings.append(rules.NO_COLUMN.finding(place, name=name or cell.column_letter, fix=fix))
    return found


def _read_row(sheet: Sheet, cells: tuple[Any, ...], columns: Mapping[int, str], read: ReadBook) -> ReadRow | None:
    """Return a row; None for one that is empty or that nobody can place, which is noted."""
    held = {columns[cell.column]: cell for cell in cells if cell.value is not None and cell.column in columns}
    number = cells[0].row
    letters = {name: cells[at - 1].column_letter for at, name in columns.items()}
    places = {name: Place(read.file, at=f"{sheet.name} {letter}{number}") for name, letter in letters.items()}
    faults = {name: found for name, cell in held.items() for found in cell_faults(cell, places[name])}
    texts = {name: text_of_cell(cell) for name, cell in held.items() if name not in faults}
    if not faults and not any(texts.values()):
        return None
    read.findings += faults.values()
    for key in sheet.keys:
        id = texts.get(key, "")
        if not _SLUG.fullmatch(id) or len(id) > _LONGEST_ID:
            if key not in faults:
                read.findings.append(rules.NO_ID.finding(places[key], column=key))
            return None
    wanted = [name for name in columns.values() if name not in sheet.keys and name not in faults]
    address = tuple(texts[key] for key in sheet.keys)
    return ReadRow(sheet, address, {name: texts.get(name, "") for name in wanted}, places)
