"""Doses in short, for a list and for the person; the full words with their note stand in the plan itself."""

from __future__ import annotations

from planbuilder.documents.wording import listed
from planbuilder.library.entries import Dose
from planbuilder.plan.scheduling import dose_words

_OFTEN = {1: "once", 2: "twice"}
_PERIODS = {"day": "a day", "week": "a week", "two-weeks": "every two weeks", "month": "a month", "plan": ""}


def short_dose(dose: Dose) -> str:
    """Return a dose without its note: 50 minutes, once a week, for 12 weeks."""
    return dose_words(Dose(minutes=dose.minutes, times=dose.times, per=dose.per, weeks=dose.weeks))


def plain_dose(dose: Dose, person: str, *, alone: bool = False) -> str:
    """Return a dose as the person reads it: Once a week, 50 minutes, for 12 weeks, with R. Alvarez.

    What is done ``alone`` is done on one's own, with somebody to ask.
    """
    often = f"{_OFTEN.get(dose.times, f'{dose.times} times')} {_PERIODS[dose.per]}".strip()
    minutes = "1 minute" if dose.minutes == 1 else f"{dose.minutes} minutes"
    weeks = "" if not dose.weeks else "for 1 week" if dose.weeks == 1 else f"for {dose.weeks} weeks"
    with_whom = "on my own" if alone else f"with {person}" if person else ""
    said = f"{listed((often.capitalize(), minutes, weeks, with_whom))}."
    return f"{said} I can ask {person}." if alone and person else said
