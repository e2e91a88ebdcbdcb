"""Treatment options, and the reasons against them."""

from __future__ import annotations

from typing import Literal

from planbuilder.library.entries.parts import Citation, Entry, MedicationKind, Part, Predicate


class Exclusion(Part, frozen=True):
    """A reason against an option; absolute ones are never offered while they hold.

    ``allergy`` is one to the option itself; ``medicines`` are the names of others beside which it holds; ``starting``
    speaks against beginning it only.
    """

    say: str
    absolute: bool
    when: Predicate | None = None
    allergy: bool = False
    starting: bool = False
    medicines: tuple[str, ...] = ()


class Benefit(Part, frozen=True):
    """What an option can bring in certain problems."""

    problems: tuple[str, ...]
    say: str


class Option(Entry, frozen=True):
    """A treatment option that is put to the client; a medication is known by name or class on a client's list."""

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
    benefits_for: tuple[Benefit, ...] = ()
    alternatives: tuple[str, ...] = ()
    medications: tuple[str, ...] = ()
    kinds: tuple[MedicationKind, ...] = ()
