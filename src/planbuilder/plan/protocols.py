"""Protocols and safety: the stepped responses a plan carries, and what is done about each flagged risk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planbuilder.library import entries
from planbuilder.library.store import Library
from planbuilder.plan.citing import citations
from planbuilder.plan.client import Client
from planbuilder.plan.filling import fill, said
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import PlanProtocol, PlanStep, SafetyLine, SlotValue
from planbuilder.plan.selection import Selection

_WITHIN = {
    "at-once": "at once",
    "same-day": "the same day",
    "24-hours": "within 24 hours",
    "72-hours": "within 72 hours",
    "one-week": "within one week",
    "next-visit": "at the next visit",
}


def carried_protocols(
    client: Client,
    selection: Selection,
    library: Library,
    values: dict[str, SlotValue],
    judge: Judge,
    named: Callable[[str], str],
) -> tuple[PlanProtocol, ...]:
    """Return the protocols of the plan's problems, and those that answer a flagged risk.

    ``named`` says who on this team has a role.
    """
    flagged = {each.risk for each in client.risks if each.flagged}
    ids = dict.fromkeys(id for problem in selection.problems for id in library.problems[problem].protocols)
    answering = (
        each.id for each in library.protocols.values() if each.state == "active" and flagged.intersection(each.answers)
    )
    ids |= dict.fromkeys(answering)
    return tuple(
        _protocol(library, library.protocols[id], values, number, judge, named) for number, id in enumerate(ids, 1)
    )


def _protocol(
    library: Library,
    entry: entries.Protocol,
    values: dict[str, SlotValue],
    number: int,
    judge: Judge,
    named: Callable[[str], str],
) -> PlanProtocol:
    """Return one protocol with its steps filled."""
    return PlanProtocol(
        key=f"r{number}",
        id=entry.id,
        title=entry.title,
        plain_title=entry.plain_title,
        answers=entry.answers,
        begins_when=fill(entry.begins_when, values),
        plain_begins_when=fill(entry.plain_begins_when, values),
        steps=tuple(
            PlanStep(
                key=f"r{number}s{place}",
                within=_WITHIN[step.within],
                statement=fill(step.statement, values),
                plain=fill(step.plain, values),
                role=named(step.responsible),
                id=id,
            )
            for place, (id, step) in enumerate(entry.steps.items(), 1)
        ),
        contacts=tuple(
            entries.Route(name=each.name, voice=each.voice, text=each.text, video=each.video, note=each.note)
            for each in entry.contacts
            if judge.holds(each.applies)
        ),
        never=tuple(said(each, values) for each in entry.never),
        sources=citations(
            library,
            dict.fromkeys((*entry.sources, *(one for step in entry.steps.values() for one in step.citations))),
        ),
    )


def safety_lines(client: Client, protocols: Sequence[PlanProtocol]) -> tuple[SafetyLine, ...]:
    """Return a line for each risk that was looked at, the highest first."""
    return tuple(
        SafetyLine(
            risk=each.risk,
            level=each.level,
            note=each.note,
            assessed=each.assessed,
            by=each.by,
            same_day=each.same_day,
            who=each.who,
            protocols=tuple(one.title for one in protocols if each.risk in one.answers),
        )
        for each in sorted(client.risks, key=lambda each: ("high", "moderate", "low").index(each.level))
    )
