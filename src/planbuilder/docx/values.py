"""The values that a template prints in a way of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from msgspec import Struct

#: The widest and highest picture that Word prints: 22 inches.
MAX_MM = 558.0


class Slot(Struct, frozen=True):
    """A part of an editable text that is a value of its own: its name and its span in the text.

    `start` and `end` count characters as slices do; `blank` says that nobody has filled it yet.
    """

    name: str
    start: int
    end: int
    blank: bool = False


class Editable(Struct, frozen=True):
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


@dataclass(frozen=True, slots=True)
class Image:
    """A picture to print: the bytes of a PNG, JPEG or SVG file, its size in millimeters, and what it shows.

    Give ``width_mm`` or ``height_mm``, and the other follows; both may be given. ``alt`` says what the picture shows to
    those who do not see it; it is required. An SVG needs a ``fallback``, the same picture as PNG, for programs that
    print none. A picture stands alone in its tag. Raises ValueError for one without a size, a text or a fallback.
    """

    content: bytes
    alt: str
    width_mm: float = 0
    height_mm: float = 0
    fallback: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what could never be printed."""
        if not self.alt.strip():
            raise ValueError("a picture needs a text that says what it shows (alt)")
        if not (0 <= self.width_mm <= MAX_MM and 0 <= self.height_mm <= MAX_MM):
            raise ValueError(f"a picture is from 0 to {MAX_MM:g} mm wide and high")
        if not self.width_mm and not self.height_mm:
            raise ValueError("a picture needs a width or a height in millimeters")


class Spoken(str):
    """A text with parts in other languages than the page: ``parts`` are texts with their language tags.

    An empty tag stands for the language of the page. Each part prints as a run marked with its language, so that a
    screen reader pronounces it. Anywhere else it acts as its text.
    """

    __slots__ = ("parts",)
    parts: tuple[tuple[str, str], ...]

    def __new__(cls, *parts: tuple[str, str]) -> Self:
        """Return the text of the parts, which knows them."""
        made = super().__new__(cls, "".join(text for text, _ in parts))
        made.parts = parts
        return made


class Day(str):
    """A date as an ISO 8601 text that knows how it is spelled: ``spelled`` has the text of each style of ``date``."""

    __slots__ = ("spelled",)
    spelled: Mapping[str, str]

    def __new__(cls, iso: str, spelled: Mapping[str, str]) -> Self:
        """Return the date with its spellings."""
        made = super().__new__(cls, iso)
        made.spelled = spelled
        return made


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page or column: what follows begins on the next one."""

    kind: str = "page"
