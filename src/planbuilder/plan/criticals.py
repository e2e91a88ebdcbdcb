"""Critical answers: those that a score names, and those that are certain from its total alone."""

from __future__ import annotations

from planbuilder.library.entries import Critical, Measure
from planbuilder.plan.client import Score


def critical_answers(measure: Measure, score: Score) -> tuple[Critical, ...]:
    """Return the critical answers of a score, in the order of the measure.

    From ``certain_from`` on, toward the worse end, a total cannot be reached without the answer, whoever copied the
    total alone.
    """
    return tuple(each for each in measure.critical if each.id in score.critical or proven(measure, each, score))


def proven(measure: Measure, answer: Critical, score: Score) -> bool:
    """Return whether the total alone proves that a critical answer was given."""
    if answer.certain_from is None:
        return False
    if measure.direction == "higher-worse":
        return score.value >= answer.certain_from
    return score.value <= answer.certain_from
