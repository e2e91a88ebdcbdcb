"""Wording by which care ends on a return to use is found; what says the opposite, or something else, is not."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_DAY, Example
from small_library import ON, client, library, selection

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.record import Plan
from planbuilder.plan.suggesting import suggest


def found(text: str, field: str = "barriers") -> list[Finding]:
    """Return what is found of it in a plan that prints a text."""
    person = client(**{field: {"treatment": text} if field == "history" else [text]})
    plan: Plan = compose(person, selection(), library(), ON)
    return [each for each in check_plan(plan, library()) if each.rule == "plan-shut-out-for-use"]


@pytest.mark.parametrize(
    "text",
    [
        "The client is discharged after any relapse.",
        "Clients will be terminated upon a positive drug screen.",
        "A return to use results in discharge.",
        "If she drinks again, she will be discharged.",
        "Treatment ends if he returns to use.",
        "Whoever relapses loses the place.\nRelapse is grounds for termination.",
        "One slip ends the program.",
        "Discharge upon first relapse.",
        "Positive UDS: administrative discharge.",
        "Immediate discharge after any positive urine drug screen.",
        "We will discharge her if she drinks again.",
        "The client is discharged after any relapse, without exception.",
        "No exceptions: whoever relapses is discharged.",
        "He is asked to leave if he drinks.",
        "Using again will lead to discharge.",
        "A failed breathalyzer test will result in dismissal.",
        "She loses her bed if she uses.",
        "He is discharged if he drank during the evening.",
    ],
)
def test_care_that_ends_on_a_return_to_use_is_found(text: str) -> None:
    """Expect one finding that says where, and quotes nothing: the sentence may hold a name."""
    [one] = found(text)
    assert one.where.at == "barriers"


@pytest.mark.parametrize(
    "text",
    [
        "A return to use is never a reason for discharge.",
        "Nobody is discharged after a relapse.",
        "After a return to use the plan is reviewed the same day.",
        "Discharged when thirty days have gone by without a return to use.",
        "Before discharge a plan for a return to use is written.",
        "Is discharged when drinking has stayed under the target for twelve weeks.",
        "After a relapse she is discharged from the hospital to our clinic with more support.",
        "Discharge planning continues after a relapse.",
        "If he drinks again, the plan is changed and he stays.",
        "Goes to more care after a relapse, and keeps the place.",
    ],
)
def test_what_says_the_opposite_or_something_else_is_left_alone(text: str) -> None:
    """A warning that is wrong teaches people to read past the next one."""
    assert found(text) == []


def test_what_happened_elsewhere_is_left_alone() -> None:
    """The history says what another program did."""
    assert found("Was discharged after a relapse.", "history") == []


def test_the_plans_of_the_example_clients_never_say_it(example: Example, shipped: Library) -> None:
    """Expect nothing, whatever was chosen for them."""
    chosen = example.selection or suggest(example.client, shipped, EXAMPLE_DAY).selection
    plan = compose(example.client, chosen, shipped, EXAMPLE_DAY)
    assert [each for each in check_plan(plan, shipped) if each.rule == "plan-shut-out-for-use"] == []
