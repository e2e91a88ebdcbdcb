"""The clinician's choices for one plan, built from data that selection.schema.json has found valid."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from planbuilder.library.entries import Dose
from planbuilder.plan.client import Fact, Person

Value = str | int | float


class Chosen(Fact, frozen=True):
    """An intervention that was chosen, with what is special about it for this person."""

    because: str = ""
    slots: dict[str, Value] = field(default_factory=dict)
    dose: Dose | None = None
    responsible: str = ""
    delivery: str = ""


class ChosenObjective(Fact, frozen=True):
    """An objective that was chosen; interventions left out are chosen by fit."""

    slots: dict[str, Value] = field(default_factory=dict)
    target_date: str = ""
    interventions: dict[str, Chosen] | None = None


class ChosenGoal(Fact, frozen=True):
    """A goal that was chosen, in the person's words too; objectives left out are chosen by fit."""

    own_words: str = ""
    objectives: dict[str, ChosenObjective] | None = None


class ChosenProblem(Fact, frozen=True):
    """A problem that was chosen; goals left out are chosen by fit."""

    because: str = ""
    definitions: tuple[str, ...] = ()
    goals: dict[str, ChosenGoal] | None = None


class Decision(Fact, frozen=True):
    """What the person decided about an option."""

    decision: Literal["chosen", "declined", "undecided"]
    on: str
    words: str = ""


class Participation(Fact, frozen=True):
    """Who took part in making the plan, when, in which mode."""

    who: str
    on: str
    mode: str
    part: str = ""


class Ending(Fact, frozen=True):
    """How long the plan is expected to run, by which criteria it ends, and when that was talked over."""

    weeks: int = 0
    criteria: tuple[str, ...] = ()
    discussed: str = ""
    next: str = ""


class ReviewChoice(Fact, frozen=True):
    """When the plan is reviewed."""

    weeks: int = 0
    on: str = ""


class LeftOut(Fact, frozen=True):
    """Something that would fit and was left out on purpose."""

    what: str
    why: str


class Selection(Fact, frozen=True):
    """The choices for one plan."""

    schema: int
    client: str
    problems: dict[str, ChosenProblem]
    made_by: Person | None = None
    made_on: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    options: dict[str, Decision] = field(default_factory=dict)
    participation: tuple[Participation, ...] = ()
    ending: Ending = Ending()
    review: ReviewChoice = ReviewChoice()
    left_out: tuple[LeftOut, ...] = ()
