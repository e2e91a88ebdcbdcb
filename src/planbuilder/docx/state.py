"""What one rendering uses up and notes: ids, names, turns of loops, the texts to be read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The name under which a rendering keeps its state; no template can write it.
STATE = "\0state"
#: Bounds for one rendering.
MAX_TURNS = 1_000_000
MAX_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Printed:
    """An editable text that was printed.

    Its bookmark, its key, the digest of its text (each line break one newline), and its slots with their bookmarks.
    """

    bookmark: str
    key: str
    sha256: str
    blank: bool
    slots: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Turn:
    """A loop that is being traced: what it goes over, and which of it it is at (-1 before the first)."""

    values: list[Any]
    at: int = -1


@dataclass(slots=True)
class State:
    """What one rendering has used up: ids, names, turns of loops; and what it printed to be read back."""

    used_ids: frozenset[int]
    used_names: frozenset[str]
    deadline: float
    id: int = 0
    bookmark: int = 0
    turns: int = 0
    made: int = 0
    printed: dict[str, Printed] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    turns_of: dict[int, Turn] = field(default_factory=dict)
    merged: dict[int, tuple[object, str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def anew(self) -> State:
        """Return the state in which the rendering began."""
        return State(self.used_ids, self.used_names, self.deadline)

    def next_id(self) -> int:
        """Return an id that nothing in the document has."""
        self.id += 1
        while self.id in self.used_ids:
            self.id += 1
        return self.id

    def next_bookmark(self) -> str:
        """Return the name of a hidden bookmark that nothing in the document has."""
        self.bookmark += 1
        while f"_pb_{self.bookmark}" in self.used_names:
            self.bookmark += 1
        return f"_pb_{self.bookmark}"


class BoundError(Exception):
    """A rendering went beyond its bounds; the sentence says which."""
