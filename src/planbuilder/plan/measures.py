"""Outcome measures of a plan: the latest score, its band, when it is given again, what to know of its norms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from planbuilder.library import entries
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.record import PairAnswer, PlanAccommodation, PlanMeasure, PlanProblem
from planbuilder.plan.scheduling import working_day
from planbuilder.plan.selection import Selection
from planbuilder.plan.targeting import band_label


def planned_measures(
    client: Client, selection: Selection, library: Library, on: dt.date, problems: Sequence[PlanProblem]
) -> tuple[PlanMeasure, ...]:
    """Return the measures of the objectives, those of the problems with a score on file, and each problem's first."""
    ids: dict[str, None] = {}
    for problem in problems:
        ids |= {
            step.measured.measure: None for goal in problem.goals for step in goal.objectives if step.measured.measure
        }
    for id in selection.problems:
        listed = library.problems[id].measures
        ids |= dict.fromkeys(each for each in listed if client.latest(each))
        ids |= dict.fromkeys(listed[:1])
    ids |= dict.fromkeys(each.measure for each in client.scores if each.measure in library.measures)
    return tuple(_measure(client, library.measures[id], on) for id in ids)


def _measure(client: Client, entry: entries.Measure, on: dt.date) -> PlanMeasure:
    """Return one measure with its latest score and the day it is due again."""
    score = client.latest(entry.id)
    again = on
    if score and entry.repeat_weeks:
        again = max(on, working_day(dt.date.fromisoformat(score.on) + dt.timedelta(weeks=entry.repeat_weeks)))
    return PlanMeasure(
        id=entry.id,
        title=entry.title,
        short=entry.short,
        plain=entry.plain,
        direction=entry.direction,
        score=score.value if score else None,
        on=score.on if score else "",
        band=band_label(entry, score.value) if score else "",
        critical=tuple(each.title for each in critical_answers(entry, score)) if score else (),
        how=score.how if score else "",
        again=again.isoformat() if entry.repeat_weeks or not score else "",
        loinc=entry.loinc.total if entry.loinc else "",
    )


def with_norms(
    measures: Sequence[PlanMeasure], accommodations: Sequence[PlanAccommodation], pairs: Sequence[PairAnswer]
) -> tuple[PlanMeasure, ...]:
    """Return the measures with a note where an accommodation changes how they are given, there or everywhere."""
    changed = {(pair.answer, key) for pair in pairs for key in pair.activities}
    return tuple(
        replace(
            measure,
            norms=tuple(
                dict.fromkeys(
                    each.norms
                    for each in accommodations
                    if each.norms and (measure.id in each.applies_to or (each.key, measure.id) in changed)
                )
            ),
        )
        for measure in measures
    )
