"""Medications by name: which of the vocabulary's medications a text holds, of which classes, and of which options."""

from __future__ import annotations

import re
from functools import lru_cache

from planbuilder.library.entries import Option, Vocabulary

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)  # the listed names are asked about for every medication
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a medication's name in small letters: ``Tylenol #3`` gives ``tylenol`` and ``3``."""
    return tuple(_WORD.findall(name.casefold()))


def holds_words(text: str, words: str) -> bool:
    """Return whether words stand in a row in a text, capitals and signs aside."""
    return _holds(name_words(text), name_words(words))


def medications_named(text: str, words: Vocabulary) -> frozenset[str]:
    """Return the generic names of the listed medications that a text names, by generic name or brand."""
    said = name_words(text)
    return frozenset(
        generic
        for generic, entry in words.medications.items()
        if any(_holds(said, name_words(each)) for each in (generic, *entry.names))
    )


def kinds_by_name(name: str, words: Vocabulary) -> frozenset[str]:
    """Return the classes of the listed medications that a name holds; ``buprenorphine/naloxone 8 mg`` holds one."""
    return frozenset(words.medications[each].kind for each in medications_taken(name, words))


def medications_taken(name: str, words: Vocabulary) -> frozenset[str]:
    """Return the listed medications that a name on a list of medications holds.

    Of a combination those without a class of their own are left out: the naloxone in buprenorphine/naloxone is not
    there to be taken by itself.
    """
    named = medications_named(name, words)
    return frozenset(each for each in named if words.medications[each].kind != "other") or named


def is_option(option: Option, named: frozenset[str], words: Vocabulary) -> bool:
    """Return whether one of the medications, by generic name, is this option."""
    return any(each in option.medications or words.medications[each].kind in option.kinds for each in named)


def _holds(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Return whether the words of a listed name stand in a row among the words said."""
    return any(said[start : start + len(name)] == name for start in range(len(said) - len(name) + 1))
