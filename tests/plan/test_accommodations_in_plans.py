"""Accommodations as a plan carries them: both places, headings, participants, measures, declines."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from small_library import (
    DAY,
    ON,
    accommodation,
    client,
    library,
    needing,
    option,
    protocol,
    routine,
    selection,
    with_setting,
)

from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.participants import relation_of
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan, PlanIntervention

_CHOSEN = {
    "drinking": {"goals": {"safe-start": {"objectives": {"assessed": {"interventions": {"check": {}, "talk": {}}}}}}}
}


def planned(person: Client, *, shelf: Library | None = None, on: dt.date = ON) -> Plan:
    """Return the plan with the check and the talk for a person."""
    return compose(person, selection(_CHOSEN), shelf or library(), on)


def interventions(plan: Plan) -> dict[str, PlanIntervention]:
    """Return the interventions of a plan by their ids."""
    return {
        each.id: each
        for problem in plan.problems
        for goal in problem.goals
        for step in goal.objectives
        for each in step.interventions
    }


def deaf(**more: object) -> Client:
    """Return a Deaf client."""
    return needing("deaf", **more)


def test_an_answer_to_something_everywhere_prints_once_and_under_no_intervention() -> None:
    """Expect the interpreter to apply to everything, and to be listed under the telephone protocol only."""
    plan = planned(deaf())
    [interpreter] = plan.accommodations
    assert interpreter.everywhere
    assert interpreter.applies_to == ("r1",)
    assert interpreter.covers == ("Hear speech", "Use a phone")
    assert all(each.accommodations == () for each in interventions(plan).values())


def test_an_answer_to_something_in_places_stands_under_each_intervention_it_changes() -> None:
    """Expect papers in sign under the talk, which asks reading, and not under the check, which does not."""
    person = deaf(answers=[{"need": "deaf", "demand": "read", "hard": True, "on": DAY}])
    plan = planned(person)
    papers = next(each for each in plan.accommodations if each.id == "papers-in-sign")
    assert not papers.everywhere
    found = interventions(plan)
    assert papers.applies_to == (found["talk"].key, "mood")
    assert found["talk"].accommodations == (papers.key,)
    assert found["check"].accommodations == ()


def test_what_runs_through_everything_comes_first_and_numbers_follow() -> None:
    """Expect A1 to apply everywhere although the person's first choice, which is local, was picked before it."""
    person = client(
        needs=[{"need": "deaf", "prefers": ["papers-in-sign"]}],
        answers=[{"need": "deaf", "demand": "read", "hard": True, "on": DAY}],
    )
    plan = planned(person)
    assert [(each.number, each.id, each.chosen) for each in plan.accommodations] == [
        ("A1", "interpreter", False),
        ("A2", "papers-in-sign", True),
    ]


def test_every_answer_of_a_pair_is_the_key_of_an_accommodation_for_the_same_person() -> None:
    """Expect keys in the pairs, never ids."""
    plan = planned(deaf())
    people = {each.key: each.who for each in plan.accommodations}
    assert all(people[pair.answer] == pair.who for pair in plan.pairs if pair.answer)
    assert [pair.status for pair in plan.pairs if pair.answer] == ["answered", "answered"]


def test_a_language_need_stands_under_its_own_heading() -> None:
    """Expect language access for another language, and disability for the interpreter of a Deaf person."""
    assert [each.heading for each in planned(needing("other-language")).accommodations] == ["language"]
    assert [each.heading for each in planned(deaf()).accommodations] == ["disability"]


def test_a_second_choice_of_language_access_stays_under_its_own_heading() -> None:
    """Expect a later choice, for which the first left nothing, not to become a disability."""
    second = accommodation("translated-papers", [("other-language", "english")])
    first = accommodation("spoken-language-interpreter", [("other-language", "english")])
    person = client(needs=[{"need": "other-language", "prefers": [first.id, second.id]}])
    plan = planned(person, shelf=library(accommodations=(first, second)))
    assert [(each.id, each.heading, each.covers) for each in plan.accommodations] == [
        (first.id, "language", ("Use English",)),
        (second.id, "language", ("Use English",)),
    ]


def test_a_person_of_the_family_gets_accommodations_of_their_own_in_family_sessions() -> None:
    """Expect the Deaf wife's interpreter at the family talk, in her name, and nothing anywhere else."""
    person = client(
        participants=[{"name": "Kim Roe", "relation": "wife", "takes_part_in": "family", "needs": ["deaf"]}]
    )
    choice = {"drinking": {"goals": {"kept": {"objectives": {"held": {"interventions": {"family-talk": {}}}}}}}}
    plan = compose(person, selection(choice), library(), ON)
    [interpreter] = plan.accommodations
    key = interventions(plan)["family-talk"].key
    assert (interpreter.who, interpreter.applies_to) == ("Kim Roe", (key,))
    assert interpreter.statement.printed == "Staff arrange captions for Kim Roe."
    assert {pair.who for pair in plan.pairs} == {"Kim Roe"}
    assert interventions(plan)["family-talk"].accommodations == (interpreter.key,)


def test_a_person_who_only_keeps_the_safety_plan_is_no_part_of_family_sessions() -> None:
    """Expect an accommodation for a sister who is called in an emergency, at the protocol and nowhere else."""
    person = client(
        participants=[{"name": "Kim Roe", "relation": "sister", "takes_part_in": "safety", "needs": ["deaf"]}]
    )
    choice = {"drinking": {"goals": {"kept": {"objectives": {"held": {"interventions": {"family-talk": {}}}}}}}}
    plan = compose(person, selection(choice), library(), ON)
    [interpreter] = plan.accommodations
    assert (interpreter.who, interpreter.id, interpreter.everywhere) == ("Kim Roe", "interpreter", False)
    assert interpreter.applies_to == tuple(each.key for each in plan.protocols)


def test_what_the_safety_plan_asks_of_somebody_and_nobody_made_possible_is_an_error() -> None:
    """Expect the pair of a sister in the safety plan to be uncovered where no accommodation answers it."""
    sister = {"name": "Kim Roe", "relation": "sister", "takes_part_in": "safety", "needs": ["deaf"]}
    plan = compose(client(participants=[sister]), selection(), library(accommodations=()), ON)
    found = [each for each in check_plan(plan, library()) if each.rule == "plan-uncovered"]
    assert ["the person's sister to use a phone" in each.said for each in found] == [True]


def test_a_protocol_asks_of_others_what_it_says_it_asks_of_others() -> None:
    """Expect the demands of others in place of those of the person, for a participant alone."""
    sister = {"name": "Kim Roe", "relation": "sister", "takes_part_in": "safety", "needs": ["deaf"]}
    crisis = replace(protocol("crisis", "suicide"), demands_of_others=("hear",))
    plan = compose(client(participants=[sister]), selection(), library(protocols=(crisis,)), ON)
    assert [pair.demand for pair in plan.pairs] == ["hear"]
    assert {each.kind: each.demands for each in plan.activities}["protocol"] == ("phone",)


def test_participants_of_one_name_and_one_called_client_keep_their_needs_apart() -> None:
    """Expect an accommodation each, none of them taken for the client's, and relations that tell them apart."""
    people = [
        {"name": "Kim Roe", "relation": "father", "takes_part_in": "safety", "needs": ["deaf"]},
        {"name": "Kim Roe", "relation": "sister", "takes_part_in": "safety", "needs": ["deaf"]},
        {"name": "Kim Roe", "relation": "sister", "takes_part_in": "safety", "needs": ["deaf"]},
        {"name": "client", "relation": "aunt", "takes_part_in": "safety", "needs": ["deaf"]},
    ]
    plan = compose(client(participants=people), selection(), library(), ON)
    keys = ["Kim Roe (father)", "Kim Roe (sister)", "Kim Roe (sister) 2", "client (aunt)"]
    assert [each.who for each in plan.accommodations] == keys
    assert [relation_of(key, plan.client.participants) for key in keys] == ["father", "sister", "sister", "aunt"]
    assert len({each.key for each in plan.accommodations}) == 4


def test_client_and_participant_with_the_same_need_have_an_accommodation_each() -> None:
    """Expect two entries with keys of their own for the same accommodation."""
    person = deaf(participants=[{"name": "Kim Roe", "relation": "wife", "takes_part_in": "both", "needs": ["deaf"]}])
    choice = {"drinking": {"goals": {"kept": {"objectives": {"held": {"interventions": {"family-talk": {}}}}}}}}
    plan = compose(person, selection(choice), library(), ON)
    assert sorted(each.who for each in plan.accommodations) == ["Kim Roe", "client"]
    assert len({each.key for each in plan.accommodations}) == 2


_NORMS = {"hold": "unknown", "note": "The norms were made on paper."}


def test_a_measure_given_in_another_way_says_what_that_does_to_its_norms() -> None:
    """Expect the note of the papers in sign beside the measure."""
    signed = accommodation("papers-in-sign", [("deaf", "read")], norms=_NORMS)
    person = deaf(answers=[{"need": "deaf", "demand": "read", "hard": True, "on": DAY}])
    [mood] = planned(person, shelf=library(accommodations=(signed,))).measures
    assert mood.norms == ("The norms were made on paper.",)


def test_norms_are_noted_also_where_the_accommodation_runs_through_everything() -> None:
    """Expect the note where a measure is answered through an interpreter who is there for all of it."""
    spoken = accommodation("interpreter", [("other-language", "english")], norms=_NORMS)
    plan = planned(needing("other-language"), shelf=library(accommodations=(spoken,)))
    assert plan.accommodations[0].applies_to == ()
    assert plan.measures[0].norms == ("The norms were made on paper.",)


def test_a_declined_accommodation_is_recorded_and_its_pair_is_a_question() -> None:
    """Expect the decline with its day, no such accommodation, and a question that names the person."""
    decline = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}
    plan = planned(deaf(declined=[decline]))
    assert [each.id for each in plan.accommodations] == ["captions"]
    assert [(each.accommodation, each.ask_again) for each in plan.declined] == [("interpreter", "2027-01-04")]
    assert [(pair.demand, pair.status) for pair in plan.pairs if not pair.answer] == [
        ("phone", "declined"),
        ("read", "ask"),
    ]
    asked = [each for each in plan.questions if each.to == "person"]
    assert [each.about for each in asked] == ["Alex", "Alex", "Alex"]
    assert any("We ask again on January 4, 2027." in each.ask for each in asked)


def test_what_stands_in_for_something_declined_is_asked_about() -> None:
    """Expect a question that names both, and none where the person chose what is there."""
    decline = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}
    shelf = library()
    titles = {id: shelf.accommodations[id].title for id in ("interpreter", "captions")}
    asked = f"You said no to this: {titles['interpreter']}. The plan has this instead: {titles['captions']}."
    assert sum(each.ask.startswith(asked) for each in planned(deaf(declined=[decline])).questions) == 1
    wanted = client(needs=[{"need": "deaf", "prefers": ["captions"]}], declined=[decline])
    assert not [each for each in planned(wanted).questions if "instead" in each.ask]


def test_a_possible_conflict_is_asked_once_although_it_meets_many_activities() -> None:
    """Expect one question about reading."""
    asked = [each for each in planned(deaf()).questions if each.to == "person"]
    assert [(each.about, each.ask) for each in asked] == [("Alex", "Is reading hard?")]


def test_a_request_stays_on_record_with_what_came_of_it() -> None:
    """Expect the request word for word."""
    request = {"asked": "A Deaf counselor", "on": DAY, "decision": "refused", "reason": "There is none.", "appeal": "x"}
    assert planned(deaf(requests=[request])).requests[0].reason == "There is none."


def test_what_stays_hard_is_kept_although_no_goal_targets_it() -> None:
    """Expect the limitation with the words of the library for the need."""
    person = client(needs=[{"need": "blind", "limitation": "Sees no print."}])
    [found] = planned(person).limitations
    assert (found.label, found.limitation) == ("Blind person", "Sees no print.")


def test_routines_of_the_setting_meet_the_needs_too() -> None:
    """Expect the night of a residential program to ask what an outpatient is never asked."""
    routines = (routine("night", "residential", demands=("phone",)),)
    shelf = library(routines=routines, protocols=(protocol("crisis", "suicide"), protocol("withdrawal")))
    person = deaf()
    at_home, staying = planned(person, shelf=shelf), planned(with_setting(person, "residential"), shelf=shelf)
    assert "night" not in {key for pair in at_home.pairs for key in pair.activities}
    assert "night" in {key for pair in staying.pairs for key in pair.activities}


def test_an_option_asks_nothing_once_it_is_declined_or_ruled_out() -> None:
    """Expect the tablet visit to count while the option is open, and not after the person's no."""
    shelf = library(options=(option("blocker"), option("tablet")))
    choice = {"drinking": {"goals": {"safe-start": {"objectives": {"decided": {}}}}}}
    openly = compose(deaf(), selection(choice), shelf, ON)
    assert [each.title for each in openly.activities if each.kind == "option"] == ["Blocker", "Tablet"]
    no = {"blocker": {"decision": "declined", "on": DAY}}
    closed = compose(deaf(), selection(choice, options=no), shelf, ON)
    assert [each.title for each in closed.activities if each.kind == "option"] == ["Tablet"]


@given(st.permutations(["deaf", "blind", "other-language"]), st.permutations(["R. A", "P. L"]))
@settings(max_examples=12, deadline=None)
def test_the_order_in_the_file_changes_no_accommodation(needs: list[str], people: list[str]) -> None:
    """Expect the same accommodations, numbers and answers for needs in any order, and the same plan every time."""
    family = [{"name": name, "relation": "friend", "takes_part_in": "both", "needs": ["deaf"]} for name in people]
    plan = planned(needing(*needs))
    usual = planned(needing("deaf", "blind", "other-language"))
    assert plan.accommodations == usual.accommodations
    assert set(plan.pairs) == set(usual.pairs)
    person = needing(*needs, participants=family)
    assert plan_json(planned(person)) == plan_json(planned(person))
