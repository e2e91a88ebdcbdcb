"""The shipped library goes out and comes back: without an edit no byte of it changes, whatever program saved it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workbook_edits import Edited, contents

from planbuilder.data import data_path
from planbuilder.interop.cells import cell_value
from planbuilder.interop.exporting import export_workbook
from planbuilder.interop.importing import Import, read_import, write_import
from planbuilder.interop.rows import every_row, value_at
from planbuilder.library.files import read_files
from planbuilder.library.gathering import Sources
from planbuilder.library.parsing import parse
from planbuilder.reading import read_yaml
from planbuilder.saving_yaml import rewritten


@pytest.fixture(scope="module")
def sources() -> Sources:
    """Return the shipped library as it was read."""
    return parse(read_files(data_path("library")))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workbook of the shipped library."""
    return export_workbook(tmp_path_factory.mktemp("workbook") / "library.xlsx", data_path("library"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the shipped library."""
    return shutil.copytree(data_path("library"), tmp_path / "library")


def test_every_cell_stands_for_exactly_the_value_of_its_field(sources: Sources) -> None:
    """So that a cell that is edited and put back gives the same file; every entry and part has its row."""
    wrong = []
    count = 0
    for sheet, rows in every_row(sources).items():
        for address, row in rows.items():
            file = sources.entries[row.sheet.kind][address[0]]
            part = value_at(file.value, row.sheet.inside(address))
            for column in row.sheet.columns:
                if column.name in row.cells:
                    value = value_at(part, column.path)
                    count += 1
                    if repr(cell_value(row.cells[column.name], column, value)) != repr(value):
                        wrong.append((sheet, address, column.name))
    assert wrong == []
    assert count > sum(map(len, sources.entries.values())) * 5


def test_without_an_edit_no_byte_changes(workbook: Path, root: Path) -> None:
    """No change, no finding, no file."""
    before = contents(root)
    found = read_import(workbook, root)
    assert found == Import(root, (), (), {}, {})
    assert write_import(found) == ()
    assert contents(root) == before


@pytest.mark.word
def test_opened_and_saved_by_libreoffice_no_byte_changes(
    workbook: Path, root: Path, through_calc: Callable[[Path], Path]
) -> None:
    """It writes the file in its own way, with its own styles; every cell says the same."""
    saved = through_calc(workbook)
    assert saved.read_bytes() != workbook.read_bytes()
    before = contents(root)
    assert read_import(saved, root) == Import(root, (), (), {}, {})
    assert contents(root) == before
    page = load_workbook(io.BytesIO(saved.read_bytes()))["objectives"]
    assert page.protection.sheet
    assert page["A2"].protection.locked
    assert len(page.data_validations.dataValidation) > 1


def test_an_edit_changes_one_line_of_one_file(workbook: Path, root: Path, tmp_path: Path) -> None:
    """A dose within braces, in a file of the shipped library."""
    edited = Edited(Path(shutil.copy(workbook, tmp_path)))
    edited.put("interventions", "making-room-beside-pain", "dose/minutes", 45)
    before = contents(root)
    write_import(read_import(edited.saved(), root))
    name = "interventions/acceptance-mindfulness/making-room-beside-pain.yaml"
    after = contents(root)
    assert {each for each in after if after[each] != before.get(each)} == {name}
    assert after[name] == before[name].replace(b"{minutes: 50,", b"{minutes: 45,", 1)


def test_files_are_written_as_they_are_laid_out(sources: Sources) -> None:
    """A field added and taken out again leaves each file byte for byte: every tenth file of each kind."""
    home = data_path("library")
    for files in sources.entries.values():
        for file in list(files.values())[::10]:
            content = (home / file.file).read_bytes()
            more = rewritten(content, lambda entry: entry.insert(2, "added", "one"))
            assert read_yaml(more, "").value == {**(file.value or {}), "added": "one"}
            assert rewritten(more, lambda entry: entry.pop("added")) == content, file.file
