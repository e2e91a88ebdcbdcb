"""What a library amounts to: entries, sources that were looked up, words, and how hard its plain text is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from planbuilder.library.entries import Entry
from planbuilder.library.readability import PLAIN_GRADE, flesch_kincaid, smog
from planbuilder.library.store import KINDS, Library
from planbuilder.library.texts import PLAIN, texts


@dataclass(frozen=True, slots=True)
class PlainText:
    """The plain texts: how many, how many are over the bar, and their grades (US school years).

    ``median_grade`` and ``highest_grade`` are by Flesch-Kincaid, text by text; ``smog`` is over all of them as one.
    """

    texts: int
    over_bar: int
    median_grade: float
    highest_grade: float
    smog: float


@dataclass(frozen=True, slots=True)
class Stats:
    """Entries by kind and by state; sources by how they were looked up (``unchecked`` too); words of prose."""

    entries: Mapping[str, int]
    states: Mapping[str, int]
    sources: Mapping[str, int]
    words: int
    plain: PlainText


def stats(library: Library) -> Stats:
    """Return what the library amounts to."""
    every = list(_entries(library))
    levels = Counter(each.checked.level if each.checked else "unchecked" for each in library.sources.values())
    prose = [str(leaf.value) for entry in every for leaf in texts(entry)]
    plain = [str(leaf.value) for entry in every for leaf in texts(entry) if leaf.field in PLAIN]
    return Stats(
        {kind: len(library.of_kind(kind)) for kind in KINDS},
        dict(sorted(Counter(entry.state for entry in every).items())),
        {level: levels[level] for level in ("primary", "copy", "record", "unchecked")},
        sum(len(text.split()) for text in prose),
        _plain_text(plain),
    )


def _entries(library: Library) -> Iterator[Entry]:
    """Yield every entry of every kind."""
    for kind in KINDS:
        yield from library.of_kind(kind).values()


def _plain_text(plain: list[str]) -> PlainText:
    """Return the grades of the plain texts; zeros where there are none."""
    grades = [round(flesch_kincaid(text), 1) for text in plain]
    if not grades:
        return PlainText(0, 0, 0.0, 0.0, 0.0)
    over = sum(1 for grade in grades if grade > PLAIN_GRADE)
    return PlainText(len(plain), over, round(median(grades), 1), max(grades), round(smog(plain), 1))
