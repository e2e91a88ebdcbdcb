"""How the plan is delivered: roles that may stand in, doses that are raised, telehealth, and who took part."""

from __future__ import annotations

from typing import Any

import pytest
from cases_of_care import DAILY, FLAGGED, acting, caring, doing, leveled
from msgspec.structs import replace
from small_library import DAY, ON, client, intervention, library, option, selection, vocabulary

from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.facts import facts_on_file
from planbuilder.plan.record_parts import interventions
from planbuilder.plan.selection import Selection
from planbuilder.plan.suggesting import suggest


def rules(person: Client, chosen: Selection, shelf: Library) -> set[str]:
    """Return the rules that a plan breaks."""
    return {each.rule for each in check_plan(compose(person, chosen, shelf, ON), shelf)}


@pytest.mark.parametrize(
    ("modality", "listed", "given", "rule"),
    [
        ("medical", "nurse", "peer", "plan-role-cannot"),
        ("safety-planning", "counselor", "peer", "plan-role-cannot"),
        ("medical", "nurse", "prescriber", ""),
        ("medical", "nurse", "nurse", ""),
        ("cbt", "counselor", "prescriber", "plan-role-instead"),
        ("cbt", "peer", "counselor", ""),
    ],
)
def test_a_role_is_listed_or_may_stand_in(modality: str, listed: str, given: str, rule: str) -> None:
    """Expect an error for medical and safety work, a warning for other work, and nothing for who may stand in."""
    shelf = acting(intervention("talk", modality, responsible=listed))
    shelf = replace(shelf, vocabulary=vocabulary(modalities={**_WORDS, "safety-planning": {"label": "Safety"}}))
    told = rules(client(), doing(talk={"responsible": given}), shelf)
    assert told & {"plan-role-cannot", "plan-role-instead"} == ({rule} if rule else set())


_WORDS = {id: {"label": each.label} for id, each in vocabulary().modalities.items()}


@pytest.mark.parametrize(
    ("dose", "under"),
    [
        ({"minutes": 10, "times": 2, "per": "week"}, True),
        ({"minutes": 10, "times": 7, "per": "week"}, False),
        ({"minutes": 5, "times": 2, "per": "day"}, False),
        ({"minutes": 60, "times": 3, "per": "plan"}, True),
    ],
)
def test_a_dose_below_what_was_raised_for_this_person_is_told(dose: dict[str, Any], under: bool) -> None:
    """Expect the finding only below it, and no note that says the library's dose beside another one."""
    shelf = acting(intervention("talk", variants=[DAILY]))
    person, chosen = client(risks=[FLAGGED]), doing(talk={"dose": dose})
    assert ("plan-dose-under" in rules(person, chosen, shelf)) is under
    [act] = interventions(compose(person, chosen, shelf, ON))
    assert act.notes == ()
    [act] = interventions(compose(person, doing(talk={}), shelf, ON))
    assert act.notes == ("High suicide risk: daily.",)


def test_nobody_without_a_connection_is_offered_telehealth() -> None:
    """Expect another delivery where the person has none, though it was asked for."""
    shelf = acting(intervention("talk", delivery=["telehealth", "individual"]))
    for facts, way in (({"has-internet": False}, "individual"), ({}, "telehealth")):
        person = client(facts=facts, preferences={"telehealth": "yes"})
        chosen = suggest(person, shelf, ON).selection
        assert {act.delivery for act in interventions(compose(person, chosen, shelf, ON))} == {way}


def test_a_person_on_methadone_takes_opioids() -> None:
    """Expect one fact to say the other, also against a recorded no, which is told."""
    person = client(facts={"takes-opioid-agonist": True, "takes-opioids": False})
    assert facts_on_file(person, vocabulary())["takes-opioids"] is True
    assert "plan-facts-contradict" in rules(person, selection(), library())


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"overdose-before": True}, "plan-opioid-naloxone"),
        ({"takes-opioid-agonist": True}, "plan-opioid-naloxone"),
        ({"uses-street-drugs": True}, "plan-naloxone-ask"),
        ({"takes-opioids": False}, ""),
    ],
)
def test_naloxone_is_asked_for_where_opioids_may_kill(facts: dict[str, bool], rule: str) -> None:
    """Expect an error for a known danger and a question for a possible one, whatever the diagnosis."""
    told = rules(client(facts=facts), selection(), library())
    assert told & {"plan-opioid-naloxone", "plan-naloxone-ask"} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("who", "whole"),
    [("Alex Roe", True), ("Alex", True), ("Alex Roe, with the interpreter", True), ("Maya, sister", False)],
)
def test_a_plan_is_made_with_the_person(who: str, whole: bool) -> None:
    """Expect a proposal where others took part and the person did not."""
    chosen = selection(participation=[{"who": who, "on": DAY, "mode": "in the room"}])
    plan = compose(client(), chosen, library(), ON)
    assert ("the person's own part in making it" in plan.lacks) is not whole


@pytest.mark.parametrize(
    ("setting", "level", "fits"),
    [("residential", "residential", True), ("outpatient", "residential", False), ("residential", "outpatient", False)],
)
def test_setting_and_level_agree_on_the_night(setting: str, level: str, fits: bool) -> None:
    """Expect a warning where a person stays overnight in one of the two only."""
    told = rules(caring(setting=setting, level_of_care=level), selection(), library(vocabulary=leveled()))
    assert ("plan-level-setting" not in told) is fits


@pytest.mark.parametrize("allergy", ["SSRIs: serotonin syndrome in 2020", "ssri", "Sertraline"])
def test_an_allergy_to_a_class_rules_out_the_option(allergy: str) -> None:
    """Expect the class, in singular or plural, and each of its medications to count."""
    words = vocabulary(medications={"sertraline": {"kind": "ssri", "sources": [{"source": "handbook"}]}})
    shelf = library(vocabulary=words, options=(option("blocker", kinds=["ssri"]),))
    chosen = selection(options={"blocker": {"decision": "chosen", "on": DAY}})
    assert "plan-option-excluded" in rules(client(allergies=[allergy]), chosen, shelf)
