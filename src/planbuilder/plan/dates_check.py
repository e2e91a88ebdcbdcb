"""Findings on days that have passed: scores, assessments, releases, questions that were to be asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

OLD_SCORE = RULES.rule(
    "plan-score-old",
    "question",
    said="The last {short} is of {on}, more than {days} days before the plan.",
    why="The baseline, the target and the severity come from it.",
    fix="Give it again before the plan is agreed on, and add the score.",
    example="a PHQ-9 of last year as the baseline",
)
OLD_RISK = RULES.rule(
    "plan-risk-old",
    "question",
    said="The risk '{risk}' was last assessed on {on}, more than {days} days before the plan.",
    why="Risk changes from day to day; an old assessment says nothing about today.",
    fix="Assess it again, and add what was found with its date.",
    example="a withdrawal risk assessed last year",
)
RELEASE = RULES.rule(
    "plan-release-ended",
    "warning",
    said="Release {number} ended on {until}, before the plan's date.",
    why="Nothing may be told on it any more; the plan would say that it may.",
    fix="Ask whether the person wants to renew it, or take it out.",
    example="a release that ended last year",
)
ASK_NOW = RULES.rule(
    "plan-ask-again-due",
    "question",
    said="What was declined ({title}) was to be asked again by {on}, and that day has passed.",
    why="A decline is not for ever; the question was promised.",
    fix="Ask, and record the answer with its date.",
    example="declined in March, to be asked again in April, plan of June",
)
#: From so many days on a score or an assessment is called old.
_OLD = 90


def date_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield scores, assessments, releases and questions whose day has passed."""
    client, day = plan.client, dt.date.fromisoformat(plan.date)
    planned = {measure.id for measure in plan.measures}
    for id in dict.fromkeys(each.measure for each in client.scores):
        score = client.latest(id)
        if score and id in library.measures and id in planned and _days(score.on, day) > _OLD:
            yield OLD_SCORE.finding(Place(at="measures"), short=library.measures[id].short, on=score.on, days=_OLD)
    last = {each.risk: each for each in sorted(client.risks, key=lambda each: each.assessed)}
    for each in last.values():
        if _days(each.assessed, day) > _OLD:
            yield OLD_RISK.finding(Place(at="risks"), risk=each.risk, on=each.assessed, days=_OLD)
    for number, release in enumerate(client.releases, 1):
        if release.until and release.until < plan.date:
            yield RELEASE.finding(Place(at="releases"), number=number, until=release.until)
    for decline in client.declined:
        if decline.ask_again < plan.date:
            entry = library.accommodations.get(decline.accommodation)
            title = entry.title if entry else decline.accommodation
            yield ASK_NOW.finding(Place(at="declined"), title=title, on=decline.ask_again)


def _days(on: str, day: dt.date) -> int:
    """Return how many days before a day something was."""
    return (day - dt.date.fromisoformat(on)).days
