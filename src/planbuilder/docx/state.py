"""What one rendering uses up and notes: ids, names, turns of loops, the texts to be read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from planbuilder.docx.pictures import Picture

#: The name under which a rendering keeps its state; no template can write it.
STATE = "\0state"
#: Bounds for one rendering.
MAX_TURNS = 1_000_000
MAX_SECONDS = 60.0


class Printed(NamedTuple):
    """An editable text that was printed.

    Its bookmark, its key, the digest of its text (each line break one newline), its slots with their bookmarks, and
    the kind of control: text, checkbox, date or choice.
    """

    bookmark: str
    key: str
    sha256: str
    blank: bool
    slots: tuple[tuple[str, str], ...]
    kind: str = "text"


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
    first_list: int = 1
    id: int = 0
    bookmark: int = 0
    turns: int = 0
    made: int = 0
    printed: dict[str, Printed] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    turns_of: dict[int, Turn] = field(default_factory=dict)
    merged: dict[int, tuple[object, str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    #: The part that is being printed, and the pictures that each part shows, by their digest.
    part: str = ""
    pictures: dict[str, dict[str, Picture]] = field(default_factory=dict)
    #: The number that each list of the template goes by now, and which list each new number counts anew.
    lists: dict[str, str] = field(default_factory=dict)
    renewed: dict[str, str] = field(default_factory=dict)
    restarts: int = 0

    def anew(self) -> State:
        """Return the state in which the rendering began."""
        return State(self.used_ids, self.used_names, self.deadline, self.first_list)

    def next_id(self) -> int:
        """Return an id that nothing in the document has."""
        self.id += 1
        while self.id in self.used_ids:
            self.id += 1
        return self.id

    def next_bookmark(self) -> str:
        """Return the name of a hidden bookmark that nothing in the document has."""
        self.bookmark += 1
        while (name := f"_pb_{self.bookmark}") in self.used_names:
            self.bookmark += 1
        return name

    def list_number(self, number: str) -> str:
        """Return the number of a list that counts anew since the last restart; the list's own before the first."""
        if not self.restarts:
            return number
        if number not in self.lists:
            self.lists[number] = str(self.first_list + len(self.renewed))
            self.renewed[self.lists[number]] = number
        return self.lists[number]

    def restart_lists(self) -> None:
        """Let every list begin anew from here on."""
        self.restarts += 1
        self.lists.clear()


class BoundError(Exception):
    """A rendering went beyond its bounds; the sentence says which."""
