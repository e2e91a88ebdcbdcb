"""The texts of a plan by the key they are printed under, each named as a reader calls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.plan.record import Plan, PlanGoal, Text


@dataclass(frozen=True, slots=True)
class PlanText:
    """A text of a plan: its key (the item's key and the field), what a reader calls it, and the item, and the text."""

    key: str
    name: str
    item: str
    text: Text


def plan_texts(plan: Plan) -> dict[str, PlanText]:
    """Return every text of a plan that a document may print to be read back, by its key, in the plan's order."""
    return {each.key: each for each in _texts(plan)}


def _texts(plan: Plan) -> Iterator[PlanText]:
    """Yield the texts in the order of the plan."""
    for problem in plan.problems:
        for goal in problem.goals:
            yield from _of_goal(goal)
    for accommodation in plan.accommodations:
        name = f"Accommodation {accommodation.number}"
        yield from _both(accommodation.key, name, accommodation.statement, accommodation.plain)
    for option in plan.options:
        yield from _both(option.key, f"Option '{option.title}'", option.statement, option.plain)
    for protocol in plan.protocols:
        name = f"Protocol '{protocol.title}'"
        begins = (("begins_when", protocol.begins_when), ("plain_begins_when", protocol.plain_begins_when))
        for (field, text), plain in zip(begins, ("", ", plain words"), strict=True):
            yield PlanText(f"{protocol.key}.{field}", f"{name}, when it begins{plain}", name, text)
        for place, step in enumerate(protocol.steps, 1):
            yield from _both(step.key, f"{name}, step {place}", step.statement, step.plain)
    for place, criterion in enumerate(plan.discharge, 1):
        yield from _both(criterion.key, f"Criterion of discharge {place}", criterion.statement, criterion.plain)
    for place, note in enumerate(plan.added_notes, 1):
        yield PlanText(f"{note.key}.statement", f"Added note {place}", f"Added note {place}", note.statement)


def _of_goal(goal: PlanGoal) -> Iterator[PlanText]:
    """Yield the texts of a goal and of everything under it."""
    yield from _both(goal.key, f"Goal {goal.number}", goal.statement, goal.plain)
    for objective in goal.objectives:
        yield from _both(objective.key, f"Objective {objective.number}", objective.statement, objective.plain)
        for each in objective.interventions:
            name = f"Intervention {each.number}"
            yield from _both(each.key, name, each.statement, each.plain)
            yield PlanText(f"{each.key}.because", f"{name}, the reason for this person", name, each.because)


def _both(key: str, name: str, statement: Text, plain: Text) -> Iterator[PlanText]:
    """Yield the clinical and the plain wording of an item."""
    yield PlanText(f"{key}.statement", name, name, statement)
    yield PlanText(f"{key}.plain", f"{name}, plain words", name, plain)
