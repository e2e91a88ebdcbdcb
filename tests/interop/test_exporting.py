"""What a workbook, the comma-separated files and the rows for record systems hold, and what they cannot do."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_trees import small_library, write_tree
from openpyxl import load_workbook
from workbook_edits import Edited

from planbuilder.interop.columns import sheets
from planbuilder.interop.exporting import export_csv, export_records, export_workbook
from planbuilder.interop.guarding import guarded, is_dangerous, unguarded
from planbuilder.interop.importing import read_import
from planbuilder.interop.record_lists import LONGEST, RecordRow, record_rows
from planbuilder.library.loading import load_library

EVIL = '=HYPERLINK("https://example.org/a-longer-name?"&A1)'


def rows_of(content: bytes) -> list[list[str]]:
    """Return the rows of a comma-separated file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def evil_library(root: Path) -> Path:
    """Return a library in which a text begins like a formula."""
    tree = small_library()
    tree["problems/low-mood.yaml"]["title"] = EVIL
    tree["problems/low-mood.yaml"]["summary"] = "'=1+1 stays as it is"
    return write_tree(root, tree)


def test_there_is_a_sheet_a_kind_and_one_for_each_sort_of_part() -> None:
    """Parts carry the ids of what they belong to."""
    assert [(each.name, each.keys) for each in sheets()] == [
        ("problems", ("id",)),
        ("goals", ("problem", "goal")),
        ("objectives", ("problem", "goal", "objective")),
        ("discharge", ("problem", "criterion")),
        ("interventions", ("id",)),
        ("accommodations", ("id",)),
        ("options", ("id",)),
        ("measures", ("id",)),
        ("protocols", ("id",)),
        ("steps", ("protocol", "step")),
        ("routines", ("id",)),
        ("profiles", ("id",)),
        ("sources", ("id",)),
    ]


def test_a_sheet_helps_whoever_edits_it(edited: Edited) -> None:
    """Ids and headings stay in sight and cannot be typed over, new rows can; notes say what each field is."""
    page: Any = edited.book["objectives"]
    assert page.freeze_panes == "D2"
    assert page.protection.sheet
    assert (page["A2"].protection.locked, page["D2"].protection.locked) == (True, False)
    assert not page.column_dimensions["A"].protection.locked
    assert not page.protection.insertRows
    notes = {cell.value: cell.comment.text for cell in page[1]}
    assert notes["statement"].startswith("Statement. ")
    assert all(notes.values())
    assert "One a line" in notes["interventions"]
    assert edited.book["exported"].sheet_state == "hidden"


def test_single_words_are_picked_from_lists(edited: Edited) -> None:
    """Ids of entries, words of the vocabulary, fixed lists, yes and no; each list stands on the sheet of words."""
    page: Any = edited.book["interventions"]
    words: Any = edited.book["words"]
    lists = {}
    for choice in page.data_validations.dataValidation:
        letter, last = str(choice.sqref).split(":")[0][:-1], choice.formula1.split("$")[-1]
        column = choice.formula1.split("$")[1]
        lists[page[f"{letter}1"].value] = [words[f"{column}{row}"].value for row in range(2, int(last) + 1)]
    assert lists["modality"] == ["cbt", "medical"]
    assert lists["responsible"] == ["counselor", "nurse"]
    assert lists["dose/per"][:2] == ["day", "week"]
    assert lists["sensitive"] == ["yes", "no"]
    assert {choice.formula1.split("!")[0] for choice in page.data_validations.dataValidation} == {"words"}
    parents = [str(choice.sqref) for choice in edited.book["goals"].data_validations.dataValidation]
    assert any(each.startswith("A2:A") for each in parents)


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    """A text that begins like one gets an apostrophe, and comes back without it."""
    root = evil_library(tmp_path / "library")
    path = export_workbook(tmp_path / "evil.xlsx", root)
    book = load_workbook(path)
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or is_dangerous(str(cell.value))] == []
    assert f"'{EVIL}" in {cell.value for cell in cells}
    assert read_import(path, root).changes == ()
    assert read_import(path, root).findings == ()


def test_no_cell_of_the_other_files_begins_like_a_formula(tmp_path: Path) -> None:
    """As comma-separated files have no types, the apostrophe is all there is."""
    root = evil_library(tmp_path / "library")
    folder = export_csv(tmp_path / "csv", root)
    contents = [path.read_bytes() for path in folder.iterdir()]
    contents.append(export_records(tmp_path / "records.csv", load_library(root)).read_bytes())
    cells = [cell for content in contents for row in rows_of(content) for cell in row]
    assert [cell for cell in cells if is_dangerous(cell)] == []
    assert f"'{EVIL}" in cells
    names = [row[1] for row in rows_of(contents[-1])]
    assert any(name.startswith("'=HYPERLINK") for name in names)
    assert max(map(len, names)) <= LONGEST


@settings(deadline=None)
@given(st.text("=+-@\t\r'a1. \uff1d", max_size=6))
def test_what_is_made_harmless_comes_back_as_it_was(text: str) -> None:
    """Whatever the text begins with, apostrophes too; numbers stay numbers."""
    assert unguarded(guarded(text)) == text
    assert not is_dangerous(guarded(text))


def test_the_workbook_is_valid(root: Path, tmp_path: Path) -> None:
    """The Open XML SDK finds nothing but the order in which openpyxl writes what makes a font, which Excel takes."""
    command = os.environ.get("PLANBUILDER_OOXML_VALIDATOR", "")
    if not shutil.which(command):
        pytest.skip("The Open XML SDK validator is not installed (PLANBUILDER_OOXML_VALIDATOR)")
    path = export_workbook(tmp_path / "library.xlsx", root)
    done = subprocess.run([command, str(path)], check=False, capture_output=True, timeout=120)
    faults = json.loads(done.stdout)["errors"]
    assert [each for each in faults if not each["xPath"].startswith("/x:styleSheet[1]/x:fonts[1]/")] == []


def test_nothing_is_written_over(root: Path, tmp_path: Path) -> None:
    """A second export gets the next free name, a folder too."""
    names = [export_workbook(tmp_path / "out.xlsx", root).name for _ in range(2)]
    folders = [export_csv(tmp_path / "out", root).name for _ in range(2)]
    assert (names, folders) == (["out.xlsx", "out-2.xlsx"], ["out", "out-2"])


def test_comma_separated_files_hold_what_the_sheets_hold(root: Path, tmp_path: Path) -> None:
    """A file a sheet, ids first, lists one a line."""
    folder = export_csv(tmp_path / "csv", root)
    assert {path.stem for path in folder.iterdir()} == {each.name for each in sheets()}
    heading, *rows = rows_of((folder / "objectives.csv").read_bytes())
    found = {tuple(row[:3]): dict(zip(heading, row, strict=True)) for row in rows}
    assert found["low-mood", "better", "lower-score"]["measured_by/measure"] == "mood-score"
    assert found["low-mood", "better", "lower-score"]["horizon/weeks"] == "12"


@pytest.fixture(scope="module")
def items() -> list[RecordRow]:
    """Return the rows of the shipped library for record systems."""
    from planbuilder.data import data_path

    return list(record_rows(load_library(data_path("library"))))


def test_names_for_record_systems_are_short_and_unique(items: list[RecordRow]) -> None:
    """At most forty letters, unique for each type in whatever letters they are written."""
    assert {item.type for item in items} == {"P", "G", "O", "I"}
    assert max(len(item.name) for item in items) <= LONGEST
    names = [(item.type, item.name.casefold()) for item in items]
    assert len(names) == len(set(names))
    assert [item.name for item in items if item.name != item.name.strip() or not item.name] == []


def test_parents_stand_before_their_children(items: list[RecordRow]) -> None:
    """A goal names its problem, an objective its goal too, an intervention all three."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        assert len(item.parents) == "PGOI".index(item.type)
        assert all(parent in seen for parent in zip("PGO", item.parents, strict=False))
        seen.add((item.type, item.name))


def test_blanks_are_named_and_no_template_is_left(items: list[RecordRow]) -> None:
    """A record system knows no slots: what has to be filled in stands in brackets."""
    assert [item.id for item in items if "{" in item.description] == []
    assert any("[baseline]" in item.description for item in items)


def test_what_is_retired_is_not_offered_to_record_systems(root: Path) -> None:
    """A withdrawn intervention stands under no objective."""
    path = root / "interventions/cbt/day-plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title:", "state: withdrawn\nwhy: Old.\ntitle:", 1), encoding="utf-8"
    )
    assert {item.id for item in record_rows(load_library(root)) if item.type == "I"} == {"health-check"}
