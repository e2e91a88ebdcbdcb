"""Doses in short, for a list and for the person; the full words with their note stand in the plan itself."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from planbuilder.documents.wording import listed
from planbuilder.library.entries import Dose
from planbuilder.library.translations.phrases import ENGLISH, Phrases, filled
from planbuilder.plan.scheduling import dose_words


def short_dose(dose: Dose) -> str:
    """Return a dose without its note: 50 minutes, once a week, for 12 weeks."""
    return _short(_bare(dose))


def plain_dose(dose: Dose, person: str, *, alone: bool = False, phrases: Phrases = ENGLISH) -> str:
    """Return a dose as the person reads it: Once a week, 50 minutes, for 12 weeks, with R. Alvarez.

    What is done ``alone`` is done on one's own, with somebody to ask.
    """
    words = phrases.doses
    told = _english(_bare(dose)) if phrases is ENGLISH else _told(dose, phrases)
    with_whom = words.alone if alone else filled(words.company, person=person) if person else ""
    said = f"{listed((told, with_whom))}."
    return f"{said} {filled(words.ask, person=person)}" if alone and person else said


def _bare(dose: Dose) -> Dose:
    """Return a dose without its note, which somebody wrote: without it doses are few, and their words are kept."""
    return replace(dose, note="") if dose.note else dose


@lru_cache(maxsize=1024)
def _short(dose: Dose) -> str:
    """Return a dose that has no note in words."""
    return dose_words(dose)


@lru_cache(maxsize=1024)
def _english(dose: Dose) -> str:
    """Return how often and how long in English, the language of most papers."""
    return _told(dose, ENGLISH)


def _told(dose: Dose, phrases: Phrases) -> str:
    """Return how often and how long."""
    words = phrases.doses
    often = f"{phrases.counted(words.times, dose.times)} {words.per[dose.per]}".strip()
    weeks = phrases.counted(words.weeks, dose.weeks) if dose.weeks else ""
    return listed((often.capitalize(), phrases.counted(words.minutes, dose.minutes), weeks))
