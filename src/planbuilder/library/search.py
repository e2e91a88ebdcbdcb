"""Finding entries by words: ranked, without an index, good enough for a few thousand entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.library.entries import Entry
from planbuilder.library.store import KINDS, Library
from planbuilder.library.texts import texts

#: How much a word counts by the field it stands in; anything else counts one.
_WEIGHTS = {"id": 6, "title": 8, "plain_title": 6, "short": 8, "statement": 3, "plain": 3, "summary": 3}
#: A word that only begins as asked counts this part of one that is the same.
_BEGINS = 0.5
_WORD = re.compile(r"\w+")
#: Shorter words keep their s: gas, yes.
_STEMMED = 4
#: About how many characters of the text around the first word are shown.
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: kind, id, title, a score (higher is better), and the text that matched best."""

    kind: str
    id: str
    title: str
    score: float
    text: str


def search(library: Library, words: str, *, kind: str = "") -> tuple[Hit, ...]:
    """Return the entries that hold every word (or one that begins with it), the best first; of one kind or all."""
    wanted = _stems(words)
    if not wanted:
        return ()
    hits = [
        hit
        for each in ([kind] if kind else KINDS)
        for id, entry in library.of_kind(each).items()
        for hit in _hit(each, id, entry, wanted)
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.kind, hit.id)))


def title_of(entry: Entry) -> str:
    """Return the title of an entry; every kind has one."""
    return str(getattr(entry, "title", entry.id))


def _hit(kind: str, id: str, entry: Entry, wanted: tuple[str, ...]) -> Iterator[Hit]:
    """Yield the entry as a hit where it holds every wanted word."""
    best = dict.fromkeys(wanted, 0.0)
    shown, most = "", 0.0
    for field, text in _fields(entry):
        scores = {word: _WEIGHTS.get(field, 1) * part for word, part in _match(text, wanted)}
        for word, score in scores.items():
            best[word] = max(best[word], score)
        if field not in ("id", "title") and sum(scores.values()) > most:
            shown, most = text, sum(scores.values())
    if all(best.values()):
        yield Hit(kind, id, title_of(entry), sum(best.values()), _around(shown, wanted))


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields that are searched."""
    yield "id", entry.id.replace("-", " ")
    for leaf in texts(entry):
        yield leaf.field, str(leaf.value)


def _match(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Yield the wanted words that a text holds, with how well each is met."""
    there = set(_stems(text))
    for word in wanted:
        if word in there:
            yield word, 1.0
        elif any(each.startswith(word) for each in there):
            yield word, _BEGINS


def _stems(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents and without a plural s, each once."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_stem(word) for word in _WORD.findall(plain)))


def _stem(word: str) -> str:
    """Return a word without a plural s."""
    return word[:-1] if len(word) >= _STEMMED and word.endswith("s") and not word.endswith("ss") else word


def _around(text: str, wanted: tuple[str, ...]) -> str:
    """Return the stretch of a text around the first wanted word, with dots where it was cut."""
    first = next((found.start() for found in _WORD.finditer(text) if _stem(found.group().casefold()) in wanted), 0)
    start = text.rfind(" ", 0, max(0, first - _SHOWN // 3)) + 1
    end = text.find(" ", start + _SHOWN)
    end = len(text) if end < 0 else end
    return ("... " if start else "") + text[start:end] + (" ..." if end < len(text) else "")
