"""Pairing the lines of a document as it was printed with those of the same document as it was edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from planbuilder.docx.reading_lines import Line

#: A printed line and what became of it; None where a line was taken out, or came new.
Pair = tuple[Line | None, Line | None]

#: So much of their words two lines share at least that are one line before and after an edit.
_ALIKE = 0.5
#: No honest document has more lines; the time to compare grows with them.
MAX_LINES = 20_000
_MOST_COMPARED = 1_000_000


def pairs(old: Sequence[Line], new: Sequence[Line], shared: Collection[str]) -> list[Pair]:
    """Return the lines in pairs, in order; `shared` are the keys that stand in both documents.

    Lines with the same text to be read back belong together, then lines with the same words; of the others between two
    such pairs, those that share half of their words, and those that are as many and of the same styles.
    """
    matcher = SequenceMatcher(None, _tokens(old, shared), _tokens(new, shared), autojunk=False)
    made: list[Pair] = []
    for same, first, last, start, end in matcher.get_opcodes():
        if same == "equal":
            made += zip(old[first:last], new[start:end], strict=True)
        else:
            made += _between(old[first:last], new[start:end], shared)
    return made


def alike(old: Sequence[Line], found: Sequence[Pair]) -> float:
    """Return the part of the printed lines that still say the same, from 0 to 1."""
    same = sum(one is not None and other is not None and one.said == other.said for one, other in found)
    return same / len(old) if old else 0.0


def _tokens(listed: Sequence[Line], shared: Collection[str]) -> list[str]:
    """Return what each line is known by: a key that both documents have, else its words."""
    keyed = [next((key for key in line.keys if key in shared), "") for line in listed]
    return [f"key {key}" if key else f"said {line.said}" for key, line in zip(keyed, listed, strict=True)]


def _between(old: Sequence[Line], new: Sequence[Line], shared: Collection[str]) -> Iterator[Pair]:
    """Yield the pairs of lines between two that are sure; those with a key that both have have only moved."""
    loose = [line for line in old if not set(line.keys) & set(shared)]
    free = [line for line in new if not line.keys]
    partner = dict(_similar(loose, free))
    taken = set(partner.values())
    waiting = list(new)
    for line in old:
        match = partner.get(line.place)
        while match is not None and waiting and waiting[0].place < match:
            yield None, waiting.pop(0)
        yield line, waiting.pop(0) if match is not None else None
    yield from ((None, line) for line in waiting if line.place not in taken)


def _similar(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that are one before and after an edit, in order."""
    if len(old) * len(new) > _MOST_COMPARED:
        return
    words = {id(line): Counter(line.said.casefold().split()) for line in (*old, *new)}
    start, done = 0, 0
    for number, line in enumerate(old):
        match = next((n for n in range(start, len(new)) if _half(words[id(line)], words[id(new[n])])), None)
        if match is not None:
            yield from _in_order(old[done:number], new[start:match])
            yield line.place, new[match].place
            start, done = match + 1, number + 1
    yield from _in_order(old[done:], new[start:])


def _in_order(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that are as many and of the same styles."""
    if [line.style for line in old] == [line.style for line in new]:
        yield from ((one.place, other.place) for one, other in zip(old, new, strict=True))


def _half(one: Counter[str], other: Counter[str]) -> bool:
    """Return whether two lines share half of their words."""
    return (one & other).total() >= _ALIKE * max(one.total(), other.total()) > 0
