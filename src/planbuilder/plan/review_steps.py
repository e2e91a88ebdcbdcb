"""The objectives of a review against the plan: all that are open, each with a decision that can be carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding, Rule
from planbuilder.plan.filling import date_words, number_words
from planbuilder.plan.life_rules import (
    AGAIN,
    BACKWARD,
    LEFT_OUT,
    NO_NUMBER,
    NO_REASON,
    NOT_ASKED_FOR,
    NOT_REVISED,
    PASSED,
    SCALE,
    UNCHANGED,
    WORDED,
)
from planbuilder.plan.progress import WITHOUT_PROGRESS
from planbuilder.plan.record import Plan, PlanObjective, Text
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.reviews import Review, ReviewStep, StepProgress
from planbuilder.plan.speaking import unknown_number
from planbuilder.reading import YamlFile


def step_findings(review: Review, file: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong with the objectives of a review: left out, unknown, over, or decided in a way that fails."""
    known = {each.number: each for each in objectives(plan)}
    for number, each in known.items():
        if number not in review.objectives and not each.ended:
            yield LEFT_OUT.finding(file.place(("objectives",)), number=number)
    for number, step in review.objectives.items():
        path = ("objectives", number)
        if number not in known:
            yield unknown_number("objective", number, list(known), file, path)
        elif known[number].ended:
            yield AGAIN.finding(file.place(path), number=number, on=known[number].ended)
        else:
            place = file.place(path)
            yield from (rule.finding(place, number=number) for rule in _broken(step, known[number], review, plan))


def last_progress(plan: Plan, key: str) -> StepProgress | None:
    """Return what the last review that looked at an objective said of it, or None."""
    found = (step for review in reversed(plan.reviews) for step in review.steps if step.key == key)
    return next(found, None)


def scale_of(plan: Plan, key: str) -> tuple[str, ...]:
    """Return the five steps of goal attainment that an earlier review gave an objective; none where none did."""
    found = (
        step.gas.scale for review in reversed(plan.reviews) for step in review.steps if step.key == key and step.gas
    )
    return next((scale for scale in found if scale), ())


def _broken(step: ReviewStep, there: PlanObjective, review: Review, plan: Plan) -> Iterator[Rule]:
    """Yield the rules that a decision breaks."""
    new = bool(step.target_date or step.target is not None or step.wording or step.plain)
    wrong = {
        NOT_REVISED: step.decision == "revised" and not new,
        NOT_ASKED_FOR: step.decision != "revised" and new,
        NO_REASON: step.decision == "ended" and step.status != "achieved" and not step.why,
        BACKWARD: bool(step.target_date) and step.target_date <= review.date,
        NO_NUMBER: step.target is not None and there.measured.target is None and "target" not in there.statement.slots,
        WORDED: not step.wording and any(_says_old(text, there, step) for text in (there.statement, there.plain)),
        SCALE: step.gas is not None and not (step.gas.scale or scale_of(plan, there.key)),
    }
    yield from (rule for rule, broken in wrong.items() if broken)
    if step.decision == "stays" and not step.why:
        yield from _stuck(step, there, review, last_progress(plan, there.key))


def _stuck(step: ReviewStep, there: PlanObjective, review: Review, before: StepProgress | None) -> Iterator[Rule]:
    """Yield why an objective cannot stay as it is without a reason."""
    twice = before is not None and before.decision == "stays" and before.status in WITHOUT_PROGRESS
    if step.status in WITHOUT_PROGRESS and twice:
        yield UNCHANGED
    elif step.status != "achieved" and there.target_date and there.target_date < review.date:
        yield PASSED


def _says_old(text: Text, there: PlanObjective, step: ReviewStep) -> bool:
    """Return whether wording that somebody wrote holds the day or number that is being changed."""
    if not text.wrote:
        return False
    day = date_words(dt.date.fromisoformat(there.target_date)) if step.target_date and there.target_date else ""
    old = number_words(there.measured.target) if step.target is not None and there.measured.target is not None else ""
    return bool((day and day in text.wrote) or (old and old in text.wrote.split()))
