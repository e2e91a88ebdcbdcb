"""Sources as documents print them: a number where they are cited, what finds them once, in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.documents.wording import listed, strength
from planbuilder.plan.record import Cited, Plan


def numbered_sources(plan: Plan) -> dict[str, tuple[str, Cited]]:
    """Return the number (S1, S2, ...) and a citation of every source by its id, in the order of the first mention."""
    first: dict[str, Cited] = {}
    for source in _cited(plan):
        first.setdefault(source.source, source)
    return {id: (f"S{number}", source) for number, (id, source) in enumerate(first.items(), 1)}


def cited(sources: Iterable[Cited], numbers: dict[str, tuple[str, Cited]]) -> list[str]:
    """Return citations: a source's number, the places in it and, where it says something, how strong it is."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for source in sources:
        places.setdefault((source.source, source.strength), {})[source.at] = None
    return [
        listed((numbers[id][0], *at)) + (f" ({strength(strong)})" if strong else "")
        for (id, strong), at in places.items()
    ]


def _cited(plan: Plan) -> Iterator[Cited]:
    """Yield every citation of a plan in the order it is printed."""
    for problem in plan.problems:
        yield from problem.sources
        for goal in problem.goals:
            for objective in goal.objectives:
                for intervention in objective.interventions:
                    yield from intervention.evidence
    yield from (source for option in plan.options for source in option.sources)
    yield from (source for accommodation in plan.accommodations for source in accommodation.sources)
    yield from (source for protocol in plan.protocols for source in protocol.sources)
