"""What the reviews in a record explain of it: a plan made anew from its facts, as those reviews left it."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.plan.record import Plan, PlanMeasure, PlanObjective
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.reviewing import last_day, revised, scored, with_objectives


def with_reviews(plan: Plan, anew: Plan) -> Plan:
    """Return a plan made anew with what the reviews in a record changed, where the record says that same thing.

    What no review gave is left as it was made, so that a change by hand still shows. Reviews that a later composition
    carried along explain nothing more of it.
    """
    if not plan.reviews:
        return anew
    there = {each.key: each for each in objectives(plan)}
    made = with_objectives(anew, lambda each: _explained(each, there[each.key], plan) if each.key in there else each)
    scores = {each.id: each for each in plan.measures}
    measures = tuple(_measured(each, scores[each.id], plan) if each.id in scores else each for each in made.measures)
    days = {review.next_review for review in plan.reviews}
    review = plan.review if plan.review in days else made.review
    made = replace(made, measures=measures, review=review, reviews=plan.reviews)
    return replace(made, until=last_day(made))


def _explained(made: PlanObjective, there: PlanObjective, plan: Plan) -> PlanObjective:
    """Return an objective as the reviews left it, where the record has it so."""
    changed = made
    for review in plan.reviews:
        for step in review.steps:
            if step.key == made.key:
                changed = revised(changed, step, review.date)
    same = (changed.target_date, changed.measured, changed.ended) == (there.target_date, there.measured, there.ended)
    return changed if same else made


def _measured(made: PlanMeasure, there: PlanMeasure, plan: Plan) -> PlanMeasure:
    """Return a measure with the last score of a review, where the record has it so."""
    for review in reversed(plan.reviews):
        seen = next((each for each in review.measures if each.id == made.id), None)
        changed = scored(made, seen, review)
        if changed is not made:
            return changed if (changed.score, changed.on) == (there.score, there.on) else made
    return made
