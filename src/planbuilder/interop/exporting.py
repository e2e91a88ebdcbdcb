"""A library written for the programs people edit in, never over what is there already."""

from __future__ import annotations

from pathlib import Path

from planbuilder.interop.csv_files import library_csv
from planbuilder.interop.record_lists import record_csv
from planbuilder.interop.workbook_writing import library_workbook
from planbuilder.library.store import Library
from planbuilder.saving import free_names, save


def export_workbook(root: Path, path: Path) -> Path:
    """Write the library in a directory as a workbook; return where, with ``-2`` and so on added where a file is there.

    Raises EnvironmentFaultError where the library cannot be read or the workbook not be written.
    """
    return save(path, library_workbook(root))


def export_csv(root: Path, folder: Path) -> Path:
    """Write the library in a directory as comma-separated files into a new folder and return it, named as above.

    Raises EnvironmentFaultError where the library cannot be read or the files not be written.
    """
    free = next(path for path in free_names(folder) if not path.exists())
    for name, content in library_csv(root).items():
        save(free / name, content)
    return free


def export_records(library: Library, path: Path) -> Path:
    """Write the rows that clinical record systems import and return where, named as above.

    Raises EnvironmentFaultError where the file cannot be written.
    """
    return save(path, record_csv(library))
