"""Placeholders are no words: where somebody wrote TBD, a dash or a line, nothing has been said."""

from __future__ import annotations

import time

import pytest
from shipped import EXAMPLE_DAY, Example
from small_library import ON, client, library, selection

from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.placeholders import has_blank, is_placeholder
from planbuilder.plan.suggesting import suggest

_ALONE = (
    "",
    " ",
    "-",
    "...",
    "____",
    "?",
    "TBD",
    "tbd.",
    "t.b.d.",
    "N/A",
    "n.a.",
    "NA",
    "xx",
    "lorem ipsum dolor",
    "[client quote]",
    "<date>",
)


@pytest.mark.parametrize("text", [*_ALONE, "To be determined", "pending", "{{ goal }}", "see above", "_" * 500])
def test_what_says_nothing_is_a_placeholder(text: str) -> None:
    """Signs alone, words for what is to come, and what stands in brackets."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["7", "No.", "None known.", "Na", "Methadone is pending.", "I test my blood.", "我想回家", "x", "[He] said yes."],
)
def test_short_answers_names_and_other_scripts_are_words(text: str) -> None:
    """Expect them to stand: a warning that is wrong teaches people to read past the next one."""
    assert not is_placeholder(text)
    assert not has_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to see my son by ____.",
        "[Client name] will attend [number] groups.",
        "Will call TBD on Monday.",
        "Dose: ???",
        "@NAME@ agrees.",
        "He said: lorem ipsum dolor.",
        "The day is to be determined.",
        "The day is To BE Determined.",
        "[ ] Agreed",
    ],
)
def test_a_blank_inside_a_sentence_is_found(text: str) -> None:
    """Lines, brackets with what belongs there, notes to oneself, and what a record system leaves behind."""
    assert has_blank(text)
    assert not is_placeholder(text)


def test_a_placeholder_anywhere_in_the_file_or_selection_is_told_without_its_words() -> None:
    """Expect where each stands; a plan whose own words are one is a proposal."""
    person = client(strengths=["TBD"], presenting={"words": "[client quote]", "seen": "Drinks ____ a day."})
    plan = compose(person, selection(reasons={"drinking-diary": "n/a"}), library(), ON)
    found = [each for each in check_plan(plan, library()) if each.rule == "plan-placeholder"]
    places = {each.where.at for each in found}
    assert {"strengths", "presenting, words", "presenting, seen", "reasons"} <= places
    assert plan.heading == "proposal"
    assert not any("quote" in f"{each.said} {each.fix}" for each in found)


def test_no_plan_of_an_example_client_has_one(example: Example, shipped: Library) -> None:
    """Expect none, whatever was chosen for them."""
    chosen = example.selection or suggest(example.client, shipped, EXAMPLE_DAY).selection
    plan = compose(example.client, chosen, shipped, EXAMPLE_DAY)
    assert [each for each in check_plan(plan, shipped) if each.rule == "plan-placeholder"] == []


def test_a_long_text_of_signs_is_soon_done() -> None:
    """Expect an answer at once for what a careless paste brings."""
    start = time.perf_counter()
    for text in ("_" * 100_000 + "a", "[" * 50_000, "client " * 20_000, "? " * 50_000):
        has_blank(text)
        is_placeholder(text)
    assert time.perf_counter() - start < 2
