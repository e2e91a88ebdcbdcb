"""What a person's medications say: their classes, by the file or by the library's list of names, and what follows.

A medication whose class is not given and whose name nobody listed is never taken for harmless: what depends on a class
stays unknown while it is on the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from planbuilder.library.entries import MedicationKind, Option, Vocabulary
from planbuilder.library.medication_names import is_option, kinds_by_name, medications_taken
from planbuilder.plan.client import Medication

#: The classes that settle a fact, when a medication of one of them is taken.
SETTLES: Mapping[str, frozenset[str]] = {
    "takes-opioids": frozenset({"opioid", "opioid-agonist"}),
    "takes-opioid-agonist": frozenset({"opioid-agonist"}),
    "takes-sedatives": frozenset({"benzodiazepine", "sedative"}),
    "takes-maoi": frozenset({"maoi"}),
    "takes-antidepressant": frozenset({"ssri", "snri", "maoi", "antidepressant"}),
    "bleeding-risk": frozenset({"anticoagulant"}),
}


def kinds(medication: Medication, words: Vocabulary) -> frozenset[str]:
    """Return the classes of a medication: the one given, and those its name says; none where neither is known."""
    given: frozenset[str] = frozenset({medication.kind} if medication.kind else ())
    return given | kinds_by_name(medication.name, words)


def taken_as(medication: Medication, options: Iterable[Option], words: Vocabulary) -> list[Option]:
    """Return the options of the library that a medication on a client's list is."""
    named = medications_taken(medication.name, words)
    return [each for each in options if medication.kind in each.kinds or is_option(each, named, words)]


def kinds_of(option: Option, words: Vocabulary) -> frozenset[Literal[MedicationKind, "other"]]:
    """Return the classes of medication that an option is."""
    named = (words.medications[id].kind for id in option.medications if id in words.medications)
    return frozenset((*option.kinds, *named))


def settled(taken: frozenset[str]) -> frozenset[str]:
    """Return the facts that classes of medication settle."""
    return frozenset(fact for fact, settling in SETTLES.items() if taken & settling)
