"""Findings on the team: roles that accommodations name and that nobody on the care team has."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Accommodation
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

MISSING = RULES.rule(
    "plan-accommodation-role",
    "warning",
    said="Nobody on the team is {role} or may stand in, and this waits for one: {numbers}.",
    why="An accommodation that nobody is named for does not happen.",
    fix="Add the person under 'team' in the client's file, or agree who does it instead and write it into the plan.",
    example="an accommodation arranged by the intake coordinator, on a team without one",
)


def team_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the roles that provide or arrange accommodations and that the team lacks, each once.

    Of several roles that may provide one, it is enough that the team has one.
    """
    waiting: dict[str, dict[str, None]] = {}
    for each in plan.accommodations:
        entry = library.accommodations.get(each.id)
        for role in _needed(plan, library, entry) if entry else ():
            waiting.setdefault(role, {})[each.number] = None
    for role, numbers in waiting.items():
        label = library.vocabulary.roles[role].label
        yield MISSING.finding(Place(at="team"), role=label, numbers=", ".join(numbers))


def _needed(plan: Plan, library: Library, entry: Accommodation) -> Iterator[str]:
    """Yield the roles that an accommodation waits for."""
    provides = entry.provides
    if _lacks(plan, library, provides.arranges):
        yield provides.arranges
    if all(_lacks(plan, library, role) for role in provides.who):
        yield provides.who[0]


def _lacks(plan: Plan, library: Library, role: str) -> bool:
    """Return whether a role of the care team is held by nobody, also by nobody who may stand in."""
    known = library.vocabulary.roles.get(role)
    if known is None or known.outside:
        return False
    return not {role, *known.stands_in}.intersection(each.role for each in plan.client.team)
