"""What every kind of entry is made of: its id and state, conditions, ages, dates, doses, citations, blanks."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

State = Literal["draft", "active", "superseded", "withdrawn"]


Stage = Literal["early", "engagement", "action", "maintenance"]


Risk = Literal["suicide", "self-harm", "overdose", "withdrawal", "violence", "abuse", "falls"]


#: Classes of medication that a plan must know.
MedicationKind = Literal[
    "opioid",
    "opioid-agonist",
    "benzodiazepine",
    "sedative",
    "ssri",
    "snri",
    "maoi",
    "antidepressant",
    "anticoagulant",
    "antipsychotic",
]


#: Stages in the order in which a person goes through them.
STAGES: tuple[Stage, ...] = ("early", "engagement", "action", "maintenance")


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of an entry."""


class Entry(Part, frozen=True, kw_only=True):
    """What every entry has: a format version, an id, and a state in its life."""

    schema: int
    id: str
    state: State = "active"
    by: tuple[str, ...] = ()
    why: str = ""


class Predicate(Part, frozen=True):
    """A condition on the client, made of named conditions of client-predicates.schema.json."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


class Ages(Part, frozen=True):
    """For people of which ages something was written, in full years; None is an open bound."""

    from_: int | None = field(default=None, name="from")
    to: int | None = None


class Horizon(Part, frozen=True):
    """How far ahead a target date lies; exactly one of the units is not None."""

    days: int | None = None
    weeks: int | None = None
    months: int | None = None


class Due(Part, frozen=True):
    """What a step comes before, and the most days it may take from the plan's date."""

    before: str
    else_days: int


#: The periods of a dose in words, and the days each has, a month at its longest; the whole plan has no bound here.
PERIODS = {"day": ("a day", 1), "week": ("a week", 7), "two-weeks": ("two weeks", 14), "month": ("a month", 31)}
MINUTES_A_DAY = 1440


class Dose(Part, frozen=True):
    """Minutes of one contact, times per period, for so many weeks (0: the period is the plan)."""

    minutes: int
    times: int
    per: Literal["day", "week", "two-weeks", "month", "plan"]
    weeks: int = 0
    note: str = ""


class Citation(Part, frozen=True):
    """A source and the place in it."""

    source: str
    at: str = ""


class Evidence(Part, frozen=True):
    """A source, the place in it, and how strong the evidence is."""

    source: str
    strength: Literal["guideline", "systematic-review", "trial", "consensus", "practice"]
    at: str = ""


class SlotSpec(Part, frozen=True):
    """A blank of a statement: what may fill it, what to ask, and where a value may come from."""

    type: Literal["integer", "number", "date", "string"]
    ask: str
    minimum: float | None = None
    maximum: float | None = None
    less_than: str = ""
    greater_than: str = ""
    default: int | float | str | None = None
    from_count: str = ""
    unit: str = ""
    source: str = ""


class Checked(Part, frozen=True):
    """A look-up: when, how close to the original, and what was seen."""

    on: str
    level: Literal["primary", "copy", "record"]
    saw: str
