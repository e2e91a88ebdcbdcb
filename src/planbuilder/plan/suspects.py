"""Which texts of a plan the checks of words find something in; most hold nothing, and that is remembered.

In plan after plan the same texts stand, but for the person's name. So a text is remembered with one letter in the place
of the name; where nothing is found in that, nothing would be found in the text:

- A term to avoid, an ending of care and a placeholder are made of whole words. A name that is none of these words takes
  no part in one, so that they stand in the text with the letter as well.
- No quotation marks and no phrase in which a term may stand hold the letter, so that they end where they did.
- A blank in brackets is made of words that belong there. What would be a blank in brackets is taken for no name.
- What must not be longer than so many letters is not longer with the letter.

The reverse does not hold, and need not: what is found with the letter is looked for in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from planbuilder.library.entries import PersonFirst
from planbuilder.library.words import Speech, folded, spoken_terms
from planbuilder.plan.client import Client
from planbuilder.plan.placeholders import BLANK_WORDS, has_blank, is_placeholder
from planbuilder.plan.shut_out_check import SHUT_OUT_WORDS, may_shut_out, shutting_out
from planbuilder.remembering import Latest

#: Words of letters alone, and never of one, as in t.b.c. and n/a.
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]{2,})*")
#: Names that are looked for anywhere; the others, such as Jo, only where they stand as a word.
_LONG = re.compile(r"[^\W\d_]{3,}(?:[ -][^\W\d_]{3,})*")
_WORD = re.compile(r"\w+")
#: What stands for a name: a letter that hardly a plan holds. Joined to another letter it stands for a part of a word.
_LETTER = "\u2135"
_JOINED = re.compile(rf"\w{_LETTER}|{_LETTER}\w")
#: How many texts are remembered: all of a library of today's size several times over, in a few megabytes.
_REMEMBERED = 8192


class Reader:
    """Finds the texts in which something is to be found, and remembers those in which nothing is."""

    def __init__(self, people: PersonFirst) -> None:
        self.speech = Speech(people)
        said = (each for term in people.terms.values() for each in term.avoid)
        self.words = _words(" ".join(said)) | SHUT_OUT_WORDS | BLANK_WORDS
        self.empty: set[str] = set()

    def suspects(self, texts: set[str], client: Client) -> set[str]:
        """Return the texts that hold a term to avoid, a blank, or a sentence by which care ends on a return to use."""
        if len(self.empty) > _REMEMBERED:
            self.empty.clear()
        names = _names(client)
        odd = [name for name in names if not self.is_plain(name)]
        without = [_without(name) for name in names if name not in odd]
        return {text for text in texts - self.empty if not self._is_empty(text, without, odd)}

    def is_plain(self, name: str) -> bool:
        """Return whether a name takes no part in anything that is looked for, wherever it stands."""
        words = _words(name)
        return (
            bool(_NAME.fullmatch(name))
            and self.words.isdisjoint(words)
            and not any(map(is_placeholder, words))
            and not has_blank(f"is [{name}] or lorem {name} ipsum")
        )

    def _is_empty(self, text: str, without: Sequence[Callable[[str], str]], odd: Sequence[str]) -> bool:
        """Return whether nothing is to be found in a text; what holds a name or the letter is not remembered."""
        if _LETTER in text:
            return not (shutting_out(text) or self._finds(text))
        nameless = text
        for taken_out in without:
            nameless = taken_out(nameless)
        if nameless in self.empty:
            return True
        joined = nameless != text and bool(_JOINED.search(nameless))
        told = joined or may_shut_out(nameless, _LETTER) or self._finds(nameless)
        if told and (shutting_out(text) or self._finds(text)):
            return False
        if not any(name in text for name in odd) and (not told or nameless == text):
            self.empty.add(nameless)
        return True

    def _finds(self, text: str) -> bool:
        """Return whether a text holds a blank, or a term to avoid that may not stand there."""
        return has_blank(text) or next(spoken_terms(self.speech, text), None) is not None


#: A process works with one library, plan after plan.
_latest: Latest[Reader] = Latest()


def reader_of(people: PersonFirst) -> Reader:
    """Return what reads for a list of terms to avoid, the same one for as long as the same list is asked for."""
    return _latest.of((people,), lambda: Reader(people))


def _without(name: str) -> Callable[[str], str]:
    """Return what puts the letter in the place of a name."""
    if _LONG.fullmatch(name):
        return lambda text: text.replace(name, _LETTER)
    return partial(re.compile(rf"\b{re.escape(name)}\b").sub, _LETTER)


def _names(client: Client) -> list[str]:
    """Return the names of the people whom a client's file is about, the longest first: it may hold a shorter one."""
    identity = client.identity
    names = {identity.name, identity.called, *(each.name for each in client.participants)}
    return sorted(names, key=lambda name: (-len(name), name))


def _words(text: str) -> frozenset[str]:
    """Return the words of a text, in small letters and as :func:`folded` has them."""
    return frozenset((*_WORD.findall(text.lower()), *_WORD.findall(folded(text))))
