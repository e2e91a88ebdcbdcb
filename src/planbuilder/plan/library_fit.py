"""Whether a library knows what the people of a plan need: one that does not would plan without accommodations."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.errors import InputError
from planbuilder.findings import Finding, Place, ordered
from planbuilder.library.entries import Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.rules import RULES

_FIX = "Use a library whose vocabulary has needs, demands and conflicts, such as the shipped one, or complete this one."
NO_NEED = RULES.rule(
    "plan-library-lacks-need",
    "error",
    said="The library does not know a need that is on file.",
    why="The plan would hold no accommodation for it, and nobody would see that.",
    fix=_FIX,
    example="needs: [{need: deaf}] and a vocabulary without 'needs'",
)
NO_CONFLICT = RULES.rule(
    "plan-library-lacks-conflicts",
    "error",
    said="The library does not say what is hard for a person with the need '{need}'.",
    why="The plan would hold no accommodation for it, and nobody would see that.",
    fix=_FIX,
    example="needs: [{need: deaf}] and a vocabulary without 'conflicts'",
)
NO_DEMAND = RULES.rule(
    "plan-library-lacks-demand",
    "error",
    said="The library says that something is hard for a person with the need '{need}', and does not say what it is.",
    why="What the activities ask of the person cannot be compared with it; accommodations would be left out.",
    fix=_FIX,
    example="conflicts: {deaf: {hear-speech: {...}}} and a vocabulary without 'demands'",
)


def require_fit(client: Client, library: Library) -> None:
    """Raise InputError where the library lacks what the needs of the client and of others who take part name."""
    if found := ordered(fit_findings(client, library)):
        raise InputError("The library does not fit the needs on file; no plan was made.", found)


def fit_findings(client: Client, library: Library) -> Iterator[Finding]:
    """Yield each need on file, of the client or of another who takes part, that the library cannot plan for."""
    for number, need in enumerate(client.needs, 1):
        yield from _need(need.need, library.vocabulary, Place(at=f"needs, number {number}"))
    for number, person in enumerate(client.participants, 1):
        for id in person.needs:
            yield from _need(id, library.vocabulary, Place(at=f"participants, number {number}"))


def _need(id: str, words: Vocabulary, place: Place) -> Iterator[Finding]:
    """Yield what the vocabulary lacks for a need."""
    if id not in words.needs:
        yield NO_NEED.finding(place)
    elif not words.conflicts.get(id):
        yield NO_CONFLICT.finding(place, need=id)
    elif not words.conflicts[id].keys() <= words.demands.keys():
        yield NO_DEMAND.finding(place, need=id)
