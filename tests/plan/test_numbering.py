"""Keys and numbers stay from version to version; those of what is gone stay vacant."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example
from small_library import DAY, ON, library, needing, selection

from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.numbering import items, kept_numbers, letters
from planbuilder.plan.plans import parse_plan, plan_json
from planbuilder.plan.record import Plan, Saved
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_rules import RULES

_DRINKING = {
    "safe-start": {"assessed": ("check", "talk"), "decided": ("visit",)},
    "less": {"fewer": ("log", "talk"), "none": ("talk",)},
    "kept": {"held": ("peer-walk", "family-talk")},
}
_MOOD = {"lift": {"half": ("activity", "talk"), "seen": ("check",)}}
_RISK = {"risk": "suicide", "level": "moderate", "assessed": DAY, "same_day": "Safety plan.", "who": "R. Alvarez"}


def _some(kinds: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for some of a mapping, in any order."""
    ids = st.lists(st.sampled_from(sorted(kinds)), min_size=1, unique=True)
    return ids.flatmap(lambda chosen: st.fixed_dictionaries({id: _inner(kinds[id]) for id in chosen}))


def _inner(kinds: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for what stands in a part."""
    if isinstance(kinds, tuple):
        return st.lists(st.sampled_from(kinds), min_size=1, unique=True)
    return _some(kinds)


def _chosen(problems: Mapping[str, Any]) -> dict[str, Any]:
    """Return the problems as a selection has them."""
    return {
        problem: {
            "definitions": ["own-limit", "missed-days"][: len(goals)],
            "goals": {
                goal: {"objectives": {step: {"interventions": {id: {} for id in acts}} for step, acts in steps.items()}}
                for goal, steps in goals.items()
            },
        }
        for problem, goals in problems.items()
    }


_PLANS = st.tuples(
    _some({"drinking": _DRINKING, "low-mood": _MOOD}),
    st.lists(st.sampled_from(["deaf", "blind", "other-language"]), unique=True),
    st.booleans(),
)


def made(drawn: tuple[Mapping[str, Any], list[str], bool]) -> Plan:
    """Return the plan of some choices, for somebody with some needs, who may be in danger."""
    problems, needs, danger = drawn
    chosen = selection(_chosen(problems), options={"tablet": {"decision": "undecided", "on": DAY}} if danger else {})
    return compose(needing(*needs, risks=[_RISK] if danger else []), chosen, library(), ON)


def saved(plan: Plan, number: int) -> Plan:
    """Return a plan as it would be kept."""
    return replace(plan, version=number, saved=Saved(at="2026-11-16T20:14:05Z", by="R.", based_on=0, previous=""))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PLANS, min_size=2, max_size=5))
def test_whatever_changes_no_key_and_no_number_ever_means_something_else(drawn: list[Any]) -> None:
    """Expect each item to have one key and number in all versions, and no other item to get them."""
    keys: dict[str, str] = {}
    numbers: dict[str, str] = {}
    plan: Plan | None = None
    for number, each in enumerate(drawn, 1):
        fresh = made(each)
        plan = saved(kept_numbers(plan, fresh) if plan else fresh, number)
        for item in items(plan):
            assert keys.setdefault(item.key, item.path) == item.path
            assert numbers.setdefault(item.number, item.path) == item.path or not item.number
        assert len(set(keys.values())) == len(keys)
        assert [item.path for item in items(plan)] == [item.path for item in items(fresh)]
        told = [one for one in check_record(plan, library()) if one.rule in RULES.rules]
        assert told == []
        assert kept_numbers(plan, plan) == plan


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PLANS, _PLANS)
def test_what_points_to_an_item_follows_it(first: Any, second: Any) -> None:
    """Expect the plan to say the same, key for key: renamed, nothing else."""
    fresh = made(second)
    kept = kept_numbers(made(first), fresh)
    back = kept_numbers(fresh, kept)
    assert replace(back, vacant=()) == fresh


def test_what_comes_back_has_its_number_again() -> None:
    """Expect a goal that was left out for a while under the number it had, and a new one under a number of its own."""

    def plan(*goals: str) -> Plan:
        chosen = {"drinking": {id: _DRINKING[id] for id in goals}}
        return made((chosen, [], False))

    first = plan("safe-start", "less")
    second = kept_numbers(first, plan("safe-start", "kept"))
    third = kept_numbers(second, plan("safe-start", "less", "kept"))
    assert [goal.number for goal in second.problems[0].goals] == ["1.A", "1.C"]
    assert [goal.number for goal in third.problems[0].goals] == ["1.A", "1.B", "1.C"]
    assert {each.number for each in second.vacant} >= {"1.B", "1.B.1", "1.B.1.a"}
    assert third.problems[0].goals[1].key == first.problems[0].goals[1].key
    assert third.vacant == ()


def test_a_record_of_before_steps_had_names_keeps_its_keys() -> None:
    """Expect steps and criteria to be known by what the library said, and the vacant places to read back."""
    plan = made(({"drinking": _DRINKING}, ["deaf"], True))
    old = json.loads(plan_json(plan))
    for each in (*old["discharge"], *(step for one in old["protocols"] for step in one["steps"])):
        del each["id"]
    read = parse_plan(json.dumps(old).encode(), "plan.json")
    assert kept_numbers(read, read) == read
    gone = kept_numbers(plan, made(({"low-mood": _MOOD}, [], False)))
    assert parse_plan(plan_json(gone), "plan.json").vacant == gone.vacant != ()


@pytest.mark.parametrize(("count", "written"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_letters_go_on_after_z(count: int, written: str) -> None:
    """Expect columns as a spreadsheet counts them."""
    assert letters(count) == written


def test_every_example_keeps_its_numbers(example: Example, shipped: Library) -> None:
    """Expect an example composed again to be as it was, also after a plan with half of its problems."""
    plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
    assert kept_numbers(plan, plan) == plan
    half = replace(plan, problems=plan.problems[1:])
    assert replace(kept_numbers(kept_numbers(plan, half), plan), vacant=()) == plan
