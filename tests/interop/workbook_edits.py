"""A workbook edited as a person edits it: a cell by its row's ids and its column's name, a new row, a row taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from planbuilder.interop.columns import sheets


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


class Edited:
    """A workbook to be edited and saved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def cell(self, sheet: str, ids: str, column: str) -> Any:
        """Return a cell by the ids of its row, with slashes, and its column."""
        page: Any = self.book[sheet]
        at = next(cell.column for cell in page[1] if cell.value == column)
        keys = len(next(each for each in sheets() if each.name == sheet).keys)
        row = next(row for row in page.iter_rows() if "/".join(str(cell.value) for cell in row[:keys]) == ids)
        return page.cell(row[0].row, at)

    def put(self, sheet: str, ids: str, column: str, value: Any) -> Edited:
        """Write into a cell."""
        self.cell(sheet, ids, column).value = value
        return self

    def add(self, sheet: str, **cells: Any) -> Edited:
        """Write a new row below the last; double underscores in names stand for slashes."""
        page: Any = self.book[sheet]
        row = page.max_row + 1
        for name, value in cells.items():
            at = next(cell.column for cell in page[1] if cell.value == name.replace("__", "/"))
            page.cell(row, at).value = value
        return self

    def saved(self, name: str = "edited.xlsx") -> Path:
        """Save it under a name beside the one it came from and return where."""
        path = self.path.with_name(name)
        self.book.save(path)
        return path
