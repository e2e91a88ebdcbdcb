"""The values that a template prints in a way of their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of an editable text that is a value of its own: its name and its span in the text.

    `start` and `end` count characters as slices do; `blank` says that nobody has filled it yet.
    """

    name: str
    start: int
    end: int
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Editable:
    """A text that may be edited in Word and read back by its `key`.

    It prints as one inline content control with the title `title`, inside a hidden bookmark; each slot is a bookmark
    inside that. A `blank` one shows `placeholder` (else the title) in brackets. Anywhere else it acts as its text.
    """

    text: str
    key: str
    title: str = ""
    slots: tuple[Slot, ...] = ()
    blank: bool = False
    placeholder: str = ""

    def __str__(self) -> str:
        """Return the text."""
        return self.text

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return bool(self.text)

    def __len__(self) -> int:
        """Return the number of characters in the text."""
        return len(self.text)

    def __contains__(self, part: str) -> bool:
        """Return whether the text holds `part`."""
        return part in self.text

    @property
    def shown(self) -> str:
        """The text as printed: a blank shows what belongs there, in brackets."""
        if not self.blank:
            return self.text
        return f"[{self.placeholder or self.title or 'to be filled in'}]"
