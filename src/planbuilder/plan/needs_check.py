"""Findings on needs that the file speaks of and that are not on file: own words, languages, diagnoses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Vocabulary
from planbuilder.library.medication_names import holds_words, name_words
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.facts import said_by
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

_WHY = "What would be hard for the person is not planned for, and nothing is offered."
_FIX = "Ask what is hard and what helps, and record the need under 'needs' in the client's file."
OWN_WORDS = RULES.rule(
    "plan-need-in-own-words",
    "question",
    said="The person's own words or languages say '{word}', and no need is on file that goes with it ({need}).",
    why=_WHY,
    fix=_FIX,
    example="identity: {words: [blind]}, needs: []",
)
DIAGNOSIS = RULES.rule(
    "plan-need-of-diagnosis",
    "question",
    said="Among the diagnoses is {label}, and no need is on file that goes with it ({needs}).",
    why=_WHY,
    fix=_FIX,
    example="S06.2X0S among the diagnoses, needs: []",
)


def need_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the needs that the file speaks of, where no need of that group is on file, each group once."""
    words, client = library.vocabulary, plan.client
    known = _groups(words, needs_in_use(client, words))
    own = (*client.identity.words, client.language.speaks, client.language.reads, client.language.interpreter)
    said = {word for text in own for word in name_words(text)}
    for need in words.needs.values():
        if need.group in known:
            continue
        near = (each for each in need.own_words if said.issuperset(name_words(each)))
        if spoken := next((each for each in near if any(holds_words(text, each) for text in own)), None):
            known.add(need.group)
            yield OWN_WORDS.finding(Place(at="needs"), word=spoken, need=need.short)
    yield from _of_diagnoses(client, words, known)


def _of_diagnoses(client: Client, words: Vocabulary, known: set[str]) -> Iterator[Finding]:
    """Yield the diagnoses that often bring a need of which no group is known."""
    for diagnosis in client.diagnoses:
        for entry in said_by(diagnosis, words):
            if entry.needs and not known & _groups(words, entry.needs):
                known |= _groups(words, entry.needs)
                needs = ", ".join(words.needs[id].short for id in entry.needs if id in words.needs)
                yield DIAGNOSIS.finding(Place(at=f"diagnoses, {diagnosis.code}"), label=entry.label, needs=needs)


def _groups(words: Vocabulary, needs: Iterable[str]) -> set[str]:
    """Return the groups of needs, and of those that they replace."""
    there = [words.needs[id] for id in needs if id in words.needs]
    replaced = [words.needs[id] for need in there for id in need.replaces if id in words.needs]
    return {need.group for need in (*there, *replaced)}
