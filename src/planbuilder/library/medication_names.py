"""Medications by name: which of the vocabulary's medications a name holds, and of which classes they are."""

from __future__ import annotations

import re
from functools import lru_cache

from planbuilder.library.entries import MedicationKind, Vocabulary

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)  # the listed names are asked about for every medication
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a medication's name in small letters: ``Tylenol #3`` gives ``tylenol`` and ``3``."""
    return tuple(_WORD.findall(name.casefold()))


def kinds_by_name(name: str, words: Vocabulary) -> frozenset[MedicationKind]:
    """Return the classes of every listed medication that a name holds; ``buprenorphine/naloxone 8 mg`` holds one."""
    said = name_words(name)
    return frozenset(
        entry.kind
        for generic, entry in words.medications.items()
        if any(_holds(said, name_words(each)) for each in (generic, *entry.names))
    )


def _holds(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Return whether the words of a listed name stand in a row among the words said."""
    return any(said[start : start + len(name)] == name for start in range(len(said) - len(name) + 1))
