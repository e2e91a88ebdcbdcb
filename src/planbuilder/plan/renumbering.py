"""A plan under other keys and numbers: every item, and everything that points to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from planbuilder.plan.record import (
    Activity,
    Plan,
    PlanGoal,
    PlanIntervention,
    PlanObjective,
    PlanProblem,
    PlanProtocol,
    Question,
    Vacant,
)


@dataclass(frozen=True, slots=True)
class Names:
    """The new key of each old one, and the new number of each old one."""

    keys: Mapping[str, str]
    numbers: Mapping[str, str]

    def key(self, old: str) -> str:
        """Return the new key; what is no key, such as the id of a measure, stays."""
        return self.keys.get(old, old)

    def all_keys(self, old: tuple[str, ...]) -> tuple[str, ...]:
        """Return the new key of each."""
        return tuple(map(self.key, old))

    def number(self, old: str) -> str:
        """Return the new number; what is no number stays."""
        return self.numbers.get(old, old)


def renumbered(plan: Plan, names: Names, vacant: tuple[Vacant, ...]) -> Plan:
    """Return a plan with other keys and numbers, and with those that stay vacant."""
    return replace(
        plan,
        problems=tuple(_problem(each, names) for each in plan.problems),
        options=tuple(
            replace(each, key=names.key(each.key), objectives=tuple(map(names.number, each.objectives)))
            for each in plan.options
        ),
        activities=tuple(_activity(each, names) for each in plan.activities),
        pairs=tuple(
            replace(each, activities=names.all_keys(each.activities), answer=names.key(each.answer))
            for each in plan.pairs
        ),
        accommodations=tuple(
            replace(
                each,
                key=names.key(each.key),
                number=names.number(each.number),
                applies_to=names.all_keys(each.applies_to),
            )
            for each in plan.accommodations
        ),
        communication=replace(plan.communication, accommodations=names.all_keys(plan.communication.accommodations)),
        protocols=tuple(_protocol(each, names) for each in plan.protocols),
        discharge=tuple(replace(each, key=names.key(each.key)) for each in plan.discharge),
        questions=tuple(_question(each, names) for each in plan.questions),
        vacant=vacant,
    )


def _problem(each: PlanProblem, names: Names) -> PlanProblem:
    """Return a problem with all that it holds."""
    return replace(
        each,
        key=names.key(each.key),
        number=names.number(each.number),
        signs=tuple(replace(sign, key=names.key(sign.key)) for sign in each.signs),
        goals=tuple(_goal(goal, names) for goal in each.goals),
    )


def _goal(each: PlanGoal, names: Names) -> PlanGoal:
    """Return a goal with all that it holds."""
    steps = tuple(_objective(step, names) for step in each.objectives)
    return replace(each, key=names.key(each.key), number=names.number(each.number), objectives=steps)


def _objective(each: PlanObjective, names: Names) -> PlanObjective:
    """Return an objective with its interventions."""
    acts = tuple(_intervention(act, names) for act in each.interventions)
    return replace(each, key=names.key(each.key), number=names.number(each.number), interventions=acts)


def _intervention(each: PlanIntervention, names: Names) -> PlanIntervention:
    """Return an intervention."""
    return replace(
        each,
        key=names.key(each.key),
        number=names.number(each.number),
        accommodations=names.all_keys(each.accommodations),
    )


def _activity(each: Activity, names: Names) -> Activity:
    """Return an activity; the title of an intervention begins with its number."""
    number, blank, title = each.title.partition(" ")
    told = f"{names.number(number)}{blank}{title}" if each.kind == "intervention" else each.title
    return replace(each, key=names.key(each.key), title=told)


def _protocol(each: PlanProtocol, names: Names) -> PlanProtocol:
    """Return a protocol with its steps."""
    steps = tuple(replace(step, key=names.key(step.key)) for step in each.steps)
    return replace(each, key=names.key(each.key), steps=steps)


def _question(each: Question, names: Names) -> Question:
    """Return a question; what it is about can be a list of numbers."""
    return replace(each, about=", ".join(map(names.number, each.about.split(", "))))
