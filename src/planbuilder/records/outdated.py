"""Kept plans that the library has moved on from: entries that were changed, superseded, withdrawn, or are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planbuilder.findings import Finding, Place, Rule
from planbuilder.library.entries import Accommodation, Entry, Intervention, Option, Problem, Protocol
from planbuilder.library.store import KINDS, Library
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import interventions, library_texts, objectives
from planbuilder.records import outdated_rules as rules
from planbuilder.records.store import clients_kept, read_chain


@dataclass(frozen=True, slots=True)
class Outdated:
    """An entry of a plan that is not as it was: in which way, where the plan uses it, what follows it, and why.

    ``same_words`` is true for one that was changed in a part that the plan does not print.
    """

    entry: str
    how: Literal["changed", "superseded", "withdrawn", "gone"]
    where: tuple[str, ...]
    by: tuple[str, ...] = ()
    why: str = ""
    same_words: bool = False


def outdated_entries(plan: Plan, library: Library) -> tuple[Outdated, ...]:
    """Return the entries of a plan that the library has moved on from, in the order of the plan's provenance."""
    spoken = {text.library for _, _, text in library_texts(plan)}
    return tuple(filter(None, (_outdated(plan, each.entry, each.sha256, library, spoken) for each in plan.provenance)))


def _outdated(plan: Plan, name: str, sha256: str, library: Library, spoken: set[str]) -> Outdated | None:
    """Return what became of one entry, None where it is as it was."""
    kind, _, id = name.partition("/")
    entry: Entry | None = library.of_kind(kind).get(id) if kind in KINDS else None
    where = tuple(dict.fromkeys(_where(plan, kind, id)))
    if entry is None:
        return Outdated(name, "gone", where)
    if entry.state == "superseded":
        return Outdated(name, "superseded", where, entry.by, entry.why)
    if entry.state == "withdrawn":
        return Outdated(name, "withdrawn", where, entry.by, entry.why)
    origin = library.origins.get(name)
    if origin is None or origin.sha256 == sha256:
        return None
    return Outdated(name, "changed", where, same_words=set(_said(entry, plan)) <= spoken)


def _where(plan: Plan, kind: str, id: str) -> Iterator[str]:
    """Yield the numbers of what comes from an entry; for what has none, the part of the plan it stands in."""
    if kind == "problem":
        yield from (each.number for each in plan.problems if each.id == id)
    elif kind == "intervention":
        yield from (each.number for each in interventions(plan) if each.id == id)
    elif kind == "accommodation":
        yield from (each.number for each in plan.accommodations if each.id == id)
    elif kind == "measure":
        yield from (each.number for each in objectives(plan) if each.measured.measure == id)
        yield "measures"
    else:
        yield {"option": "options", "protocol": "protocols", "routine": "accommodations", "source": "sources"}[kind]


def _said(entry: Entry, plan: Plan) -> Iterator[str]:
    """Yield the texts of an entry that a plan prints, as the library has them now."""
    if isinstance(entry, Problem):
        yield from _of_problem(entry, plan)
    elif isinstance(entry, Intervention):
        yield from (entry.statement, entry.plain, f"{entry.because.rstrip('.')}.")
    elif isinstance(entry, Accommodation | Option):
        yield from (entry.statement, entry.plain)
    elif isinstance(entry, Protocol):
        yield from (entry.begins_when, entry.plain_begins_when)
        for step in entry.steps.values():
            yield from (step.statement, step.plain)


def _of_problem(entry: Problem, plan: Plan) -> Iterator[str]:
    """Yield the texts of a problem's goals, objectives and criteria that a plan has."""
    used = next((each for each in plan.problems if each.id == entry.id), None)
    for goal in used.goals if used else ():
        known = entry.goals.get(goal.id)
        yield from (known.statement, known.plain) if known else ("",)
        for step in goal.objectives:
            now = known.objectives.get(step.id) if known else None
            yield from (now.statement, now.plain) if now else ()
    wanted = {each.id for each in plan.discharge}
    for key, criterion in entry.discharge.items():
        if f"{entry.id}/{key}" in wanted:
            yield from (criterion.statement, criterion.plain)


def outdated_findings(plan: Plan, library: Library, found: Iterable[Outdated]) -> Iterator[Finding]:
    """Yield what became of a plan's entries as findings, each where the plan uses it."""
    for each in found:
        place = Place(f"{plan.client.id}/{plan.version:04}.json", at=", ".join(each.where))
        entry, reason = _called(each.entry, library), each.why if each.why.endswith(".") else f"{each.why}."
        by = " and ".join(_called(f"{each.entry.partition('/')[0]}/{id}", library) for id in each.by)
        yield _rule(each).finding(place, entry=entry, client=plan.client.id, by=by or "nothing", reason=reason)


def _rule(each: Outdated) -> Rule:
    """Return the rule that an outdated entry breaks."""
    if each.how == "changed":
        return rules.SAME_WORDS if each.same_words else rules.CHANGED
    return {"superseded": rules.SUPERSEDED, "withdrawn": rules.WITHDRAWN, "gone": rules.GONE}[each.how]


def _called(name: str, library: Library) -> str:
    """Return how a reader calls an entry: its kind and title, with its id."""
    kind, _, id = name.partition("/")
    entry = library.of_kind(kind).get(id) if kind in KINDS else None
    title = getattr(entry, "title", "")
    return f"{kind.capitalize()} '{title}' ({id})" if title else f"{kind.capitalize()} '{id}'"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a folder of plans: how many were looked at, how many have ended, and every finding."""

    plans: int
    ended: int
    findings: tuple[Finding, ...]


def outdated_plans(plans: Path, library: Library) -> Looked:
    """Return what became of the entries of every plan in a folder, by its latest version; those that ended rest.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    findings: list[Finding] = []
    looked = ended = 0
    for client in clients_kept(plans):
        chain = read_chain(plans, client)
        if chain.findings:
            findings.append(rules.BROKEN.finding(Place(client), client=client))
        elif chain.latest and chain.latest.plan.state == "ended":
            ended += 1
        elif chain.latest:
            looked += 1
            plan = chain.latest.plan
            findings += outdated_findings(plan, library, outdated_entries(plan, library))
    return Looked(looked, ended, tuple(findings))
