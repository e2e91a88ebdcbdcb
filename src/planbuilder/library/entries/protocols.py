"""Protocols, their steps and contacts, and the routines of a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planbuilder.library.entries.parts import Citation, Entry, Part, Predicate, Risk


class Step(Part, frozen=True):
    """One step of a protocol."""

    statement: str
    plain: str
    within: Literal["at-once", "same-day", "24-hours", "72-hours", "one-week", "next-visit"]
    responsible: str
    citations: tuple[Citation, ...] = ()


class Route(Part, frozen=True):
    """Who answers, by which routes."""

    name: str
    voice: str = ""
    text: str = ""
    video: str = ""
    note: str = ""


class Contact(Route, frozen=True):
    """Who answers, and for whom: a condition on the client, or everybody."""

    applies: Predicate | None = None


class Protocol(Entry, frozen=True):
    """A stepped response that the plan carries; of others who take part it asks ``demands_of_others``, if given."""

    title: str
    plain_title: str
    answers: tuple[Risk, ...]
    begins_when: str
    plain_begins_when: str
    steps: Mapping[str, Step]
    demands: tuple[str, ...]
    sources: tuple[Citation, ...]
    contacts: tuple[Contact, ...] = ()
    never: tuple[str, ...] = ()
    demands_of_others: tuple[str, ...] = ()


class Routine(Entry, frozen=True):
    """Something the program does with everyone."""

    title: str
    statement: str
    plain: str
    settings: tuple[str, ...]
    responsible: str
    demands: tuple[str, ...]
    sources: tuple[Citation, ...]
    applies: Predicate | None = None
