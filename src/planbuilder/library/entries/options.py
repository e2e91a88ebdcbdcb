"""Treatment options, and the reasons against them."""

from __future__ import annotations

from typing import Literal

from planbuilder.library.entries.parts import Citation, Entry, Part, Predicate


class Exclusion(Part, frozen=True):
    """A reason against an option; absolute ones are never offered while they hold."""

    say: str
    absolute: bool
    when: Predicate | None = None


class Option(Entry, frozen=True):
    """A treatment option that is put to the client."""

    title: str
    kind: Literal["medication", "psychotherapy", "service", "self-help"]
    statement: str
    plain: str
    benefits: tuple[str, ...]
    risks: tuple[str, ...]
    side_effects: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    demands: tuple[str, ...]
    sources: tuple[Citation, ...]
    alternatives: tuple[str, ...] = ()
