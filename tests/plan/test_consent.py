"""A plan says when it was written for people of other ages, and when nobody who may consent is on file."""

from __future__ import annotations

from typing import Any

import pytest
from cases_of_people import born, for_adults
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, examples, load_example
from small_library import ON, library, selection

from planbuilder.library.entries import Ages
from planbuilder.library.store import Library
from planbuilder.plan.ages import ages_words, fits
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.suggesting import rank_problems

_PARENT = {"name": "M. Roe", "kind": "parent", "scope": "all care"}
_GUARDIAN = {"name": "M. Ellis", "kind": "guardian", "scope": "medical care"}
_AGENT = {"name": "M. Ellis", "kind": "health-care-agent", "scope": "medical care"}


def rules(day: str, shelf: Library, **legal: Any) -> set[str]:
    """Return the rules on age and consent that a person born on a day breaks."""
    found = check_plan(compose(born(day, **legal), selection(), shelf, ON), shelf)
    return {each.rule for each in found if each.rule.startswith(("plan-ages", "plan-minor", "plan-guardian"))}


@pytest.mark.parametrize(("day", "outside"), [("2020-05-01", True), ("2008-11-17", True), ("2008-11-16", False)])
def test_the_birthday_decides_whether_a_library_for_adults_fits(day: str, outside: bool) -> None:
    """Expect a child, and somebody one day short of eighteen, to be told from an adult."""
    assert ("plan-ages" in rules(day, for_adults(**{"from": 18}))) == outside


def test_a_child_gets_no_adult_plan_without_a_word(shipped: Library) -> None:
    """Expect errors, a paper that stays a proposal and says why, and the word in the suggestion as well."""
    person, chosen = load_example(examples()[0], shipped)[1:]
    child = replace(person, identity=replace(person.identity, born="2020-03-01"), legal=None)
    plan = compose(child, chosen, shipped, EXAMPLE_DAY)
    errors = [each.rule for each in check_plan(plan, shipped) if each.severity == "error"]
    assert errors == ["plan-ages"] * len(plan.problems) + ["plan-minor-consent"]
    assert plan.heading == "proposal"
    assert "content written for people of this age" in plan.lacks
    assert "people of 18 and older; this person is 6" in " ".join(rank_problems(child, shipped, EXAMPLE_DAY)[0].reasons)


def test_an_entry_says_for_itself_whom_it_is_for() -> None:
    """Expect the ages of a problem, or of an intervention in it, to stand above those of the library."""
    shelf = for_adults(**{"from": 18})
    problems = {id: replace(each, ages=Ages(to=12)) for id, each in shelf.problems.items()}
    young = replace(shelf, problems=problems)
    found = check_plan(compose(born("2020-05-01"), selection(), young, ON), young)
    titles = {each.said.split("'")[1] for each in found if each.rule == "plan-ages"}
    assert titles == {"Check", "Log", "Talk", "Visit"}
    steps = {id: replace(each, ages=Ages(to=12)) for id, each in shelf.interventions.items()}
    assert "plan-ages" not in rules("2020-05-01", replace(young, interventions=steps))
    assert "plan-ages" in rules("1990-05-01", replace(young, interventions=steps))


@pytest.mark.parametrize(
    ("ages", "words", "inside", "outside"),
    [
        (Ages(from_=18), "of 18 and older", (18, 90), (17,)),
        (Ages(to=12), "of 12 and younger", (0, 12), (13,)),
        (Ages(from_=13, to=17), "from 13 to 17", (13, 17), (12, 18)),
    ],
)
def test_ages_are_full_years_with_both_ends_inside(
    ages: Ages, words: str, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    """Expect the bounds themselves to belong."""
    assert ages_words(ages) == words
    assert all(fits(age, ages) for age in inside)
    assert not any(fits(age, ages) for age in outside)


@pytest.mark.parametrize(
    ("day", "legal", "finds"),
    [
        ("1990-05-01", {}, set()),
        ("2012-05-01", {}, {"plan-minor-consent", "plan-minor-assent"}),
        ("2012-05-01", {"representative": _PARENT}, {"plan-minor-assent", "plan-guardian-consent"}),
        ("2012-05-01", {"representative": _PARENT, "minor_assent": "Yes.", "consent": "Signed."}, set()),
        ("2012-05-01", {"consent": "Alone, under the state's law.", "minor_assent": "Asked for it."}, set()),
        ("1990-05-01", {"representative": _GUARDIAN}, {"plan-guardian-consent"}),
        ("1990-05-01", {"representative": _GUARDIAN, "consent": "Signed."}, set()),
        ("1990-05-01", {"representative": _AGENT}, set()),
    ],
)
def test_who_consents_is_asked_of_a_minor_and_of_a_person_with_a_guardian(
    day: str, legal: dict[str, Any], finds: set[str]
) -> None:
    """Expect each missing part to be named alone, and nothing where the file has it."""
    assert rules(day, library(), **legal) == finds
