"""The facts of a plan: what every requirement of every profile is asked of; plan-facts.schema.json describes them."""

from __future__ import annotations

from typing import Literal

from planbuilder.profiles.fact_parts import (
    AccommodationFacts,
    CriterionFacts,
    DeclineFacts,
    DeferredFacts,
    DiagnosisFacts,
    Facts,
    GoalFacts,
    InterventionFacts,
    MeasureFacts,
    MemberFacts,
    NeedFacts,
    ObjectiveFacts,
    OptionFacts,
    PairFacts,
    ProblemFacts,
    ProtocolFacts,
    RequestFacts,
    ReviewFacts,
    RiskFacts,
    SignatureFacts,
    TookPartFacts,
)


class WhereFacts(Facts, frozen=True):
    """Where and how care is given, and who pays."""

    setting: str
    level_of_care: str
    residential: bool
    admitted: str
    admitted_at: str
    days_since_admission: int
    state: str
    payer: str
    payer_kinds: list[str]
    weekly_hours: float
    authorized_until: str
    stage: str
    why_level: str


class HistoryFacts(Facts, frozen=True):
    """What led here, area by area."""

    life: str
    treatment: str
    substance: str
    mental_health: str
    medical: str
    trauma: str
    family: str


class PersonFacts(Facts, frozen=True):
    """What is known of the person and what brings them."""

    age: int
    minor: bool
    own_words: str
    hopes: str
    seen: str
    history: HistoryFacts
    impairments: list[str]
    strengths: list[str]
    limitations: list[str]
    barriers: list[str]
    supports: list[str]
    living: str
    known: list[str]
    medications: list[str]
    allergies: list[str]


class LegalFacts(Facts, frozen=True):
    """Who else decides, who consented, and what may be told."""

    representative: bool
    representative_scope: str
    minor_assent: str
    consent: str
    conditions: list[str]
    releases: int


class CommunicationFacts(Facts, frozen=True):
    """How the person is reached, and whether that is planned where it is hard."""

    language: str
    reads: str
    english: Literal["full", "some", "little"]
    interpreter: str
    contacts: int
    accommodations: int
    barrier: bool
    planned: bool


class EndFacts(Facts, frozen=True):
    """How the plan ends."""

    until: str
    weeks: int
    criteria: list[CriterionFacts]
    discussed: str
    next: str


class PlanFacts(Facts, frozen=True):
    """The facts of a plan."""

    date: str
    plan_state: Literal["draft", "signed", "amended", "ended"]
    heading: Literal["plan", "proposal"]
    review: str
    days_to_review: int
    made_by_role: str
    made_by_credentials: str
    care: WhereFacts
    person: PersonFacts
    legal: LegalFacts
    communication: CommunicationFacts
    end: EndFacts
    diagnoses: list[DiagnosisFacts]
    untreated_diagnoses: list[str]
    substance_use: bool
    opioid_use: bool
    risks: list[RiskFacts]
    flagged_risks: list[str]
    naloxone: bool
    problems: list[ProblemFacts]
    goals: list[GoalFacts]
    objectives: list[ObjectiveFacts]
    interventions: list[InterventionFacts]
    medications_offered: list[OptionFacts]
    options: list[OptionFacts]
    measures: list[MeasureFacts]
    needs: list[NeedFacts]
    pairs: list[PairFacts]
    accommodations: list[AccommodationFacts]
    declined: list[DeclineFacts]
    requests: list[RequestFacts]
    protocols: list[ProtocolFacts]
    team: list[MemberFacts]
    roles: list[str]
    participation: list[TookPartFacts]
    client_took_part: bool
    representative_took_part: bool
    others_took_part: bool
    signatures: list[SignatureFacts]
    deferred: list[DeferredFacts]
    reviews: list[ReviewFacts]
    open_questions: int
    blanks: int
    weekly_minutes: int
    weekly_limit: int
    weekly_minutes_over: int
