"""Names of medications: each says one class, and each can be found."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Vocabulary
from planbuilder.library.medication_names import name_words
from planbuilder.library.rulebook import RULES
from planbuilder.reading import FieldPath

TWICE = RULES.rule(
    "medication-name-twice",
    "error",
    said="'{name}' is listed under '{other}' already.",
    why="A name must say which medication is meant, and so of which class it is.",
    fix="Leave it where it belongs.",
    example="medications: {methadone: {...}, buprenorphine: {names: [Methadone], ...}}",
)
EMPTY = RULES.rule(
    "medication-name-empty",
    "error",
    said="'{name}' holds neither a letter nor a digit.",
    why="It would be looked for in vain, or found everywhere.",
    fix="Write the name, or leave it out.",
    example="names: ['-']",
)


def check_medications(shelf: Shelf) -> Iterator[Finding]:
    """Yield names that stand under two medications, whatever their capitals, and names of no word."""
    first: dict[tuple[str, ...], str] = {}
    for item, generic, path, name in _names(shelf):
        key = name_words(name)
        if not key:
            yield item.finding(EMPTY, path, name=name)
        elif first.setdefault(key, generic) != generic:
            yield item.finding(TWICE, path, name=name, other=first[key])


def _names(shelf: Shelf) -> Iterator[tuple[Item, str, FieldPath, str]]:
    """Yield every name of a medication with its place and the generic name it stands under, generic names first."""
    listed = [
        (item, generic, entry)
        for item, words in shelf.entries(Vocabulary)
        for generic, entry in words.medications.items()
    ]
    for item, generic, _ in listed:
        yield item, generic, ("medications", generic), generic
    for item, generic, entry in listed:
        for index, name in enumerate(entry.names):
            yield item, generic, ("medications", generic, "names", index), name
