"""The progress note and the plan review: what stands on their pages, and that they are whole and accessible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openxml_audit
import pytest
from life_plans import kept_note, reviewed
from plan_files import bare_plan, document, rich_plan
from test_view import plain
from word_reading import headings, lines, root, text

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, find_paper, render_paper
from planbuilder.documents.text import plan_text
from planbuilder.documents.view import view
from planbuilder.documents.writing import write_documents
from planbuilder.docx import accessibility, verify
from planbuilder.errors import UsageError
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.schema import validator

HOMES = document_homes(data_path("library"))
MADE: dict[str, Callable[[], bytes]] = {
    "note": lambda: render_paper(rich_plan(), find_paper(HOMES, "progress-note"), kept_note()),
    "note without objective": lambda: render_paper(
        bare_plan(), find_paper(HOMES, "progress-note"), kept_note(objectives=False)
    ),
    "review": lambda: render_paper(reviewed(), find_paper(HOMES, "plan-review")),
}


@pytest.mark.parametrize("made", MADE)
def test_each_is_whole_and_accessible(made: str, tmp_path: Path) -> None:
    """Expect nothing from our own checks nor from an independent validator."""
    data = MADE[made]()
    assert [*verify(data), *accessibility(data, 12)] == []
    path = tmp_path / "document.docx"
    path.write_bytes(data)
    result = openxml_audit.OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


@pytest.mark.parametrize("made", MADE)
def test_each_passes_the_open_xml_sdk(made: str, validate: Callable[[bytes], list[str]]) -> None:
    """The validator of those who made the format."""
    assert validate(MADE[made]()) == []


@pytest.mark.parametrize("make", [(reviewed, None), (rich_plan, kept_note), (bare_plan, None)])
def test_their_views_are_what_the_schema_describes(make: tuple[Any, Any]) -> None:
    """With a review, with a note, with neither: no field is missing, none unknown."""
    plan, note = make
    made = plain(view(plan(), document(), note() if note else None))
    assert [error.message for error in validator("view").iter_errors(made)] == []


def test_a_reviewed_plan_is_what_the_plan_schema_describes() -> None:
    """Also with everything that a review can hold."""
    made = msgspec.json.decode(plan_json(reviewed()))
    assert [error.message for error in validator("plan").iter_errors(made)] == []


def test_a_note_names_the_objective_by_number_and_text() -> None:
    """And what was given, by number and title."""
    said = text(MADE["note"]())
    assert "Objective 1.A.1" in said
    assert "Jordan has four or fewer heavy drinking days in 30." in said
    assert "1.A.1.a Functional analysis of drinking" in said


@pytest.mark.parametrize(
    ("made", "access", "engagement"),
    [
        ("note", "1 Accommodations in this contact", "1 Taking part"),
        ("review", "1 Could Jordan take part?", "1 Taking part"),
    ],
)
def test_access_comes_before_any_word_about_taking_part(made: str, access: str, engagement: str) -> None:
    """In the order of the page, before the objectives too."""
    found = headings(MADE[made]())
    first = next(place for place, heading in enumerate(found) if "Objective" in heading)
    assert found.index(access) < first < found.index(engagement)


def test_the_review_leads_from_what_changed_to_the_signatures() -> None:
    """With what stays, is revised and is ended, where there is any."""
    first = [heading for heading in headings(MADE["review"]()) if heading.startswith("1")]
    assert first == [
        "1 Who took part",
        "1 What changed since November 16, 2026",
        "1 Could Jordan take part?",
        "1 Objectives",
        "1 Measures over time",
        "1 What got in the way",
        "1 Taking part",
        "1 What was decided",
        "1 Signatures",
    ]


def test_the_review_says_old_beside_new() -> None:
    """Standing, date, number and score, each with what it was."""
    said = text(MADE["review"]())
    for part in (
        "improving (was no change)",
        "Target date March 1, 2027 (was February 16, 2027).",
        "Target 6 (was 4).",
        "PHQ-9: 12 (was 18), better by an amount that matters.",
        "T score 60",
        "Partly (notes: 5 yes, 1 partly)",
    ):
        assert part in said, part


def test_the_picture_of_a_measure_says_the_same_in_words() -> None:
    """In its alternative text, and under it for everybody."""
    data = MADE["review"]()
    [alt] = [node.get("descr") for node in root(data).iter() if node.tag.endswith("}docPr")]
    assert alt.startswith("PHQ-9: 18 on November 9, 2026 (more) and 12 on December 21, 2026 (more).")
    assert alt in text(data)


def test_the_treatment_plan_of_a_reviewed_plan_says_where_each_objective_stands() -> None:
    """So that nobody works on what was ended."""
    step = view(reviewed(), document())["problems"][0]["goals"][0]["objectives"][0]
    assert step["standing"] == "Improving, review of January 4, 2027"
    assert step["target_date"] == "2027-03-01"


@pytest.mark.parametrize(("document_id", "plan"), [("plan-review", rich_plan), ("progress-note", reviewed)])
def test_what_is_not_there_cannot_be_printed(document_id: str, plan: Callable[[], Plan]) -> None:
    """A review or a note is asked for in a sentence with the next step."""
    with pytest.raises(UsageError, match=r"'planbuilder (review|note) new c-4071'"):
        render_paper(plan(), find_paper(HOMES, document_id))


def test_files_of_notes_are_named_by_the_note_and_reviews_by_the_version(tmp_path: Path) -> None:
    """And the text that comes with them is that of the note or the review."""
    written = write_documents(
        reviewed(), HOMES, ("plan-review", "progress-note"), tmp_path, text=True, note=kept_note()
    )
    assert sorted(path.name for path in written) == [
        "c-4071-plan-review-v0002.docx",
        "c-4071-plan-review-v0002.txt",
        "c-4071-progress-note-n0001.docx",
        "c-4071-progress-note-n0001.txt",
    ]


def test_a_note_is_also_plain_text() -> None:
    """No wider than eighty columns, and saying the same."""
    made = plan_text(rich_plan(), HOMES, "progress-note", kept_note())
    assert max(map(len, made.splitlines())) <= 80
    assert "Objective 1.A.1" in made
    assert len([said for style, said in lines(MADE["note"]()) if style == "Fact"]) <= made.count(": ")
