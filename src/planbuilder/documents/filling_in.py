"""One text of a record in another language: matched by its English, its blanks filled, or marked for the translator."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from planbuilder.documents.languages import ENGLISH_TAG, is_english
from planbuilder.documents.printed import LINE
from planbuilder.documents.wording import untranslated
from planbuilder.docx.values import Spoken
from planbuilder.library.translations.phrases import filled
from planbuilder.library.translations.translation import PHRASES_NAME, ROLES_NAME, Translation
from planbuilder.plan.filling import SLOT, date_words
from planbuilder.plan.record import SlotValue, Text

_DATE = re.compile(r"([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_MONTHS = {date_words(dt.date(2000, month, 1)).partition(" ")[0]: month for month in range(1, 13)}
#: Numbers and what stands around them: the same in every language.
_NUMBERS = re.compile(r"[\d\s.,:;/+()%-]*")
#: A name: every word with a capital, or an abbreviation.
_NAME = re.compile(r"(?:[A-Z][\w.'\u2019-]*\s?){1,3}")
_DEMANDS = "vocabulary/demands"


class Filler:
    """Gives texts in the language of a translation, and keeps in ``used`` the entries whose translations it took."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation
        self.phrases = translation.phrases
        self.used: set[str] = {PHRASES_NAME, ROLES_NAME} if translation.wording(ROLES_NAME).content else {PHRASES_NAME}

    def knows(self, english: str, name: str) -> bool:
        """Return whether the translation has an English text of an entry."""
        return english in self.translation.wording(name).by_english

    def said(self, english: str, name: str) -> str:
        """Return a text without blanks; in English and marked where the translation does not have it."""
        found = self.translation.wording(name).by_english.get(english) if english else ""
        if found:
            self.used.add(name)
        return found or _left(english)

    def text(self, text: Text, name: str, added: Text | None = None) -> Text:
        """Return a text with its blanks filled; what the clinician wrote, or added by hand, stays and is marked."""
        own = text.wrote or (added.now if added is not None and not text.now else "")
        found = None if own else self.translation.wording(name).by_english.get(text.library)
        if not found or sorted(SLOT.findall(found)) != sorted(SLOT.findall(text.library)):
            return _as(_left(own or text.now))
        self.used.add(name)
        return _as(self._filled(found, text.slots))

    def shared(self, english: str) -> str:
        """Return a text that many entries share, by its English."""
        if not english or _NUMBERS.fullmatch(english):
            return english
        return self.phrases.texts.get(english) or _left(english)

    def question(self, english: str) -> str:
        """Return a question to the person: one that the program puts together, with its parts, or a shared text."""
        for each in self.phrases.questions:
            if found := re.fullmatch(_pattern(each.english), english):
                parts = {name: self._part(value) for name, value in found.groupdict().items()}
                if all(parts.values()):
                    return filled(each.say, **parts)
        return self.shared(english)

    def _part(self, english: str) -> str:
        """Return a part of a question: a date, a demand in plain words, a shared text; nothing where none is known."""
        if day := _day(english):
            return self._date(day)
        demand = self.translation.wording(_DEMANDS).by_english.get(english, "")
        if demand:
            self.used.add(_DEMANDS)
        return demand or self.phrases.texts.get(english, "")

    def _filled(self, statement: str, slots: Mapping[str, SlotValue]) -> str:
        """Return a translated text with its blanks filled."""
        parts: list[tuple[str, str]] = []
        at = 0
        for found in SLOT.finditer(statement):
            parts.append((statement[at : found.start()], ""))
            parts.append(self._value(found.group(1), slots.get(found.group(1))))
            at = found.end()
        parts.append((statement[at:], ""))
        if any(language for _, language in parts):
            return Spoken(*parts)
        return "".join(text for text, _ in parts)

    def _value(self, name: str, slot: SlotValue | None) -> tuple[str, str]:
        """Return what fills a blank, with its language; a line to write on where nobody filled it."""
        value = slot.value if slot else ""
        if not value:
            label = self.phrases.blanks.get(name)
            return (f"{LINE} ({label})" if label else LINE), ""
        if day := _day(value):
            return self._date(day), ""
        same = _NUMBERS.fullmatch(value) or _NAME.fullmatch(value) or (slot and slot.source == "client")
        if same or not is_english(value, self.phrases.common):
            return value, ""
        known = self.phrases.texts.get(value)
        return (known, "") if known else (untranslated(value), ENGLISH_TAG)

    def _date(self, day: dt.date) -> str:
        """Return a date in words."""
        return self.phrases.dates.styles(day)["long"]


def _left(english: str) -> str:
    """Return an English text as it stands in the copy: marked, and in its own language; nothing for no text."""
    return Spoken((untranslated(english), ENGLISH_TAG)) if english else ""


def _as(text: str) -> Text:
    """Return a text of a plan that says just this."""
    return Text(library=text, printed=text, wrote=text)


def _day(text: str) -> dt.date | None:
    """Return the day that English words spell, None where they spell none."""
    found = _DATE.fullmatch(text)
    if found is None or found[1] not in _MONTHS:
        return None
    try:
        return dt.date(int(found[3]), _MONTHS[found[1]], int(found[2]))
    except ValueError:
        return None


def _pattern(english: str) -> str:
    """Return the English of a question as a pattern, a group for each blank."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(english))
