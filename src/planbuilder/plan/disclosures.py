"""A disclosure: to whom a copy of a plan goes, what allows it, and what of it; as it is kept beside the plan."""

from __future__ import annotations

import re
from typing import Literal

from planbuilder.plan.client import Fact, PlanPart, Release
from planbuilder.plan.record import Saved

Basis = Literal["consent", "patient-access", "emergency", "audit", "qso", "court-order"]
#: Each basis in words that stand on the copy, with where the rule is.
BASES: dict[Basis, str] = {
    "consent": "written consent (42 CFR 2.31)",
    "patient-access": "the person's own access to the record (42 CFR 2.23)",
    "emergency": "medical emergency (42 CFR 2.51)",
    "audit": "audit or evaluation (42 CFR 2.53)",
    "qso": "agreement with a qualified service organization (42 CFR 2.11 and 2.12(c)(4))",
    "court-order": "court order (42 CFR part 2, subpart E)",
}
#: What each part is called; docs/disclosing.md says what it holds.
PARTS: dict[PlanPart, str] = {
    "plan": "the whole plan",
    "diagnoses": "diagnoses",
    "goals": "goals, objectives and what is done for them",
    "measures": "outcome measures",
    "medications": "medications, allergies and treatment options",
    "accommodations": "communication and accommodations",
    "safety": "safety and protocols",
    "care": "care and care team",
    "background": "what brings the person, daily life and history",
    "discharge": "discharge and care afterwards",
}


class Disclosure(Fact, frozen=True):
    """What was asked for: the copy, for whom, why, and on what it rests.

    ``parts`` is what is printed; ``consent`` the release that covers it, where the basis is one. ``substance_use`` says
    whether the plan is a record of substance use treatment.
    """

    to: str
    basis: Basis
    purpose: str
    by: str
    on: str
    document: str
    parts: tuple[PlanPart, ...]
    substance_use: bool
    affiliation: str = ""
    paper: str = ""
    consent: Release | None = None
    notice: str = ""

    @property
    def partial(self) -> bool:
        """Return whether parts of the plan are left out."""
        return "plan" not in self.parts


class KeptDisclosure(Fact, frozen=True):
    """A disclosure as it is kept: what was disclosed of which version, and the hash of the copy."""

    schema: int
    number: int
    client: str
    version: int
    plan_sha256: str
    copy_sha256: str
    saved: Saved
    disclosure: Disclosure


def same(one: str, other: str) -> bool:
    """Return whether two names or purposes are the same but for capitals and spaces."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    """Return a text in small letters with single spaces."""
    return re.sub(r"\s+", " ", text).strip().casefold()
