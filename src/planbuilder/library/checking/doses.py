"""Doses that fit into their period."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.entries import Dose
from planbuilder.library.rulebook import RULES

TOO_LARGE = RULES.rule(
    "dose-range",
    "error",
    said="The dose asks for {minutes} minutes in {period}; there are {most}.",
    why="Nobody could take part in it, and the hours of a plan are added up from it.",
    fix="Correct 'minutes', 'times' or 'per'.",
    example="dose: {minutes: 600, times: 9, per: day}",
)
#: The periods of a dose in words, and the days each has, a month at its longest; the whole plan has no bound here.
PERIODS = {"day": ("a day", 1), "week": ("a week", 7), "two-weeks": ("two weeks", 14), "month": ("a month", 31)}
MINUTES_A_DAY = 1440


def check_doses(shelf: Shelf) -> Iterator[Finding]:
    """Yield the doses of interventions and variants that ask for more minutes than their period has."""
    for item in shelf.items:
        for leaf in item.leaves:
            dose = leaf.owner
            if isinstance(dose, Dose) and leaf.field == "minutes" and dose.per in PERIODS:
                period, days = PERIODS[dose.per]
                minutes, most = dose.minutes * dose.times, days * MINUTES_A_DAY
                if minutes > most:
                    yield item.finding(TOO_LARGE, leaf.path, minutes=minutes, period=period, most=most)
