"""Sources as documents print them: a line each."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.documents.index import interventions
from planbuilder.documents.wording import listed, strength
from planbuilder.plan.record import Cited, Plan


def cited(source: Cited) -> str:
    """Return a source with the place in it and, where it says something, how strong the evidence is."""
    return listed((source.title, source.at)) + (f" ({strength(source.strength)})" if source.strength else "")


def all_cited(plan: Plan) -> list[str]:
    """Return the titles of everything the plan cites, each once, in alphabetical order."""
    return sorted({source.title for source in _cited(plan)}, key=str.casefold)


def _cited(plan: Plan) -> Iterator[Cited]:
    """Yield every citation of a plan."""
    for problem in plan.problems:
        yield from problem.sources
    for intervention in interventions(plan):
        yield from intervention.evidence
    for part in (*plan.options, *plan.accommodations, *plan.protocols):
        yield from part.sources
