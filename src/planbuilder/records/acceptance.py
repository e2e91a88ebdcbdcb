"""What comes of accepting the edits of a document: frozen data, and what is being made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from planbuilder.docx.deciding import Decision
from planbuilder.findings import Finding, worst_is_error
from planbuilder.plan.keyed import keyed_texts
from planbuilder.plan.record import Plan, Text
from planbuilder.records.changes import Change
from planbuilder.records.edits import Edits, UnplacedWords
from planbuilder.records.items import PlanText, plan_texts
from planbuilder.records.store import Version


@dataclass(frozen=True, slots=True)
class Collision:
    """Something that two people changed: what it is, as it was printed, as it is now, and as the document has it.

    ``latest`` is empty where it was struck out since, ``edited`` where the document strikes it.
    """

    key: str
    name: str
    printed: str
    latest: str
    edited: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of tracked changes: of each author who is named, and of all others; empty is not decided."""

    others: Decision | None = None
    authors: Mapping[str, Decision] = field(default_factory=dict)

    def of(self, author: str) -> Decision | None:
        """Return what becomes of the changes of an author, None where nobody decided."""
        return self.authors.get(author, self.others)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a document's edits make of the latest version of a plan.

    ``edits`` are those of the document once its tracked changes were decided, ``undecided`` those before.
    ``before`` is that version, ``printed_from`` the number of the one that was edited, ``after`` what the next one
    would say, ``changes`` how they differ. ``left`` has no place in the plan, and
    is kept as remarks where that is wanted. ``version`` is the next one, where it was saved. With a finding of severity
    error nothing is saved.
    """

    edits: Edits
    undecided: Edits
    before: Plan
    printed_from: int
    after: Plan
    changes: tuple[Change, ...] = ()
    collisions: tuple[Collision, ...] = ()
    findings: tuple[Finding, ...] = ()
    left: tuple[UnplacedWords, ...] = ()
    version: Version | None = None

    @property
    def refused(self) -> bool:
        """Whether the edits cannot be accepted as they are."""
        return worst_is_error(self.findings)


@dataclass(slots=True)
class Merge:
    """The next version while it is made: of the version that was printed, the latest one, and what collides."""

    base: Plan
    latest: Plan
    made: Plan
    collisions: list[Collision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    #: Changes that have no place in the plan: which item, the words before, the words after.
    left: list[tuple[str, str, str]] = field(default_factory=list)
    #: Texts that were added since by somebody else, or by this document before: under which key, and how often.
    there: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: The objective that was added after an item.
    under: dict[str, str] = field(default_factory=dict)
    printed: dict[str, Text] = field(init=False)
    now: dict[str, Text] = field(init=False)
    names: dict[str, PlanText] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the texts of both versions."""
        self.printed, self.now = keyed_texts(self.base), keyed_texts(self.latest)
        self.names = {**plan_texts(self.base), **plan_texts(self.latest)}

    def name(self, key: str) -> str:
        """Return what a reader calls a text."""
        return self.names[key].name if key in self.names else key
