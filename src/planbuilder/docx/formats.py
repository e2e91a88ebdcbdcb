"""Formatting numbers and dates by a pattern, as Python does, within the bounds of a page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from planbuilder.docx.text import UnprintableError, text_of
from planbuilder.docx.values import Day

T = TypeVar("T")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST = 100
_PLACE = re.compile(r"%(?:\((?P<name>\w*)\))?[-+ #0]*(?P<width>\d*)(?:\.(?P<digits>\d*))?(?P<kind>[a-zA-Z%*])?")
_KINDS = frozenset("sdifFeEgGxXo%")
#: What `strftime` may be asked for: one letter each, with the sign that takes leading zeros away.
_MOMENT = re.compile(r"(?:[^%]|%[-#]?[A-Za-z%])*")


def date(value: object, style: str = "long") -> str:
    """Return a date in words: `long` November 24, 2026; `full` with the weekday; `short` 11/24/2026; `iso`.

    `value` is a date or an ISO 8601 text; None and the empty text give nothing.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, Day):
        return _of_style(value.spelled, style)
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(text_of(value)[:10])
    except ValueError:
        raise UnprintableError("The value is not a date. Give a date such as 2026-11-24.") from None
    return _of_style(_SPELLING, style)(day)


def _long(day: dt.date) -> str:
    """Return a day as it stands in a sentence."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


#: How a day is spelled in each style.
_SPELLING: Mapping[str, Callable[[dt.date], str]] = {
    "long": _long,
    "full": lambda day: f"{_DAYS[day.weekday()]}, {_long(day)}",
    "short": lambda day: f"{day.month}/{day.day}/{day.year}",
    "iso": lambda day: day.isoformat()[:10],
}
#: The names of the styles.
STYLES = tuple(_SPELLING)


def _of_style(styles: Mapping[str, T], style: str) -> T:
    """Return what a style has."""
    if style not in styles:
        raise UnprintableError(f"The date style is unknown. Use one of {', '.join(styles)}.")
    return styles[style]


def formatted(pattern: object, *values: object, **named: object) -> str:
    """Return the pattern with values in its places: ``"%.2f"|format(3.14159)`` is 3.14.

    Raises UnprintableError for places wider than a line, which could fill the memory.
    """
    text = text_of(pattern)
    for place in _PLACE.finditer(text):
        wide = any(int(place[part] or 0) > _MOST for part in ("width", "digits") if len(place[part] or "") <= _MOST)
        if place["kind"] not in _KINDS or wide or len(place.group()) > _MOST:
            raise UnprintableError("The pattern cannot be used. Write places such as %s, %d or %.2f.")
    given: Any = {name: _plain(value) for name, value in named.items()} or tuple(map(_plain, values))
    try:
        made: str = text % given
    except (TypeError, ValueError, KeyError, OverflowError):
        raise UnprintableError("The pattern does not fit its values. Give each place a value of its kind.") from None
    return made


def check_moment(pattern: object) -> None:
    """Raise UnprintableError for a pattern of a date or time that is more than letters."""
    if not isinstance(pattern, str) or len(pattern) > _MOST or not _MOMENT.fullmatch(pattern):
        raise UnprintableError("The pattern of the date cannot be used. Write one such as %d.%m.%Y.")


def _plain(value: object) -> object:
    """Return a number as itself, anything else as its text."""
    return value if isinstance(value, (int, float)) else text_of(value)
