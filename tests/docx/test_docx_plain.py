"""A Word document as plain text."""

from __future__ import annotations

import pytest
from word_files import control, p, table, word

from planbuilder.docx.plain import as_text


def text(*blocks: str, width: int = 80) -> str:
    """Return a document of the blocks as text."""
    return as_text(word("".join(blocks)), width)


def test_headings_are_underlined_by_their_level() -> None:
    """Title and first level with equals signs, the second with hyphens, others stand alone."""
    made = text(
        p("Plan", style="Title"), p("One", style="Heading1"), p("Two", style="Heading2"), p("3", style="Heading3")
    )
    assert made == "Plan\n====\n\nOne\n===\n\nTwo\n---\n\n3\n"


def test_a_list_item_gets_a_hyphen_and_hangs() -> None:
    """Its second line stands under its text."""
    assert text(p("one two three", style="ListBullet"), width=10) == "- one two\n  three\n"


def test_a_label_before_a_tab_gets_a_colon() -> None:
    """And none is doubled."""
    assert text(p("Due\tMay 4", style="Fact"), p("Who:\tJo", style="Fact")) == "Due: May 4\nWho: Jo\n"


def test_a_row_is_told_with_its_columns_and_an_empty_cell_is_a_line() -> None:
    """So that each row can stand alone."""
    made = text(table(("Name", "Date"), ("Jo", ""), ("Al", "May 4")))
    assert made == "- Name: Jo; Date: ________\n- Name: Al; Date: May 4\n"


def test_text_in_controls_counts() -> None:
    """Around a paragraph and inside one."""
    made = text(p("Say ", control(p("x")[5:-6], alias="A")), control(p("whole"), id=8))
    assert made == "Say x\n\nwhole\n"


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("\u201cI\u2019m\u201d", '"I\'m"'),
        ("2\u20134 \u2014 no\u00a0more\u2026", "2-4 - no more..."),
        ("\u2610 Agree \u2612 No", "[ ] Agree [x] No"),
        ("Jos\u00e9 \u2265 5", "Jos\u00e9 >= 5"),
    ],
)
def test_signs_become_ascii_and_letters_stay(there: str, here: str) -> None:
    """What pastes badly is spelled; what is part of a word is kept."""
    assert text(p(there)) == f"{here}\n"


def test_a_line_break_stays_one() -> None:
    """Within a paragraph."""
    assert text(p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>")) == "a\nb\n"


def test_an_empty_document_is_an_empty_line() -> None:
    """Nothing to say, no crash."""
    assert text("") == "\n"
