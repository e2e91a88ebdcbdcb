"""Clocks: by when something is due, in each unit, once or again and again, and how it stands on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.library.entries import Clock, Span
from planbuilder.profiles.clocks import Moments, deadline
from planbuilder.profiles.telling import WORKING_DAYS, deadline_told

DAY = dt.date
ADMITTED = dt.datetime.fromisoformat("2026-11-09T13:30")


def moments(**more: Any) -> Moments:
    """Return when things happened: admitted on Monday, November 9, 2026, the plan of the 16th."""
    return Moments(**{"admitted": ADMITTED, "planned": DAY(2026, 11, 16), **more})


@pytest.mark.parametrize(
    ("within", "unit", "by"),
    [
        (24, "hours", DAY(2026, 11, 10)),
        (60, "hours", DAY(2026, 11, 12)),
        (14, "days", DAY(2026, 11, 23)),
        (5, "working-days", DAY(2026, 11, 16)),
        (3, "months", DAY(2027, 2, 9)),
    ],
)
def test_a_plan_is_due_so_long_after_admission(within: int, unit: Any, by: dt.date) -> None:
    """In hours from the time of day, in days without the first, in working days without weekends, in months."""
    found = deadline(Clock(due="plan", anchor="admission", within=within, unit=unit), moments(), DAY(2026, 11, 16))
    assert found is not None
    assert found.by == by
    assert found.standing == ("met" if DAY(2026, 11, 16) <= by else "late")


def test_sessions_are_counted_where_they_are_known() -> None:
    """The tenth day on which a session was; unknown while nobody says when sessions were."""
    clock = Clock(due="plan", anchor="admission", within=2, unit="sessions")
    unknown = deadline(clock, moments(), DAY(2026, 11, 16))
    assert unknown is not None
    assert (unknown.by, unknown.standing) == (None, "unknown")
    held = moments(sessions=(DAY(2026, 11, 11), DAY(2026, 11, 12), DAY(2026, 11, 13)))
    found = deadline(clock, held, DAY(2026, 11, 16))
    assert found is not None
    assert (found.by, found.standing) == (DAY(2026, 11, 12), "late")


def test_a_review_is_due_again_after_each_one() -> None:
    """Counted from the plan, then from the last review; late once the day is past; wrong where set for a later day."""
    clock = Clock(due="review", anchor="plan", within=30, unit="days", repeat=True)
    early = deadline(clock, moments(next_review=DAY(2026, 12, 16)), DAY(2026, 11, 20))
    assert early is not None
    assert (early.by, early.standing) == (DAY(2026, 12, 16), "open")
    wrong = deadline(clock, moments(next_review=DAY(2026, 12, 17)), DAY(2026, 11, 20))
    assert wrong is not None
    assert wrong.standing == "planned-late"
    late = deadline(clock, moments(reviews=(DAY(2026, 12, 10),)), DAY(2027, 1, 10))
    assert late is not None
    assert (late.by, late.standing, late.done) == (DAY(2027, 1, 9), "late", DAY(2026, 12, 10))


def test_notes_weekly_for_two_months_then_monthly() -> None:
    """Two clocks side by side: one ends where the other begins; notes that nobody told of are not said to be late."""
    weekly = Clock(
        due="note", anchor="admission", within=7, unit="days", repeat=True, ends=Span(count=2, unit="months")
    )
    monthly = Clock(
        due="note", anchor="admission", within=1, unit="months", repeat=True, begins=Span(count=2, unit="months")
    )
    noted = moments(notes=(DAY(2026, 11, 12),))
    first = deadline(weekly, noted, DAY(2026, 11, 20))
    assert first is not None
    assert (first.by, first.standing) == (DAY(2026, 11, 19), "late")
    assert deadline(monthly, noted, DAY(2026, 11, 20)) is None
    later = moments(notes=(DAY(2027, 1, 8),))
    assert deadline(weekly, later, DAY(2027, 1, 12)) is None
    second = deadline(monthly, later, DAY(2027, 1, 12))
    assert second is not None
    assert (second.by, second.standing) == (DAY(2027, 2, 9), "open")
    unknown = deadline(weekly, moments(), DAY(2026, 11, 20))
    assert unknown is not None
    assert unknown.standing == "unknown"


def test_a_signature_that_is_missing_is_open_until_its_day_and_late_after_it() -> None:
    """Once somebody signed, the day of that counts."""
    clock = Clock(due="signature", anchor="plan", within=10, unit="days")
    for on, signed, standing in (
        (DAY(2026, 11, 26), None, "open"),
        (DAY(2026, 11, 27), None, "late"),
        (DAY(2026, 12, 30), DAY(2026, 11, 20), "met"),
        (DAY(2026, 12, 30), DAY(2026, 11, 27), "late"),
    ):
        found = deadline(clock, moments(signed=signed), on)
        assert found is not None
        assert found.standing == standing


@given(st.dates(DAY(2020, 1, 1), DAY(2030, 1, 1)), st.integers(1, 400), st.sampled_from(["days", "working-days"]))
def test_a_longer_time_is_never_due_earlier(admitted: dt.date, within: int, unit: Any) -> None:
    """And what is due in working days never falls on a weekend, nor before as many days."""
    start = moments(admitted=dt.datetime.combine(admitted, dt.time(0)))
    one = deadline(Clock(due="plan", anchor="admission", within=within, unit=unit), start, admitted)
    other = deadline(Clock(due="plan", anchor="admission", within=within + 1, unit=unit), start, admitted)
    assert one is not None
    assert other is not None
    assert one.by is not None
    assert other.by is not None
    assert one.by < other.by
    assert one.by >= admitted + dt.timedelta(days=within)
    assert unit == "days" or one.by.weekday() < 5


@pytest.mark.parametrize(
    ("clock", "more", "on", "said"),
    [
        (
            Clock(due="plan", anchor="admission", within=3, unit="days"),
            {},
            DAY(2026, 12, 1),
            "It was due by 2026-11-12; the plan is dated 2026-11-16, 4 days later.",
        ),
        (
            Clock(due="plan", anchor="admission", within=3, unit="days"),
            {"proposal": True},
            DAY(2026, 11, 13),
            "It was due by 2026-11-12, 1 day ago; so far there is a proposal alone.",
        ),
        (
            Clock(due="plan", anchor="admission", within=3, unit="working-days"),
            {},
            DAY(2026, 12, 1),
            f"It was due by 2026-11-12; the plan is dated 2026-11-16, 4 days later. {WORKING_DAYS}",
        ),
        (
            Clock(due="review", anchor="plan", within=30, unit="days", repeat=True),
            {"reviews": (DAY(2026, 12, 10),)},
            DAY(2027, 1, 10),
            "It was due by 2027-01-09, 1 day ago; the last review was on 2026-12-10.",
        ),
        (
            Clock(due="review", anchor="plan", within=30, unit="days", repeat=True),
            {"next_review": DAY(2027, 1, 7)},
            DAY(2026, 11, 20),
            "It is due by 2026-12-16, and the plan sets it for 2027-01-07.",
        ),
        (
            Clock(due="signature", anchor="plan", within=10, unit="days"),
            {"signed": DAY(2026, 11, 27)},
            DAY(2026, 12, 30),
            "It was due by 2026-11-26; the person signed on 2026-11-27, 1 day later.",
        ),
    ],
)
def test_a_missed_day_is_told_with_what_was_done_and_how_late(
    clock: Clock, more: dict[str, Any], on: dt.date, said: str
) -> None:
    """Done too late, not done yet, or set too late: each reads as a sentence."""
    found = deadline(clock, moments(**more), on)
    assert found is not None
    assert deadline_told(clock, found, on) == said
