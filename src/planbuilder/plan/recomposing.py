"""A plan made anew from the facts and choices in its own record, to compare the record with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.client_check import client_findings
from planbuilder.plan.composing import compose
from planbuilder.plan.library_fit import fit_findings
from planbuilder.plan.numbering import kept_numbers
from planbuilder.plan.record import Plan, PlanGoal, PlanIntervention, PlanObjective, PlanProblem
from planbuilder.plan.restoring import restored
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem, Selection
from planbuilder.plan.selection_check import selection_findings
from planbuilder.reading import YamlFile

#: A record keeps no lines: findings on it name the part alone.
_RECORD = YamlFile("", {})


def obstacles(plan: Plan, library: Library) -> tuple[Finding, ...]:
    """Return what in the facts and choices of a record the library does not know, so that nothing can be made anew."""
    on = dt.date.fromisoformat(plan.date)
    found = [
        *client_findings(plan.client, _RECORD, library, on),
        *fit_findings(plan.client, library),
        *selection_findings(plan.selection, _RECORD, plan.client, library),
    ]
    return tuple(each for each in found if each.severity == "error")


def made_anew(plan: Plan, library: Library) -> Plan:
    """Return the plan that the record's facts and choices give; where those leave it open, what the record picked.

    The school of the clinician, which only says what comes first where the choice is open, is not on record; what the
    record picked stands in for it. A saved version keeps its keys and numbers. There must be no :func:`obstacles`.
    """
    fixed = replace(plan.selection, problems=_problems(plan, plan.selection, library))
    anew = compose(plan.client, fixed, library, dt.date.fromisoformat(plan.date))
    return replace(
        kept_numbers(plan, anew) if plan.version else anew,
        selection=plan.selection,
        made_with=plan.made_with,
        state=plan.state,
        version=plan.version,
    )


def _problems(plan: Plan, selection: Selection, library: Library) -> dict[str, ChosenProblem]:
    """Return the chosen problems, what was open in them fixed."""
    there = {each.id: each for each in restored(plan)}
    return {
        id: _problem(chosen, there[id], library) if id in there else chosen for id, chosen in selection.problems.items()
    }


def _problem(chosen: ChosenProblem, there: PlanProblem, library: Library) -> ChosenProblem:
    """Return a chosen problem with its goals fixed; what an objective needs first was brought along by itself."""
    known = library.problems[there.id].goals
    recorded = {each.id: each for each in there.goals if each.id in known}
    wanted = dict(chosen.goals) if chosen.goals is not None else dict.fromkeys(recorded, ChosenGoal())
    needed = {
        first.partition("/")[0]
        for goal in recorded.values()
        for step in goal.objectives
        if step.id in known[goal.id].objectives
        for first in known[goal.id].objectives[step.id].requires
    }
    wanted |= {id: ChosenGoal() for id in recorded if id in needed and id not in wanted}
    goals = {
        id: _goal(goal, recorded[id], set(known[id].objectives), library) if id in recorded else goal
        for id, goal in wanted.items()
    }
    return replace(chosen, goals=goals)


def _goal(chosen: ChosenGoal, there: PlanGoal, known: Iterable[str], library: Library) -> ChosenGoal:
    """Return a chosen goal with its objectives fixed."""
    recorded = {each.id: each for each in there.objectives if each.id in known}
    wanted: Mapping[str, ChosenObjective] = (
        chosen.objectives if chosen.objectives is not None else dict.fromkeys(recorded, ChosenObjective())
    )
    steps = {id: _step(step, recorded[id], library) if id in recorded else step for id, step in wanted.items()}
    return replace(chosen, objectives=steps)


def _step(chosen: ChosenObjective, there: PlanObjective, library: Library) -> ChosenObjective:
    """Return a chosen objective with its interventions fixed."""
    if chosen.interventions is not None:
        return chosen
    picked: Iterable[PlanIntervention] = there.interventions
    return replace(chosen, interventions={each.id: Chosen() for each in picked if each.id in library.interventions})
