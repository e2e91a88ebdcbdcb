"""Where the record of what was done has gaps: contacts that served no objective, objectives that no note names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from planbuilder.plan.notes import KeptNote, standing_notes
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import interventions, objectives

#: After so many days without a note there is a gap, by how often the plan's busiest intervention is given: two turns
#: of it, our own choice.
_DAYS = {"day": 14, "week": 14, "two-weeks": 28, "month": 62}
_USUAL = 92


def gaps(plan: Plan, notes: Sequence[KeptNote], until: str = "") -> tuple[str, ...]:
    """Return in sentences where the notes leave the plan without a record; nothing where no note is kept at all.

    ``until`` is the day up to which a silence after the last note counts; without it only those between notes do.
    """
    if not notes:
        return ()
    notes = standing_notes(notes)
    return (*_without(notes), *_silences(plan, notes, until), *_unnamed(plan, notes))


def _without(notes: Sequence[KeptNote]) -> Iterator[str]:
    """Yield the notes that name no objective."""
    for each in notes:
        if not each.note.objectives:
            yield f"Note {each.number} of {each.note.date} names no objective."


def _silences(plan: Plan, notes: Sequence[KeptNote], until: str) -> Iterator[str]:
    """Yield stretches without a note that are longer than the plan's contacts allow."""
    often = {each.dose.per for each in interventions(plan) if each.dose}
    most = next((days for per, days in _DAYS.items() if per in often), _USUAL)
    days = sorted({plan.date, *(each.note.date for each in notes), *([until] if until else [])})
    for first, second in pairwise(days):
        silent = (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days
        if silent > most:
            yield f"No note between {first} and {second}, {silent} days."


def _unnamed(plan: Plan, notes: Sequence[KeptNote]) -> Iterator[str]:
    """Yield the open objectives that no note names."""
    named = {item.key for each in notes for item in each.named}
    missing = [step.number for step in objectives(plan) if not step.ended and step.key not in named]
    if missing:
        yield f"No note names {'objective' if len(missing) == 1 else 'objectives'} {', '.join(missing)}."
