"""The phrases that a paper for the client is put together from, as data: English here, other languages in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec import field

from planbuilder.library.entries.parts import Part

#: The key of a count that has no words of its own.
MORE = "more"


class Dates(Part, frozen=True):
    """How dates are written: the names of months and weekdays (from Monday), and each style with blanks for parts."""

    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
    weekdays: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    long: str = "{month} {day}, {year}"
    full: str = "{weekday}, {month} {day}, {year}"
    short: str = "{number}/{day}/{year}"

    def styles(self, day: dt.date) -> dict[str, str]:
        """Return a day in every style: ``long``, ``full`` with the weekday, ``short``, and ``iso``."""
        parts = {
            "month": self.months[day.month - 1],
            "weekday": self.weekdays[day.weekday()],
            "day": day.day,
            "number": day.month,
            "year": day.year,
        }
        spelled = {name: filled(getattr(self, name), **parts) for name in ("long", "full", "short")}
        return {**spelled, "iso": day.isoformat()[:10]}


class Doses(Part, frozen=True):
    """How a dose is told: by count (``1``, ``2``, ``more``), by period, and with whom."""

    times: Mapping[str, str] = field(default_factory=lambda: {"1": "once", "2": "twice", MORE: "{count} times"})
    per: Mapping[str, str] = field(
        default_factory=lambda: {
            "day": "a day",
            "week": "a week",
            "two-weeks": "every two weeks",
            "month": "a month",
            "plan": "",
        }
    )
    minutes: Mapping[str, str] = field(default_factory=lambda: {"1": "1 minute", MORE: "{count} minutes"})
    weeks: Mapping[str, str] = field(default_factory=lambda: {"1": "for 1 week", MORE: "for {count} weeks"})
    alone: str = "on my own"
    company: str = "with {person}"
    ask: str = "I can ask {person}."


class Ways(Part, frozen=True):
    """How somebody is reached: by voice, by a service between, by text, by video."""

    call: str = "call {to}"
    relay: str = "by relay or captioned phone {to}"
    text: str = "text {to}"
    video: str = "video {to}"


class Draft(Part, frozen=True):
    """What stands on a copy that is for the translator only: its heading, and the notice under it."""

    heading: str = "For the translator"
    notice: str = (
        "This is a machine draft. It must not be given to the client. A qualified human translator must review it "
        "first (45 CFR 92.201(c)(3)). Parts in brackets are not translated."
    )


class Asked(Part, frozen=True):
    """A question that the program puts together: its English with blanks, and how it is said."""

    english: str
    say: str


class Phrases(Part, frozen=True):
    """The phrases of one language that no entry of the library holds.

    ``roles``, ``relations``, ``blanks``, ``within`` and ``decisions`` are by the word of the record; ``texts`` are by
    their English: what contacts are called, and other short texts that many entries share. ``common`` are the
    commonest words of the language, by which a text that somebody wrote is told from English.
    """

    schema: int = 1
    locale: str = "en-US"
    proposal: str = "Proposal for the planning meeting"
    dates: Dates = field(default_factory=Dates)
    doses: Doses = field(default_factory=Doses)
    ways: Ways = field(default_factory=Ways)
    draft: Draft = field(default_factory=Draft)
    roles: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(
        default_factory=lambda: {
            "chosen": "I want this.",
            "declined": "I said no to this.",
            "undecided": "I have not decided yet.",
            "open": "We have not talked about this yet.",
            "excluded": "This is not for me right now. My team can tell me why.",
        }
    )
    blanks: Mapping[str, str] = field(
        default_factory=lambda: {
            "baseline": "my number now",
            "target": "the number I want",
            "target_date": "the day",
            "reason": "why",
        }
    )
    questions: tuple[Asked, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    common: tuple[str, ...] = ()

    @property
    def translates(self) -> bool:
        """Return whether these are phrases of another language than the library's."""
        return not self.locale.startswith("en")

    def counted(self, words: Mapping[str, str], count: int) -> str:
        """Return the words for a count."""
        return filled(words.get(str(count), words[MORE]), count=count)


#: What the phrases of a language hold at least; nothing of it is taken from English.
NEEDED = (
    *("locale", "proposal", "dates", "doses", "ways", "draft", "relations", "within", "decisions", "blanks"),
    *("questions", "texts"),
)
#: The phrases of the shipped library's own language.
ENGLISH = Phrases()


def filled(pattern: str, **parts: object) -> str:
    """Return a phrase with its blanks (``{count}``) filled; nothing else of it is read."""
    for name, value in parts.items():
        pattern = pattern.replace(f"{{{name}}}", str(value))
    return pattern


def blanks_of(texts: Iterable[str]) -> set[str]:
    """Return the names of the blanks of phrases."""
    import re

    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
