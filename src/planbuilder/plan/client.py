"""The client's file as frozen classes, built from data that client.schema.json has found valid."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from planbuilder.library.entries import MedicationKind, Risk, Stage

Wish = Literal["yes", "no", "maybe"]


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the client's file or of a plan."""


class Pronouns(Fact, frozen=True):
    """A set of pronouns, each form."""

    they: str
    them: str
    their: str
    theirs: str
    themself: str


PRONOUNS: dict[str, Pronouns] = {
    "she": Pronouns(they="she", them="her", their="her", theirs="hers", themself="herself"),
    "he": Pronouns(they="he", them="him", their="his", theirs="his", themself="himself"),
    "they": Pronouns(they="they", them="them", their="their", theirs="theirs", themself="themself"),
}


class Identity(Fact, frozen=True):
    """Who the person is; ``words`` are the person's own for it."""

    name: str
    called: str
    pronouns: Literal["she", "he", "they"] | Pronouns
    born: str
    words: tuple[str, ...] = ()

    @property
    def forms(self) -> Pronouns:
        """Return each form of the person's pronouns."""
        return PRONOUNS[self.pronouns] if isinstance(self.pronouns, str) else self.pronouns


class Language(Fact, frozen=True):
    """How to reach the person."""

    speaks: str
    english: Literal["full", "some", "little"]
    reads: str = ""
    interpreter: str = ""


class Representative(Fact, frozen=True):
    """Who decides beside or for the person, and about what."""

    name: str
    kind: Literal["guardian", "parent", "health-care-agent", "conservator"]
    scope: str


class Legal(Fact, frozen=True):
    """Who else decides, who consented and how, and conditions that bind."""

    representative: Representative | None = None
    minor_assent: str = ""
    consent: str = ""
    conditions: tuple[str, ...] = ()


class Care(Fact, frozen=True):
    """Where and how care is given."""

    setting: str
    level_of_care: str
    admitted: str
    admitted_at: str = ""
    state: str = ""
    payer: str = ""
    weekly_hours: float | None = None
    authorized_until: str = ""
    stage: Stage = "early"
    why_level: str = ""


class Person(Fact, frozen=True):
    """A member of the care team."""

    name: str
    role: str
    credentials: str = ""


class Participant(Fact, frozen=True):
    """Somebody else who takes part, with needs of their own."""

    name: str
    relation: str
    takes_part_in: Literal["family", "safety", "both"]
    needs: tuple[str, ...] = ()
    phone: str = ""


#: The parts of a plan that a release can cover; ``plan`` is the whole of it.
PlanPart = Literal[
    "plan",
    "diagnoses",
    "goals",
    "measures",
    "medications",
    "accommodations",
    "safety",
    "care",
    "background",
    "discharge",
]


class ReleaseSignature(Fact, frozen=True):
    """When and how a release was signed; ``by`` where it was not the client."""

    on: str
    how: Literal["paper", "electronic"]
    by: str = ""


class Release(Fact, frozen=True):
    """What may be told to whom: a consent once it is signed; nothing may be where ``covers`` is empty."""

    to: str
    purpose: str
    until: str = ""
    covers: tuple[PlanPart, ...] = ()
    signed: ReleaseSignature | None = None
    ends: Literal["", "end-of-treatment", "none"] = ""
    revoked: str = ""


class Diagnosis(Fact, frozen=True):
    """A diagnosis and what justifies it; ``deferred`` says why the plan does not treat it."""

    code: str
    title: str
    justified_by: str = ""
    deferred: str = ""


class History(Fact, frozen=True):
    """What led here."""

    life: str = ""
    treatment: str = ""
    substance: str = ""
    mental_health: str = ""
    medical: str = ""
    trauma: str = ""
    family: str = ""


class Presenting(Fact, frozen=True):
    """What brings the person: in the person's own words, and as the clinician sees it."""

    seen: str
    words: str = ""
    hopes: str = ""


class Impairment(Fact, frozen=True):
    """What is hard in one area of life."""

    area: str
    text: str


class Living(Fact, frozen=True):
    """How the person lives."""

    with_: str = field(name="with")
    note: str = ""


class Preferences(Fact, frozen=True):
    """What the person prefers."""

    orientation: str = ""
    group: Wish | None = None
    telehealth: Wish | None = None
    family: Wish | None = None
    aim: Literal["none", "less", "undecided"] | None = None
    medication: Wish | None = None
    notes: tuple[str, ...] = ()


#: The risk that comes from somebody else, who may be close.
BY_OTHERS = "abuse"


class RiskFlag(Fact, frozen=True):
    """A risk that was looked at; from moderate on it is flagged."""

    risk: Risk
    level: Literal["low", "moderate", "high"]
    assessed: str
    note: str = ""
    by: str = ""
    same_day: str = ""
    who: str = ""

    @property
    def flagged(self) -> bool:
        """Return whether the risk needs a same-day action, a named person and a protocol."""
        return self.level != "low"


class Medication(Fact, frozen=True):
    """What the person takes; ``kind`` is its class, None where the file does not give one."""

    name: str
    dose: str = ""
    for_: str = field(default="", name="for")
    kind: Literal[MedicationKind, "other"] | None = None


class Count(Fact, frozen=True):
    """A thing that was counted, on a day."""

    id: str
    value: float
    on: str


class Score(Fact, frozen=True):
    """A score of an outcome measure, on a day."""

    measure: str
    value: float
    on: str
    critical: tuple[str, ...] = ()
    how: str = ""


class ClientNeed(Fact, frozen=True):
    """A functional need, in the person's words, with the accommodations the person chose, first choice first."""

    need: str
    words: str = ""
    prefers: tuple[str, ...] = ()
    limitation: str = ""


class Answer(Fact, frozen=True):
    """The person's answer to whether a demand is hard."""

    need: str
    demand: str
    hard: bool
    on: str


class Decline(Fact, frozen=True):
    """An accommodation the person said no to, and when it is asked again."""

    accommodation: str
    on: str
    mode: str
    ask_again: str
    reason: str = ""


class Request(Fact, frozen=True):
    """What the person asked for, and what came of it."""

    asked: str
    on: str
    decision: Literal["open", "granted", "changed", "refused"]
    by: str = ""
    reason: str = ""
    alternative: str = ""
    notice: str = ""
    appeal: str = ""


class Client(Fact, frozen=True):
    """Everything a plan is tailored from."""

    schema: int
    id: str
    identity: Identity
    language: Language
    care: Care
    presenting: Presenting
    needs: tuple[ClientNeed, ...]
    invented: bool = False
    legal: Legal | None = None
    team: tuple[Person, ...] = ()
    participants: tuple[Participant, ...] = ()
    releases: tuple[Release, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    history: History | None = None
    impairment: tuple[Impairment, ...] = ()
    strengths: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    living: Living | None = None
    preferences: Preferences = Preferences()
    risks: tuple[RiskFlag, ...] = ()
    facts: dict[str, bool] = {}
    medications: tuple[Medication, ...] = ()
    allergies: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    scores: tuple[Score, ...] = ()
    answers: tuple[Answer, ...] = ()
    declined: tuple[Decline, ...] = ()
    requests: tuple[Request, ...] = ()
    contacts: tuple[str, ...] = ()

    def latest(self, measure: str) -> Score | None:
        """Return the latest score of a measure, or None."""
        scores = [score for score in self.scores if score.measure == measure]
        return max(scores, key=lambda score: score.on) if scores else None

    def count(self, id: str) -> Count | None:
        """Return the latest count of a thing, or None."""
        counts = [count for count in self.counts if count.id == id]
        return max(counts, key=lambda count: count.on) if counts else None
