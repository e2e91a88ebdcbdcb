"""What follows from the thread of a plan: its busiest week, its last day, and what its objectives are measured by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from planbuilder.library.entries import Objective
from planbuilder.library.store import Library
from planbuilder.plan.days import day_in_words
from planbuilder.plan.measuring import number_in
from planbuilder.plan.record import Measured, Plan, PlanObjective, SlotValue
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.scheduling import weekly_minutes
from planbuilder.plan.selection import Selection
from planbuilder.plan.targeting import is_better


def planned_minutes(steps: Iterable[PlanObjective]) -> int:
    """Return the minutes of the busiest week: each intervention once, at its largest dose; alone takes none."""
    minutes: dict[str, float] = {}
    for each in (each for step in steps for each in step.interventions if each.delivery != "self-directed"):
        if each.dose:
            minutes[each.id] = max(minutes.get(each.id, 0), weekly_minutes(each.dose))
    return round(sum(minutes.values()))


def until(on: dt.date, review: dt.date, steps: Iterable[PlanObjective], selection: Selection) -> dt.date:
    """Return the day until which a plan is expected to run: as chosen, else the last target date or review."""
    if selection.ending.weeks:
        return on + dt.timedelta(weeks=selection.ending.weeks)
    return max(review, *(dt.date.fromisoformat(step.target_date) for step in steps if step.target_date), on)


def settled(plan: Plan, library: Library) -> Plan:
    """Return a plan whose thread was edited, with what follows from it: dates, numbers, the busiest week."""
    problems = tuple(
        replace(
            problem,
            goals=tuple(
                replace(
                    goal,
                    objectives=tuple(
                        _settled(step, plan, _entry(library, problem.id, goal.id, step.id)) for step in goal.objectives
                    ),
                )
                for goal in problem.goals
            ),
        )
        for problem in plan.problems
    )
    made = replace(plan, problems=problems)
    steps = list(objectives(made))
    on, review = dt.date.fromisoformat(plan.date), dt.date.fromisoformat(plan.review)
    last = until(on, review, steps, plan.selection).isoformat()
    return replace(made, until=last, weekly_minutes=planned_minutes(steps))


def _entry(library: Library, problem: str, goal: str, step: str) -> Objective | None:
    """Return the library's entry of an objective, None where it has none."""
    found = library.problems.get(problem)
    there = found.goals.get(goal) if found else None
    return there.objectives.get(step) if there else None


def _settled(step: PlanObjective, plan: Plan, entry: Objective | None) -> PlanObjective:
    """Return an objective whose date and numbers are those that its edited blanks hold."""
    edited = {name: slot for name, slot in (step.statement.slots | step.plain.slots).items() if slot.source == "edited"}
    day = day_in_words(edited["target_date"].value) if "target_date" in edited else None
    due = day.isoformat() if day else step.target_date
    if not {"baseline", "target"} & edited.keys():
        return replace(step, target_date=due)
    return replace(step, target_date=due, measured=_measured(step.measured, edited, plan, entry))


def _measured(measured: Measured, edited: dict[str, SlotValue], plan: Plan, entry: Objective | None) -> Measured:
    """Return how an objective is measured, with the numbers that were edited."""
    numbers = {"baseline": measured.baseline, "target": measured.target}
    numbers |= {name: number_in(edited[name]) for name in numbers if name in edited}
    baseline, target = numbers["baseline"], numbers["target"]
    worse = _higher_is_worse(measured, plan, entry)
    better = None if worse is None else is_better(baseline, target, worse=worse)
    return replace(measured, baseline=baseline, target=target, improves=better)


def _higher_is_worse(measured: Measured, plan: Plan, entry: Objective | None) -> bool | None:
    """Return whether a higher number is a worse one, None where neither a measure nor the library's entry says it."""
    if measured.measure:
        return next((each.direction == "higher-worse" for each in plan.measures if each.id == measured.measure), None)
    spec = entry.slots.get("target") if entry and entry.measured_by.count else None
    return bool(spec.less_than) if spec and (spec.less_than or spec.greater_than) else None
