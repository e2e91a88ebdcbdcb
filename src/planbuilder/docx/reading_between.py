"""What stands between known words of a text, in time that grows with the text alone."""

from __future__ import annotations

from collections.abc import Sequence


def between(words: Sequence[str], text: str, *, last: bool = False, least: int = 0) -> tuple[str, ...] | None:
    """Return what stands between known words of a text, one piece fewer than words; None where it is not made so.

    The text begins with the first words and ends with the last; those between are looked for from its start, or with
    ``last`` from its end. Each piece has at least so many letters. Two different answers mean that there is more than
    one way.
    """
    first, *middle, end = words
    if len(text) < len(first) + len(end) or not (text.startswith(first) and text.endswith(end)):
        return None
    inner = text[len(first) : len(text) - len(end)]
    pieces = _from_end(middle, inner, least) if last else _from_start(middle, inner, least)
    return pieces if pieces is not None and min(map(len, pieces)) >= least else None


def _from_start(words: Sequence[str], text: str, least: int) -> tuple[str, ...] | None:
    """Return the pieces between words, each as short as it can be."""
    pieces: list[str] = []
    at = 0
    for word in words:
        found = text.find(word, at + least)
        if found < 0:
            return None
        pieces.append(text[at:found])
        at = found + len(word)
    return (*pieces, text[at:])


def _from_end(words: Sequence[str], text: str, least: int) -> tuple[str, ...] | None:
    """Return the pieces between words, those toward the end as short as they can be."""
    pieces: list[str] = []
    at = len(text)
    for word in reversed(words):
        found = text.rfind(word, 0, max(at - least, 0))
        if found < 0:
            return None
        pieces.append(text[found + len(word) : at])
        at = found
    return (text[:at], *reversed(pieces))
