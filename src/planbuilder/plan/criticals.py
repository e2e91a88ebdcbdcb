"""Critical answers: those that a score names, and those that are certain from its total alone."""

from __future__ import annotations

from planbuilder.library.entries import Critical, Measure
from planbuilder.plan.client import Score


def critical_answers(measure: Measure, score: Score) -> tuple[Critical, ...]:
    """Return the critical answers of a score, in the order of the measure.

    From ``certain_from`` on, a total cannot be reached without the answer, whoever copied the total alone.
    """
    return tuple(
        each
        for each in measure.critical
        if each.id in score.critical or (each.certain_from is not None and score.value >= each.certain_from)
    )
