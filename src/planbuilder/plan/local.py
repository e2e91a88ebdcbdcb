"""Objectives and interventions that were added to a printed plan by hand: no entry of the library is behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from planbuilder.plan.numbers import next_intervention, next_key, next_objective
from planbuilder.plan.record import (
    Activity,
    AddedNote,
    Measured,
    Plan,
    PlanGoal,
    PlanIntervention,
    PlanObjective,
    Text,
)
from planbuilder.plan.record_parts import goals, interventions, objectives

_Item = TypeVar("_Item", PlanObjective, PlanIntervention)
_NOTHING = Text(library="", printed="")


def written(text: str) -> Text:
    """Return a text that a person wrote and no library has."""
    return Text(library="", printed="", wrote=text)


def with_objective(plan: Plan, goal: str, after: str, statement: str, due: str) -> tuple[Plan, PlanObjective]:
    """Return a plan with a local objective in a goal, after the item of a key, and the objective.

    Where ``after`` is no objective of the goal, it comes last; ``due`` is its target date.
    """
    home = next(each for each in goals(plan) if each.key == goal)
    made = PlanObjective(
        key=next_key(plan, "o"),
        number=next_objective(plan, home.number),
        id=_id(plan),
        stage=home.stage,
        statement=written(statement),
        plain=_NOTHING,
        measured=Measured(how=""),
        target_date=due,
        interventions=(),
        local=True,
    )

    def change(each: PlanGoal) -> PlanGoal:
        return replace(each, objectives=_inserted(each.objectives, made, after)) if each.key == goal else each

    return _with_goals(plan, change), made


def with_intervention(
    plan: Plan, objective: str, after: str, title: str, statement: str
) -> tuple[Plan, PlanIntervention]:
    """Return a plan with a local intervention under an objective, after the item of a key, and the intervention."""
    home = next(each for each in objectives(plan) if each.key == objective)
    number = next_intervention(plan, home.number)
    made = PlanIntervention(
        key=next_key(plan, "i"),
        number=number,
        id=_id(plan),
        title=title,
        modality="",
        delivery="",
        statement=written(statement),
        plain=_NOTHING,
        because=_NOTHING,
        dose_text="",
        responsible="",
        role="",
        demands=(),
        evidence=(),
        local=True,
    )

    def step(each: PlanObjective) -> PlanObjective:
        return replace(each, interventions=_inserted(each.interventions, made, after)) if each is home else each

    def change(each: PlanGoal) -> PlanGoal:
        return replace(each, objectives=tuple(step(one) for one in each.objectives))

    asked = Activity(key=made.key, kind="intervention", title=f"{number} {title}", demands=())
    return replace(_with_goals(plan, change), activities=(*plan.activities, asked)), made


def with_note(plan: Plan, statement: str, under: str) -> Plan:
    """Return a plan with a note that was added to it; ``under`` says where it stood."""
    made = AddedNote(key=next_key(plan, "n"), statement=written(statement), under=under)
    return replace(plan, added_notes=(*plan.added_notes, made))


def _with_goals(plan: Plan, change: Callable[[PlanGoal], PlanGoal]) -> Plan:
    """Return a plan with its goals changed."""
    problems = tuple(replace(each, goals=tuple(change(goal) for goal in each.goals)) for each in plan.problems)
    return replace(plan, problems=problems)


def _inserted(items: tuple[_Item, ...], made: _Item, after: str) -> tuple[_Item, ...]:
    """Return items with one more after that of a key; at the end where that is not among them."""
    listed = list(items)
    listed.insert(next((place for place, each in enumerate(items, 1) if each.key == after), len(items)), made)
    return tuple(listed)


def _id(plan: Plan) -> str:
    """Return the next id of something local; it names no entry of a library."""
    taken = [each.id for part in (objectives(plan), interventions(plan)) for each in part if each.local]
    taken += [each.path.rpartition("/")[2] for each in plan.struck]
    numbers = [int(id.removeprefix("local-")) for id in taken if id.removeprefix("local-").isdecimal()]
    return f"local-{max(numbers, default=0) + 1}"
