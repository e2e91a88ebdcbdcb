"""Dates and doses: horizons into dates, doses into words and weekly minutes, the review that comes next."""

from __future__ import annotations

import calendar
import datetime as dt

from planbuilder.library.entries import Dose, Due, Horizon

#: Weeks until a plan is reviewed where the selection sets nothing, by level of care. Our own choice, inside the 90
#: days of 42 CFR 456.180 and 12VAC35-105-675's three months; a program whose rules are stricter says so.
REVIEW_WEEKS = {
    "inpatient": 1,
    "withdrawal-management": 1,
    "residential": 2,
    "partial-hospital": 2,
    "intensive-outpatient": 4,
    "outpatient": 12,
}
_DEFAULT_REVIEW = 12
#: The most weeks until the review of a plan for a person with a flagged risk, where nobody chose: our own choice.
RISK_REVIEW = 4
_SATURDAY = 5
_PERIODS = {
    "day": "a day",
    "week": "a week",
    "two-weeks": "every two weeks",
    "month": "a month",
    "plan": "in this plan",
}
#: Weeks of a month on average: 365.25 / 12 / 7.
_WEEKS_A_MONTH = 4.348


def target_date(on: dt.date, horizon: Horizon | None, due: Due | None) -> dt.date:
    """Return the day an objective is due, counted from the plan's date."""
    if due is not None:
        return on + dt.timedelta(days=due.else_days)
    if horizon is None:
        return on
    if horizon.months is not None:
        return add_months(on, horizon.months)
    return on + dt.timedelta(days=horizon.days or 0, weeks=horizon.weeks or 0)


def add_months(on: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last day where it has no such day."""
    index = on.month - 1 + months
    year, month = on.year + index // 12, index % 12 + 1
    return dt.date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def review_date(on: dt.date, level: str, weeks: int = 0, *, risk: bool = False) -> dt.date:
    """Return the day of the next review, moved back to Friday from a weekend; earlier where a risk is flagged."""
    usual = REVIEW_WEEKS.get(level, _DEFAULT_REVIEW)
    day = on + dt.timedelta(weeks=weeks or (min(usual, RISK_REVIEW) if risk else usual))
    return working_day(day)


def working_day(day: dt.date) -> dt.date:
    """Return the day, or the Friday before where it falls on a weekend; holidays are not known here."""
    over = day.weekday() - _SATURDAY + 1
    return day - dt.timedelta(days=over) if over > 0 else day


def dose_words(dose: Dose) -> str:
    """Return a dose in words: 50 minutes, once a week, for 12 weeks."""
    often = {1: "once", 2: "twice"}.get(dose.times, f"{dose.times} times")
    minutes = "1 minute" if dose.minutes == 1 else f"{dose.minutes} minutes"
    weeks = f", for {dose.weeks} weeks" if dose.weeks > 1 else ", for 1 week" if dose.weeks else ""
    note = f"; {dose.note}" if dose.note else ""
    return f"{minutes}, {often} {_PERIODS[dose.per]}{weeks}{note}"


def weekly_minutes(dose: Dose) -> float:
    """Return the minutes a dose takes in its busiest week; one contact where it is spread over the plan."""
    each = dose.minutes * dose.times
    spread = {"day": each * 7, "week": each, "two-weeks": max(dose.minutes, each / 2), "plan": dose.minutes}
    return spread.get(dose.per, max(dose.minutes, each / _WEEKS_A_MONTH))
