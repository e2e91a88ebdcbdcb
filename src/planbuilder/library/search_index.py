"""The words of a library's entries in an index of SQLite (FTS5), kept between runs."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterator

from planbuilder import __version__
from planbuilder.cache import cached_bytes, keep_bytes
from planbuilder.errors import EnvironmentFaultError
from planbuilder.library.entries import Entry
from planbuilder.library.store import KINDS, Library
from planbuilder.library.texts import texts
from planbuilder.remembering import Latest

#: The columns that are searched, the most telling first; all that stands in no other is in the last.
COLUMNS = ("title", "definitions", "statements", "rest")
_COLUMN_OF = {
    **dict.fromkeys(("title", "short", "plain_title"), "title"),
    **dict.fromkeys(("definitions", "summary", "construct", "what"), "definitions"),
    **dict.fromkeys(("statement", "plain"), "statements"),
}
_MAKE = """
CREATE VIRTUAL TABLE entries USING fts5(
    title, definitions, statements, rest, kind UNINDEXED, id UNINDEXED, shown UNINDEXED,
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TABLE words(word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_WORD = re.compile(r"\w+")
#: A change of what is indexed, or how, is another index.
_FORM = 1
#: The index that was used last.
_latest: Latest[sqlite3.Connection] = Latest()


def index_of(library: Library) -> sqlite3.Connection:
    """Return the index of a library: the one used last, the one kept by an earlier run, or a new one.

    Raises EnvironmentFaultError where this Python's SQLite has no full-text search.
    """
    return _latest.of((library,), lambda: _kept(library) or _built(library))


def index_anew(library: Library) -> sqlite3.Connection:
    """Return a new index of a library in the place of a kept one that cannot be searched; raises as index_of."""
    return _latest.put((library,), _built(library))


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters and without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(letter for letter in bare if not unicodedata.combining(letter))))


def title_of(entry: Entry) -> str:
    """Return the title of an entry; every kind has one."""
    return str(getattr(entry, "title", entry.id))


def _name(library: Library) -> str:
    """Return the name under which a library's index is kept."""
    versions = f"{_FORM} {__version__} {sqlite3.sqlite_version} {library.digest}"
    return f"search-{hashlib.sha256(versions.encode()).hexdigest()}.sqlite"


def _kept(library: Library) -> sqlite3.Connection | None:
    """Return the index that an earlier run kept; None where there is none that can be read."""
    if not library.digest or (content := cached_bytes(_name(library))) is None:
        return None
    index = sqlite3.connect(":memory:")
    try:
        index.deserialize(content)
        index.execute("PRAGMA trusted_schema = OFF")
        made = {row[0] for row in index.execute("SELECT sql FROM sqlite_master WHERE name IN ('entries', 'words')")}
    except sqlite3.Error:
        made = set()
    if made != {each.strip() for each in _MAKE.split(";") if each.strip()}:  # a view of that name could run forever
        index.close()
        return None
    return index


def _built(library: Library) -> sqlite3.Connection:
    """Return a new index, which is kept for later runs."""
    index = sqlite3.connect(":memory:")
    try:
        index.executescript(_MAKE)
    except sqlite3.OperationalError:
        fix = "Install a Python whose sqlite3 module has FTS5, as those of python.org do."
        raise EnvironmentFaultError("This Python cannot search: its SQLite has no full-text search.", fix=fix) from None
    marks = ", ".join("?" * 7)
    known: set[str] = set()
    for row in _rows(library):
        index.execute(f"INSERT INTO entries VALUES ({marks})", row)  # noqa: S608 -- question marks alone
        known.update(word for column in row[:4] for word in plain_words(column))
    index.executemany("INSERT INTO words VALUES (?)", ((word,) for word in sorted(known)))
    index.commit()
    if library.digest:
        keep_bytes(_name(library), index.serialize())
    return index


def _rows(library: Library) -> Iterator[tuple[str, ...]]:
    """Yield each entry as a row: a column's texts line by line, its kind, id and title."""
    for kind in KINDS:
        for id, entry in library.of_kind(kind).items():
            found: dict[str, list[str]] = {column: [] for column in COLUMNS}
            found["title"].append(id.replace("-", " "))
            for leaf in texts(entry):
                column = _COLUMN_OF.get(leaf.field, "rest")
                found["statements" if column == "title" and leaf.path[1:] else column].append(str(leaf.value))
            yield (*("\n".join(found[column]) for column in COLUMNS), kind, id, title_of(entry))
