"""Clocks: by when a plan, a review, a note or a signature is due, and how it stands on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from planbuilder.library.entries import Clock, Span
from planbuilder.plan.record import Plan
from planbuilder.plan.scheduling import add_months
from planbuilder.profiles.fact_parts import SignatureFacts
from planbuilder.profiles.viewing_people import signature_facts

Standing = Literal["met", "open", "planned-late", "late", "unknown"]
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Moments:
    """When things happened to a plan; None for what is not known here (an empty tuple says that there were none).

    ``proposal`` is true where what is dated so is a proposal yet, and the plan itself still to be made.
    """

    admitted: dt.datetime
    planned: dt.date
    next_review: dt.date | None = None
    reviews: tuple[dt.date, ...] = ()
    signed: dt.date | None = None
    notes: tuple[dt.date, ...] | None = None
    sessions: tuple[dt.date, ...] | None = None
    proposal: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a clock says on a day: by when (None where that cannot be told), and how it stands.

    ``late`` is past or was done too late; ``planned-late`` is set for a day after the last one allowed, ``planned``;
    ``unknown`` depends on sessions or notes that are not known here. ``done`` is the day on which it was done, or done
    last where it comes again and again.
    """

    due: Literal["plan", "review", "note", "signature"]
    by: dt.date | None
    standing: Standing
    done: dt.date | None = None
    planned: dt.date | None = None


def moments_of(
    plan: Plan, notes: tuple[dt.date, ...] | None = None, sessions: tuple[dt.date, ...] | None = None
) -> Moments:
    """Return when things happened to a plan; without a time of admission its day begins the clock, which is sooner."""
    care = plan.client.care
    admitted = dt.datetime.fromisoformat(f"{care.admitted}T{care.admitted_at or '00:00'}")
    signed = [each.on for each in signature_facts(plan) if each.agrees != "absent" and _persons(each)]
    return Moments(
        admitted=admitted,
        planned=dt.date.fromisoformat(plan.date),
        next_review=dt.date.fromisoformat(plan.review) if plan.review else None,
        reviews=tuple(dt.date.fromisoformat(each.date) for each in plan.reviews),
        signed=dt.date.fromisoformat(min(signed)) if signed else None,
        notes=notes,
        sessions=sessions,
        proposal=plan.heading == "proposal",
    )


def _persons(signature: SignatureFacts) -> bool:
    """Return whether a signature is that of the person, or of who represents them."""
    return bool(signature.on) and (signature.client or signature.representative)


def deadline(clock: Clock, moments: Moments, on: dt.date) -> Deadline | None:
    """Return by when something is due and how it stands on a day; None where the clock does not count then.

    A plan counts by its own date. What is due in hours is due at the end of them, and as plans bear dates, the day on
    which they end counts as in time. Working days are Monday to Friday; holidays count as working days, so that
    nothing is said to be due later than it may be.
    """
    if clock.due == "plan":
        return _once(clock, moments, None if moments.proposal else moments.planned, on)
    if clock.due == "signature":
        return _once(clock, moments, moments.signed, on)
    done = moments.reviews if clock.due == "review" else moments.notes
    if done is None:
        return Deadline(clock.due, None, "unknown")
    return _again(clock, moments, done, on) if clock.repeat else _first(clock, moments, done, on)


def _once(clock: Clock, moments: Moments, done: dt.date | None, on: dt.date) -> Deadline:
    """Return how something stands that is done once."""
    by = _after(_anchor(clock, moments), clock.within, clock.unit, moments)
    if by is None:
        return Deadline(clock.due, None, "unknown", done)
    late = done > by if done else on > by
    return Deadline(clock.due, by, "late" if late else "met" if done else "open", done)


def _first(clock: Clock, moments: Moments, done: tuple[dt.date, ...], on: dt.date) -> Deadline:
    """Return how the first review or note stands."""
    first = min(done, default=None)
    found = _once(clock, moments, first, on)
    return found if first else _with_plan(found, moments)


def _again(clock: Clock, moments: Moments, done: tuple[dt.date, ...], on: dt.date) -> Deadline | None:
    """Return how the next of something stands that comes again and again."""
    start = _anchor(clock, moments)
    last = dt.datetime.combine(max(done), dt.time.min) if done else start
    if clock.begins is not None:
        begins = _reach(start, clock.begins, moments)
        if begins is None or on < begins:
            return None
        last = max(last, dt.datetime.combine(begins, dt.time.min))
    by = _after(last, clock.within, clock.unit, moments)
    ends = _reach(start, clock.ends, moments) if clock.ends is not None else None
    if by is None:
        return Deadline(clock.due, None, "unknown", max(done, default=None))
    if ends is not None and by > ends:
        return None
    standing: Standing = "late" if on > by else "open"
    return _with_plan(Deadline(clock.due, by, standing, max(done, default=None)), moments)


def _with_plan(found: Deadline, moments: Moments) -> Deadline:
    """Return a deadline, with that the next review is set for a day after it where it is."""
    planned = moments.next_review if found.due == "review" else None
    if found.standing == "open" and planned and found.by and planned > found.by:
        return Deadline(found.due, found.by, "planned-late", found.done, planned)
    return found


def _anchor(clock: Clock, moments: Moments) -> dt.datetime:
    """Return the moment that a clock counts from."""
    return moments.admitted if clock.anchor == "admission" else dt.datetime.combine(moments.planned, dt.time.min)


def _reach(start: dt.datetime, span: Span, moments: Moments) -> dt.date | None:
    """Return the day that a span reaches."""
    return _after(start, span.count, span.unit, moments)


def _after(start: dt.datetime, count: int, unit: str, moments: Moments) -> dt.date | None:
    """Return the day so many units after a moment; None for sessions that are not known or have not been held."""
    day = start.date()
    if unit == "hours":
        return (start + dt.timedelta(hours=count)).date()
    if unit == "months":
        return add_months(day, count)
    if unit == "working-days":
        return _working_days(day, count)
    if unit == "sessions":
        held = sorted(each for each in moments.sessions or () if each >= day)
        return held[count - 1] if len(held) >= count else None
    return day + dt.timedelta(days=count)


def _working_days(day: dt.date, count: int) -> dt.date:
    """Return the day so many working days later."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _WORKING_DAYS
    return day
