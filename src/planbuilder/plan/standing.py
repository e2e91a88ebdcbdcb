"""Where the objectives of a plan stand, by the last review that said it."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.plan.progress import Achievement
from planbuilder.plan.record import Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an objective stood at a review, what showed it, and the day of the review."""

    status: Achievement
    seen_by: str
    on: str


def standings(plan: Plan) -> dict[str, Standing]:
    """Return where each objective stands, by its key; those that no review has looked at are not in it."""
    return {
        step.key: Standing(step.status, step.seen_by, review.date) for review in plan.reviews for step in review.steps
    }
