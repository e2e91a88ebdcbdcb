"""What a person's medications say: their classes, by the file or by the library's list of names, and what follows.

A medication whose class is not given and whose name nobody listed is never taken for harmless: what depends on a class
stays unknown while it is on the list.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.library.entries import Vocabulary
from planbuilder.library.medication_names import kinds_by_name
from planbuilder.plan.client import Client, Medication

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


def facts_on_file(client: Client, words: Vocabulary) -> dict[str, bool]:
    """Return the recorded facts and those that medications settle.

    A recorded no does not stand against a medication that says yes, nor while the class of one is unknown.
    """
    facts = dict(client.facts)
    each = [kinds(medication, words) for medication in client.medications]
    taken: frozenset[str] = frozenset().union(*each)
    for fact, settling in SETTLES.items():
        if taken & settling:
            facts[fact] = True
        elif not all(each) and not facts.get(fact):
            facts.pop(fact, None)
    return facts


def settled(taken: frozenset[str]) -> frozenset[str]:
    """Return the facts that classes of medication settle."""
    return frozenset(fact for fact, settling in SETTLES.items() if taken & settling)
