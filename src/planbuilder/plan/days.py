"""Days as people write them, read back into dates."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

#: November 24, 2026; Nov 24, 2026; 24 November 2026; 2026-11-24; 11/24/2026, as dates are written in the US.
_FORMS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%m/%d/%Y")
_YEARS = range(2000, 2190)
#: Where a day stands in a sentence.
_WITHIN = re.compile(
    r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})\b"
)


def day_in_words(text: str) -> dt.date | None:
    """Return the day that a text says and nothing else, None where it says none, or a day that no plan can have."""
    words = " ".join(text.replace(",", " ").replace(".", " ").split())
    for form in _FORMS:
        with contextlib.suppress(ValueError):
            day = dt.datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no time zone
            return day if day.year in _YEARS else None
    return None


def day_within(text: str) -> dt.date | None:
    """Return the last day that a sentence names, None where it names none."""
    days = [day for found in _WITHIN.finditer(text) if (day := day_in_words(found.group()))]
    return days[-1] if days else None
