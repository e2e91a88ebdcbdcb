"""A library written for the programs people edit in, never over what is there already."""

from __future__ import annotations

from pathlib import Path

from planbuilder.interop.csv_files import library_csv
from planbuilder.interop.record_lists import record_csv
from planbuilder.interop.workbook_writing import library_workbook
from planbuilder.library.store import Library
from planbuilder.saving import free_names, save


def export_workbook(path: Path, root: Path, *upper: Path) -> Path:
    """Write the library in a directory, with the layers on top of it, as a workbook and return where.

    Where a file is there already, ``-2`` and so on is added to the name.

    Raises EnvironmentFaultError where the library cannot be read or the workbook not be written.
    """
    return save(path, library_workbook(root, *upper))


def export_csv(folder: Path, root: Path, *upper: Path) -> Path:
    """Write the library and its layers as comma-separated files into a new folder and return it, named as above.

    Raises EnvironmentFaultError where the library cannot be read or the files not be written.
    """
    free = next(path for path in free_names(folder) if not path.exists())
    for name, content in library_csv(root, *upper).items():
        save(free / name, content)
    return free


def export_records(path: Path, library: Library) -> Path:
    """Write the rows that clinical record systems import and return where, named as above.

    Raises EnvironmentFaultError where the file cannot be written.
    """
    return save(path, record_csv(library))
