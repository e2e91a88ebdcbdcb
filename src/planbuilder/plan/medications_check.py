"""Findings on medications: classes nobody gave, and lists and facts that contradict each other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Vocabulary
from planbuilder.library.medication_names import kinds_by_name, name_words
from planbuilder.library.store import Library
from planbuilder.plan.client import Medication
from planbuilder.plan.medications import SETTLES, kinds, settled
from planbuilder.plan.predicates import condition_words
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

#: Methadone is taken for pain or for an opioid use disorder: its class may say either.
_BY_PURPOSE = frozenset({"takes-opioid-agonist"})

KIND = RULES.rule(
    "plan-medication-kind",
    "warning",
    said="The file does not say of which class medication {number} is, and the library does not know its name.",
    why="What depends on it stays open, such as whether opioids or sedatives are taken: nobody may guess.",
    fix="Give its 'kind' under 'medications' in the client's file ('other' where none of the classes fits). {near}",
    example="medications: [{name: methadon}]",
)
KIND_WRONG = RULES.rule(
    "plan-medication-kind-wrong",
    "warning",
    said="Medication {number} is listed as '{given}'; by its name it is '{named}'. The plan counts both.",
    why="What is ruled out for this person depends on it.",
    fix="Ask the prescriber, and correct 'kind' or the name under 'medications' in the client's file.",
    example="medications: [{name: methadone, kind: other}]",
)
FACT = RULES.rule(
    "plan-fact-medication",
    "warning",
    said="'{fact}: false' stands under 'facts', and medication {number} says the opposite. The plan goes by the list.",
    why="One of the two is wrong, and options are ruled out by it: {words}.",
    fix="Ask the person and the prescriber, and correct the fact or the list in the client's file.",
    example="facts: {takes-opioids: false}, with methadone on the list",
)


def medication_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield medications without a known class, and contradictions between class, name and facts."""
    for number, medication in enumerate(plan.client.medications, 1):
        place = Place(at=f"medications, number {number}")
        yield from _kind(medication, number, place, library.vocabulary)
        for fact in sorted(settled(kinds(medication, library.vocabulary))):
            if plan.client.facts.get(fact) is False:
                yield FACT.finding(place, fact=fact, number=number, words=condition_words(fact))


def _kind(medication: Medication, number: int, place: Place, words: Vocabulary) -> Iterator[Finding]:
    """Yield what is wrong with the class of a medication."""
    named = kinds_by_name(medication.name, words)
    given = frozenset({medication.kind} if medication.kind else ())
    if not given | named:
        yield KIND.finding(place, number=number, near=_near(medication.name, words))
    elif given and settled(named) - settled(given) - _BY_PURPOSE:
        meant = " and ".join(sorted(named))
        yield KIND_WRONG.finding(place, number=number, given=medication.kind, named=meant)


def _near(name: str, words: Vocabulary) -> str:
    """Return which listed name may be meant, so that a slip of the pen is seen."""
    known = [each for generic, entry in words.medications.items() for each in (generic, *entry.names)]
    small = {each.casefold(): each for each in known}
    found = [each for word in name_words(name) for each in difflib.get_close_matches(word, small, 1, 0.75)]
    return f"Is {small[found[0]]} meant?" if found else f"Open until then: {', '.join(SETTLES)}."
