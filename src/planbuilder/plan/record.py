"""The plan record as frozen classes: everything resolved, numbered and dated; plan.schema.json describes it."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec
from msgspec import field

from planbuilder.library.entries import Dose, Route
from planbuilder.plan.client import Client, Decline, Fact, Person, Request
from planbuilder.plan.endings import PlanEnding
from planbuilder.plan.reviews import PlanReview
from planbuilder.plan.selection import Participation, Selection

Filled = Literal["selection", "score", "count", "default", "client", "team", "schedule", "blank", "edited"]
State = Literal["draft", "signed", "amended", "ended"]
Agrees = Literal["agree", "disagree", "absent"]


class SlotValue(Fact, frozen=True):
    """What filled a blank, and where that came from; ``value`` is empty for one that nobody filled."""

    value: str
    source: Filled
    ask: str = ""


class Text(Fact, frozen=True):
    """A text: what the library said, what filled its blanks, what was printed, what the clinician made of it."""

    library: str
    printed: str
    slots: dict[str, SlotValue] = field(default_factory=dict)
    wrote: str = ""

    @property
    def blanks(self) -> tuple[tuple[str, SlotValue], ...]:
        """Return the blanks that nobody filled, each with its name."""
        return tuple([(name, slot) for name, slot in self.slots.items() if slot.source == "blank"])

    @property
    def now(self) -> str:
        """Return the text as it stands: what the clinician wrote, else what was printed."""
        return self.wrote or self.printed


class Weighed(Fact, frozen=True):
    """A condition of the library that was weighed for this client: which, and how it came out."""

    kind: Literal["applies", "not_for", "requires"]
    names: tuple[str, ...]
    verdict: Literal["met", "unmet", "unknown"]


class Cited(Fact, frozen=True):
    """A document, the place in it, and how strong the evidence is (empty where strength says nothing)."""

    source: str
    title: str
    published: str = ""
    checked: str = ""
    at: str = ""
    strength: str = ""


class PlanIntervention(Fact, frozen=True, kw_only=True):
    """An intervention in the plan.

    One that is ``local`` was added to a printed plan by hand: no entry of the library is behind it, and what the page
    did not say of it (its dose, what it asks of the person) is not known.
    """

    key: str
    number: str
    id: str
    title: str
    modality: str
    delivery: str
    statement: Text
    plain: Text
    because: Text
    dose: Dose | None = None
    dose_text: str
    responsible: str
    role: str
    demands: tuple[str, ...]
    evidence: tuple[Cited, ...]
    person: str = ""
    credentials: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    accommodations: tuple[str, ...] = ()
    family: bool = False
    local: bool = False


class Measured(Fact, frozen=True):
    """How an objective is measured: in words, and for a measure or count its baseline and target."""

    how: str
    measure: str = ""
    baseline: float | None = None
    target: float | None = None
    improves: bool | None = None


class PlanObjective(Fact, frozen=True):
    """An objective in the plan; one that is ``local`` was added to a printed plan by hand.

    ``ended`` is the day of the review that ended it.
    """

    key: str
    number: str
    id: str
    stage: str
    statement: Text
    plain: Text
    measured: Measured
    target_date: str
    interventions: tuple[PlanIntervention, ...]
    options: tuple[str, ...] = ()
    before: str = ""
    weighed: tuple[Weighed, ...] = ()
    local: bool = False
    ended: str = ""


class PlanGoal(Fact, frozen=True):
    """A goal in the plan."""

    key: str
    number: str
    id: str
    stage: str
    statement: Text
    plain: Text
    objectives: tuple[PlanObjective, ...]
    own_words: str = ""


class Sign(Fact, frozen=True):
    """A definition that was ticked."""

    key: str
    id: str
    text: str


class PlanProblem(Fact, frozen=True):
    """A problem in the plan."""

    key: str
    number: str
    id: str
    title: str
    plain_title: str
    goals: tuple[PlanGoal, ...]
    codes: tuple[str, ...] = ()
    because: str = ""
    signs: tuple[Sign, ...] = ()
    sources: tuple[Cited, ...] = ()


class Exclusion(Fact, frozen=True):
    """A reason against an option: whether it holds for this client, and whether it rules the option out.

    ``asks`` names the conditions that the client's file leaves open; it is empty where no fact of the file decides.
    """

    say: str
    absolute: bool
    verdict: Literal["met", "unmet", "unknown"]
    asks: tuple[str, ...] = ()


class PlanOption(Fact, frozen=True):
    """An option that was considered."""

    key: str
    id: str
    title: str
    kind: str
    statement: Text
    plain: Text
    benefits: tuple[str, ...]
    risks: tuple[str, ...]
    side_effects: tuple[str, ...]
    demands: tuple[str, ...]
    exclusions: tuple[Exclusion, ...] = ()
    alternatives: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    excluded: bool = False
    decision: str = ""
    decided: str = ""
    words: str = ""
    sources: tuple[Cited, ...] = ()


class Activity(Fact, frozen=True):
    """Something planned that asks things of people: its key or id, what it is, its demands with all they imply."""

    key: str
    kind: Literal["intervention", "measure", "option", "protocol", "routine"]
    title: str
    demands: tuple[str, ...]


class PairAnswer(Fact, frozen=True):
    """A need and a demand that meet in this plan: where, how hard, and what answers it.

    ``status`` is answered, uncovered (nobody has made it possible), declined (the person said no to what there is),
    ask (a possible conflict nobody asked about), or not-hard (the person said it is not). ``ask_again`` is the day on
    which what was declined is asked again. ``instead_of`` is what was declined where the answer is another one that
    nobody has asked about.
    """

    who: str
    need: str
    demand: str
    degree: Literal["usual", "possible"]
    reason: str
    status: Literal["answered", "uncovered", "declined", "ask", "not-hard"]
    activities: tuple[str, ...]
    answer: str = ""
    ask: str = ""
    ask_again: str = ""
    instead_of: str = ""


class PlanAccommodation(Fact, frozen=True):
    """An accommodation in the plan."""

    key: str
    number: str
    id: str
    title: str
    who: str
    heading: Literal["disability", "language"]
    everywhere: bool
    statement: Text
    plain: Text
    ask_first: str
    covers: tuple[str, ...]
    applies_to: tuple[str, ...]
    provided_by: str
    arranged_by: str
    paid_by: str
    by: str
    equipment: str
    fallback: str
    worked_if: str
    chosen: bool = False
    asks_hard: tuple[str, ...] = ()
    rural: str = ""
    norms: str = ""
    print_points: float = 0
    sources: tuple[Cited, ...] = ()


class PlanMeasure(Fact, frozen=True):
    """A measure that the plan uses: latest score, its band, when it is given again, and what to know of its norms."""

    id: str
    title: str
    short: str
    plain: str
    direction: str
    score: float | None = None
    on: str = ""
    band: str = ""
    critical: tuple[str, ...] = ()
    how: str = ""
    again: str = ""
    norms: tuple[str, ...] = ()
    loinc: str = ""


class PlanStep(Fact, frozen=True):
    """A step of a protocol."""

    key: str
    within: str
    statement: Text
    plain: Text
    role: str
    id: str = ""


class PlanProtocol(Fact, frozen=True):
    """A protocol that the plan carries."""

    key: str
    id: str
    title: str
    plain_title: str
    answers: tuple[str, ...]
    begins_when: Text
    plain_begins_when: Text
    steps: tuple[PlanStep, ...]
    contacts: tuple[Route, ...] = ()
    never: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()


class SafetyLine(Fact, frozen=True):
    """A risk that was looked at: how high, what is done on the same day, by whom, by which protocols."""

    risk: str
    level: str
    note: str
    assessed: str
    by: str
    same_day: str
    who: str
    protocols: tuple[str, ...]


class Communication(Fact, frozen=True):
    """How to communicate with the person."""

    language: str
    reads: str
    english: str
    interpreter: str
    contacts: tuple[str, ...] = ()
    accommodations: tuple[str, ...] = ()
    voice_call: bool = True


class PlanCriterion(Fact, frozen=True):
    """A criterion of discharge or transition."""

    key: str
    statement: Text
    plain: Text
    id: str = ""


class Question(Fact, frozen=True):
    """A question to the person or the clinician that the plan leaves open, and what it is about."""

    to: Literal["person", "clinician"]
    about: str
    ask: str


class Provenance(Fact, frozen=True):
    """Where one entry came from."""

    entry: str
    layer: str
    version: str
    sha256: str


class MadeWith(Fact, frozen=True):
    """The program and the library that made the plan, and a hash over what it was made from."""

    planbuilder: str
    library: str
    version: str
    digest: str
    inputs: str


def inputs_digest(client: Client, selection: Selection, digest: str) -> str:
    """Return the SHA-256 over what a plan is made from: the facts about a client, the choices, the library's hash."""
    return hashlib.sha256(msgspec.json.encode((client, selection, digest), order="deterministic")).hexdigest()


class Limitation(Fact, frozen=True):
    """A stable limitation that stays on record: the need, how the person says it, and what stays hard."""

    need: str
    label: str
    words: str = ""
    limitation: str = ""


class Saved(Fact, frozen=True):
    """How a version came to be kept: when (UTC), by whom, why, and the version and bytes it follows.

    ``based_on`` is the number of the version it was made from, 0 for the first; ``previous`` is the SHA-256 of the
    bytes of the version before it, empty for the first; ``own`` is the SHA-256 of this record without it.
    """

    at: str
    by: str
    based_on: int
    previous: str
    why: str = ""
    own: str = ""


class Struck(Fact, frozen=True):
    """An item that somebody struck from a printed plan: its key and number stay vacant forever.

    ``name`` is how a reader called it, ``text`` what it said, ``when`` the day on which that was accepted, ``version``
    the version that was first without it, ``path`` its ids from the problem down, parted by slashes.
    """

    key: str
    number: str
    name: str
    text: str
    when: str
    version: int = 0
    path: str = ""


class AddedNote(Fact, frozen=True):
    """Words that somebody added to a printed plan and that are no part of its thread; ``under`` says where."""

    key: str
    statement: Text
    under: str = ""


class Remark(Fact, frozen=True):
    """What somebody said beside the plan in an edited document, kept with the ``version`` that took its edits.

    A comment, a tick or choice, a tracked change that was refused or still waits, or a change of the page that has no
    place in the plan. ``about`` is the item in a reader's words, ``words`` are those that it sits on or replaces.
    """

    kind: Literal["comment", "tick", "rejected", "waiting", "unplaced"]
    text: str
    version: int
    about: str = ""
    words: str = ""
    by: str = ""
    on: str = ""


class Signature(Fact, frozen=True):
    """What somebody said to one version: agrees, disagrees, or was absent, with the reason.

    ``binds`` is the SHA-256 of the bytes of the version that it is about. ``despite`` is why it was signed although it
    was a proposal or had errors; empty where it was neither.
    """

    name: str
    role: str
    on: str
    agrees: Agrees
    binds: str
    reason: str = ""
    despite: str = ""


class Vacant(Fact, frozen=True):
    """A key and number that nothing else may get: of something that was in an earlier version, told by its path."""

    key: str
    path: str
    number: str = ""


class Plan(Fact, frozen=True):
    """The plan record, complete in itself; ``saved`` where it is kept as a version."""

    schema: int
    client: Client
    date: str
    state: State
    heading: Literal["plan", "proposal"]
    age: int
    setting: str
    level_of_care: str
    problems: tuple[PlanProblem, ...]
    review: str
    until: str
    communication: Communication
    made_with: MadeWith
    selection: Selection
    version: int = 0
    saved: Saved | None = None
    lacks: tuple[str, ...] = ()
    limitations: tuple[Limitation, ...] = ()
    options: tuple[PlanOption, ...] = ()
    measures: tuple[PlanMeasure, ...] = ()
    activities: tuple[Activity, ...] = ()
    pairs: tuple[PairAnswer, ...] = ()
    accommodations: tuple[PlanAccommodation, ...] = ()
    declined: tuple[Decline, ...] = ()
    requests: tuple[Request, ...] = ()
    safety: tuple[SafetyLine, ...] = ()
    protocols: tuple[PlanProtocol, ...] = ()
    discharge: tuple[PlanCriterion, ...] = ()
    questions: tuple[Question, ...] = ()
    participation: tuple[Participation, ...] = ()
    signers: tuple[Person, ...] = ()
    untreated: tuple[str, ...] = ()
    weekly_minutes: int = 0
    weekly_limit: int = 0
    notices: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    struck: tuple[Struck, ...] = ()
    added_notes: tuple[AddedNote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    signatures: tuple[Signature, ...] = ()
    vacant: tuple[Vacant, ...] = ()
    reviews: tuple[PlanReview, ...] = ()
    ending: PlanEnding | None = None
