"""Citations with what a reader needs to find their sources, and where the entries of a plan came from."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.library import entries
from planbuilder.library.store import Library, Origin
from planbuilder.plan.record import Cited, Plan, Provenance
from planbuilder.remembering import Latest

#: What the library at hand cites: the same for everybody.
_known: Latest[dict[entries.Citation | entries.Evidence, Cited]] = Latest()


def citations(library: Library, cited: Iterable[entries.Citation | entries.Evidence]) -> tuple[Cited, ...]:
    """Return citations with their sources' titles, where these were published, and the day they were looked up."""
    known = _known.of((library,), dict)
    made: list[Cited] = []
    for each in cited:
        found = known.get(each)
        if found is None:
            found = known[each] = _citation(library, each)
        made.append(found)
    return tuple(made)


def _citation(library: Library, cited: entries.Citation | entries.Evidence) -> Cited:
    """Return a citation with what a reader needs to find it."""
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


#: Where the entries of the library at hand came from, as far as plans used them.
_origins: Latest[dict[str, Provenance | None]] = Latest()


def provenance(library: Library, names: Iterable[str]) -> tuple[Provenance, ...]:
    """Return where entries came from, named as ``kind/id``; what is no entry of the library is left out."""
    known = _origins.of((library,), dict)
    for name in names:
        if name not in known:
            known[name] = _provenance(name, library.origins.get(name))
    return tuple(found for name in names if (found := known[name]))


def _provenance(name: str, origin: Origin | None) -> Provenance | None:
    """Return where an entry came from, as a plan keeps it."""
    if origin is None:
        return None
    return Provenance(entry=name, layer=origin.layer, version=origin.version, sha256=origin.sha256)
