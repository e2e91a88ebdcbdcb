"""Terms to avoid, found in a text: whole words, capitals ignored, outside quotations, allowed phrases and own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from planbuilder.library.entries import PersonFirst, Term
from planbuilder.remembering import Latest

#: Words in quotation marks, double or single; an apostrophe inside a word neither opens nor closes,
#: nor does the sign for inches behind a number open.
_QUOTATION = re.compile(
    r'(?<!\w)"[^"]*"|\u201c[^\u201d]*\u201d|(?<!\w)\u2018[^\u2018]*?\u2019(?!\w)|(?<!\w)\'[^\']*(?:(?<=\w)\'(?=\w)[^\']*)*\'(?!\w)'
)
#: What stands between the words of a wording: blanks, or hyphens of any kind.
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]+")
_WORD = re.compile(r"\w+")
#: So many patterns of a few terms are remembered: most texts that hold words of some hold those of the same.
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class SpokenTerm:
    """A term to avoid as it stands in a text, and what the list says about it."""

    said: str
    term: Term

    @property
    def say(self) -> tuple[str, ...]:
        """What to say instead."""
        return self.term.say

    @property
    def access_check(self) -> bool:
        """Whether the word blames a person for what may have been an access barrier."""
        return self.term.access_check

    @property
    def note(self) -> str:
        """A word to writers, or nothing."""
        return self.term.note


class _Listed:
    """The terms to avoid of one list, and what they find in a text."""

    def __init__(self, people: PersonFirst) -> None:
        self.terms = {_key(said): term for term in people.terms.values() for said in term.avoid}
        self.small = {folded(said): term for said, term in self.terms.items() if not said.isupper()}
        self.words = {said: frozenset(_WORD.findall(said.lower())) for said in self.terms}
        self.holding: dict[str, list[str]] = {}
        for said, words in self.words.items():
            self.holding.setdefault(max(words, key=len, default=""), []).append(said)
        self.keys = frozenset(self.holding)
        self.pattern = lru_cache(maxsize=_REMEMBERED)(_any_of)

    def found(self, text: str) -> tuple[re.Match[str], ...]:
        """Return every place of a text with a term, allowed or not.

        Most texts hold the words of no term; the others are searched for those terms alone whose words they hold,
        since a pattern of all terms takes longer to make than a plan takes to check. A term is looked for where its
        longest word stands.
        """
        there = frozenset(_WORD.findall(text.lower()))
        near = [said for word in self.keys & there for said in self.holding[word]]
        possible = tuple(sorted(said for said in near if self.words[said] <= there))
        pattern = self.pattern(possible) if possible else None
        return tuple(pattern.finditer(text)) if pattern else ()

    def term(self, said: str) -> Term:
        """Return the term that a wording belongs to."""
        single = _apart(said)
        return self.terms[single] if single in self.terms else self.small[folded(single)]


#: A process works with one library, plan after plan.
_latest: Latest[_Listed] = Latest()


def _listed(people: PersonFirst) -> _Listed:
    """Return a list made ready for searching, the same one for as long as the same list is asked for."""
    return _latest.of((people,), lambda: _Listed(people))


class Speech:
    """The terms to avoid, made ready for searching; ``own`` are words that the person chose, and may stand."""

    def __init__(self, people: PersonFirst, own: Iterable[str] = ()) -> None:
        self.listed = _listed(people)
        self.phrases = {phrase for term in people.terms.values() for phrase in term.allowed_in} | set(own)

    @cached_property
    def allowed(self) -> re.Pattern[str] | None:
        """What finds a phrase in which every term may stand."""
        return _any_of(phrase.lower() for phrase in self.phrases)

    def spared(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of a text in which every term may stand."""
        found = [each.span() for each in _QUOTATION.finditer(text)]
        return found + ([each.span() for each in self.allowed.finditer(text)] if self.allowed else [])


def spoken_terms(speech: Speech, text: str) -> Iterator[SpokenTerm]:
    """Yield every term to avoid that a text holds, the longest wording at each place, in order."""
    places = speech.listed.found(text)
    spared = speech.spared(text) if places else []
    for found in places:
        if not any(start <= found.start() and found.end() <= end for start, end in spared):
            yield SpokenTerm(found.group(), speech.listed.term(found.group()))


def _key(said: str) -> str:
    """Return a wording as it is looked up: one blank between words; in small letters unless all are capitals."""
    single = _apart(said)
    return single if single.isupper() else single.lower()


def folded(text: str) -> str:
    """Return a text in which letters are equal that a pattern takes for equal where it ignores capitals."""
    return text.casefold().replace("\u0307", "").replace("\u0131", "i")


def _apart(said: str) -> str:
    """Return the words of a wording with one blank between them, also where hyphens join them."""
    return " ".join(_BETWEEN.split(said.strip()))


def _any_of(wordings: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that matches any of the wordings as whole words, the longest first; None without any."""
    longest = sorted({wording for wording in wordings if wording.strip()}, key=lambda each: (-len(each), each))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest))})(?!\w)") if longest else None


def _pattern(said: str) -> str:
    """Return the pattern of a wording: blanks or hyphens between words; capitals count only where all are (``MAT``)."""
    spaced = _BETWEEN.pattern.join(re.escape(word) for word in _apart(said).split())
    return spaced if said.isupper() else f"(?i:{spaced})"
