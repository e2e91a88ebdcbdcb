"""Withdrawal, return to use and readiness in the shipped library: what comes first, and what nobody loses."""

from __future__ import annotations

from typing import Any

import pytest
from shipped import EXAMPLE_DAY
from small_library import DAY, client, selection

from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.record import Plan
from planbuilder.plan.suggesting import rank_problems

_ASSESSED = {"risk": "withdrawal", "level": "high", "assessed": DAY, "same_day": "Seen.", "who": "R. Alvarez"}


def planned(library: Library, problem: str, stage: str, code: str, /, **facts: bool) -> Plan:
    """Return the plan of a person at this stage, with this diagnosis and these facts (underscores for hyphens)."""
    person = client(
        care={"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09", "stage": stage},
        diagnoses=[{"code": code, "title": "As told"}],
        facts={name.replace("_", "-"): value for name, value in facts.items()},
        risks=[_ASSESSED],
    )
    return compose(person, selection({problem: {}}), library, EXAMPLE_DAY)


def steps(plan: Plan) -> list[str]:
    """Return the ids of the objectives of a plan, in order."""
    return [step.id for problem in plan.problems for goal in problem.goals for step in goal.objectives]


def acts(plan: Plan) -> set[str]:
    """Return the ids of the interventions of a plan."""
    found: set[str] = set()
    for problem in plan.problems:
        for goal in problem.goals:
            found |= {each.id for step in goal.objectives for each in step.interventions}
    return found


def ruled_out(library: Library, option: str, condition: str) -> bool:
    """Return whether an option is never offered while a condition holds."""
    return any(
        each.absolute and each.when is not None and condition in each.when.any_of
        for each in library.options[option].exclusions
    )


@pytest.mark.parametrize("stage", ["early", "engagement", "action", "maintenance"])
def test_withdrawal_is_looked_at_first_at_every_stage(shipped: Library, stage: str) -> None:
    """Expect the check to be the first step wherever treatment stands, and the next visit before it ends."""
    plan = planned(shipped, "withdrawal-management", stage, "F10.230", drinks_alcohol=True)
    assert steps(plan)[0] == "risk-known-today"
    assert "every-substance-asked" in acts(plan)


def test_nobody_leaves_opioid_withdrawal_without_an_offer_and_naloxone(shipped: Library) -> None:
    """Expect lasting medicine to be offered and naloxone to be in the hand, in the first weeks and later."""
    for stage in ("early", "engagement", "action"):
        plan = planned(shipped, "withdrawal-management", stage, "F11.23", takes_opioids=True)
        assert {"lasting-medicine-offered", "naloxone-and-first-days"} <= set(steps(plan))
        assert "naloxone-teaching" in acts(plan)
        assert {"buprenorphine", "methadone"} <= {each.id for each in plan.options}


def test_what_is_dangerous_in_withdrawal_is_ruled_out(shipped: Library) -> None:
    """Expect no gabapentin alone after a seizure, no opioid withdrawn in pregnancy, nobody at home with a danger."""
    assert ruled_out(shipped, "gabapentin-for-withdrawal", "severe-withdrawal-before")
    assert ruled_out(shipped, "lofexidine-or-clonidine", "pregnant")
    assert ruled_out(shipped, "withdrawal-at-home", "high-suicide-risk")
    assert ruled_out(shipped, "withdrawal-at-home", "abuse-risk")
    pregnant = planned(shipped, "withdrawal-management", "early", "F11.23", takes_opioids=True, pregnant=True)
    assert "two-lives-looked-at" in steps(pregnant)


def test_a_sedative_is_kept_steady_until_there_is_a_plan(shipped: Library) -> None:
    """Expect the dose to go on, and no step that counts days without."""
    plan = planned(shipped, "withdrawal-management", "early", "F13.230", takes_sedatives=True)
    assert "sedative-kept-steady" in steps(plan)


def test_a_return_to_use_is_met_with_more(shipped: Library) -> None:
    """Expect a check the same day and the question about access, before any count of days; medicine stays."""
    for stage in ("early", "engagement", "action"):
        plan = planned(shipped, "return-to-use-continuing-care", stage, "F10.20", used_again_lately=True)
        found = steps(plan)
        assert found[:2] == ["checked-and-heard", "access-asked-first"]
        assert found.index("days-as-aimed") > found.index("checked-and-heard")
        assert "medicine-talked-through" in found
    assert "never-for-use" in shipped.problems["return-to-use-continuing-care"].discharge


def test_no_change_for_now_is_an_answer(shipped: Library) -> None:
    """Expect the own aim, no change among the choices, and a trial of change only after the medical check."""
    plan = planned(shipped, "readiness-ambivalence", "early", "F10.20", pressed_to_come=True)
    found = steps(plan)
    assert found[0] == "strings-known"
    assert found.index("cannot-wait-looked-at") < found.index("change-tried-out")
    assert "no-change-for-now" in {each.id for each in plan.options}


@pytest.mark.parametrize(
    ("code", "facts", "aim", "expected"),
    [
        ("F10.20", {"pressed-to-come": True}, "none", "readiness-ambivalence"),
        ("F10.20", {}, "undecided", "readiness-ambivalence"),
        ("F10.20", {"used-again-lately": True}, "none", "return-to-use-continuing-care"),
        ("F10.20", {"care-ends-soon": True}, "none", "return-to-use-continuing-care"),
        ("F10.230", {}, "none", "withdrawal-management"),
        ("F32.1", {"withdrawal-now": True}, "none", "withdrawal-management"),
    ],
)
def test_each_is_suggested_by_its_own_signs(
    shipped: Library, code: str, facts: dict[str, Any], aim: str, expected: str
) -> None:
    """Expect the problem among those that something speaks for, and not without its sign.

    Withdrawal beside a use disorder is the first step of the plan for that one.
    """

    def suggested(code: str, facts: dict[str, Any], aim: str) -> set[str]:
        person = client(diagnoses=[{"code": code, "title": "As told"}], facts=facts, preferences={"aim": aim}, risks=[])
        return {each.id for each in rank_problems(person, shipped, EXAMPLE_DAY)}

    assert expected in suggested(code, facts, aim)
    assert expected not in suggested("F10.20", {}, "none")
    assert "withdrawal-management" not in suggested("F10.20", {"withdrawal-now": True}, "none")
