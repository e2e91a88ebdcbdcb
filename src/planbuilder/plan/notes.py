"""A progress note: as its file says it, and as it is kept beside the plan with what its numbers stood for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import field

from planbuilder.plan.client import Fact, Person
from planbuilder.plan.progress import AccessAnswer, Achievement
from planbuilder.plan.record import Plan, Saved

ContactKind = Literal["individual", "group", "family", "telehealth", "phone", "outreach", "medical", "case-management"]


class NoteStep(Fact, frozen=True):
    """What was done in a contact for one objective."""

    done: str
    response: str
    progress: Achievement
    next: str
    interventions: tuple[str, ...] = ()
    seen_by: str = ""


class Correction(Fact, frozen=True):
    """An earlier note that a note corrects, and why."""

    note: int
    why: str


class Note(Fact, frozen=True):
    """A note as its file says it: access first, then each objective that the contact served, by its number."""

    schema: int
    client: str
    version: int
    date: str
    by: Person
    kind: ContactKind
    access: dict[str, AccessAnswer]
    objectives: dict[str, NoteStep]
    at: str = ""
    minutes: int = 0
    mode: str = ""
    present: tuple[str, ...] = ()
    words: str = ""
    engagement: str = ""
    risk: str = ""
    next_contact: str = ""
    no_objective: str = ""
    corrects: Correction | None = None


class Named(Fact, frozen=True):
    """An item of the plan that a note names: its number, its key, and what it said then."""

    number: str
    key: str
    text: str


class KeptNote(Fact, frozen=True):
    """A note as it is kept: its number, how it was saved, the bytes of the plan it is about, what it names."""

    schema: int
    number: int
    saved: Saved
    plan_sha256: str
    note: Note
    named: tuple[Named, ...] = field(default=())

    def text(self, number: str) -> str:
        """Return what an item said when the note was written; nothing for one that it does not name."""
        return next((each.text for each in self.named if each.number == number), "")


def standing_notes(notes: Iterable[KeptNote]) -> tuple[KeptNote, ...]:
    """Return the notes that no later one corrects, in their order."""
    kept = tuple(notes)
    corrected = {each.note.corrects.note for each in kept if each.note.corrects}
    return tuple(each for each in kept if each.number not in corrected)


def notes_since(plan: Plan, notes: Iterable[KeptNote]) -> tuple[KeptNote, ...]:
    """Return the notes that no later one corrects, of contacts after the last review, all of them before the first."""
    last = plan.reviews[-1].date if plan.reviews else ""
    return tuple(each for each in standing_notes(notes) if each.note.date > last)
