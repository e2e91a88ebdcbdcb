"""Dates are computed from horizons, doses are words and weekly minutes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.library.entries import Dose, Due, Horizon
from planbuilder.plan.scheduling import (
    REVIEW_WEEKS,
    add_months,
    dose_words,
    review_date,
    target_date,
    weekly_minutes,
    working_day,
)

_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2200, 12, 31))


def day(text: str) -> dt.date:
    """Return a day."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2026-11-16", 24, "2028-11-16"),
    ],
)
def test_a_month_ends_where_it_ends(on: str, months: int, expected: str) -> None:
    """Expect the same day of a later month, or its last one."""
    assert add_months(day(on), months) == day(expected)


@given(_DAYS, st.integers(1, 24))
def test_months_are_counted_by_the_calendar(on: dt.date, months: int) -> None:
    """Expect the right month and never a later day of it."""
    later = add_months(on, months)
    assert (later.year - on.year) * 12 + later.month - on.month == months
    assert later.day <= on.day
    assert later.day == on.day or (later + dt.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("horizon", "due", "expected"),
    [
        (Horizon(days=3), None, "2026-11-19"),
        (Horizon(weeks=2), None, "2026-11-30"),
        (Horizon(months=3), None, "2027-02-16"),
        (Horizon(days=0), None, "2026-11-16"),
        (None, Due(before="cutting down", else_days=0), "2026-11-16"),
        (None, Due(before="discharge", else_days=10), "2026-11-26"),
        (Horizon(weeks=2), Due(before="discharge", else_days=1), "2026-11-17"),
        (None, None, "2026-11-16"),
    ],
)
def test_an_objective_is_due_as_its_horizon_says(horizon: Horizon | None, due: Due | None, expected: str) -> None:
    """Expect days, weeks or months from the day of the plan, and what comes before something by its own limit."""
    assert target_date(day("2026-11-16"), horizon, due) == day(expected)


@given(_DAYS)
def test_a_working_day_is_the_day_or_the_friday_before(on: dt.date) -> None:
    """Expect no weekend, and never more than two days back."""
    found = working_day(on)
    assert found.weekday() < 5
    assert 0 <= (on - found).days <= 2
    assert found == on or found.weekday() == 4


@pytest.mark.parametrize("level", [*REVIEW_WEEKS, "another"])
def test_a_review_comes_within_ninety_days_on_a_working_day(level: str) -> None:
    """Expect each level of care to be reviewed in its weeks, an unknown one as outpatient care."""
    on = day("2026-11-14")
    found = review_date(on, level)
    assert found == working_day(on + dt.timedelta(weeks=REVIEW_WEEKS.get(level, 12)))
    assert (found - on).days <= 90


def test_weeks_that_were_chosen_win() -> None:
    """Expect the clinician's weeks, moved back from a Sunday to the Friday before."""
    assert review_date(day("2026-11-15"), "outpatient", 4) == day("2026-12-11")


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(minutes=50, times=1, per="week", weeks=12), "50 minutes, once a week, for 12 weeks"),
        (Dose(minutes=1, times=2, per="day", weeks=1), "1 minute, twice a day, for 1 week"),
        (Dose(minutes=90, times=3, per="plan"), "90 minutes, 3 times in this plan"),
        (Dose(minutes=30, times=1, per="two-weeks"), "30 minutes, once every two weeks"),
        (Dose(minutes=20, times=4, per="month", note="by video"), "20 minutes, 4 times a month; by video"),
    ],
)
def test_a_dose_is_said_in_words(dose: Dose, words: str) -> None:
    """Expect minutes, how often, for how long, and the note."""
    assert dose_words(dose) == words


@pytest.mark.parametrize(
    ("dose", "minutes"),
    [
        (Dose(minutes=5, times=2, per="day"), 70),
        (Dose(minutes=50, times=2, per="week"), 100),
        (Dose(minutes=50, times=1, per="two-weeks"), 50),
        (Dose(minutes=50, times=4, per="two-weeks"), 100),
        (Dose(minutes=60, times=1, per="month"), 60),
        (Dose(minutes=60, times=10, per="plan"), 60),
    ],
)
def test_a_dose_takes_the_minutes_of_its_busiest_week(dose: Dose, minutes: float) -> None:
    """Expect a rare contact to count once, and a frequent one as often as it falls into a week."""
    assert weekly_minutes(dose) == minutes


def test_eight_times_a_month_is_not_quite_twice_a_week() -> None:
    """Expect the average length of a month to be used."""
    assert round(weekly_minutes(Dose(minutes=60, times=8, per="month"))) == 110
