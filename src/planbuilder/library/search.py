"""Finding entries by words: titles before definitions, definitions before statements, and forgiving of spelling."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planbuilder.library.search_index import COLUMNS, index_anew, index_of, plain_words, title_of
from planbuilder.library.store import Library

__all__ = ["Found", "Hit", "search", "title_of"]

#: How much a word counts by the column it stands in, for BM25.
_WEIGHTS = "10.0, 5.0, 3.0, 1.0"
#: Where all words of a hit stand: in the title, in title and definitions, in title, definitions and statements.
_TIERS = (COLUMNS[:1], COLUMNS[:2], COLUMNS[:3])
#: How much alike a word must be to one that stands somewhere (difflib's ratio).
_ALIKE = 0.75
#: Words may differ by so many letters in length.
_LONGER = 3
#: About how many characters of the text around the first word are shown.
_SHOWN = 90
_START, _END = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: kind, id, title, a score (higher is better), and the text that matched best."""

    kind: str
    id: str
    title: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the best hits, how many there are in all, and as what a word was read that stands nowhere."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    read_as: dict[str, tuple[str, ...]] = field(default_factory=dict)


def search(library: Library, words: str, *, kind: str = "", most: int = 20) -> Found:
    """Return the entries that hold every word, in any form or begun so; the best first, of one kind or of all.

    A word that stands nowhere is read as those that are spelled most like it.
    """
    wanted = tuple(dict.fromkeys(plain_words(words)))
    if not wanted:
        return Found()
    try:
        return _found(index_of(library), wanted, kind, most)
    except sqlite3.DatabaseError:  # the kept index is damaged
        return _found(index_anew(library), wanted, kind, most)


def _found(index: sqlite3.Connection, wanted: Sequence[str], kind: str, most: int) -> Found:
    """Return what an index has for some words; raise sqlite3.DatabaseError where it is damaged."""
    read_as = {word: _alike(index, word) for word in wanted if not _stands(index, word)}
    if not all(read_as.values()):
        return Found(read_as={word: alike for word, alike in read_as.items() if alike})
    query = " AND ".join(_term(read_as.get(word, (word,))) for word in wanted)
    scores = _scores(index, query, kind, [each for word in wanted for each in read_as.get(word, (word,))])
    rows = sorted(scores, key=lambda row: (-scores[row], row[1:]))[:most]
    texts = _texts(index, query, [row[0] for row in rows])
    hits = tuple(Hit(kind, id, title, scores[row], texts[row[0]]) for row in rows for _, kind, id, title in [row])
    return Found(hits, len(scores), read_as)


_Row = tuple[int, str, str, str]


def _term(words: Iterable[str]) -> str:
    """Return what FTS5 is asked for: one of some words, or what begins so."""
    begun = [f'"{word}"*' for word in words]
    return f"({' OR '.join(begun)})"


def _stands(index: sqlite3.Connection, word: str) -> bool:
    """Return whether an entry holds a word, in any form or begun so."""
    asked = "SELECT rowid FROM entries WHERE entries MATCH ? LIMIT 1"
    return index.execute(asked, (_term([word]),)).fetchone() is not None


def _alike(index: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Return the words of the library that are spelled most like one that is not among them: one, or equals.

    A word of the same letters in another order is most like it, whatever a ratio says: pian is pain, and not pin.
    """
    span = (len(word) - _LONGER, len(word) + _LONGER)
    asked = "SELECT word FROM words WHERE length(word) BETWEEN ? AND ?"
    known = [row[0] for row in index.execute(asked, span)]
    if turned := tuple(each for each in known if len(each) == len(word) and sorted(each) == sorted(word)):
        return turned
    near = difflib.get_close_matches(word, known, cutoff=_ALIKE)
    ratios = [difflib.SequenceMatcher(None, each, word).ratio() for each in near]
    return tuple(each for each, ratio in zip(near, ratios, strict=True) if ratio == max(ratios))


def _scores(index: sqlite3.Connection, query: str, kind: str, wanted: Sequence[str]) -> dict[_Row, float]:
    """Return every row that answers a query, with its score.

    Entries come before sources. Among them counts in which fields all the words stand; of titles, how much of it they
    are, and a problem's before others'; then BM25.
    """
    told: dict[int, int] = {}
    for worth, columns in enumerate(reversed(_TIERS), 1):
        within = f"{{{' '.join(columns)}}} : ({query})"
        told |= {row[0]: worth for row in index.execute("SELECT rowid FROM entries WHERE entries MATCH ?", (within,))}
    asked = f"SELECT rowid, kind, id, shown, -bm25(entries, {_WEIGHTS}) FROM entries"  # noqa: S608 -- fixed numbers
    found: dict[_Row, float] = {}
    for row, sort, id, title, matched in index.execute(
        f"{asked} WHERE entries MATCH ? AND kind LIKE ?", (query, kind or "%")
    ):
        share = 1 if plain_words(id) == tuple(wanted) else _share(plain_words(title), wanted)
        share += (sort == "problem") / 10
        tier = told.get(row, 0) + (len(_TIERS) + 1) * (sort != "source")
        found[row, sort, id, title] = round(1000 * tier + 100 * share * (told.get(row) == len(_TIERS)) + matched, 6)
    return found


def _share(words: Sequence[str], wanted: Sequence[str]) -> float:
    """Return how much of a title is what was asked for, endings aside."""
    held = [word for word in words if word.startswith(tuple(each[: max(4, len(each) - 3)] for each in wanted))]
    return len(held) / max(1, len(words))


def _texts(index: sqlite3.Connection, query: str, rows: Sequence[int]) -> dict[int, str]:
    """Return, for each row, the line of its texts with most of the words, cut around the first of them."""
    marks = ", ".join(f"highlight(entries, {place}, '{_START}', '{_END}')" for place in range(1, len(COLUMNS)))
    asked = f"SELECT rowid, {marks} FROM entries WHERE entries MATCH ? AND rowid = ?"  # noqa: S608 -- fixed words
    found: dict[int, str] = {}
    for row in rows:
        columns = index.execute(asked, (query, row)).fetchone()[1:]
        lines = [line for column in columns for line in column.split("\n")]
        found[row] = _around(max(lines, key=lambda line: line.count(_START), default=""))
    return found


def _around(line: str) -> str:
    """Return the stretch of a line around its first marked word, with dots where it was cut; empty without any."""
    first = line.find(_START)
    if first < 0:
        return ""
    text = line.replace(_START, "").replace(_END, "")
    start = text.rfind(" ", 0, max(0, first - _SHOWN // 3)) + 1
    end = text.find(" ", start + _SHOWN)
    end = len(text) if end < 0 else end
    return ("... " if start else "") + text[start:end] + (" ..." if end < len(text) else "")
