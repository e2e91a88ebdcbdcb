"""Doses that fit into their period."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.entries import Dose
from planbuilder.library.entries.parts import MINUTES_A_DAY, PERIODS
from planbuilder.library.rulebook import RULES

TOO_LARGE = RULES.rule(
    "dose-range",
    "error",
    said="The dose asks for {minutes} minutes in {period}; there are {most}.",
    why="Nobody could take part in it, and the hours of a plan are added up from it.",
    fix="Correct 'minutes', 'times' or 'per'.",
    example="dose: {minutes: 600, times: 9, per: day}",
)


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
