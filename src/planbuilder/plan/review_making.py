"""From a review's file to the review that the plan's record keeps, complete in itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from planbuilder.library.entries import Measure
from planbuilder.library.store import Library
from planbuilder.plan.client import Score
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.notes import KeptNote, notes_since
from planbuilder.plan.record import Plan, PlanAccommodation, PlanObjective
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.review_steps import last_progress, scale_of
from planbuilder.plan.reviews import (
    PlanReview,
    Review,
    ReviewedAccess,
    ReviewedMeasure,
    ReviewStep,
    ScoreBand,
    ScoreChange,
    ScorePoint,
    StepProgress,
)
from planbuilder.plan.scheduling import review_date, working_day

_PERCENT = 100


def made_review(review: Review, plan: Plan, library: Library, notes: Sequence[KeptNote]) -> PlanReview:
    """Return the review of a plan with what its numbers stand for, the scores so far and what the notes say.

    The review must have been found free of errors. ``notes`` are all of the client; those since the last review count.
    """
    since = plan.reviews[-1].date if plan.reviews else plan.date
    recent = [each for each in notes_since(plan, notes) if each.note.date <= review.date]
    return PlanReview(
        version=plan.version,
        date=review.date,
        by=review.by,
        since=since,
        next_review=review.next_review or _next(review, plan),
        needs=review.needs,
        present=review.present,
        access=tuple(_access(each, review, recent) for each in plan.accommodations),
        steps=tuple(
            _step(each, review.objectives[each.number], plan, recent)
            for each in objectives(plan)
            if each.number in review.objectives
        ),
        scores=review.scores,
        measures=tuple(_measures(review, plan, library)),
        in_the_way=review.in_the_way,
        engagement=review.engagement,
        notes=len(recent),
    )


def _next(review: Review, plan: Plan) -> str:
    """Return the day of the next review, counted as that of the plan was."""
    risk = any(line.level != "low" for line in plan.safety)
    level, weeks = plan.client.care.level_of_care, plan.selection.review.weeks
    return review_date(dt.date.fromisoformat(review.date), level, weeks, risk=risk).isoformat()


def _access(each: PlanAccommodation, review: Review, notes: Sequence[KeptNote]) -> ReviewedAccess:
    """Return what is said of an accommodation, by the review and by the notes."""
    answer = review.access[each.number]
    said = Counter(note.note.access[each.number].delivered for note in notes if each.number in note.note.access)
    return ReviewedAccess(
        key=each.key,
        number=each.number,
        title=each.title,
        delivered=answer.delivered,
        asked=each.worked_if,
        happened=answer.happened,
        words=answer.words,
        change=answer.change,
        yes=said["yes"],
        partly=said["partly"],
        no=said["no"],
    )


def _step(each: PlanObjective, step: ReviewStep, plan: Plan, notes: Sequence[KeptNote]) -> StepProgress:
    """Return where an objective stands and what is decided, old beside new."""
    before = last_progress(plan, each.key)
    gas = step.gas
    if gas and not gas.scale:
        gas = replace(gas, scale=scale_of(plan, each.key))
    return StepProgress(
        key=each.key,
        number=each.number,
        text=each.statement.now,
        status=step.status,
        seen_by=step.seen_by,
        decision=step.decision,
        before=before.status if before else "",
        words=step.words,
        in_the_way=step.in_the_way,
        why=step.why,
        gas=gas,
        old_date=each.target_date if step.target_date else "",
        target_date=step.target_date,
        old_target=each.measured.target if step.target is not None else None,
        target=step.target,
        wording=step.wording,
        plain=step.plain,
        notes=tuple(note.number for note in notes if any(item.key == each.key for item in note.named)),
    )


def _measures(review: Review, plan: Plan, library: Library) -> Iterator[ReviewedMeasure]:
    """Yield the measures of the plan and those of new scores, each with all its scores so far."""
    scores = [*plan.client.scores, *(score for past in plan.reviews for score in past.scores), *review.scores]
    for id in dict.fromkeys((*(each.id for each in plan.measures), *(score.measure for score in review.scores))):
        if id in library.measures:
            own = [score for score in scores if score.measure == id]
            yield _measure(library.measures[id], own, _target(review, plan, id), review.date)


def _target(review: Review, plan: Plan, id: str) -> float | None:
    """Return the score that an open objective is to reach, as the review leaves it."""
    for each in objectives(plan):
        if each.measured.measure == id and not each.ended:
            step = review.objectives.get(each.number)
            return step.target if step and step.target is not None else each.measured.target
    return None


def _measure(entry: Measure, scores: Sequence[Score], target: float | None, on: str) -> ReviewedMeasure:
    """Return a measure over time; of two scores of one day the later written counts."""
    days = {score.on: score for score in scores}
    ordered = [days[on] for on in sorted(days)]
    return ReviewedMeasure(
        id=entry.id,
        title=entry.title,
        short=entry.short,
        direction=entry.direction,
        low=entry.range.min,
        high=entry.range.max,
        bands=tuple(ScoreBand(min=each.min, max=each.max, label=each.label) for each in entry.bands),
        points=tuple(ScorePoint(on=score.on, value=score.value) for score in ordered),
        target=target,
        change=_change(entry, ordered),
        critical=tuple(each.title for each in critical_answers(entry, ordered[-1])) if ordered else (),
        again=_again(entry, ordered[-1].on, on) if ordered and entry.repeat_weeks else "",
    )


def _again(entry: Measure, last: str, on: str) -> str:
    """Return the day on which a measure is due again, not before the review itself."""
    due = working_day(dt.date.fromisoformat(last) + dt.timedelta(weeks=entry.repeat_weeks))
    return max(due.isoformat(), on)


def _change(entry: Measure, scores: Sequence[Score]) -> ScoreChange:
    """Return what the last change means, by the meaningful change that the measure's entry names with its source."""
    if len(scores) < 2:  # noqa: PLR2004 - a change is between two
        return ""
    before, after = scores[-2].value, scores[-1].value
    if before == after:
        return "none"
    least = entry.meaningful_change
    if least is None:
        return "unjudged"
    needed = least.value * (before / _PERCENT if least.unit == "percent" else 1)
    if abs(after - before) < needed:
        return "small"
    return "worse" if (after > before) == (entry.direction == "higher-worse") else "better"
