"""Opening a workbook that anybody may have made: what is no workbook, or too large, is refused before it is read."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.interop.workbooks import MARK, MARKS_SHEET

if TYPE_CHECKING:
    from openpyxl import Workbook

_MEGABYTE = 1_000_000
#: A workbook of 20,000 entries fits; what unpacks to more was made to fill a machine.
_MOST_PACKED, _MOST_UNPACKED = 50 * _MEGABYTE, 500 * _MEGABYTE
#: The parts of an honest workbook define no entities of their own.
_NO_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")


def open_workbook(path: Path) -> Workbook:
    """Return a workbook that 'library export' made and that was edited since.

    Raises EnvironmentFaultError where it cannot be read, UsageError where it is no such workbook.
    """
    from openpyxl import load_workbook

    data = read_file(path, _MOST_PACKED)
    _refuse_strange(data, path.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what other programs put in and is not read here
            book = load_workbook(io.BytesIO(data), keep_links=False)
    except Exception:  # noqa: BLE001 -- openpyxl raises whatever it stumbled over
        raise _no_workbook(path.name) from None
    if MARKS_SHEET not in book.sheetnames or book[MARKS_SHEET]["A1"].value != MARK:
        why = "Without it, nobody can tell what you changed from what others changed meanwhile."
        fix = "Export anew with 'planbuilder library export --xlsx FILE', and copy your changes there."
        said = f"The workbook lacks the hidden sheet '{MARKS_SHEET}' that says what was exported."
        raise UsageError(said, where=path.name, why=why, fix=fix)
    return book


def _refuse_strange(data: bytes, name: str) -> None:
    """Raise UsageError for what is no workbook, unpacks to too much, or defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise UsageError("The workbook unpacks to more than any library holds.", where=name, fix="Export anew.")
            texts = (packed.read(part) for part in parts if part.filename.endswith((".xml", ".rels")))
            if any(sign in text for text in texts for sign in _NO_ENTITIES):
                raise _no_workbook(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise _no_workbook(name) from None


def _no_workbook(name: str) -> UsageError:
    """Return the error for a file that is no workbook."""
    fix = "Save it as an Excel workbook (.xlsx), or export anew with 'planbuilder library export --xlsx FILE'."
    return UsageError("This is not an Excel workbook that can be read.", where=name, fix=fix)
