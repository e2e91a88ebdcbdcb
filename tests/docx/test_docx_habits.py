"""Templates written for docxtpl, beside what docxtpl itself was seen to make of them (benchmarks/habits.py)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docxtpl_cases import DIFFERENT, ERROR, SAME, Case, data_of, shown, template_of

from planbuilder.docx import Template
from planbuilder.errors import TemplateError

THEIRS = json.loads(Path(__file__).with_name("docxtpl_results.json").read_text(encoding="utf-8"))["shown"]
PAGE = Path(__file__).parents[2] / "docs" / "coming-from-docxtpl.md"


def ours(case: Case) -> list[str] | str:
    """Return the texts of the document that planbuilder makes, or the word for an error."""
    try:
        return shown(Template(template_of(case)).render(data_of(case)), case)
    except TemplateError:
        return ERROR


@pytest.mark.parametrize("case", SAME, ids=lambda case: case.name)
def test_a_template_written_for_docxtpl_shows_the_same(case: Case) -> None:
    """Every tag does what its author knows it to do."""
    assert ours(case) == THEIRS[case.name]


@pytest.mark.parametrize("case", DIFFERENT, ids=lambda case: case.name)
def test_what_differs_differs_as_the_page_says(case: Case) -> None:
    """Each line of the page is true of both."""
    assert ours(case) == case.ours
    assert THEIRS[case.name] != case.ours or case.ours == ERROR
    assert f"| {case.name} |" in PAGE.read_text(encoding="utf-8")
    assert case.why.replace("|", "\\|") in PAGE.read_text(encoding="utf-8")
