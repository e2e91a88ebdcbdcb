"""Which values the blanks of a text have in wording that somebody edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planbuilder.docx.reading_between import between
from planbuilder.plan.filling import Span, spans
from planbuilder.plan.record import Text


def values_in(text: Text, now: str, marked: Mapping[str, str]) -> dict[str, str] | None:
    """Return the values of a text's blanks in its edited wording, by name; None where more than those changed.

    ``marked`` are the values as their bookmarks enclose them. Where they do not make up the wording, it is taken apart
    between the words that the library put around the blanks, if there is one way only.
    """
    places = spans(text)
    if not places or text.wrote:
        return None
    if all(place.name in marked for place in places) and _put_together(text.printed, places, marked) == now:
        return _sure(text, places, {place.name: marked[place.name] for place in places})
    words = _around(text.printed, places)
    first, last = between(words, now, least=1), between(words, now, least=1, last=True)
    if first is None or first != last:
        return None
    found = dict(zip((place.name for place in places), first, strict=True))
    alike = all(found[place.name] == value for place, value in zip(places, first, strict=True))
    return _sure(text, places, found) if alike else None


def _put_together(printed: str, places: Sequence[Span], values: Mapping[str, str]) -> str:
    """Return a text with other values in its blanks."""
    pieces: list[str] = []
    at = 0
    for place in places:
        pieces += (printed[at : place.start], values[place.name])
        at = place.end
    return "".join((*pieces, printed[at:]))


def _around(printed: str, places: Sequence[Span]) -> list[str]:
    """Return the words before, between and after the blanks of a text."""
    starts, ends = [0, *(place.end for place in places)], [*(place.start for place in places), len(printed)]
    return [printed[start:end] for start, end in zip(starts, ends, strict=True)]


def _sure(text: Text, places: Sequence[Span], found: dict[str, str]) -> dict[str, str] | None:
    """Return values that can stand in blanks; None for one that is empty, or still holds the prompt with more."""
    for place in places:
        was, now = text.printed[place.start : place.end], found[place.name]
        if not now.strip() or (place.blank and was in now and was != now):
            return None
    return found
