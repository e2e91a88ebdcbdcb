"""Citations with what a reader needs to find their sources."""

from __future__ import annotations

from planbuilder.library import entries
from planbuilder.library.store import Library
from planbuilder.plan.record import Cited, Plan
from planbuilder.remembering import Latest

#: What the library at hand cites: the same for everybody.
_known: Latest[dict[entries.Citation | entries.Evidence, Cited]] = Latest()


def citation(library: Library, cited: entries.Citation | entries.Evidence) -> Cited:
    """Return a citation with its source's title, where it was published, and the day it was looked up."""
    known = _known.of((library,), dict)
    found = known.get(cited)
    if found is None:
        found = known[cited] = _citation(library, cited)
    return found


def _citation(library: Library, cited: entries.Citation | entries.Evidence) -> Cited:
    """Return a citation, made anew."""
    source = library.sources.get(cited.source)
    strength = cited.strength if isinstance(cited, entries.Evidence) else ""
    if source is None:
        return Cited(source=cited.source, title=cited.source, at=cited.at, strength=strength)
    return Cited(
        source=cited.source,
        title=source.title,
        published=_published(source),
        checked=source.checked.on if source.checked else "",
        at=cited.at,
        strength=strength,
    )


def _published(source: entries.Source) -> str:
    """Return publisher, series, year and identifier of a source, each once."""
    year = str(source.year) if source.year else ""
    parts = [source.publisher]
    for part in (source.series, year, source.identifier):
        if part and part not in source.title and not any(part in said for said in parts):
            parts.append(part)
    return ", ".join(parts)


def cited_sources(plan: Plan) -> set[str]:
    """Return the ids of the sources that options, accommodations and protocols of a plan cite."""
    groups = (plan.options, plan.accommodations, plan.protocols)
    return {cited.source for group in groups for each in group for cited in each.sources}
