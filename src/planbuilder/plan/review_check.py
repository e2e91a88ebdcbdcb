"""A review against the plan and its earlier reviews: client, days, access, scores, every open objective."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.client_check import score_findings
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.life_rules import ACCESS_MISSING, ALONE, CLIENT, CRITICAL, DATE, NEW_NEEDS
from planbuilder.plan.naming import names_client
from planbuilder.plan.record import Plan
from planbuilder.plan.review_steps import step_findings
from planbuilder.plan.reviews import Review
from planbuilder.plan.speaking import Spoken, access_findings, speech_findings, unanswered
from planbuilder.reading import FieldPath, YamlFile


def review_findings(review: Review, file: YamlFile, plan: Plan, library: Library, on: dt.date) -> Iterator[Finding]:
    """Yield what in a review does not fit the plan, the calendar or the library, or comes before the access check."""
    if review.client != plan.client.id:
        yield CLIENT.finding(file.place(("client",)))
        return
    yield from _days(review, file, plan, on)
    yield from access_findings(plan, review.access, file)
    if open_ := unanswered(plan, review.access):
        yield ACCESS_MISSING.finding(file.place(("access",)), numbers=", ".join(open_))
    yield from speech_findings(plan, review.access, review.engagement, _texts(review), file, library)
    if review.needs.changed:
        yield NEW_NEEDS.finding(file.place(("needs", "changed")))
    if not any(names_client(each.who, plan.client) for each in review.present):
        yield ALONE.finding(file.place(("present",)))
    yield from score_findings(review.scores, file, library)
    yield from _criticals(review, file, library)
    yield from step_findings(review, file, plan)


def _days(review: Review, file: YamlFile, plan: Plan, on: dt.date) -> Iterator[Finding]:
    """Yield days that cannot be: of the review, of the next one, of the question about needs, of scores."""
    day, last = review.date, plan.reviews[-1].date if plan.reviews else ""
    if day < plan.date:
        yield DATE.finding(file.place(("date",)), how="before the plan")
    elif last and day <= last:
        yield DATE.finding(file.place(("date",)), how="not after the review before it")
    elif day > on.isoformat():
        yield DATE.finding(file.place(("date",)), how="in the future")
    if review.next_review and review.next_review <= day:
        yield DATE.finding(file.place(("next_review",)), how="not after the review itself")
    asked: list[tuple[str, FieldPath]] = [(review.needs.on, ("needs", "on"))]
    asked += [(each.on, ("scores", place, "on")) for place, each in enumerate(review.scores)]
    for each, path in asked:
        if each > day:
            yield DATE.finding(file.place(path), how="after the review")
        elif each < plan.date:
            yield DATE.finding(file.place(path), how="before the plan; what was known then stands in the plan")


def _criticals(review: Review, file: YamlFile, library: Library) -> Iterator[Finding]:
    """Yield the new scores that hold an answer which must be followed up on the same day."""
    for place, score in enumerate(review.scores):
        measure = library.measures.get(score.measure)
        if measure and critical_answers(measure, score):
            yield CRITICAL.finding(file.place(("scores", place)), short=measure.short)


def _texts(review: Review) -> Iterator[Spoken]:
    """Yield what the writer says in a review; the person's own words stand as they are."""
    for number, answer in review.access.items():
        yield ("access", number, "happened"), answer.happened
        yield ("access", number, "change"), answer.change
    for number, step in review.objectives.items():
        for name in ("seen_by", "in_the_way", "why", "wording", "plain"):
            yield ("objectives", number, name), getattr(step, name)
    yield ("needs", "changed"), review.needs.changed
    for name in ("in_the_way", "engagement"):
        yield (name,), getattr(review, name)
