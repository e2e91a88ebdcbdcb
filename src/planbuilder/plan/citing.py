"""Citations with the titles of their sources."""

from __future__ import annotations

from planbuilder.library import entries
from planbuilder.library.store import Library
from planbuilder.plan.record import Cited, Plan


def citation(library: Library, cited: entries.Citation | entries.Evidence) -> Cited:
    """Return a citation with the title of its source."""
    source = library.sources.get(cited.source)
    strength = cited.strength if isinstance(cited, entries.Evidence) else ""
    return Cited(source=cited.source, title=source.title if source else cited.source, at=cited.at, strength=strength)


def cited_sources(plan: Plan) -> set[str]:
    """Return the ids of the sources that options, accommodations and protocols of a plan cite."""
    groups = (plan.options, plan.accommodations, plan.protocols)
    return {cited.source for group in groups for each in group for cited in each.sources}
