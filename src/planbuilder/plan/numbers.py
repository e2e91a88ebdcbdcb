"""Numbers and keys of a plan's items: the next that nobody has, nor ever had."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbuilder.plan.numbering import letters
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import interventions, keys, objectives


def next_key(plan: Plan, sort: str) -> str:
    """Return the next key of a sort of item (``i``): higher than any that the plan has, or had."""
    form = re.compile(rf"{sort}(\d+)")
    taken = (*keys(plan), *(each.key for each in plan.struck), *(each.key for each in plan.vacant))
    return f"{sort}{max((int(found[1]) for key in taken if (found := form.fullmatch(key))), default=0) + 1}"


def next_objective(plan: Plan, goal: str) -> str:
    """Return the next number of an objective under the goal of a number."""
    ends = _ends(plan, goal, r"(\d+)")
    return f"{goal}.{max(map(int, ends), default=0) + 1}"


def next_intervention(plan: Plan, objective: str) -> str:
    """Return the next number of an intervention under the objective of a number."""
    ends = _ends(plan, objective, r"([a-z]+)")
    return f"{objective}.{letters(max(map(_place, ends), default=0) + 1).lower()}"


def _ends(plan: Plan, above: str, form: str) -> list[str]:
    """Return the last parts of the numbers right under another one, of items that are there or were."""
    found = re.compile(rf"{re.escape(above)}\.{form}")
    return [match[1] for number in _numbers(plan) if (match := found.fullmatch(number))]


def _numbers(plan: Plan) -> Iterable[str]:
    """Return the numbers that objectives and interventions have or had."""
    there = (each.number for part in (objectives(plan), interventions(plan)) for each in part)
    return (*there, *(each.number for each in plan.struck), *(each.number for each in plan.vacant))


def _place(text: str) -> int:
    """Return 1 for a, 2 for b, ... 26 for z, 27 for aa."""
    place = 0
    for each in text:
        place = place * 26 + ord(each) - ord("a") + 1
    return place
