"""What is open in plans into which people wrote, and days as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace
from small_library import ON, client, library, selection

from planbuilder.plan.composing import compose
from planbuilder.plan.days import day_in_words, day_within
from planbuilder.plan.edited_check import RULES, edited_findings
from planbuilder.plan.keyed import keyed_texts, with_texts
from planbuilder.plan.local import with_intervention, with_objective
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import goals, objectives


def plan() -> Plan:
    """Return a plan of one problem."""
    return compose(client(), selection(), library(), ON)


def reworded() -> Plan:
    """Return a plan with an objective that somebody worded anew."""
    made = plan()
    key = f"{next(objectives(made)).key}.statement"
    return with_texts(made, {key: replace(keyed_texts(made)[key], wrote="Other words")})


def added() -> Plan:
    """Return a plan with an objective and an intervention that were added by hand."""
    made, step = with_objective(plan(), next(goals(plan())).key, "", "Sleeps six hours", "2027-01-01")
    return with_intervention(made, step.key, "", "Calls", "Calls on Sundays")[0]


@pytest.mark.parametrize(
    ("rule", "made", "count"), [("plan-plain-words-behind", reworded, 1), ("plan-added-by-hand", added, 2)]
)
def test_each_rule_on_edited_plans_fires(rule: str, made: object, count: int) -> None:
    """As often as there is something of it, and in no plan that nobody edited."""
    found = [each for each in edited_findings(made()) if each.rule == rule]  # type: ignore[operator]
    assert [each.severity for each in found] == [RULES.rules[rule].severity] * count
    assert list(edited_findings(plan())) == []


def test_every_rule_on_edited_plans_has_its_case() -> None:
    """The two above."""
    assert set(RULES.rules) == {"plan-plain-words-behind", "plan-added-by-hand"}


def test_local_items_get_the_next_numbers_and_keys() -> None:
    """Of their level, and none that is there."""
    before, after = plan(), added()
    (step,) = [each for each in objectives(after) if each.local]
    assert step.number not in {each.number for each in objectives(before)}
    assert step.interventions[0].number == f"{step.number}.a"
    assert step.interventions[0].key in {each.key for each in after.activities}


@pytest.mark.parametrize(
    "text",
    [
        "November 24, 2026",
        "Nov 24, 2026",
        "Nov. 24 2026",
        "24 November 2026",
        "2026-11-24",
        "11/24/2026",
        "11/24/2026.",
    ],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    """With or without commas and points."""
    assert day_in_words(text) == dt.date(2026, 11, 24)
    assert day_within(f"Done by {text} or before") == dt.date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "soon", "February 30, 2026", "24", "1/1/1026", "by November 24, 2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert day_in_words(text) is None
