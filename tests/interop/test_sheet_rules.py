"""Every rule on workbooks fires on a workbook that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from workbook_edits import Edited

from planbuilder.interop.importing import read_import
from planbuilder.interop.rules import RULES

LINK = '=HYPERLINK("https://example.org?"&A1)'


def _error_value(edited: Edited) -> None:
    """Put an error of the program into a cell."""
    cell = edited.put("problems", "low-mood", "title", "#REF!").cell("problems", "low-mood", "title")
    cell.data_type = "e"


def _text_with(text: str) -> Callable[[Edited], object]:
    """Return an edit that writes a text that begins like a formula, as a text."""

    def edit(edited: Edited) -> None:
        cell = edited.put("problems", "low-mood", "title", text).cell("problems", "low-mood", "title")
        cell.data_type = "s"

    return edit


def _rename(edited: Edited, name: str, to: str | None) -> None:
    """Give a column of the problems another name."""
    page = edited.book["problems"]
    next(cell for cell in page[1] if cell.value == name).value = to


def _gone(edited: Edited) -> None:
    """Take out the row of an entry."""
    edited.book["options"].delete_rows(2)


CASES: dict[str, Callable[[Edited], object]] = {
    "sheet-formula": lambda edited: edited.put("problems", "low-mood", "title", LINK),
    "sheet-error-value": _error_value,
    "sheet-cell": lambda edited: edited.put("interventions", "day-plan", "dose/minutes", "fifty"),
    "sheet-no-id": lambda edited: edited.add("problems", title="Nameless"),
    "sheet-row-twice": lambda edited: edited.add("problems", id="low-mood", title="Again"),
    "sheet-no-parent": lambda edited: edited.add("goals", problem="low-moot", goal="safe", statement="Something."),
    "sheet-row-gone": _gone,
    "sheet-column": lambda edited: _rename(edited, "summary", "sumary"),
    "sheet-column-twice": lambda edited: _rename(edited, "summary", "title"),
    "sheet-key-column": lambda edited: _rename(edited, "id", None),
    "sheet-unknown": lambda edited: edited.book.create_sheet("Notes"),
    "sheet-no-folder": lambda edited: edited.add("interventions", id="walk", title="A walk"),
}


@pytest.mark.parametrize("rule", CASES)
def test_every_rule_fires_alone(root: Path, edited: Edited, rule: str) -> None:
    """At its severity, in this workbook, and with nothing written where it is an error."""
    CASES[rule](edited)
    found = read_import(edited.saved(), root)
    rules = {each.rule: each for each in found.findings}
    assert set(rules) - {"sheet-column"} == {rule} - {"sheet-column"}  # a column without its name is one too
    assert rules[rule].severity == RULES.rules[rule].severity
    assert rules[rule].where.file == "edited.xlsx"
    if rules[rule].severity == "error":
        assert dict(found.files) == {}


def test_every_rule_has_its_case() -> None:
    """The one on others' changes has a test of its own, in test_importing."""
    assert {*CASES, "sheet-changed-since"} == set(RULES.rules)


@pytest.mark.parametrize("text", ["=1+1", "+1 a", "-rest", "@SUM(A1)", "\t=1", " =1", "\uff1d1", "=cmd|' /C calc'!A0"])
def test_a_text_that_begins_like_a_formula_is_refused(root: Path, edited: Edited, text: str) -> None:
    """Also where the program kept it as a text."""
    _text_with(text)(edited)
    assert [each.rule for each in read_import(edited.saved(), root).findings] == ["sheet-formula"]


def test_a_text_that_somebody_marked_as_one_is_taken(root: Path, edited: Edited) -> None:
    """In Excel an apostrophe before it, which the program keeps as a mark of the cell."""
    _text_with("-rest")(edited)
    edited.cell("problems", "low-mood", "title").quotePrefix = True
    (change,) = read_import(edited.saved(), root).changes
    assert change.after == "-rest"


@pytest.mark.parametrize(
    ("sheet", "ids", "column", "text", "said"),
    [
        ("interventions", "day-plan", "dose/minutes", "1.5", "a fraction"),
        ("interventions", "day-plan", "sensitive", "perhaps", "yes or no"),
        ("problems", "low-mood", "definitions", "a text without a name", "line 1"),
        ("problems", "low-mood", "definitions", "a: One.\na: Two.", "twice"),
        ("problems", "low-mood", "sources", "{source: seen-guide", "parts"),
        ("problems", "low-mood", "sources", "{a: 1, a: 2}", "parts"),
        ("interventions", "day-plan", "slots", "hours", "named parts"),
        ("sources", "seen-guide", "checked", "{on: ", "value"),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_to_write_it(
    root: Path, edited: Edited, sheet: str, ids: str, column: str, text: str, said: str
) -> None:
    """What it should be, what is wrong, what to write; nothing is taken by halves."""
    edited.put(sheet, ids, column, text)
    (finding,) = read_import(edited.saved(), root).findings
    assert finding.rule == "sheet-cell"
    assert said in finding.said
    assert finding.fix


@pytest.mark.parametrize("id", ["../../evil", "/etc/x", "A B", "a" * 65, "con/x", "=1"])
def test_an_id_never_leads_out_of_the_library(root: Path, edited: Edited, id: str) -> None:
    """What is no id places no row."""
    edited.add("problems", id=id, title="Somewhere else").add("interventions", id="walk", title="W", modality="../../x")
    found = read_import(edited.saved(), root)
    assert dict(found.files) == {}
    assert found.changes == ()


def test_cells_that_are_emptied_are_no_formulas_and_blanks_are_nothing(root: Path, edited: Edited) -> None:
    """A cell with spaces only is an empty one."""
    edited.put("interventions", "day-plan", "dose/weeks", "   ")
    (change,) = read_import(edited.saved(), root).changes
    assert (change.gone, change.before) == (True, "12")
