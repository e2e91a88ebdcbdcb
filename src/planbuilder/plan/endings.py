"""How a plan ended: why, what was reached, who goes on with what; as its file says it and as the record keeps it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import field

from planbuilder.plan.client import Fact, Person
from planbuilder.plan.progress import Achievement
from planbuilder.plan.selection import Participation

Reason = Literal[
    "completed", "other-level-of-care", "other-program", "moved", "own-choice", "lost-contact", "administrative", "died"
]
Said = Literal["yes", "no"]
Reached = Literal["yes", "partly", "no", "not-called-for"]


class CriterionReached(Fact, frozen=True):
    """Whether a criterion of discharge was reached, and what shows it."""

    reached: Reached
    shown_by: str = ""


class ObjectiveReached(Fact, frozen=True):
    """Where an objective stands at the end, what was reached, and what goes on from it."""

    status: Achievement
    reached: str = ""
    goes_on: str = ""


class NextCare(Fact, frozen=True):
    """What comes next: what, with whom or where, from which day, how they are reached."""

    what: str
    who: str = ""
    from_: str = field(default="", name="from")
    reach: str = ""


class Handoff(Fact, frozen=True):
    """A warm hand-off: to whom, by whom, on which day, in which way; whether it has taken place."""

    to: str
    by: str
    on: str
    how: str
    done: Said
    reach: str = ""


class Appointment(Fact, frozen=True):
    """An appointment: with whom, when and where, and what makes it accessible, by whom."""

    who: str
    on: str
    at: str = ""
    where: str = ""
    access: str = ""


class CheckIn(Fact, frozen=True):
    """A contact after the end: on which day, by whom, by which route."""

    on: str
    by: str
    how: str


class AccessTold(Fact, frozen=True):
    """To whom the accommodations that work were told, on which day, and that the person agreed to it."""

    to: str
    on: str
    agreed: Said
    confirmed: str = ""


class Medicines(Fact, frozen=True):
    """Who goes on prescribing, until which day medicine is in hand, and what was said of naloxone."""

    prescriber: str = ""
    in_hand_until: str = ""
    naloxone: str = ""


class PlanEnding(Fact, frozen=True):
    """How a plan ended; criteria by their keys, objectives by their numbers."""

    on: str
    by: Person
    reason: Reason
    criteria: dict[str, CriterionReached]
    objectives: dict[str, ObjectiveReached]
    why: str = ""
    words: str = ""
    tried: str = ""
    participation: tuple[Participation, ...] = ()
    next: tuple[NextCare, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    medicines: Medicines = Medicines()
    access: tuple[AccessTold, ...] = ()
    if_it_comes_back: str = ""


class EndingFile(PlanEnding, frozen=True, kw_only=True):
    """The file that ends a plan: of which client, and which version it ends."""

    schema: int
    client: str
    version: int

    @property
    def ending(self) -> PlanEnding:
        """Return what the record keeps of the file."""
        return PlanEnding(**{name: getattr(self, name) for name in PlanEnding.__struct_fields__})


def file_in(value: object) -> EndingFile:
    """Return the file of a value that ending.schema.json has found valid."""
    return msgspec.convert(value, EndingFile)
