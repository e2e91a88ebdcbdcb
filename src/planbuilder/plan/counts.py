"""Counts in a library: which blanks start from them, and which counts anything asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.library.entries import SlotSpec
from planbuilder.library.store import Library
from planbuilder.schema import schema_text

#: The library looked through last, with its blanks and its counts: every client of a run asks the same one.
_last: list[tuple[Library, tuple[SlotSpec, ...], frozenset[str]]] = []


def count_blanks(library: Library) -> tuple[SlotSpec, ...]:
    """Return the blanks of objectives and interventions that are filled from a count."""
    return _looked_through(library)[1]


def counts_in_use(library: Library) -> frozenset[str]:
    """Return the counts that the blanks of the library are filled from, and those that conditions ask for."""
    return _looked_through(library)[2]


def _looked_through(library: Library) -> tuple[Library, tuple[SlotSpec, ...], frozenset[str]]:
    """Return a library with its blanks that are filled from a count, and the counts in use."""
    if not _last or _last[0][0] is not library:
        blanks = tuple(_count_blanks(library))
        _last[:] = [(library, blanks, _counts(blanks))]
    return _last[0]


def _count_blanks(library: Library) -> Iterator[SlotSpec]:
    """Yield the blanks that are filled from a count."""
    specs: list[SlotSpec] = [spec for entry in library.interventions.values() for spec in entry.slots.values()]
    for problem in library.problems.values():
        for goal in problem.goals.values():
            specs += [spec for step in goal.objectives.values() for spec in step.slots.values()]
    yield from (spec for spec in specs if spec.from_count)


def _counts(blanks: Iterable[SlotSpec]) -> frozenset[str]:
    """Return the counts that blanks are filled from, and those that conditions ask for."""
    asked = (each["properties"].get("counts", {}) for each in schema_text("client-predicates")["$defs"].values())
    named = {id for each in asked for id in each.get("properties", {})}
    return frozenset({spec.from_count for spec in blanks} | named)
