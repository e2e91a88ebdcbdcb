"""The facts about one item of a plan each, as requirements of profiles see them.

Every field is always there: empty, zero or false where nothing is known, so that no requirement is met by an absence.
``at`` is the place of the item in the plan, as a finding tells it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Facts(Struct, frozen=True, kw_only=True):
    """A part of the facts of a plan."""


class DiagnosisFacts(Facts, frozen=True):
    """A diagnosis."""

    at: str
    code: str
    title: str
    justified_by: str
    deferred: str
    treated: bool
    substance: bool
    opioid: bool
    mental: bool


class RiskFacts(Facts, frozen=True):
    """A risk that was looked at."""

    at: str
    risk: str
    level: Literal["low", "moderate", "high"]
    flagged: bool
    assessed: str
    note: str
    same_day: str
    who: str
    protocols: int


class ProblemFacts(Facts, frozen=True):
    """A problem of the plan."""

    at: str
    id: str
    title: str
    because: str
    signs: int
    diagnoses: int
    goals: int


class GoalFacts(Facts, frozen=True):
    """A goal of the plan."""

    at: str
    id: str
    stage: str
    statement: str
    plain: str
    own_words: str
    objectives: int


class ObjectiveFacts(Facts, frozen=True):
    """An objective of the plan; one that a review ended does not count."""

    at: str
    id: str
    statement: str
    plain: str
    how: str
    measured_by: Literal["measure", "count", "act", "nothing"]
    has_baseline: bool
    has_target: bool
    target_improves: bool
    target_date: str
    days_to_target: int
    interventions: int
    blanks: int


class InterventionFacts(Facts, frozen=True):
    """An intervention of the plan."""

    at: str
    id: str
    title: str
    modality: str
    delivery: str
    statement: str
    because: str
    why_blank: bool
    dosed: bool
    minutes: int
    times: int
    per: str
    weeks: int
    role: str
    role_id: str
    person: str
    credentials: str
    family: bool
    accommodations: int
    evidence: int


class OptionFacts(Facts, frozen=True):
    """An option that was considered."""

    at: str
    id: str
    title: str
    kind: str
    decision: str
    decided: str
    benefits: int
    risks: int
    side_effects: int
    alternatives: int
    excluded: bool


class MeasureFacts(Facts, frozen=True):
    """A measure that the plan uses."""

    at: str
    id: str
    scored: bool
    on: str
    again: str


class NeedFacts(Facts, frozen=True):
    """A functional need of the person."""

    at: str
    need: str
    group: str
    words: str
    limitation: str
    answered: bool
    declined: bool
    not_hard: bool
    settled: bool


class PairFacts(Facts, frozen=True):
    """A need and a demand that meet in the plan."""

    at: str
    need: str
    demand: str
    degree: Literal["usual", "possible"]
    status: Literal["answered", "uncovered", "declined", "ask", "not-hard"]


class AccommodationFacts(Facts, frozen=True):
    """An accommodation of the plan."""

    at: str
    id: str
    title: str
    heading: Literal["disability", "language"]
    chosen: bool
    provided_by: str
    arranged_by: str
    paid_by: str
    by: str
    fallback: str
    worked_if: str


class DeclineFacts(Facts, frozen=True):
    """An accommodation that the person declined."""

    at: str
    accommodation: str
    on: str
    mode: str
    ask_again: str
    reason: str


class RequestFacts(Facts, frozen=True):
    """A request of the person for a change in how something is done."""

    at: str
    on: str
    decision: Literal["open", "granted", "changed", "refused"]
    by: str
    reason: str
    alternative: str
    notice: str
    appeal: str


class ProtocolFacts(Facts, frozen=True):
    """A protocol that the plan carries."""

    at: str
    id: str
    title: str
    answers: list[str]
    steps: int


class CriterionFacts(Facts, frozen=True):
    """A criterion of discharge or transition."""

    at: str
    statement: str


class MemberFacts(Facts, frozen=True):
    """A member of the care team."""

    at: str
    role: str
    credentials: str


class TookPartFacts(Facts, frozen=True):
    """Somebody who took part in making the plan."""

    at: str
    on: str
    mode: str
    part: str
    client: bool
    representative: bool


class SignatureFacts(Facts, frozen=True):
    """What somebody said to this version: agrees, disagrees, was absent."""

    at: str
    role: str
    on: str
    agrees: Literal["agree", "disagree", "absent"]
    reason: str
    client: bool
    representative: bool


class DeferredFacts(Facts, frozen=True):
    """A diagnosis or something that would fit which the plan leaves out on purpose."""

    at: str
    what: str
    why: str


class ReviewFacts(Facts, frozen=True):
    """A review that the plan has had."""

    at: str
    date: str
    next_review: str
    steps: int
    present: int
