"""The thread of a plan with what was struck from it put back, by its ids alone."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.plan.record import (
    Measured,
    Plan,
    PlanGoal,
    PlanIntervention,
    PlanObjective,
    PlanProblem,
    Struck,
    Text,
)

_NOTHING = Text(library="", printed="")


def restored(plan: Plan) -> tuple[PlanProblem, ...]:
    """Return the problems of a plan with a bare item for each that was struck: it says what was picked, nothing else.

    A plan is made anew from its facts and choices as it was before anything was struck.
    """
    problems = {each.id: each for each in plan.problems}
    for each in sorted(plan.struck, key=lambda each: each.path.count("/")):
        problem, _, rest = each.path.partition("/")
        if rest and problem in problems:
            problems[problem] = _with_goal(problems[problem], each, rest.split("/"))
    return tuple(problems.values())


def _with_goal(problem: PlanProblem, struck: Struck, ids: list[str]) -> PlanProblem:
    """Return a problem with a struck item in it."""
    goals = {each.id: each for each in problem.goals}
    found = goals.get(ids[0])
    if len(ids) == 1:
        goals.setdefault(ids[0], _goal(struck, ids[0]))
    elif found:
        goals[ids[0]] = _with_objective(found, struck, ids[1:])
    return replace(problem, goals=tuple(goals.values()))


def _with_objective(goal: PlanGoal, struck: Struck, ids: list[str]) -> PlanGoal:
    """Return a goal with a struck item in it."""
    steps = {each.id: each for each in goal.objectives}
    found = steps.get(ids[0])
    if len(ids) == 1:
        steps.setdefault(ids[0], _objective(struck, ids[0]))
    elif found and ids[1] not in {each.id for each in found.interventions}:
        steps[ids[0]] = replace(found, interventions=(*found.interventions, _intervention(struck, ids[1])))
    return replace(goal, objectives=tuple(steps.values()))


def _goal(each: Struck, id: str) -> PlanGoal:
    """Return a bare goal."""
    number = each.number
    return PlanGoal(key=each.key, number=number, id=id, stage="", statement=_NOTHING, plain=_NOTHING, objectives=())


def _objective(each: Struck, id: str) -> PlanObjective:
    """Return a bare objective."""
    return PlanObjective(
        key=each.key,
        number=each.number,
        id=id,
        stage="",
        statement=_NOTHING,
        plain=_NOTHING,
        measured=Measured(how=""),
        target_date="",
        interventions=(),
    )


def _intervention(each: Struck, id: str) -> PlanIntervention:
    """Return a bare intervention."""
    return PlanIntervention(
        key=each.key,
        number=each.number,
        id=id,
        title="",
        modality="",
        delivery="",
        statement=_NOTHING,
        plain=_NOTHING,
        because=_NOTHING,
        dose_text="",
        responsible="",
        role="",
        demands=(),
        evidence=(),
    )
