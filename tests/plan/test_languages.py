"""Language access follows from the person's language, under its own law, whether or not a need was written down."""

from __future__ import annotations

import pytest
from cases_of_people import speaking
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example, load_examples
from small_library import ON, library, needing, selection

from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose


def rules(person: Client) -> set[str]:
    """Return the rules on language that a person's plan breaks."""
    found = check_plan(compose(person, selection(), library(), ON), library())
    return {each.rule for each in found if each.rule.startswith("plan-language")}


def test_little_english_brings_language_access_by_itself() -> None:
    """Expect the accommodation under its own heading, a warning, and a question to the person."""
    plan = compose(speaking("Spanish", "little"), selection(), library(), ON)
    assert [(each.id, each.heading) for each in plan.accommodations] == [("spoken-language-interpreter", "language")]
    assert plan.limitations == ()
    assert any(each.to == "person" and "Which language" in each.ask for each in plan.questions)
    [found] = [each for each in check_plan(plan, library()) if each.rule == "plan-language-presumed"]
    assert (found.severity, found.where.at) == ("warning", "language")
    assert "45 CFR 92.201" in found.why


@pytest.mark.parametrize(
    ("person", "finds"),
    [
        (speaking("English", "full"), set()),
        (speaking("Spanish", "little"), {"plan-language-presumed"}),
        (speaking("Spanish", "little", interpreter="Spanish interpreter"), {"plan-language-presumed"}),
        (speaking("Spanish", "little", "other-language"), set()),
        (speaking("Spanish", "some"), {"plan-language-ask"}),
        (speaking("Spanish", "some", interpreter="Spanish interpreter"), set()),
        (speaking("Spanish", "some", "blind"), {"plan-language-ask"}),
        (speaking("English", "full", "other-language"), {"plan-language-contradiction"}),
        (speaking("English", "full", "blind"), set()),
        (speaking("ASL", "little"), {"plan-language-unanswered"}),
        (speaking("American Sign Language", "little", "deaf"), set()),
        (speaking("American Sign Language", "some"), {"plan-language-ask"}),
    ],
)
def test_what_is_open_about_language_is_found_until_somebody_answers(person: Client, finds: set[str]) -> None:
    """Expect a need to settle it or, where English works in part, an interpreter; a signed language is another."""
    assert rules(person) == finds


def test_a_person_who_signs_gets_no_spoken_language_interpreter() -> None:
    """Expect no presumption about a signed language."""
    plan = compose(speaking("American Sign Language", "little"), selection(), library(), ON)
    assert plan.accommodations == ()


def test_no_two_needs_are_made_of_one_that_is_on_file() -> None:
    """Expect the same pairs whether the need is presumed or written down."""
    presumed = compose(speaking("Spanish", "little"), selection(), library(), ON)
    written = compose(speaking("Spanish", "little", "other-language"), selection(), library(), ON)
    assert presumed.pairs == written.pairs


def test_the_shipped_library_presumes_language_access_for_its_own_example(shipped: Library) -> None:
    """Expect the plan of the person who speaks Spanish to keep its pairs when nobody wrote the need down."""
    [example] = [each for each in load_examples(shipped) if each.client.language.speaks == "Spanish"]
    bare = replace(example.client, needs=(), answers=(), declined=())
    plan = compose(bare, example.selection, shipped, EXAMPLE_DAY)
    assert {each.heading for each in plan.accommodations} == {"language"}
    assert not [each for each in check_plan(plan, shipped) if each.severity == "error"]


def test_no_example_leaves_its_language_open(example: Example, shipped: Library) -> None:
    """Expect every example to say which language is used."""
    found = check_plan(compose(example.client, example.selection, shipped, EXAMPLE_DAY), shipped)
    assert not [each for each in found if each.rule.startswith("plan-language")]


def test_an_answer_about_a_presumed_need_counts() -> None:
    """Expect no complaint that the need is not on file, and the answer in the plan."""
    answers = [{"need": "other-language", "demand": "english", "hard": False, "on": "2026-11-09"}]
    person = replace(speaking("Spanish", "little"), answers=needing("deaf", answers=answers).answers)
    plan = compose(person, selection(), library(), ON)
    assert [pair.status for pair in plan.pairs] == ["not-hard"]
    assert "plan-answer-without-need" not in {each.rule for each in check_plan(plan, library())}
