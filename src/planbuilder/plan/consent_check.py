"""Findings on age and consent: content written for other ages, and who decides for a minor or beside a person."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library
from planbuilder.plan.ages import misfits
from planbuilder.plan.client import Legal
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

#: The age of majority in most states; the condition 'minor' of client-predicates.schema.json says the same.
_MAJORITY = 18
#: Representatives who consent to care while they hold office; a health care agent acts only when the person cannot,
#: a conservator about money.
_CONSENT = ("guardian", "parent")

AGES = RULES.rule(
    "plan-ages",
    "error",
    said="'{title}' was written for people {ages}; this person is {age}.",
    why="Words, doses, evidence and measures were chosen for them; for this person nobody has looked.",
    fix="Plan with a library written for this age, or let somebody trained for it rework the entry and its 'ages'.",
    example="the adult depression problem for a child of six",
)
MINOR = RULES.rule(
    "plan-minor-consent",
    "error",
    said="The person is under 18, and the file names nobody who decides with them, nor a consent.",
    why="A plan for a young person is made and endorsed with parents or guardians (CCBHC criteria as adopted in "
    "24 Miss. Code R. 2-54.20; 26 TAC 568.61(b)), unless a law lets the young person consent alone.",
    fix="Record the parent or guardian under 'legal: representative', or under 'legal: consent' the law that applies.",
    example="a client of six without 'legal'",
)
ASSENT = RULES.rule(
    "plan-minor-assent",
    "warning",
    said="The person is under 18, and the file does not say how the person's own assent was asked.",
    why="Somebody else signs; the young person still has a say, and the plan is about them.",
    fix="Ask in words of that age, and record the answer under 'legal: minor_assent', a no as well.",
    example="a client of fifteen with a parent and no assent",
)
GUARDIAN = RULES.rule(
    "plan-guardian-consent",
    "warning",
    said="A {kind} decides for or beside the person, and no consent is on file.",
    why="Who may consent signs the plan, or the attempt and the reason are documented (12VAC35-105-665 B; "
    "26 TAC 568.61(b)).",
    fix="Ask within the scope on file; record under 'legal: consent' who consented, when and how, or what was tried.",
    example="a client with a guardian and nothing under 'consent'",
)

UNRECORDED = RULES.rule(
    "plan-guardian-unrecorded",
    "question",
    said="A guardian takes part, and the file does not say under 'legal' for what the guardian decides.",
    why="Whether this plan needs the guardian's consent, or only the person's, hangs on the scope that the court set.",
    fix="Record kind, name and scope under 'legal: representative', or correct the relation under 'participants'.",
    example="a participant 'mother and guardian' in a file without 'legal'",
)


def consent_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield content for other ages, and consent or assent that is not on file."""
    for each in misfits(plan.problems, library, plan.age):
        yield AGES.finding(Place(at=each.number), title=each.title, ages=each.ages, age=plan.age)
    legal, place = plan.client.legal or Legal(), Place(at="legal")
    found = legal.representative
    if plan.age < _MAJORITY and not found and not legal.consent:
        yield MINOR.finding(place)
    if plan.age < _MAJORITY and not legal.minor_assent:
        yield ASSENT.finding(place)
    if found and found.kind in _CONSENT and not legal.consent:
        yield GUARDIAN.finding(place, kind=found.kind)
    if not found and any("guardian" in each.relation.lower() for each in plan.client.participants):
        yield UNRECORDED.finding(place)
