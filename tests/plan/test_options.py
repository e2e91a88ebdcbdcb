"""What speaks against an option is said before it is begun: what rules it out, what nobody asked, what needs care."""

from __future__ import annotations

import pytest
from cases_of_people import chosen
from small_library import ON, client, library, option

from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Medication
from planbuilder.plan.composing import compose

_OPIOIDS = {"say": "Not while opioids are taken.", "when": {"any_of": ["takes-opioids"]}, "absolute": True}
_ALLERGY = {"say": "Not after an allergic reaction.", "absolute": True}
_PREGNANT = {"say": "With care in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": False}


def shelf() -> Library:
    """Return a library with one option that has a reason of each sort."""
    return library(options=(option("blocker", _OPIOIDS, _ALLERGY, _PREGNANT), option("tablet")))


def found(decision: str, **facts: bool) -> set[tuple[str, str]]:
    """Return rule and severity of what is found about the option after a decision."""
    plan = compose(client(facts=facts), chosen("blocker", decision), shelf(), ON)
    return {(each.rule, each.severity) for each in check_plan(plan, shelf()) if each.rule.startswith("plan-option")}


@pytest.mark.parametrize(
    ("decision", "facts", "finds"),
    [
        ("chosen", {}, {("plan-option-unsettled", "warning")}),
        ("undecided", {}, {("plan-option-ask", "question")}),
        ("declined", {}, set()),
        ("chosen", {"takes-opioids": False}, set()),
        ("chosen", {"takes-opioids": True}, {("plan-option-excluded", "error")}),
        ("undecided", {"takes-opioids": True}, set()),
        ("chosen", {"takes-opioids": False, "pregnant": True}, {("plan-option-care", "warning")}),
        ("undecided", {"takes-opioids": False, "pregnant": True}, {("plan-option-care-offered", "note")}),
        ("declined", {"takes-opioids": False, "pregnant": True}, set()),
    ],
)
def test_reasons_against_an_option_are_found_by_how_far_it_is(
    decision: str, facts: dict[str, bool], finds: set[tuple[str, str]]
) -> None:
    """Expect more of a chosen option than of one that is only offered, and nothing of one that was declined."""
    assert found(decision, **facts) == finds


def test_a_reason_that_no_fact_of_the_file_decides_is_printed_and_is_no_finding() -> None:
    """Expect the record to keep which conditions are open, and none where nothing could close it."""
    plan = compose(client(), chosen(), shelf(), ON)
    assert [(each.say, each.asks) for each in plan.options[0].exclusions if each.absolute] == [
        ("Not while opioids are taken.", ("takes-opioids",)),
        ("Not after an allergic reaction.", ()),
    ]
    assert found("chosen", **{"takes-opioids": False}) == set()


def test_a_benefit_in_another_problem_is_left_out() -> None:
    """Expect what holds for everybody and what holds in a problem of this plan, and nothing about a third one."""
    here = next(iter(chosen().problems))
    said = [{"problems": [here, "sleep"], "say": "It helps here."}, {"problems": ["sleep"], "say": "It helps there."}]
    own = library(options=(option("blocker", benefits_for=said), option("tablet")))
    plan = compose(client(), chosen("blocker", "chosen"), own, ON)
    [found_here] = [each for each in plan.options if each.id == "blocker"]
    assert found_here.benefits == ("It helps some.", "It helps here.")


_BESIDE = {"say": "Never with pimozide.", "medicines": ["pimozide", "Orap"], "absolute": True}


@pytest.mark.parametrize(
    ("name", "excluded"), [("Orap 2 mg", True), ("pimozide", True), ("orapred", False), ("sertraline", False)]
)
def test_a_medicine_on_the_list_beside_which_an_option_is_never_given_rules_it_out(name: str, excluded: bool) -> None:
    """Expect the name as a whole word, brand or generic, in what the client takes."""
    pair = library(options=(option("blocker", _BESIDE), option("tablet")))
    taking = client(medications=(Medication(name=name, dose="", for_="tics"),))
    plan = compose(taking, chosen("blocker", "chosen"), pair, ON)
    assert plan.options[0].excluded is excluded
    errors = {each.rule for each in check_plan(plan, pair) if each.severity == "error"}
    assert ("plan-option-excluded" in errors) is excluded
