"""Requirement profiles: what a regulator, payer or accreditor asks of a plan, each with its citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import field

from planbuilder.library.entries.parts import Checked, Citation, Entry, Part

Value = str | int | float | bool


class Shape(Part, frozen=True, rename="camel"):
    """A JSON Schema over the facts of a plan, in the words of draft 2020-12 that a profile may use."""

    const: Value | None = None
    enum: tuple[Value, ...] = ()
    properties: Mapping[str, Shape] = {}
    items: Shape | None = None
    contains: Shape | None = None
    min_contains: int | None = None
    max_contains: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    all_of: tuple[Shape, ...] = ()
    any_of: tuple[Shape, ...] = ()
    not_: Shape | None = field(default=None, name="not")
    if_: Shape | None = field(default=None, name="if")
    then: Shape | None = None
    else_: Shape | None = field(default=None, name="else")


Unit = Literal["hours", "days", "working-days", "sessions", "months"]


class Span(Part, frozen=True):
    """So many hours, days, working days, sessions or calendar months after an anchor."""

    count: int
    unit: Unit


class Clock(Part, frozen=True):
    """By when something is due, counted from an anchor.

    With ``repeat`` it is due again so long after each time; ``begins`` and ``ends`` bound the stretch, counted from the
    anchor, in which it counts.
    """

    due: Literal["plan", "review", "note", "signature"]
    anchor: Literal["admission", "plan"]
    within: int
    unit: Unit
    repeat: bool = False
    begins: Span | None = None
    ends: Span | None = None


class Requirement(Part, frozen=True):
    """One thing that is asked: ``must`` holds for the plan's facts, or ``clock`` says by when; only where ``given``."""

    says: str
    missing: str
    fix: str
    why: str
    severity: Literal["error", "warning", "question", "note"]
    cites: tuple[Citation, ...]
    checked: Checked | None
    must: Shape | None = None
    clock: Clock | None = None
    given: Shape | None = None
    where: str = ""


class Proposed(Part, frozen=True):
    """For which plans a profile is proposed: always, or where each list that is given holds what the plan has.

    Where nothing is given it is asked only when somebody names it. ``when_says`` is ``when`` in words: plans that ...
    """

    always: bool = False
    states: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    levels_of_care: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    when: Shape | None = None
    when_says: str = ""


class Profile(Entry, frozen=True):
    """A set of requirements of one regulator, payer or accreditor."""

    title: str
    issuer: str
    kind: Literal["regulator", "payer", "accreditor", "practice"]
    about: str
    requirements: Mapping[str, Requirement]
    proposed: Proposed = Proposed()
    not_checked: tuple[str, ...] = ()
