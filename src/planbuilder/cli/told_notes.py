"""Notes, reviews and gaps as lines that read aloud well, and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planbuilder.cli.reporting import details, printable

if TYPE_CHECKING:
    from planbuilder.plan.notes import KeptNote
    from planbuilder.plan.record import Plan
    from planbuilder.plan.reviews import PlanReview
    from planbuilder.records.notes import Notes


def review_line(review: PlanReview) -> str:
    """Return a review in one line: when, where the objectives stand, what was decided."""
    stand = Counter(step.status for step in review.steps)
    decided = Counter(step.decision for step in review.steps)
    told = ", ".join(f"{number} {word}" for word, number in (*stand.items(), *decided.items()))
    return printable(f"  Review of {review.date} by {review.by.name}: {told}. Next review {review.next_review}.")


def note_lines(notes: Notes, plan: Plan | None) -> Iterator[str]:
    """Yield the notes in the order in which they were kept, what is wrong with them, and the gaps between them."""
    from planbuilder.records.gaps import gaps

    for each in notes.kept:
        yield printable(_told(each))
    if notes.findings:
        yield details(notes.findings)
    for gap in gaps(plan, notes.kept) if plan else ():
        yield f"Gap: {gap}"


def _told(kept: KeptNote) -> str:
    """Return a note in one line: when, what kind, which objectives and their progress, whether access was there."""
    note = kept.note
    steps = ", ".join(f"{number} {step.progress}" for number, step in note.objectives.items())
    failed = [
        f"{number} {each.delivered}" for number, each in note.access.items() if each.delivered in ("partly", "no")
    ]
    access = f" Accommodations: {', '.join(failed)}." if failed else ""
    corrects = f" It corrects note {note.corrects.note}." if note.corrects else ""
    about = f"objectives {steps}" if steps else "no objective"
    return f"Note {kept.number} of {note.date}, {note.kind}, by {note.by.name}: {about}.{access}{corrects}"


def notes_data(notes: Notes, plan: Plan | None) -> dict[str, Any]:
    """Return the notes and the gaps as plain data, without what was said in any of them."""
    from planbuilder.records.gaps import gaps

    return {
        "notes": [
            {
                "note": each.number,
                "date": each.note.date,
                "kind": each.note.kind,
                "by": each.note.by.name,
                "version": each.note.version,
                "objectives": {number: step.progress for number, step in each.note.objectives.items()},
                "access": {number: answer.delivered for number, answer in each.note.access.items()},
                "corrects": each.note.corrects.note if each.note.corrects else 0,
                "saved": each.saved.at,
            }
            for each in notes.kept
        ],
        "gaps": list(gaps(plan, notes.kept)) if plan else [],
    }
