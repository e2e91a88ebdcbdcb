"""The progress note in the view: access first, then each objective by number and text."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.told_access import delivered, standing
from planbuilder.documents.wording import quoted, sentence_case, words
from planbuilder.plan.notes import KeptNote

_EMPTY: dict[str, Any] = {
    "number": 0,
    "date": "",
    "at": "",
    "minutes": 0,
    "kind": "",
    "mode": "",
    "by": "",
    "role": "",
    "kept": "",
    "version": 0,
    "present": [],
    "access": [],
    "access_open": [],
    "objectives": [],
    "words": "",
    "engagement": "",
    "risk": "",
    "next_contact": "",
    "no_objective": "",
    "corrects": 0,
    "corrects_why": "",
}


def noted(kept: KeptNote | None, index: Index) -> dict[str, Any]:
    """Return what a document prints of a note; empty fields where it prints none."""
    if kept is None:
        return dict(_EMPTY)
    note = kept.note
    return {
        "number": kept.number,
        "date": note.date,
        "at": note.at,
        "minutes": note.minutes,
        "kind": sentence_case(words(note.kind)),
        "mode": note.mode,
        "by": index.signed(note.by.name, note.by.credentials),
        "role": words(note.by.role),
        "kept": kept.saved.at[:10],
        "version": note.version,
        "present": list(note.present),
        "access": [
            {
                "number": number,
                "title": kept.text(number),
                "delivered": delivered(answer.delivered),
                "happened": answer.happened,
                "words": quoted(answer.words),
                "change": answer.change,
            }
            for number, answer in note.access.items()
        ],
        "access_open": [
            f"{each.number} {each.title}" for each in index.plan.accommodations if each.number not in note.access
        ],
        "objectives": [_step(number, kept) for number in note.objectives],
        "words": quoted(note.words),
        "engagement": note.engagement,
        "risk": note.risk,
        "next_contact": note.next_contact,
        "no_objective": note.no_objective,
        "corrects": note.corrects.note if note.corrects else 0,
        "corrects_why": note.corrects.why if note.corrects else "",
    }


def _step(number: str, kept: KeptNote) -> dict[str, Any]:
    """Return what was done for an objective."""
    step = kept.note.objectives[number]
    return {
        "number": number,
        "statement": kept.text(number),
        "interventions": [f"{each} {kept.text(each)}" for each in step.interventions],
        "done": step.done,
        "response": step.response,
        "progress": standing(step.progress),
        "seen_by": step.seen_by,
        "next": step.next,
    }
