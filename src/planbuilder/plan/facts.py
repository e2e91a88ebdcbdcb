"""The facts that hold for a person: those on file, and those that diagnoses and medications settle."""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.library.entries import DiagnosisSays, Risk, Vocabulary
from planbuilder.plan.client import Client, Diagnosis
from planbuilder.plan.medications import SETTLES, kinds
from planbuilder.remembering import Latest

#: Facts that are a risk by themselves, so that somebody must have assessed it.
RAISES: Mapping[str, Risk] = {
    "withdrawal-now": "withdrawal",
    "overdose-before": "overdose",
    "suicide-attempt-before": "suicide",
    "self-harm-before": "self-harm",
}

#: Facts that say another one.
IMPLIES: Mapping[str, str] = {"takes-opioid-agonist": "takes-opioids"}


def facts_on_file(client: Client, words: Vocabulary) -> dict[str, bool]:
    """Return the recorded facts and those that diagnoses and medications settle.

    A recorded no does not stand against a diagnosis or a medication that says yes, nor while the class of a
    medication is unknown.
    """
    facts = dict(client.facts)
    each = [kinds(medication, words) for medication in client.medications]
    taken: frozenset[str] = frozenset().union(*each)
    for fact, settling in SETTLES.items():
        if taken & settling:
            facts[fact] = True
        elif not all(each) and not facts.get(fact):
            facts.pop(fact, None)
    for diagnosis in client.diagnoses:
        for entry in said_by(diagnosis, words):
            facts |= dict.fromkeys(entry.facts, True)
    for fact, other in IMPLIES.items():
        if facts.get(fact):
            facts[other] = True
    return facts


#: What the codes of diagnoses say in the words at hand: most people of a program have the same few.
_said: Latest[dict[str, tuple[DiagnosisSays, ...]]] = Latest()
#: More codes are not remembered: those of a program, many times over.
_MOST = 4096


def said_by(diagnosis: Diagnosis, words: Vocabulary) -> tuple[DiagnosisSays, ...]:
    """Return what the code of a diagnosis says beside the diagnosis."""
    known = _said.of((words,), dict)
    found = known.get(diagnosis.code)
    if found is None:
        if len(known) >= _MOST:
            known.clear()
        said = (each for each in words.diagnoses.values() if diagnosis.code.startswith(each.codes))
        found = known[diagnosis.code] = tuple(said)
    return found
