"""A plan as plain text that pastes into a record system."""

from __future__ import annotations

from msgspec.structs import replace
from plan_files import rich_plan
from word_reading import lines

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.documents.text import plan_text
from planbuilder.plan.record import Plan

LIBRARY = data_path("library")


def made(plan: Plan | None = None) -> str:
    """Return the text of a plan."""
    return plan_text(plan or rich_plan(), document_homes(LIBRARY))


def squeezed(text: str) -> str:
    """Return a text without white space, in the punctuation of the plain text."""
    signs = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2019": "'", "\u2610": "[]"})
    return "".join(text.translate(signs).split()).replace(":", "")


def test_the_text_says_what_the_document_says() -> None:
    """Every paragraph of the treatment plan, in order."""
    text, at = squeezed(made()), 0
    for style, said in lines(render_document(rich_plan(), LIBRARY, "treatment-plan")):
        if style.startswith("Table"):
            assert squeezed(said) in text
        else:
            at = text.index(squeezed(said), at) + len(squeezed(said))


def test_no_line_is_wider_than_eighty_columns() -> None:
    """Record systems cut or wrap what is longer."""
    assert max(map(len, made().splitlines())) <= 80


def test_punctuation_is_ascii_and_letters_stay() -> None:
    """A curly mark may arrive as a question mark; a name may not be changed."""
    plan = rich_plan()
    identity = replace(plan.client.identity, name="Jos\u00e9 \u2018Pepe\u2019 N\u00fa\u00f1ez", called="Jos\u00e9")
    text = made(replace(plan, client=replace(plan.client, identity=identity)))
    assert {letter for letter in text if not letter.isascii()} == set("\u00e9\u00fa\u00f1")
    assert "Name: Jos\u00e9 'Pepe' N\u00fa\u00f1ez, called Jos\u00e9" in text


def test_the_thread_is_numbered() -> None:
    """1, 1.A, 1.A.1, 1.A.1.a."""
    text = made()
    for line in ("Problem 1: Alcohol use", "Goal 1.A", "Objective 1.A.1", "1.A.1.a Functional analysis of drinking"):
        assert f"\n{line}\n" in text


def test_a_table_row_names_its_columns() -> None:
    """A row alone says what it is about."""
    assert "- Medication: lisinopril; Dose: 10 mg in the morning; For: blood pressure" in made()


def test_signatures_can_be_written_into_the_text() -> None:
    """With a box for each answer and lines for name and day."""
    assert "[ ] Agree [ ] Disagree [ ] Absent" in " ".join(made().split())
    assert "Signature: ________; Date: ________" in made()


def test_a_quotation_is_set_in() -> None:
    """So that it reads as one."""
    assert '\n\n    "I want my mornings back."\n\n' in made()


def test_the_text_is_the_same_each_time_and_ends_in_one_newline() -> None:
    """Nothing in it depends on the moment."""
    assert made() == made()
    assert made().endswith("\n")
    assert not made().endswith("\n\n")
