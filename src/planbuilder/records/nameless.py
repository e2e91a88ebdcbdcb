"""Taking a person out of a text that others are to use: names, dates, places, numbers become blanks; the rest is shown.

No program can prove that nothing of a person is left. So whatever may still be of one is listed for the person who
decides, rather too much than too little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from planbuilder.library.store import KINDS, Library
from planbuilder.library.texts import texts
from planbuilder.plan.client import Client
from planbuilder.plan.record import Plan

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BLANK = re.compile(r"\{\{[^{}]*\}\}")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|www\.\S+|\+?\(?\d[\d ().-]{6,}\d")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b"
)
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]+[\"\u201d]")
#: Words that tell of one person, or of a life, though every text may hold them.
_TELLING = frozenset(
    (
        *("he", "him", "his", "himself", "she", "her", "hers", "herself"),
        *("mother", "father", "mom", "dad", "sister", "brother", "son", "daughter", "wife", "husband"),
        *("partner", "girlfriend", "boyfriend", "child", "children", "baby", "aunt", "uncle"),
        *("cousin", "grandmother", "grandfather", "friend", "boss", "landlord", "neighbor"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "twenty", "thirty", "forty", "fifty", "hundred", "once", "twice"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december", "christmas", "easter", "thanksgiving"),
        *("birthday", "church", "mosque", "temple", "school"),
    )
)
#: What stands before the first word of a sentence.
_BEGINS = re.compile(r"(?:^|[.!?:\n])\s*$")
#: What stands before names and is none.
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "mx", "prof", "the", "of", "and", "for", "county", "center", "clinic"))
#: The kinds of entry whose words are nobody's; titles of sources and measures hold names.
_KINDS = ("problem", "intervention", "accommodation", "option", "protocol", "routine")
#: A word with a capital that stands in so many texts is no name.
_OFTEN = 5
#: So many words in a row that stand in the client's file too are the client's.
_RUN = 4


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank that stands for something of a person: its name, what to ask, the kind of value, what it replaced."""

    name: str
    ask: str
    type: str
    was: str


@dataclass(frozen=True, slots=True)
class Nameless:
    """A text with blanks in place of what is a person's, and what in it may still be: pieces of it, each once."""

    text: str
    blanks: tuple[Blank, ...]
    left: tuple[str, ...]


@dataclass(slots=True)
class _Taking:
    """The blanks made so far in one text."""

    blanks: dict[str, Blank] = field(default_factory=dict)

    def of(self, base: str, ask: str, type: str, was: str) -> str:
        """Return the tag of a blank for something; the same thing has the same blank."""
        for name, blank in self.blanks.items():
            if blank.was == was and name.startswith(base):
                return f"{{{{ {name} }}}}"
        count = sum(name == base or name.startswith(f"{base}_") for name in self.blanks) + 1
        name = base if count == 1 else f"{base}_{count}"
        self.blanks[name] = Blank(name, ask, type, was)
        return f"{{{{ {name} }}}}"


def words_of(library: Library) -> frozenset[str]:
    """Return the words that the library's texts use, in small letters; names that stand in few of them are none."""
    entries = (entry for kind in _KINDS for entry in getattr(library, KINDS[kind][0]).values())
    found = Counter(word for entry in entries for leaf in texts(entry) for word in set(_WORD.findall(str(leaf.value))))
    return frozenset(word.lower() for word, times in found.items() if not word.istitle() or times >= _OFTEN)


def nameless(text: str, plan: Plan, known: frozenset[str], own: str = "") -> Nameless:
    """Return a text without what is the client's.

    ``known`` are the words of the library, which are nobody's; numbers in ``own``, what the library says there, stay.
    """
    client, taking = plan.client, _Taking()
    made = text.replace("{{", "{ {").replace("}}", "} }")
    made = _outside(_QUOTED, made, lambda was: taking.of("own_words", "The person's own words", "string", was))
    made = _outside(_CONTACT, made, lambda was: taking.of("contact", "How to reach them", "string", was))
    for name in _called(client):
        made = _outside(_exactly(name), made, lambda _: "{{ client.name }}")
    for base, ask, name in _others(client):
        made = _outside(_exactly(name), made, lambda was, b=base, a=ask: taking.of(b, a, "string", was))
    made = _outside(_exactly(client.id), made, lambda was: taking.of("number", "The number", "string", was))
    made = _outside(_DAY, made, lambda was: taking.of("day", "By which day", "string", was))
    kept = set(_NUMBER.findall(own))
    made = _outside(_NUMBER, made, lambda was: was if was in kept else taking.of("number", "How many", "string", was))
    made = _outside(_capitals(made, known), made, lambda was: taking.of("name_or_place", "Who or where", "string", was))
    return Nameless(made, tuple(taking.blanks.values()), tuple(dict.fromkeys(_left(made, text, client, known))))


def _exactly(name: str) -> re.Pattern[str]:
    """Return what finds a name as a word of its own, also in capitals."""
    return re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)")


def _outside(form: re.Pattern[str] | None, text: str, tag: Any) -> str:
    """Return a text with everything replaced that a form finds outside blanks."""
    if form is None:
        return text
    pieces: list[str] = []
    at = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        pieces.append(form.sub(lambda found: tag(found.group()), text[at:end]))
        if blank:
            pieces.append(blank.group())
            at = blank.end()
    return "".join(pieces)


def _called(client: Client) -> list[str]:
    """Return what the client is called, the longest name first."""
    whole = {client.identity.name, client.identity.called}
    return sorted({*whole, *(part for name in whole for part in _parts(name))}, key=len, reverse=True)


def _parts(name: str) -> Iterator[str]:
    """Yield the parts of a name that stand for it alone."""
    yield from (part for part in _WORD.findall(name) if len(part) > 1 and part.lower() not in _TITLES)


def _others(client: Client) -> list[tuple[str, str, str]]:
    """Return the names of other people and services in the client's file, each with its blank, the longest first."""
    found: list[tuple[str, str, str]] = [("provider", "Who does it", each.name) for each in client.team]
    found += [("supporter", "Who supports it", each.name) for each in client.participants]
    found += [("service", "Which service or person", each.to) for each in client.releases]
    if client.legal and client.legal.representative:
        found.append(("supporter", "Who supports it", client.legal.representative.name))
    whole = [*found, *((base, ask, part) for base, ask, name in found for part in _capital_parts(name))]
    return sorted(dict.fromkeys(whole), key=lambda each: len(each[2]), reverse=True)


def _capital_parts(name: str) -> Iterator[str]:
    """Yield the parts of a name that are written with a capital."""
    yield from (part for part in _parts(name) if part[0].isupper())


def _capitals(text: str, known: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds words with a capital that no entry of the library has, wherever they stand; None without."""
    words = {word for word in _WORD.findall(_BLANK.sub(" ", text)) if word[0].isupper() and not _nobodys(word, known)}
    if not words:
        return None
    listed = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?: (?:{listed}))*(?!\w)")


def _known(word: str, known: frozenset[str]) -> bool:
    """Return whether a word is one of the library's; the end of a possessive does not matter."""
    small = re.sub(r"['\u2019]s$", "", word.lower())
    return small in known or all(part in known for part in small.split("-"))


def _nobodys(word: str, known: frozenset[str]) -> bool:
    """Return whether a word is no name, though it may tell of somebody."""
    return _known(word, known) or word.lower() in _TELLING


def _left(text: str, before: str, client: Client, known: frozenset[str]) -> Iterator[str]:
    """Yield pieces of a text that may still be of a person."""
    bare = _BLANK.sub(" ", text)
    yield from _runs(before, client)
    for found in _WORD.finditer(bare):
        word = found.group()
        inside = word[0].isupper() and not _BEGINS.search(bare[: found.start()])
        if inside or word.lower() in _TELLING or not _known(word, known):
            yield word


def _runs(text: str, client: Client) -> Iterator[str]:
    """Yield words in a row that stand in the client's file in the same order."""
    words = [word.lower() for word in _WORD.findall(text)]
    there = {run for said in _strings(msgspec.to_builtins(client)) for run in _chains(said)}
    at = 0
    while at + _RUN <= len(words):
        end = at
        while end + _RUN <= len(words) and tuple(words[end : end + _RUN]) in there:
            end += 1
        if end > at:
            yield " ".join(words[at : end + _RUN - 1])
        at = max(end, at) + 1


def _chains(text: str) -> Iterator[tuple[str, ...]]:
    """Yield so many words in a row of a text."""
    words = [word.lower() for word in _WORD.findall(text)]
    yield from (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _strings(value: object) -> Iterable[str]:
    """Return every text in plain data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _strings(each)]
    return []
