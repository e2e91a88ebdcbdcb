"""Accommodations, the pairs they answer, and who provides them."""

from __future__ import annotations

from typing import Literal

from planbuilder.library.entries.parts import Citation, Entry, Part, Predicate


class Pair(Part, frozen=True):
    """A need and a demand that it makes hard."""

    need: str
    demand: str


class Provides(Part, frozen=True):
    """Who does it, who arranges it, who pays, by when."""

    who: tuple[str, ...]
    arranges: str
    pays: Literal["program", "payer", "public-service", "no-cost"]
    by: str


class Norms(Part, frozen=True):
    """Whether a measure's norms still hold, and what to write beside the score."""

    hold: Literal["kept", "unknown", "lost"]
    note: str


class Accommodation(Entry, frozen=True):
    """A change in how something is delivered so that this person can take part; ``print_points`` promise a size."""

    title: str
    group: str
    ask_first: str
    covers: tuple[Pair, ...]
    asks: tuple[str, ...]
    statement: str
    plain: str
    provides: Provides
    equipment: str
    fallback: str
    worked_if: str
    sources: tuple[Citation, ...]
    only_with: tuple[str, ...] = ()
    applies: Predicate | None = None
    not_for: Predicate | None = None
    rural: str = ""
    norms: Norms | None = None
    print_points: float = 0
