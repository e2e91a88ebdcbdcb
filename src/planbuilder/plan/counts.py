"""Counts in a library: which blanks start from them, and which counts anything asks for."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.library.entries import SlotSpec
from planbuilder.library.store import Library
from planbuilder.remembering import Latest
from planbuilder.schema import schema_text

#: What was found in the library at hand: every client of a run asks the same one.
_blanks: Latest[tuple[SlotSpec, ...]] = Latest()
_in_use: Latest[frozenset[str]] = Latest()


def count_blanks(library: Library) -> tuple[SlotSpec, ...]:
    """Return the blanks of objectives and interventions that are filled from a count."""
    return _blanks.of((library,), lambda: tuple(_count_blanks(library)))


def _count_blanks(library: Library) -> Iterator[SlotSpec]:
    """Yield the blanks that are filled from a count."""
    specs: list[SlotSpec] = [spec for entry in library.interventions.values() for spec in entry.slots.values()]
    for problem in library.problems.values():
        for goal in problem.goals.values():
            specs += [spec for step in goal.objectives.values() for spec in step.slots.values()]
    yield from (spec for spec in specs if spec.from_count)


def counts_in_use(library: Library) -> frozenset[str]:
    """Return the counts that the blanks of the library are filled from, and those that conditions ask for."""
    return _in_use.of((library,), lambda: _counts_in_use(library))


def _counts_in_use(library: Library) -> frozenset[str]:
    """Return the counts in use, looked for anew."""
    asked = (each["properties"].get("counts", {}) for each in schema_text("client-predicates")["$defs"].values())
    named = {id for each in asked for id in each.get("properties", {})}
    return frozenset({spec.from_count for spec in count_blanks(library)} | named)
