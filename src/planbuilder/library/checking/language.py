"""Words about people, and how hard plain text is to read."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import (
    Change,
    Citation,
    Evidence,
    Licence,
    Measure,
    Need,
    PersonFirst,
    Source,
    Vocabulary,
)
from planbuilder.library.readability import PLAIN_GRADE, flesch_kincaid
from planbuilder.library.rulebook import RULES
from planbuilder.library.texts import PLAIN
from planbuilder.library.walking import Leaf
from planbuilder.library.words import Speech, spoken_terms

TERM = RULES.rule(
    "person-first",
    "error",
    said="'{term}' is a term to avoid.",
    why="It names a person by a condition, or blames; records are read by the person and by others for years.{note}",
    fix="Say: {say}.",
    example="statement: The addict meets the counselor.",
)
GRADE = RULES.rule(
    "plain-grade",
    "warning",
    said="The plain text reads at grade {grade:.1f} by Flesch-Kincaid; the bar is grade {limit:g}.",
    why="Many people read at grade 6 or under, more so when they are unwell.",
    fix="Use shorter sentences and shorter words.",
    example="plain: I participate in individualized psychotherapeutic interventions.",
)
#: Names and places in documents, which are quoted as they are.
_QUOTED = {
    (Citation, "at"),
    (Evidence, "at"),
    (Change, "at"),
    (Licence, "owner"),
    (Measure, "title"),
    (Measure, "short"),
    (Need, "language_note"),
}


def check_language(shelf: Shelf) -> Iterator[Finding]:
    """Yield terms to avoid in any text, and plain texts over grade 6."""
    speech = Speech(next((people for _, people in shelf.entries(PersonFirst)), PersonFirst()))
    for item in shelf.items:
        if isinstance(item.entry, PersonFirst):
            continue
        for leaf in item.texts:
            if not _is_quoted(item, leaf):
                yield from _terms(item, leaf, speech)
            if leaf.field in PLAIN and not isinstance(item.entry, Vocabulary):
                yield from _grade(item, leaf)


def _is_quoted(item: Item, leaf: Leaf) -> bool:
    """Return whether a text names a document or repeats one."""
    return leaf.sort in _QUOTED or (isinstance(item.entry, Source) and leaf.field != "note")


def _terms(item: Item, leaf: Leaf, speech: Speech) -> Iterator[Finding]:
    """Yield the terms to avoid that a text holds."""
    for found in spoken_terms(speech, str(leaf.value)):
        note = f" {found.note}" if found.note else ""
        yield item.finding(TERM, leaf.path, term=found.said, say=" / ".join(found.say), note=note)


def _grade(item: Item, leaf: Leaf) -> Iterator[Finding]:
    """Yield a finding where a plain text is too hard."""
    grade = flesch_kincaid(str(leaf.value))
    if round(grade, 1) > PLAIN_GRADE:
        yield item.finding(GRADE, leaf.path, grade=grade, limit=PLAIN_GRADE)
