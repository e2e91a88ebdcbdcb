"""What became of the words around the texts of a line: an edit of a text that was typed beside it, or a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planbuilder.docx.reading_between import between
from planbuilder.docx.reading_lines import Line


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that belong to a text but stand beside it: before it, after it, or in place of it (then all of it)."""

    key: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """Words around the texts of a line that were changed."""

    old: str
    new: str


def beside(old: Line, new: Line, *, accepted: bool = False) -> Iterator[Typed | Reworded]:
    """Yield what stands beside the texts of a line other than was printed, as it stands or with changes accepted.

    A text whose control and bookmark are gone is what stands where it was printed.
    """
    around = new.around_accepted if accepted else new.around
    kept = [key for key in old.keys if key in new.keys]
    if list(new.keys) != kept:
        yield from _strange(old, around)
        return
    gaps = _gaps(old, kept)
    for number, ((words, gone), now) in enumerate(zip(gaps, around, strict=True)):
        before = kept[number - 1] if number else ""
        after = kept[number] if number < len(kept) else ""
        yield from _gone(words, gone, now) if gone else _extended(words[0], now, before, after)


def _gaps(old: Line, kept: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """Return for each gap between texts that are left the words printed there, and the texts that are gone from it."""
    gaps: list[tuple[list[str], list[str]]] = [([old.around[0]], [])]
    for key, words in zip(old.keys, old.around[1:], strict=True):
        if key in kept:
            gaps.append(([words], []))
        else:
            gaps[-1][0].append(words)
            gaps[-1][1].append(key)
    return gaps


def _strange(old: Line, around: Sequence[str]) -> Iterator[Reworded]:
    """Yield the words around texts that stand in another order than they were printed in, but those printed."""
    printed = {" ".join(words.split()) for words in (*old.around, "")}
    yield from (Reworded("", words) for words in around if " ".join(words.split()) not in printed)


def _gone(words: list[str], gone: list[str], now: str) -> Iterator[Typed | Reworded]:
    """Yield what stands where texts were printed."""
    found = between(words, now)
    if found is not None:
        yield from (Typed(key, text, "all") for key, text in zip(gone, found, strict=True) if text.strip())
    elif len(gone) == 1:
        yield Typed(gone[0], now, "all")
    else:
        yield Reworded(" ... ".join(words).strip(), now)


def _extended(printed: str, now: str, before: str, after: str) -> Iterator[Typed | Reworded]:
    """Yield what was typed in a gap: it belongs to the text that it follows, else to the one it leads to."""
    if " ".join(printed.split()) == " ".join(now.split()):
        return
    if before and now.endswith(printed):
        yield Typed(before, now[: len(now) - len(printed)], "after")
    elif after and now.startswith(printed):
        yield Typed(after, now[len(printed) :], "before")
    else:
        yield Reworded(printed, now)
