"""What the reviews in a record explain of it: a plan made anew from its facts, as those reviews left it."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.plan.record import Plan, PlanMeasure, PlanObjective
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.reviewing import retargeted, scored, with_objectives


def with_reviews(plan: Plan, anew: Plan) -> Plan:
    """Return a plan made anew with what the reviews in a record changed, where the record says that same thing.

    What no review gave is left as it was made, so that a change by hand still shows. Reviews that a later composition
    carried along explain nothing more of it. Values in sentences are those that the record holds as edited; last day
    and heading follow from all of it.
    """
    if not plan.reviews:
        return anew
    there = {each.key: each for each in objectives(plan)}
    made = with_objectives(anew, lambda each: _explained(each, there[each.key], plan) if each.key in there else each)
    scores = {each.id: each for each in plan.measures}
    measures = tuple(_measured(each, scores[each.id], plan) if each.id in scores else each for each in made.measures)
    review = _next(plan, made)
    return replace(made, measures=measures, review=review, reviews=plan.reviews)


def _next(plan: Plan, made: Plan) -> str:
    """Return the day of the next review: that of the reviews, unless the plan was composed after the last of them."""
    days = {review.next_review for review in plan.reviews}
    return plan.review if plan.review in days and made.date <= plan.reviews[-1].date else made.review


def _explained(made: PlanObjective, there: PlanObjective, plan: Plan) -> PlanObjective:
    """Return an objective with the day, the number and the end that a review gave it, where the record has them so."""
    steps = [(step, review.date) for review in plan.reviews for step in review.steps if step.key == made.key]
    if there.target_date in {step.target_date for step, _ in steps if step.target_date}:
        made = replace(made, target_date=there.target_date)
    if there.measured.target in {step.target for step, _ in steps if step.target is not None}:
        made = replace(made, measured=retargeted(made.measured, there.measured.target))
    if there.ended in {on for step, on in steps if step.decision == "ended"}:
        made = replace(made, ended=there.ended)
    return made


def _measured(made: PlanMeasure, there: PlanMeasure, plan: Plan) -> PlanMeasure:
    """Return a measure with the last score of a review, where the record has it so."""
    for review in reversed(plan.reviews):
        seen = next((each for each in review.measures if each.id == made.id), None)
        changed = scored(made, seen, review)
        if changed is not made:
            same = (changed.score, changed.on) == (there.score, there.on) and changed.on >= made.on
            return changed if same else made
    return made
