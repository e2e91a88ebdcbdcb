"""Sources as documents print them: a number where they are cited, what finds them once, in a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from planbuilder.documents.wording import strength
from planbuilder.plan.record import Cited, Plan


def numbered_sources(plan: Plan) -> dict[str, tuple[str, Cited]]:
    """Return the number (S1, S2, ...) and a citation of every source by its id, in the order of the first mention."""
    first: dict[str, Cited] = {}
    for sources in _cited(plan):
        for source in sources:
            first.setdefault(source.source, source)
    return {id: (f"S{number}", source) for number, (id, source) in enumerate(first.items(), 1)}


def cited(sources: tuple[Cited, ...], numbers: dict[str, tuple[str, Cited]]) -> list[str]:
    """Return citations: a source's number, the places in it and, where it says something, how strong it is."""
    return [f"{numbers[id][0]}{said}" for id, said in _said(sources)]


@lru_cache(maxsize=8192)  # an entry of the library has the same citations in plan after plan
def _said(sources: tuple[Cited, ...]) -> tuple[tuple[str, str], ...]:
    """Return the id of each source with what is said of it after its number."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for source in sources:
        places.setdefault((source.source, source.strength), {})[source.at] = None
    return tuple(
        (id, "".join(f", {place}" for place in at if place) + (f" ({strength(strong)})" if strong else ""))
        for (id, strong), at in places.items()
    )


def _cited(plan: Plan) -> Iterator[tuple[Cited, ...]]:
    """Yield the citations of each part of a plan in the order they are printed."""
    for problem in plan.problems:
        yield problem.sources
        for goal in problem.goals:
            for objective in goal.objectives:
                for intervention in objective.interventions:
                    yield intervention.evidence
    for cites in (plan.options, plan.accommodations, plan.protocols):
        for each in cites:
            yield each.sources
