"""Problems, goals, objectives and interventions as the rows that clinical record systems import.

Systems that import a treatment plan library ask for short names, unique for each type of item, and for a parent before
its children (Netsmart myAvatar, "Treatment Plan Library Input Format": at most 40 characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.interop.csv_files import csv_bytes
from planbuilder.interop.guarding import guarded
from planbuilder.library.entries import Entry, Goal
from planbuilder.library.store import Library

#: The most letters that a name may have.
LONGEST = 40
_HEADINGS = ("type", "name", "description", "problem", "goal", "objective", "id")
#: Words that no name ends in.
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "with"}
)
_BLANK = re.compile(r"\{\{\s*(?:client\.)?([a-z_.]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """An item of a record system's library: its type (P, G, O, I), name, text, names of parents, id."""

    type: str
    name: str
    description: str
    parents: tuple[str, ...]
    id: str


class _Names:
    """Gives out names that are short and unique for each type, the same for the same library."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def name(self, type: str, wanted: str) -> str:
        """Return the name wanted, cut at a word, with a number where another item has it, in whatever letters."""
        most = LONGEST - (guarded(wanted) != wanted)
        number = 1
        while True:
            ending = f" ({number})" if number > 1 else ""
            name = _cut(wanted, most - len(ending)) + ending
            if (type, name.casefold()) not in self._taken:
                self._taken.add((type, name.casefold()))
                return name
            number += 1


def record_rows(library: Library) -> Iterator[RecordRow]:
    """Yield the items of a library that are in use, each parent before its children.

    An intervention that serves several objectives is an item under each of them. A blank is shown by its name.
    """
    names = _Names()
    for problem in library.problems.values():
        if _in_use(problem):
            name = names.name("P", problem.title)
            yield RecordRow("P", name, problem.summary, (), problem.id)
            for id, goal in problem.goals.items():
                yield from _goal_rows(library, names, (name,), (f"{problem.id}/{id}", _title(id)), goal)


def record_csv(library: Library) -> bytes:
    """Return the items as comma-separated values in UTF-8, formulas made harmless."""
    rows = (
        (row.type, row.name, row.description, *row.parents, *("",) * (3 - len(row.parents)), row.id)
        for row in record_rows(library)
    )
    return csv_bytes([_HEADINGS, *rows])


def _goal_rows(
    library: Library, names: _Names, above: tuple[str, ...], called: tuple[str, str], goal: Goal
) -> Iterator[RecordRow]:
    """Yield a goal and what lies under it; ``called`` is its id and the name wanted for it."""
    path, wanted = called
    name = names.name("G", wanted)
    yield RecordRow("G", name, _told(goal.statement), above, path)
    for id, objective in goal.objectives.items():
        step = names.name("O", _title(id))
        yield RecordRow("O", step, _told(objective.statement), (*above, name), f"{path}/{id}")
        for one in objective.interventions:
            intervention = library.interventions[one]
            if _in_use(intervention):
                act = names.name("I", intervention.title)
                yield RecordRow("I", act, _told(intervention.statement), (*above, name, step), one)


def _in_use(entry: Entry) -> bool:
    """Return whether an entry is offered in new plans."""
    return entry.state == "active"


def _title(id: str) -> str:
    """Return an id as words."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def _cut(text: str, most: int) -> str:
    """Return a text of no more than so many letters, cut at a word where one ends, but not behind a small one."""
    if len(text) <= most:
        return text
    words = text[: most + 1].split(" ")[:-1] or [text[:most]]
    while len(words) > 1 and words[-1].lower() in _SMALL:
        words.pop()
    return " ".join(words).rstrip(" ,;:-")


def _told(statement: str) -> str:
    """Return a statement with each blank as its name in brackets."""
    return _BLANK.sub(lambda found: f"[{found[1].replace('_', ' ').replace('.', ' ')}]", statement)
