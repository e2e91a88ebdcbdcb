"""The latest review in the view: access first, every objective old beside new, each measure with its chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from planbuilder.documents.chart import chart
from planbuilder.documents.chart_words import band_of, chart_words
from planbuilder.documents.index import Index
from planbuilder.documents.told_access import counted_notes, delivered, standing
from planbuilder.documents.wording import number, quoted, series, words
from planbuilder.plan.attainment import attainment_score
from planbuilder.plan.filling import date_words
from planbuilder.plan.reviews import PlanReview, ReviewedMeasure, StepProgress

_EMPTY: dict[str, Any] = {
    "date": "",
    "since": "",
    "version": 0,
    "by": "",
    "role": "",
    "present": [],
    "access": [],
    "needs_on": "",
    "needs_words": "",
    "needs_changed": "",
    "objectives": [],
    "measures": [],
    "changed": [],
    "stays": [],
    "revised": [],
    "ended": [],
    "in_the_way": "",
    "engagement": "",
    "next_review": "",
    "attainment": "",
    "notes": 0,
}
_DECIDED = {"stays": "Stays as it is", "revised": "Is revised", "ended": "Is ended"}
_CHANGES = {
    "unjudged": "a change; how much of one matters is not known for this measure",
    "better": "better by an amount that matters",
    "worse": "worse by an amount that matters",
    "small": "a change too small to count on",
    "none": "no change",
}


def reviewed(index: Index) -> dict[str, Any]:
    """Return what a document prints of the latest review; empty fields where the plan has had none."""
    if not index.plan.reviews:
        return dict(_EMPTY)
    review = index.plan.reviews[-1]
    levels = [step.gas.level for step in review.steps if step.gas]
    score = attainment_score(levels)
    return {
        "date": review.date,
        "since": review.since,
        "version": review.version,
        "by": index.signed(review.by.name, review.by.credentials),
        "role": words(review.by.role),
        "present": [{"who": each.who, "mode": each.mode, "part": each.part} for each in review.present],
        "access": [
            {
                "number": each.number,
                "title": each.title,
                "asked": each.asked,
                "delivered": delivered(each.delivered),
                "noted": counted_notes(each.yes, each.partly, each.no),
                "happened": each.happened,
                "words": quoted(each.words),
                "change": each.change,
            }
            for each in review.access
        ],
        "needs_on": review.needs.on,
        "needs_words": quoted(review.needs.words),
        "needs_changed": review.needs.changed,
        "objectives": [_step(step) for step in review.steps],
        "measures": [_measure(each) for each in review.measures if each.points],
        "changed": list(_changed(review)),
        **{
            name: [f"{step.number} {step.after or step.text}" for step in review.steps if step.decision == name]
            for name in _DECIDED
        },
        "in_the_way": review.in_the_way,
        "engagement": review.engagement,
        "next_review": review.next_review,
        "attainment": "" if score is None else f"{score:.0f}",
        "notes": review.notes,
    }


def _step(step: StepProgress) -> dict[str, Any]:
    """Return an objective in a review."""
    return {
        "number": step.number,
        "statement": step.text,
        "before": standing(step.before),
        "status": standing(step.status),
        "seen_by": step.seen_by,
        "notes": series(map(str, step.notes)),
        "words": quoted(step.words),
        "in_the_way": step.in_the_way,
        "decision": _DECIDED[step.decision],
        "changes": list(_changes(step)),
        "wording": step.after,
        "why": step.why,
        "level": f"{step.gas.level:+d}" if step.gas and step.gas.level else "0" if step.gas else "",
        "level_words": step.gas.scale[step.gas.level + 2] if step.gas and step.gas.scale else "",
    }


def _changes(step: StepProgress) -> Iterator[str]:
    """Yield what is new about an objective, old beside new."""
    if step.target_date:
        yield f"Target date {_day(step.target_date)} (was {_day(step.old_date)})."
    if step.target is not None:
        yield f"Target {number(step.target)} (was {number(step.old_target) or 'not set'})."
    if step.wording:
        yield "New wording."


def _changed(review: PlanReview) -> Iterator[str]:
    """Yield what changed since the last review: standings, scores, the objectives themselves."""
    for step in review.steps:
        now = standing(step.status)
        was = f" (was {standing(step.before).lower()})" if step.before and step.before != step.status else ""
        new = " ".join((*_changes(step), *(["It is ended."] if step.decision == "ended" else [])))
        if was or new or not step.before:
            yield f"Objective {step.number}: {now.lower()}{was}.{' ' + new if new else ''}"
    for each in review.measures:
        if len(each.points) > 1 and each.points[-1].on > review.since:
            before, after = each.points[-2:]
            meaning = _CHANGES[each.change or "none"]
            yield f"{each.short}: {number(after.value)} (was {number(before.value)}), {meaning}."


def _measure(measure: ReviewedMeasure) -> dict[str, Any]:
    """Return a measure over time, with its chart."""
    return {
        "title": measure.title,
        "short": measure.short,
        "chart": chart(measure),
        "said": chart_words(measure),
        "scores": [
            {"on": each.on, "value": number(each.value), "band": band_of(measure, each.value)}
            for each in measure.points
        ],
        "change": _CHANGES.get(measure.change, ""),
        "target": number(measure.target),
        "critical": list(measure.critical),
    }


def _day(on: str) -> str:
    """Return a day spelled out."""
    return date_words(dt.date.fromisoformat(on)) if on else "not set"
