"""Counts in a library: which blanks start from them, how high they may be, and which counts anything asks for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from msgspec import Struct

from planbuilder.library.entries import SlotSpec
from planbuilder.library.store import Library
from planbuilder.remembering import Latest
from planbuilder.schema import schema_text


class Counting(Struct, frozen=True):
    """What a library says of counts.

    ``blanks`` start from one, ``highest`` is the most that any of them can hold, by count, ``whole`` are the counts
    that a blank for whole numbers starts from, ``in_use`` are those of all blanks and those that conditions ask for.
    """

    blanks: tuple[SlotSpec, ...]
    highest: Mapping[str, float]
    whole: frozenset[str]
    in_use: frozenset[str]


#: Every client of a run asks the same library.
_latest: Latest[Counting] = Latest()


def counting(library: Library) -> Counting:
    """Return what a library says of counts."""
    return _latest.of((library,), lambda: _looked_through(library))


def _looked_through(library: Library) -> Counting:
    """Return what is said of counts in the blanks of a library and in the conditions."""
    blanks = tuple(_blanks(library))
    highest: dict[str, float] = {}
    for spec in blanks:
        most = math.inf if spec.maximum is None else spec.maximum
        highest[spec.from_count] = max(most, highest.get(spec.from_count, most))
    asked = (each["properties"].get("counts", {}) for each in schema_text("client-predicates")["$defs"].values())
    named = {id for each in asked for id in each.get("properties", {})}
    whole = frozenset(spec.from_count for spec in blanks if spec.type == "integer")
    return Counting(blanks, highest, whole, frozenset({*highest, *named}))


def _blanks(library: Library) -> Iterator[SlotSpec]:
    """Yield the blanks of objectives and interventions that are filled from a count."""
    specs: list[SlotSpec] = [spec for entry in library.interventions.values() for spec in entry.slots.values()]
    for problem in library.problems.values():
        for goal in problem.goals.values():
            specs += [spec for step in goal.objectives.values() for spec in step.slots.values()]
    yield from (spec for spec in specs if spec.from_count)
