"""Which values the blanks of a text have in wording that somebody edited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
    lazy, greedy = (_taken_apart(text.printed, places, now, some) for some in ("(.+?)", "(.+)"))
    if lazy is None or lazy != greedy:
        return None
    found = dict(zip((place.name for place in places), lazy, strict=True))
    alike = all(found[place.name] == value for place, value in zip(places, lazy, strict=True))
    return _sure(text, places, found) if alike else None


def _put_together(printed: str, places: Sequence[Span], values: Mapping[str, str]) -> str:
    """Return a text with other values in its blanks."""
    pieces: list[str] = []
    at = 0
    for place in places:
        pieces += (printed[at : place.start], values[place.name])
        at = place.end
    return "".join((*pieces, printed[at:]))


def _taken_apart(printed: str, places: Sequence[Span], now: str, some: str) -> tuple[str, ...] | None:
    """Return the values of the blanks in order, None where the words around them are not those that were printed."""
    pattern, at = "", 0
    for place in places:
        pattern += re.escape(printed[at : place.start]) + some
        at = place.end
    found = re.fullmatch(pattern + re.escape(printed[at:]), now, re.DOTALL)
    return found.groups() if found else None


def _sure(text: Text, places: Sequence[Span], found: dict[str, str]) -> dict[str, str] | None:
    """Return values that can stand in blanks; None for one that is empty, or still holds the prompt with more."""
    for place in places:
        was, now = text.printed[place.start : place.end], found[place.name]
        if not now.strip() or (place.blank and was in now and was != now):
            return None
    return found
