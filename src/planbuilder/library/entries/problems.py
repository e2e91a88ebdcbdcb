"""Problems with their goals, objectives and criteria of discharge."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from planbuilder.library.entries.parts import Ages, Citation, Due, Entry, Horizon, Part, Predicate, SlotSpec, Stage


class Codes(Part, frozen=True):
    """Diagnosis codes as prefixes, and those under them that do not belong."""

    icd10cm: tuple[str, ...]
    but_not: tuple[str, ...] = field(default=(), name="not")


class Sign(Part, frozen=True):
    """A condition that speaks for a problem, and the reason it gives; ``urgent`` where it is a danger today."""

    when: Predicate
    reason: str
    urgent: bool = False


class TargetSpec(Part, frozen=True):
    """How a measure's target is found; exactly one is set."""

    percent: int | None = None
    score: int | None = None
    band: str = ""


class MeasuredBy(Part, frozen=True):
    """How an objective is measured: a measure with its target, a count, an act done, or something observed."""

    measure: str = ""
    target: TargetSpec | None = None
    count: str = ""
    done: str = ""
    observed: str = ""


class Objective(Part, frozen=True):
    """A short-term, measurable step to a goal."""

    statement: str
    plain: str
    measured_by: MeasuredBy
    interventions: tuple[str, ...]
    stage: Stage | None = None
    slots: Mapping[str, SlotSpec] = field(default_factory=dict)
    horizon: Horizon | None = None
    due: Due | None = None
    applies: Predicate | None = None
    not_for: Predicate | None = None
    requires: tuple[str, ...] = ()
    left_to: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


class Goal(Part, frozen=True):
    """A long-term outcome of a problem."""

    statement: str
    plain: str
    stage: Stage
    objectives: Mapping[str, Objective]
    applies: Predicate | None = None


class Criterion(Part, frozen=True):
    """A criterion of discharge or transition."""

    statement: str
    plain: str


class Problem(Entry, frozen=True):
    """A presenting problem with its goals and objectives."""

    title: str
    plain_title: str
    summary: str
    codes: Codes
    measures: tuple[str, ...]
    definitions: Mapping[str, str]
    goals: Mapping[str, Goal]
    protocols: tuple[str, ...]
    discharge: Mapping[str, Criterion]
    sources: tuple[Citation, ...]
    suggest_when: tuple[Sign, ...] = ()
    ages: Ages | None = None
