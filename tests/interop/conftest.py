"""What the tests of workbooks share: a small library, its workbook, and a way to edit and read it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "library"))

from library_trees import small_library, write_tree
from workbook_edits import Edited

from planbuilder.interop.exporting import export_workbook


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small library that has nothing wrong with it."""
    return write_tree(tmp_path / "library", small_library())


@pytest.fixture
def edited(root: Path, tmp_path: Path) -> Edited:
    """Return its workbook, to be edited."""
    return Edited(export_workbook(tmp_path / "library.xlsx", root))


@pytest.fixture
def through_calc(program: Callable[[str], str], tmp_path: Path) -> Callable[[Path], Path]:
    """Return a function that has LibreOffice open a workbook and save it, and returns the new one."""
    office = program("soffice")

    def opened_and_saved(path: Path) -> Path:
        out = tmp_path / "calc"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        saved = out / path.name
        if not saved.is_file():
            pytest.skip("LibreOffice Calc is not installed (libreoffice-calc)")
        return saved

    return opened_and_saved
