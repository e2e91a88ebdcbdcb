"""Doses in short, for a list and for the person; the full words with their note stand in the plan itself."""

from __future__ import annotations

from planbuilder.documents.wording import listed
from planbuilder.library.entries import Dose
from planbuilder.library.translations.phrases import ENGLISH, Phrases, filled
from planbuilder.plan.scheduling import dose_words


def short_dose(dose: Dose) -> str:
    """Return a dose without its note: 50 minutes, once a week, for 12 weeks."""
    return dose_words(Dose(minutes=dose.minutes, times=dose.times, per=dose.per, weeks=dose.weeks))


def plain_dose(dose: Dose, person: str, *, alone: bool = False, phrases: Phrases = ENGLISH) -> str:
    """Return a dose as the person reads it: Once a week, 50 minutes, for 12 weeks, with R. Alvarez.

    What is done ``alone`` is done on one's own, with somebody to ask.
    """
    words = phrases.doses
    often = f"{phrases.counted(words.times, dose.times)} {words.per[dose.per]}".strip()
    minutes = phrases.counted(words.minutes, dose.minutes)
    weeks = phrases.counted(words.weeks, dose.weeks) if dose.weeks else ""
    with_whom = words.alone if alone else filled(words.company, person=person) if person else ""
    said = f"{listed((often.capitalize(), minutes, weeks, with_whom))}."
    return f"{said} {filled(words.ask, person=person)}" if alone and person else said
