"""What a review changes in a plan: dates, targets and wording of objectives, latest scores, the next review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from msgspec.structs import replace

from planbuilder.plan.filling import date_words, fill, number_words
from planbuilder.plan.record import Measured, Plan, PlanMeasure, PlanObjective, SlotValue, Text
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.reviews import PlanReview, ReviewedMeasure, StepProgress


def reviewed_plan(plan: Plan, review: PlanReview) -> Plan:
    """Return a plan as a review leaves it, with the review among its own; numbers and keys stay as they are."""
    steps = {step.key: step for step in review.steps}
    measures = {each.id: each for each in review.measures}
    changed = with_objectives(
        plan, lambda each: revised(each, steps[each.key], review.date) if each.key in steps else each
    )
    said = {each.key: each.statement.now for each in objectives(changed)}
    told = tuple(replace(each, after="" if said[each.key] == each.text else said[each.key]) for each in review.steps)
    return replace(
        changed,
        measures=tuple(scored(each, measures.get(each.id), review) for each in plan.measures),
        review=review.next_review,
        reviews=(*plan.reviews, replace(review, steps=told)),
    )


def with_objectives(plan: Plan, change: Callable[[PlanObjective], PlanObjective]) -> Plan:
    """Return a plan with each objective changed."""
    problems = tuple(
        replace(
            problem,
            goals=tuple(replace(goal, objectives=tuple(map(change, goal.objectives))) for goal in problem.goals),
        )
        for problem in plan.problems
    )
    return replace(plan, problems=problems)


def revised(objective: PlanObjective, step: StepProgress, on: str) -> PlanObjective:
    """Return an objective as a review of a day leaves it."""
    values: dict[str, str] = {}
    if step.target_date:
        values["target_date"] = date_words(dt.date.fromisoformat(step.target_date))
    if step.target is not None:
        values["target"] = number_words(step.target)
    return replace(
        objective,
        statement=_rewritten(objective.statement, values, step.wording),
        plain=_rewritten(objective.plain, values, step.plain),
        target_date=step.target_date or objective.target_date,
        measured=retargeted(objective.measured, step.target),
        ended=on if step.decision == "ended" else objective.ended,
    )


def _rewritten(text: Text, values: dict[str, str], wording: str) -> Text:
    """Return a text with other values in its blanks, and in new words where there are any."""
    new = {
        name: SlotValue(value=value, source="edited", ask=text.slots[name].ask)
        for name, value in values.items()
        if name in text.slots
    }
    made = replace(fill(text.library, {**text.slots, **new}), wrote=text.wrote) if new else text
    return replace(made, wrote=wording) if wording else made


def retargeted(measured: Measured, target: float | None) -> Measured:
    """Return how an objective is measured with a new number to reach; it improves where the old one did."""
    if target is None:
        return measured
    base, old = measured.baseline, measured.target
    better: bool | None = None
    if base is not None and old is not None and old != base and measured.improves is not None:
        downward = (old < base) == measured.improves
        better = target < base if downward else target > base
    return replace(measured, target=target, improves=better)


def scored(measure: PlanMeasure, seen: ReviewedMeasure | None, review: PlanReview) -> PlanMeasure:
    """Return a measure with its latest score, or the same measure where the review brought no new one."""
    scores = [score for score in review.scores if score.measure == measure.id]
    if not scores or seen is None:
        return measure
    last = max(scores, key=lambda score: score.on)
    band = next((each.label for each in seen.bands if each.min <= last.value <= each.max), "")
    return replace(
        measure, score=last.value, on=last.on, band=band, critical=seen.critical, how=last.how, again=seen.again
    )
