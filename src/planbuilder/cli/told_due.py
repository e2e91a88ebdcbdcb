"""What is due, as words for a line or a table, and as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from planbuilder.cli.reporting import printable

if TYPE_CHECKING:
    from planbuilder.records.due import AskedDay, DueList, PlanDue

#: What is due, as a line begins.
WHAT = {
    "plan": "Plan due",
    "review": "Plan review due",
    "note": "Progress note due",
    "signature": "Signature due",
    "end": "Plan expected to end",
    "authorization": "Authorization ends",
    "ask-again": "Ask again",
    "release": "A release ends",
}


def due_row(each: PlanDue, on: dt.date, *, named: bool) -> tuple[str, str, str, str, tuple[str, ...]]:
    """Return when, how it stands, who, what, and by whom it is asked."""
    late = ", set too late in the plan" if each.planned_late else ""
    who = f"{each.name} ({each.client})" if named else each.client
    when, how, person, what = map(printable, (each.by.isoformat(), f"{_standing(each, on)}{late}", who, _what(each)))
    asked = dict.fromkeys(printable(_by_whom(one, each.by)) for one in each.asked)
    return when, how, person, what, tuple(asked)


def _what(each: PlanDue) -> str:
    """Return what is due: an accommodation by its title, a release by its place in the client's file."""
    if each.kind == "ask-again":
        return f"{WHAT[each.kind]} about: {each.label}"
    return f"Release {each.label} ends" if each.kind == "release" else WHAT[each.kind]


def _standing(each: PlanDue, on: dt.date) -> str:
    """Return in words how something stands on a day."""
    days = abs((each.by - on).days)
    count = "1 day" if days == 1 else f"{days} days"
    return {"late": f"late by {count}", "today": "today"}.get(each.standing(on), f"in {count}")


def _by_whom(asked: AskedDay, first: dt.date) -> str:
    """Return by whom a day is asked, and what a reader has to know of it."""
    known = f"{asked.title} ({asked.source})" if asked.title else "the plan"
    told = ("" if asked.checked else "not checked against the text", "without holidays" if asked.working_days else "")
    day = asked.by.isoformat() if asked.by != first else ""
    return ", ".join(part for part in (known, day, *told) if part)


def due_summary(found: DueList, dues: Sequence[PlanDue], on: dt.date) -> str:
    """Return one line: how much is late and due, over how many plans."""
    late = sum(each.standing(on) == "late" for each in dues)
    ended = f", {found.ended} ended" if found.ended else ""
    plans = "1 plan" if found.plans == 1 else f"{found.plans} plans"
    return f"{late} late and {len(dues) - late} due, over {plans}{ended}. As of {on}."


def due_data(found: DueList, dues: Sequence[PlanDue], on: dt.date, *, named: bool) -> dict[str, Any]:
    """Return what is due as plain data."""
    from dataclasses import asdict

    return {
        "on": on.isoformat(),
        "plans": found.plans,
        "ended": found.ended,
        "due": [dict(_item(each, on, named=named)) for each in dues],
        "findings": [asdict(each) for each in found.findings],
    }


def _item(each: PlanDue, on: dt.date, *, named: bool) -> Iterator[tuple[str, Any]]:
    """Yield the fields of something that is due."""
    from dataclasses import asdict

    yield "client", each.client
    if named:
        yield "name", each.name
    yield from (("version", each.version), ("kind", each.kind), ("about", each.about))
    yield from (("by", each.by.isoformat()), ("standing", each.standing(on)), ("planned_late", each.planned_late))
    yield "label", each.label
    yield "asked", [{**asdict(one), "by": one.by.isoformat()} for one in each.asked]
