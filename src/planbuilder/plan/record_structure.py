"""A plan record by itself: keys, numbers, dates and pointers that hold together, texts that say what they claim."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from planbuilder.findings import Finding, Place
from planbuilder.plan.filling import fill
from planbuilder.plan.plans import own_sum
from planbuilder.plan.record import Plan, inputs_digest
from planbuilder.plan.record_parts import goals, interventions, keys, library_texts, objectives
from planbuilder.plan.record_rules import (
    DATES,
    INPUTS,
    KEPT,
    KEY_TWICE,
    NOWHERE,
    NUMBER,
    OTHER_PERSON,
    PRINTED,
    VERSION,
    WROTE,
)

_PROBLEM = re.compile(r"[1-9]\d*")
_LETTER = re.compile(r"\.[A-Z]+")
_FIGURE = re.compile(r"\.[1-9]\d*")
_SMALL_LETTER = re.compile(r"\.[a-z]+")


def structure_findings(plan: Plan) -> Iterator[Finding]:
    """Yield what does not hold together in a record, whatever the library says."""
    if plan.saved and plan.saved.own and plan.saved.own != own_sum(plan):
        yield VERSION.finding(Place(at="saved"), number=plan.version)
    if plan.selection.client != plan.client.id:
        yield OTHER_PERSON.finding(Place(at="selection"))
    made = plan.made_with
    if made.inputs != inputs_digest(plan.client, plan.selection, made.digest):
        yield INPUTS.finding(Place(at="client, selection and library"))
    yield from _dates(plan)
    for key, count in Counter(keys(plan)).items():
        if count > 1:
            yield KEY_TWICE.finding(Place(at=key), key=key)
    yield from _numbers(plan)
    yield from _pointers(plan)
    for where, field, text in library_texts(plan):
        if text.wrote:
            yield (KEPT if plan.saved else WROTE).finding(Place(at=where), field=field)
        if fill(text.library, text.slots).printed != text.printed:
            yield PRINTED.finding(Place(at=where), field=field)


def dates_exist(plan: Plan) -> bool:
    """Return whether the days that everything is counted from are there."""
    return all((plan.date, plan.review, plan.until, *(step.target_date for step in objectives(plan))))


def _dates(plan: Plan) -> Iterator[Finding]:
    """Yield days that are missing, and days before the plan's own."""
    for name, day in (("date", plan.date), ("day of the next review", plan.review), ("last day", plan.until)):
        if not day:
            yield DATES.finding(Place(at="dates"), what=f"The plan has no {name}.")
        elif plan.date and dt.date.fromisoformat(day) < dt.date.fromisoformat(plan.date):
            yield DATES.finding(Place(at="dates"), what=f"The {name} lies before the plan's date.")
    for step in objectives(plan):
        if not step.target_date:
            yield DATES.finding(Place(at=step.number), what=f"Objective {step.number} has no target date.")


def _numbers(plan: Plan) -> Iterator[Finding]:
    """Yield numbers that do not follow from the number above, and numbers that stand twice."""
    yield from _fitting([each.number for each in plan.problems], "", _PROBLEM)
    for problem in plan.problems:
        yield from _fitting([each.number for each in problem.goals], problem.number, _LETTER)
    for goal in goals(plan):
        yield from _fitting([each.number for each in goal.objectives], goal.number, _FIGURE)
    for step in objectives(plan):
        yield from _fitting([each.number for each in step.interventions], step.number, _SMALL_LETTER)
    yield from _fitting([each.number for each in plan.accommodations], "A", _PROBLEM)


def _fitting(numbers: list[str], above: str, form: re.Pattern[str]) -> Iterator[Finding]:
    """Yield the numbers that do not begin with the number above and go on in a form, and those that stand twice."""
    under = f" under '{above}'" if above not in ("", "A") else ""
    for place, number in enumerate(numbers):
        fits = number.startswith(above) and form.fullmatch(number[len(above) :])
        if not fits or number in numbers[:place]:
            yield NUMBER.finding(Place(at=number), number=number, under=under)


def _pointers(plan: Plan) -> Iterator[Finding]:
    """Yield what points to an item that is not there."""
    answers = {each.key for each in plan.accommodations}
    asking = {each.key for each in plan.activities}
    titles = {each.title for each in plan.protocols}
    for one in interventions(plan):
        yield from _lost(one.number, f"Intervention {one.number}", "the accommodation", one.accommodations, answers)
        yield from _lost(one.number, f"Intervention {one.number}", "the activity", (one.key,), asking)
    for each in plan.accommodations:
        yield from _lost(each.number, f"Accommodation {each.number}", "the activity", each.applies_to, asking)
    for pair in plan.pairs:
        what = f"What answers '{pair.demand}'"
        pointing = (pair.answer,) if pair.answer or pair.status == "answered" else ()
        yield from _lost("accommodations", what, "the accommodation", pointing, answers)
        yield from _lost("accommodations", f"The demand '{pair.demand}'", "the activity", pair.activities, asking)
    told = plan.communication.accommodations
    yield from _lost("communication", "The way to communicate", "the accommodation", told, answers)
    for line in plan.safety:
        where = f"safety, {line.risk}"
        yield from _lost(where, f"The risk '{line.risk}'", "the protocol", line.protocols, titles)


def _lost(where: str, what: str, kind: str, named: Iterable[str], there: Collection[str]) -> Iterator[Finding]:
    """Yield each name that is not there."""
    for key in named:
        if key not in there:
            yield NOWHERE.finding(Place(at=where), what=what, kind=kind, key=key)
