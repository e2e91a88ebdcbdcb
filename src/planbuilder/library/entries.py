"""The kinds of library entry as frozen classes, built from data that the schemas have found valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

State = Literal["draft", "active", "superseded", "withdrawn"]
Stage = Literal["early", "engagement", "action", "maintenance"]
Risk = Literal["suicide", "self-harm", "overdose", "withdrawal", "violence", "abuse"]
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


class Codes(Part, frozen=True):
    """Diagnosis codes as prefixes, and those under them that do not belong."""

    icd10cm: tuple[str, ...]
    but_not: tuple[str, ...] = field(default=(), name="not")


class Sign(Part, frozen=True):
    """A condition that speaks for a problem, and the reason it gives."""

    when: Predicate
    reason: str


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


class Variant(Part, frozen=True):
    """What changes of an intervention for some clients."""

    when: Predicate
    note: str
    dose: Dose | None = None
    responsible: str = ""


class Intervention(Entry, frozen=True):
    """What the provider does."""

    title: str
    modality: str
    delivery: tuple[str, ...]
    statement: str
    plain: str
    dose: Dose
    responsible: str
    demands: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    because: str = "Chosen because {{ reason }}"
    slots: Mapping[str, SlotSpec] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    applies: Predicate | None = None
    not_for: Predicate | None = None
    variants: tuple[Variant, ...] = ()
    sensitive: bool = False
    ages: Ages | None = None


class Pair(Part, frozen=True):
    """A need and a demand that it makes hard."""

    need: str
    demand: str


class Provides(Part, frozen=True):
    """Who does it, who arranges it, who pays, by when."""

    who: tuple[str, ...]
    arranges: str
    pays: Literal["program", "payer", "public-service", "no-cost"]
    by: str


class Norms(Part, frozen=True):
    """Whether a measure's norms still hold, and what to write beside the score."""

    hold: Literal["kept", "unknown", "lost"]
    note: str


class Accommodation(Entry, frozen=True):
    """A change in how something is delivered so that this person can take part."""

    title: str
    group: str
    ask_first: str
    covers: tuple[Pair, ...]
    asks: tuple[str, ...]
    statement: str
    plain: str
    provides: Provides
    equipment: str
    fallback: str
    worked_if: str
    sources: tuple[Citation, ...]
    only_with: tuple[str, ...] = ()
    applies: Predicate | None = None
    rural: str = ""
    norms: Norms | None = None


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


class Loinc(Part, frozen=True):
    """Codes of a measure, and where they were read."""

    seen: str
    panel: str = ""
    total: str = ""


class Range(Part, frozen=True):
    """The lowest and the highest possible score."""

    min: float
    max: float


class Band(Part, frozen=True):
    """A band of scores with its label."""

    min: float
    max: float
    label: str


class Change(Part, frozen=True):
    """The smallest change that matters."""

    value: float
    unit: Literal["points", "percent"]
    source: str
    at: str = ""


class Critical(Part, frozen=True):
    """An answer that must not be hidden in a total, the risk it raises, and the total that proves it."""

    id: str
    title: str
    risk: Risk
    certain_from: float | None = None


class Licence(Part, frozen=True):
    """What may be done with a measure."""

    kind: Literal["free", "free-noncommercial", "permission", "licensed"]
    terms: str
    owner: str = ""


class Measure(Entry, frozen=True):
    """An outcome measure; never the text of an item."""

    title: str
    short: str
    construct: str
    plain: str
    range: Range
    direction: Literal["higher-worse", "higher-better"]
    bands: tuple[Band, ...]
    demands: tuple[str, ...]
    licence: Licence
    sources: tuple[Citation, ...]
    checked: Checked | None
    loinc: Loinc | None = None
    meaningful_change: Change | None = None
    critical: tuple[Critical, ...] = ()
    repeat_weeks: int = 0
    minutes: int = 0


class Step(Part, frozen=True):
    """One step of a protocol."""

    statement: str
    plain: str
    within: Literal["at-once", "same-day", "72-hours", "one-week", "next-visit"]
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


class Source(Entry, frozen=True):
    """A document that evidence and rules point to."""

    type: str
    title: str
    publisher: str
    licence: str
    checked: Checked | None
    authors: str = ""
    series: str = ""
    year: int = 0
    identifier: str = ""
    url: str = ""
    note: str = ""


class Need(Part, frozen=True):
    """A functional need of people; ``where_english`` says at which English a language need is presumed."""

    label: str
    short: str
    group: str
    disability: bool
    icf: tuple[str, ...]
    language_note: str = ""
    replaces: tuple[str, ...] = ()
    where_english: tuple[Literal["little", "some"], ...] = ()


class Demand(Part, frozen=True):
    """What an activity asks of a person."""

    label: str
    what: str
    plain: str
    icf: tuple[str, ...]
    implies: tuple[str, ...]
    scope: Literal["everything", "activity"]
    note: str = ""


class Conflict(Part, frozen=True):
    """How hard a need makes a demand, and why."""

    degree: Literal["usual", "possible"]
    reason: str
    ask: str = ""


class Modality(Part, frozen=True):
    """A school or method."""

    label: str
    kin: tuple[str, ...] = ()


class Role(Part, frozen=True):
    """Who does things; ``outside`` for somebody who is not on the care team and is arranged for."""

    label: str
    plain: str
    stands_in: tuple[str, ...] = ()
    outside: bool = False


class MedicationName(Part, frozen=True):
    """A medication by its generic name: its class, and its brands and other names."""

    kind: MedicationKind
    sources: tuple[Citation, ...]
    names: tuple[str, ...] = ()


class Setting(Part, frozen=True):
    """Where care happens."""

    label: str
    plain: str
    residential: bool


class Level(Part, frozen=True):
    """A level of care; weekly_hours is what is presumed where a client's file gives none."""

    label: str
    weekly_hours: float | None = None


class Dimension(Part, frozen=True):
    """A dimension of the ASAM Criteria: label and edition only."""

    label: str
    edition: str
    order: int
    source: str = ""


class Vocabulary(Part, frozen=True):
    """The words that the library is built from."""

    schema: int = 1
    groups: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    demands: Mapping[str, Demand] = field(default_factory=dict)
    conflicts: Mapping[str, Mapping[str, Conflict]] = field(default_factory=dict)
    modalities: Mapping[str, Modality] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    levels_of_care: Mapping[str, Level] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    medications: Mapping[str, MedicationName] = field(default_factory=dict)


class Term(Part, frozen=True):
    """A term to avoid."""

    avoid: tuple[str, ...]
    say: tuple[str, ...]
    kind: str
    exempt: tuple[str, ...]
    sources: tuple[Citation, ...]
    allowed_in: tuple[str, ...] = ()
    access_check: bool = False
    note: str = ""


class PersonFirst(Part, frozen=True):
    """Terms to avoid, what to say, and the reasons for which a term may stand."""

    schema: int = 1
    exemptions: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)


class Policy(Part, frozen=True):
    """What a library demands of its users."""

    approval: Literal["optional", "required"]


class About(Part, frozen=True):
    """What a library layer says about itself."""

    schema: int
    id: str
    title: str
    version: str
    language: str
    licence: str
    layer: Literal["shipped", "agency", "program"]
    policy: Policy
    notice: str = ""
    ages: Ages | None = None


class Document(Part, frozen=True):
    """A kind of paper: a Word template and what it is for."""

    schema: int
    id: str
    title: str
    purpose: str
    audience: Literal["clinician", "client", "outside"]
    template: str
    editable: bool
    body_points: float
    plain_only: bool
