"""Values that print as controls to fill in: a box to tick, a date to choose, a list to choose from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

BOX, TICKED = "\u2610", "\u2612"


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A box that can be ticked in Word or on paper, read back by its ``key``; ``title`` is what it is called."""

    key: str
    title: str
    checked: bool = False

    def __str__(self) -> str:
        """Return the box as a sign."""
        return TICKED if self.checked else BOX

    def __bool__(self) -> bool:
        """Return whether it is ticked."""
        return self.checked


@dataclass(frozen=True, slots=True)
class DateField:
    """A date that can be chosen from a calendar in Word, read back by its ``key``.

    ``form`` is how Word shows it, in Word's own letters (``MMMM d, yyyy``); ``shown`` is the date written so, and
    without it the date is printed year-month-day. Without a ``date`` the field shows ``placeholder`` in brackets.
    """

    key: str
    title: str
    date: dt.date | None = None
    shown: str = ""
    form: str = "yyyy-MM-dd"
    placeholder: str = "date"

    def __str__(self) -> str:
        """Return the date as printed, or nothing."""
        return self.shown or (self.date.isoformat() if self.date else "")

    def __bool__(self) -> bool:
        """Return whether there is a date."""
        return self.date is not None


@dataclass(frozen=True, slots=True)
class DropDown:
    """One of several texts, chosen from a list in Word, read back by its ``key``.

    ``choices`` are pairs of what is read back and what is shown; ``chosen`` is the first of a pair, or empty: then the
    list shows ``placeholder`` in brackets. Raises ValueError for a choice that is not among them, or one named twice.
    """

    key: str
    title: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""
    placeholder: str = "choose"

    def __post_init__(self) -> None:
        """Refuse what Word cannot show."""
        values, texts = {value for value, _ in self.choices}, {text for _, text in self.choices}
        if len(values) < len(self.choices) or len(texts) < len(self.choices) or "" in values | texts:
            raise ValueError("every choice of a list needs a value and a text of its own")
        if self.chosen and self.chosen not in values:
            raise ValueError("what is chosen is not among the choices")

    def __str__(self) -> str:
        """Return the text of what is chosen, or nothing."""
        return next((text for value, text in self.choices if value == self.chosen), "")

    def __bool__(self) -> bool:
        """Return whether anything is chosen."""
        return bool(self.chosen)
