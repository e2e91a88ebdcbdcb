"""A note's file into a note: read, checked for shape, then against the plan that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from planbuilder.errors import InputError
from planbuilder.findings import Finding, ordered
from planbuilder.library.store import Library
from planbuilder.plan.life_rules import ACCESS_OPEN, CLIENT, DATE, ENDED, GAP, NO_OBJECTIVE
from planbuilder.plan.notes import Named, Note
from planbuilder.plan.record import Plan, PlanObjective
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.speaking import Spoken, access_findings, speech_findings, unanswered, unknown_number
from planbuilder.reading import YamlFile, bounded
from planbuilder.schema import shape_findings


def note_in(file: YamlFile, plan: Plan, library: Library, on: dt.date) -> tuple[Note, tuple[Finding, ...]]:
    """Return the note of what was read, and findings that do not stop it; raise InputError with those that do.

    ``plan`` is the version that the note is about, ``on`` the day on which it is kept.
    """
    findings = [*file.findings, *shape_findings(file, "note")]
    if not _stopped(findings):
        note = msgspec.convert(file.value, Note)
        findings += bounded(note_findings(note, file, plan, library, on), file.file)
        if not _stopped(findings):
            return note, ordered(findings)
    raise InputError("The note has errors; it was not kept.", ordered(findings), where=file.file)


def note_findings(note: Note, file: YamlFile, plan: Plan, library: Library, on: dt.date) -> Iterator[Finding]:
    """Yield what in a note does not fit the plan or the calendar, or comes before the access check."""
    if note.client != plan.client.id:
        yield CLIENT.finding(file.place(("client",)))
        return
    if note.date < plan.date:
        yield DATE.finding(file.place(("date",)), how="before the plan")
    elif note.date > on.isoformat():
        yield DATE.finding(file.place(("date",)), how="in the future")
    if note.next_contact and note.next_contact < note.date:
        yield DATE.finding(file.place(("next_contact",)), how="before the contact itself")
    yield from access_findings(plan, note.access, file)
    if open_ := unanswered(plan, note.access):
        yield ACCESS_OPEN.finding(file.place(("access",)), numbers=", ".join(open_))
    yield from speech_findings(plan, note.access, note.engagement, _texts(note), file, library)
    yield from _steps(note, file, plan)


def _steps(note: Note, file: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield objectives and interventions that the plan does not have, that are over, or that are missing."""
    known = {each.number: each for each in objectives(plan)}
    if not note.objectives:
        missing = GAP if note.no_objective else NO_OBJECTIVE
        yield missing.finding(file.place(("objectives",)))
    for number, step in note.objectives.items():
        path = ("objectives", number)
        if number not in known:
            yield unknown_number("objective", number, list(known), file, path)
            continue
        if known[number].ended:
            yield ENDED.finding(file.place(path), number=number, on=known[number].ended)
        acts = [each.number for each in known[number].interventions]
        for place, act in enumerate(step.interventions):
            if act not in acts:
                here = (*path, "interventions", place)
                yield unknown_number("intervention", act, acts, file, here, f" under objective {number}")


def named_in(note: Note, plan: Plan) -> tuple[Named, ...]:
    """Return what the numbers of a note stand for in the plan: objectives, interventions, accommodations."""
    steps: dict[str, PlanObjective] = {each.number: each for each in objectives(plan)}
    named: list[Named] = [
        Named(number=each.number, key=each.key, text=each.title)
        for each in plan.accommodations
        if each.number in note.access
    ]
    for number, step in note.objectives.items():
        named.append(Named(number=number, key=steps[number].key, text=steps[number].statement.now))
        given = set(step.interventions)
        named += [
            Named(number=act.number, key=act.key, text=act.title or act.statement.now)
            for act in steps[number].interventions
            if act.number in given
        ]
    return tuple(named)


def _texts(note: Note) -> Iterator[Spoken]:
    """Yield what the writer says in a note; the person's own words stand as they are."""
    for number, answer in note.access.items():
        yield ("access", number, "happened"), answer.happened
        yield ("access", number, "change"), answer.change
    for number, step in note.objectives.items():
        for name in ("done", "response", "seen_by", "next"):
            yield ("objectives", number, name), getattr(step, name)
    for name in ("engagement", "risk", "no_objective"):
        yield (name,), getattr(note, name)


def _stopped(findings: list[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)
