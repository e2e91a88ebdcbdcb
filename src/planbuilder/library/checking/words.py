"""Whether every word of the vocabulary, condition and exemption that an entry names exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import DiagnosisSays, PersonFirst, Predicate, Vocabulary
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.library.texts import WORDS
from planbuilder.reading import FieldPath
from planbuilder.schema import schema_text

WORD = RULES.rule(
    "vocabulary-word",
    "error",
    said="'{word}' is not in the vocabulary under {list}.",
    why="Nothing can be worked out from a word that nobody defined.",
    fix="{fix}",
    example="demands: [hear-speach]",
)
CONDITION = RULES.rule(
    "condition-name",
    "error",
    said="There is no condition called '{word}'.",
    why="A condition that nobody defined never holds, so that what depends on it is never offered.",
    fix="{fix}",
    example="any_of: [pregnent]",
)
FACT = RULES.rule(
    "fact-name",
    "error",
    said="There is no fact called '{word}' in a client's file.",
    why="What the diagnosis says would be lost without a word.",
    fix="{fix}",
    example="diagnoses: {cirrhosis: {codes: [K74.6], facts: [cirrosis], ...}}",
)
EXEMPTION = RULES.rule(
    "person-first-exemption",
    "error",
    said="There is no exemption called '{word}' in this file.",
    why="Nobody could tell when the term may stand.",
    fix="{fix}",
    example="exempt: [qoute]",
)
NEED = RULES.rule(
    "need-without-conflict",
    "error",
    said="Nothing is listed as hard for '{need}'.",
    why="A person with this need would get a plan without a single accommodation, and nobody would be told.",
    fix="List under 'conflicts' what it makes hard, usual or possible, or take the need out.",
    example="needs: {deaf-sign-language: {...}}, conflicts: {}",
)
#: As many known words are listed where none is near.
_LISTED = 12


def check_words(shelf: Shelf) -> Iterator[Finding]:
    """Yield a finding for every word, condition or exemption that nobody defined."""
    facts = schema_text("client")["properties"]["facts"]["properties"]
    for item in shelf.items:
        for leaf in item.leaves:
            word = str(leaf.value)
            if list := WORDS.get(leaf.sort):
                yield from _word(shelf, item, list, word, leaf.path)
            elif isinstance(leaf.owner, Predicate) and word not in shelf.conditions:
                fix = nearest_words(word, shelf.conditions, "See schemas/client-predicates.schema.json.")
                yield item.finding(CONDITION, leaf.path, word=word, fix=fix)
            elif leaf.sort == (DiagnosisSays, "facts") and word not in facts:
                fix = nearest_words(word, facts, "See 'facts' in schemas/client.schema.json.")
                yield item.finding(FACT, leaf.path, word=word, fix=fix)
    yield from _conflicts(shelf)
    yield from _exemptions(shelf)


def _conflicts(shelf: Shelf) -> Iterator[Finding]:
    """Yield the needs and demands of the conflicts that nobody defined, and the needs that have no conflict."""
    for item, vocabulary in shelf.entries(Vocabulary):
        for need in vocabulary.needs:
            if shelf.vocabulary and not shelf.vocabulary.conflicts.get(need):
                yield item.finding(NEED, ("needs", need), need=need)
        for need, demands in vocabulary.conflicts.items():
            yield from _word(shelf, item, "needs", need, ("conflicts", need))
            for demand in demands:
                yield from _word(shelf, item, "demands", demand, ("conflicts", need, demand))


def _exemptions(shelf: Shelf) -> Iterator[Finding]:
    """Yield the exemptions that the list of terms does not define."""
    for item, people in shelf.entries(PersonFirst):
        for id, term in people.terms.items():
            for index, word in enumerate(term.exempt):
                if word not in people.exemptions:
                    fix = nearest_words(word, people.exemptions, _known(people.exemptions))
                    yield item.finding(EXEMPTION, ("terms", id, "exempt", index), word=word, fix=fix)


def _word(shelf: Shelf, item: Item, list: str, word: str, path: FieldPath) -> Iterator[Finding]:
    """Yield a finding where the vocabulary has no such word."""
    known = shelf.names[list]
    if word not in known:
        fix = nearest_words(word, known, _known(known))
        yield item.finding(WORD, path, word=word, list=list, fix=fix)


def _known(words: Collection[str]) -> str:
    """Return the words that exist, where they are few, else where they stand."""
    if 0 < len(words) <= _LISTED:
        return f"Known: {', '.join(sorted(words))}."
    return "See the files in vocabulary/."
