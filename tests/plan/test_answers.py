"""Nothing that the person answered, chose or declined is dropped in silence."""

from __future__ import annotations

from typing import Any

from cases_of_people import CASES, DECLINE, answered
from small_library import DAY, ON, accommodation, client, library, needing, selection

from planbuilder.findings import Finding
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.counts import counting


def found(person: Client, rule: str, **shelf: Any) -> list[Finding]:
    """Return the findings of a rule in a person's plan."""
    kept = library(**shelf)
    return [each for each in check_plan(compose(person, selection(), kept, ON), kept) if each.rule == rule]


def test_each_finding_names_its_place_in_the_file() -> None:
    """Expect the number of the answer, need or count, so that it is found without searching."""
    places = {
        "plan-answer-without-need": "answers, number 1",
        "plan-answer-without-conflict": "answers, number 1",
        "plan-choice-declined": "needs, number 1",
        "plan-count-unused": "counts, number 1",
    }
    for rule, place in places.items():
        assert [each.where.at for each in found(CASES[rule]()[0], rule)] == [place]


def test_a_changed_answer_goes_by_the_later_day_wherever_it_stands() -> None:
    """Expect the day that counts to be said, and the plan to go by it."""
    given = answered(("deaf", "read", False, "2026-11-09"), ("deaf", "read", True, "2026-11-02"))
    person = needing("deaf", answers=given)
    [note] = found(person, "plan-answer-changed")
    assert "the answer of 2026-11-09 counts" in note.said
    plan = compose(person, selection(), library(), ON)
    assert {pair.demand: pair.status for pair in plan.pairs}["read"] == "not-hard"


def test_the_same_answer_twice_is_no_change() -> None:
    """Expect silence where a later review found the same."""
    given = answered(("deaf", "read", True, "2026-11-02"), ("deaf", "read", True, "2026-11-09"))
    assert not found(needing("deaf", answers=given), "plan-answer-changed")


def test_an_answer_about_a_part_of_a_combined_need_is_heard() -> None:
    """Expect what was asked about the part to count for the whole, with no complaint."""
    person = needing("deafblind", answers=answered(("deaf", "hear", True, DAY)))
    assert not found(person, "plan-answer-without-need")
    assert not found(person, "plan-answer-without-conflict")


def test_a_no_about_what_is_never_hard_loses_nothing() -> None:
    """Expect no finding where the person said that something is easy."""
    assert not found(needing("deaf", answers=answered(("deaf", "draw", False, DAY))), "plan-answer-without-conflict")


def test_a_usual_pair_of_which_everything_was_declined_is_a_warning_with_its_day() -> None:
    """Expect the pair, the person and the first day on which something is asked again, in check and in the plan."""
    other = {**DECLINE, "accommodation": "captions", "ask_again": "2026-12-20"}
    person = needing("deaf", declined=[DECLINE, other])
    declined = found(person, "plan-declined")
    assert {each.severity for each in declined} == {"warning"}
    said = "All that was offered to the person to make it possible to {} was declined (Deaf); asked again on {}."
    pairs = [("hear speech", "2026-12-20"), ("use a phone", "2027-01-04")]
    assert [each.said for each in declined] == [said.format(*each) for each in pairs]
    plan = compose(person, selection(), library(), ON)
    asked = [each.ask for each in plan.questions if "You said no" in each.ask]
    assert [("December 20, 2026" in each, "January 4, 2027" in each) for each in asked] == [
        (True, False),
        (False, True),
    ]


def test_a_decline_beside_another_answer_is_no_warning() -> None:
    """Expect the pair to be answered by what was not declined."""
    spare = accommodation("spare", [("deaf", "hear"), ("deaf", "phone")])
    shelf = (accommodation("interpreter", [("deaf", "hear"), ("deaf", "phone")]), spare)
    assert not found(needing("deaf", declined=[DECLINE]), "plan-declined", accommodations=shelf)


def test_counts_are_known_from_blanks_and_conditions_and_others_may_be_kept() -> None:
    """Expect a slip to be found with the name that is meant, and a count of another sort to be let be."""
    assert {"bad-days", "heavy-drinking-days-30"} <= counting(library()).in_use
    [slip] = found(CASES["plan-count-unused"]()[0], "plan-count-unused")
    assert slip.fix == "Did you mean bad-days?"
    assert not found(client(counts=[{"id": "cigarettes", "value": 9, "on": DAY}]), "plan-count-unused")


def test_a_role_that_the_team_lacks_is_named_once_with_what_waits_for_it() -> None:
    """Expect the role in words and the number of the accommodation, and silence where somebody may stand in."""
    person, chosen, shelf = CASES["plan-accommodation-role"]()
    [missing] = [each for each in check_plan(compose(person, chosen, shelf, ON), shelf) if each.where.at == "team"]
    assert missing.said == "Nobody on the team is the peer or may stand in, and this waits for one: A1."
    staffed = compose(needing("deaf"), chosen, shelf, ON)
    assert not [each for each in check_plan(staffed, shelf) if each.rule == "plan-accommodation-role"]
