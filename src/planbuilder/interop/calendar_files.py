"""Calendar files (RFC 5545) of whole days: lines of at most 75 octets, escaped text, identities that stay."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OCTETS = 75
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day in a calendar; ``identity`` stays the same when the day or the words change."""

    identity: str
    day: dt.date
    summary: str
    description: str = ""


def calendar_file(days: Iterable[CalendarDay], on: dt.date) -> bytes:
    """Return a calendar file of days, as of a day; the same days as of the same day give the same bytes.

    Each day is private and leaves its time free. A program that takes the file again moves what has moved, since each
    identity stays and the stamp is that of the day.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planbuilder//due//EN", "CALSCALE:GREGORIAN"]
    for each in days:
        lines += _event(each, on)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(each: CalendarDay, on: dt.date) -> Iterator[str]:
    """Yield the lines of a day, not yet folded."""
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(each.identity.encode()).hexdigest()[:32]}@planbuilder"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{each.day + _DAY:%Y%m%d}"
    yield f"SUMMARY:{_escaped(each.summary)}"
    if each.description:
        yield f"DESCRIPTION:{_escaped(each.description)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return text as a value: backslash, comma, semicolon and line ends escaped, other control characters left out."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    text = "\\n".join(text.splitlines())
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> str:
    """Return a line folded so that none has more than 75 octets, never inside a letter."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _OCTETS:
            parts.append("")
            size = 1  # the blank that begins a line which goes on
        parts[-1] += letter
        size += width
    return "\r\n ".join(parts)
