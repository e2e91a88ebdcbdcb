"""The facts about problems, goals, objectives and interventions, each item by its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from planbuilder.plan.placeholders import stated
from planbuilder.plan.record import Plan, PlanGoal, PlanIntervention, PlanObjective
from planbuilder.profiles.fact_parts import GoalFacts, InterventionFacts, ObjectiveFacts, ProblemFacts


def problem_facts(plan: Plan) -> list[ProblemFacts]:
    """Return the facts about each problem."""
    return [
        ProblemFacts(
            at=each.number,
            id=each.id,
            title=each.title,
            because=stated(each.because),
            signs=len(each.signs),
            diagnoses=len(each.codes),
            goals=len(each.goals),
        )
        for each in plan.problems
    ]


def goal_facts(plan: Plan) -> list[GoalFacts]:
    """Return the facts about each goal."""
    return [
        GoalFacts(
            at=each.number,
            id=each.id,
            stage=each.stage,
            statement=each.statement.now,
            plain=each.plain.now,
            own_words=stated(each.own_words),
            objectives=sum(1 for step in each.objectives if not step.ended),
        )
        for each in _goals(plan)
    ]


def objective_facts(plan: Plan) -> list[ObjectiveFacts]:
    """Return the facts about each objective that has not ended."""
    return [_objective(each, plan.date) for each in _objectives(plan)]


def intervention_facts(plan: Plan) -> list[InterventionFacts]:
    """Return the facts about each intervention of an objective that has not ended."""
    return [_intervention(each) for step in _objectives(plan) for each in step.interventions]


def _goals(plan: Plan) -> Iterator[PlanGoal]:
    """Yield every goal."""
    for problem in plan.problems:
        yield from problem.goals


def _objectives(plan: Plan) -> Iterator[PlanObjective]:
    """Yield every objective that has not ended."""
    for goal in _goals(plan):
        yield from (step for step in goal.objectives if not step.ended)


def _objective(step: PlanObjective, on: str) -> ObjectiveFacts:
    """Return the facts about an objective.

    A number improves where the record says that its target is better than its baseline; an act, done or not done,
    starts from not done or from none, so that it always improves; a number of acts to reach must be filled in.
    """
    kind, measured = _measured_by(step), step.measured
    numeric = kind in ("measure", "count")
    return ObjectiveFacts(
        at=step.number,
        id=step.id,
        statement=step.statement.now,
        plain=step.plain.now,
        how=measured.how,
        measured_by=kind,
        has_baseline=measured.baseline is not None if numeric else kind == "act",
        has_target=measured.target is not None if numeric else kind == "act" and not _is_blank(step, "target"),
        target_improves=measured.improves is not False if numeric else kind == "act",
        target_date=step.target_date,
        days_to_target=_days(on, step.target_date),
        interventions=len(step.interventions),
        blanks=sum(len(text.blanks) for text in (step.statement, step.plain) if not text.wrote),
    )


def _measured_by(step: PlanObjective) -> Literal["measure", "count", "act", "nothing"]:
    """Return how an objective is measured: by an outcome measure, by counting, by an act that is done, or not at all.

    A count has a baseline or target of its own, or a blank for a baseline; acts that are counted from none are acts.
    """
    if step.measured.measure:
        return "measure"
    numbers = (step.measured.baseline, step.measured.target)
    if any(each is not None for each in numbers) or "baseline" in step.statement.slots:
        return "count"
    return "act" if step.measured.how else "nothing"


def _is_blank(step: PlanObjective, name: str) -> bool:
    """Return whether an objective has a blank of a name that nobody filled."""
    slot = step.statement.slots.get(name)
    return slot is not None and slot.source == "blank" and not step.statement.wrote


def _days(start: str, end: str) -> int:
    """Return the days from one day to another; 0 where either is not known."""
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days if start and end else 0


def _lacks_reason(each: PlanIntervention) -> bool:
    """Return whether nobody wrote why an intervention is right for this person, or a placeholder alone."""
    because = each.because
    given = [slot.value for name, slot in because.slots.items() if name == "reason"]
    return (not because.wrote and bool(because.blanks)) or not all(map(stated, (because.now, *given)))


def _intervention(each: PlanIntervention) -> InterventionFacts:
    """Return the facts about an intervention."""
    dose = each.dose
    return InterventionFacts(
        at=each.number,
        id=each.id,
        title=each.title,
        modality=each.modality,
        delivery=each.delivery,
        statement=each.statement.now,
        because=each.because.now,
        why_blank=_lacks_reason(each),
        dosed=dose is not None,
        minutes=dose.minutes if dose else 0,
        times=dose.times if dose else 0,
        per=dose.per if dose else "",
        weeks=dose.weeks if dose else 0,
        role=each.role,
        role_id=each.responsible,
        person=each.person,
        credentials=each.credentials,
        family=each.family,
        accommodations=len(each.accommodations),
        evidence=len(each.evidence),
    )
