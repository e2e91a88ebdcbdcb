"""A library as files of comma-separated values, one for each sheet of the workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from planbuilder.interop.columns import sheets
from planbuilder.interop.guarding import guarded
from planbuilder.interop.rows import rows_of
from planbuilder.interop.workbooks import names_of
from planbuilder.library.files import read_files
from planbuilder.library.loading import gather

#: By this mark Excel knows that the letters are UTF-8.
_MARK = b"\xef\xbb\xbf"


def library_csv(*roots: Path) -> dict[str, bytes]:
    """Return the library in directories, the lowest layer first, as files by name: ``problems.csv``, ...

    Texts that a spreadsheet program would take for a formula begin with an apostrophe. Raises EnvironmentFaultError
    when a directory cannot be read.
    """
    sources = gather([read_files(root) for root in roots])
    found: dict[str, bytes] = {}
    for sheet in sheets():
        names = names_of(sheet)
        rows = ((*row.address, *(row.cells.get(name, "") for name in names)) for row in rows_of(sources, sheet))
        found[f"{sheet.name}.csv"] = _MARK + csv_bytes([(*sheet.keys, *names), *rows])
    return found


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as comma-separated values (RFC 4180) in UTF-8, formulas made harmless."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([guarded(text) for text in row] for row in rows)
    return made.getvalue().encode()
