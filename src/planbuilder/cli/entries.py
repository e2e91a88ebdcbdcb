"""Entries of the library as text for reading: lists, outlines, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from planbuilder.cli.reporting import printable
from planbuilder.library.readability import PLAIN_GRADE
from planbuilder.library.search import title_of
from planbuilder.library.stats import Stats
from planbuilder.library.store import KINDS, Library


def word_rows(library: Library, kind: str) -> list[dict[str, str]]:
    """Return kind, id, title and state of every word of a kind of ``WORD_KINDS``."""
    titles = library.words_of_kind(kind)
    return [{"kind": kind, "id": id, "title": title, "state": "active"} for id, title in titles.items()]


def rows(library: Library, kind: str) -> list[dict[str, str]]:
    """Return kind, id, title and state of every entry of a kind, or of all kinds for an empty one."""
    return [
        {"kind": each, "id": id, "title": title_of(entry), "state": entry.state}
        for each in ([kind] if kind else KINDS)
        for id, entry in library.of_kind(each).items()
    ]


def listed(found: Sequence[Mapping[str, str]]) -> str:
    """Return rows as lines: kind/id, title, and the state where it is not the usual one; a count at the end."""
    lines = [
        printable(f"{row['kind']}/{row['id']}: {row['title']}" + (f" ({row['state']})" if _is_told(row) else ""))
        for row in found
    ]
    return "\n".join([*lines, f"{len(found)} {'entry' if len(found) == 1 else 'entries'}."])


def _is_told(row: Mapping[str, str]) -> bool:
    """Return whether a row's state is worth saying."""
    return row["state"] != "active"


def record(library: Library, name: str) -> dict[str, Any]:
    """Return an entry as plain data, with its kind and where it came from. Raises UsageError for an unknown name."""
    kind, entry = library.find(name)
    origin = msgspec.to_builtins(library.origin(kind, entry.id))
    content: dict[str, Any] = msgspec.to_builtins(entry)
    first = {"kind": kind, "id": entry.id, "title": title_of(entry)}
    return {**first, **{name: value for name, value in content.items() if name != "schema"}, "origin": origin}


def outline(found: Mapping[str, Any]) -> str:
    """Return plain data as an indented outline that reads aloud well."""
    return "\n".join(_lines(found, ""))


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of an outline."""
    named = value.items() if isinstance(value, Mapping) else (("-", item) for item in value)
    for name, item in named:
        head = f"{indent}- " if name == "-" else f"{indent}{name}: "
        if isinstance(item, str | int | float | bool):
            yield head + printable(str(item))
        elif isinstance(item, Mapping) and _is_short(item):
            yield head + printable("; ".join(f"{key} {each}" for key, each in item.items()))
        elif item:
            yield head.rstrip()
            yield from _lines(item, indent + "  ")


def _is_short(item: Mapping[str, Any]) -> bool:
    """Return whether a mapping holds nothing but single values, so that it fits on a line."""
    return bool(item) and all(isinstance(each, str | int | float) for each in item.values())


def counted(found: Stats) -> str:
    """Return the statistics as lines."""
    plain = found.plain
    sources = ", ".join(f"{number} {level}" for level, number in found.sources.items())
    return "\n".join(
        [
            *(f"{KINDS[kind][0].capitalize()}: {number}" for kind, number in found.entries.items()),
            f"By state: {', '.join(f'{number} {state}' for state, number in found.states.items()) or 'none'}",
            f"Sources by how they were looked up: {sources}",
            f"Words: {found.words}",
            f"Plain texts: {plain.texts}, of which {plain.over_bar} over grade {PLAIN_GRADE:g} by Flesch-Kincaid",
            f"Grade by Flesch-Kincaid: median {plain.median_grade}, highest {plain.highest_grade}",
            f"Grade by SMOG over all plain texts: {plain.smog} (it reads about three grades higher)",
        ]
    )
