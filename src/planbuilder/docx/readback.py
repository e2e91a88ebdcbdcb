"""What is read back from a Word document that was printed and then edited: frozen data, no plan words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

By = Literal["control", "bookmark", "order"]
Kind = Literal["text", "checkbox", "date", "choice"]
_Pieces = Literal["insert", "delete", "move-from", "move-to", "format"]
ChangeKind = _Pieces | Literal["paragraph-insert", "paragraph-delete", "row-insert", "row-delete"]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A printed text as it stands in the edited document.

    ``text`` is how it stands without the tracked changes that wait for a decision, ``accepted`` how it would stand with
    all of them accepted, ``inserted`` and ``deleted`` their pieces; a line break is a newline. ``sha256`` is the digest
    of what was printed, and ``changed`` whether ``text`` differs from that, None where no record tells. ``by`` is what
    it was found by. ``slots`` are names and texts of the slots whose bookmarks are left. ``struck`` holds the pieces
    that are struck through, ``unstruck`` the text without them. ``blank`` says that it was printed as a blank.
    ``checked``, ``date`` (year-month-day) and ``choice`` (the value of the list) are those of a box, a date and a list.
    """

    key: str
    text: str
    accepted: str
    changed: bool | None
    by: By
    sha256: str = ""
    kind: Kind = "text"
    slots: tuple[tuple[str, str], ...] = ()
    inserted: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    unstruck: str = ""
    blank: bool = False
    checked: bool | None = None
    date: str = ""
    choice: str = ""

    @property
    def filled(self) -> bool:
        """Whether a blank was filled."""
        return self.blank and bool(self.changed) and bool(self.text.strip())

    @property
    def wholly_struck(self) -> bool:
        """Whether all of it is struck through."""
        return bool(self.struck) and not self.unstruck.strip()


@dataclass(frozen=True, slots=True)
class Added:
    """A paragraph, a row, or words in an empty cell that somebody added, and the key of the text before it.

    One in the ``margin`` stands in a header, a footer or a note. ``cells`` are the texts of a row's cells; ``beside``
    is what else stands in the row of a cell. ``heading`` is the printed heading that stands between the text and it,
    empty where none does; ``apart`` says that it is not of the text before it: a heading stands between them, or it is
    a row, and the text stands in no table.
    """

    kind: Literal["paragraph", "row", "cell", "margin"]
    text: str
    after: str
    style: str = ""
    cells: tuple[str, ...] = ()
    beside: str = ""
    heading: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """Words of the page that are no text to be read back, and were changed (both), or taken out (``new`` is empty).

    ``after`` is the key of the text before them; ``gone_with`` that of a text that was taken out together with them.
    """

    old: str
    new: str
    after: str
    gone_with: str = ""


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment: who wrote it, when, what, on which words, and the key of the text they stand in or after."""

    author: str
    date: str
    text: str
    on: str
    key: str


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change that waits for a decision, and the key of the text it stands in or after."""

    kind: ChangeKind
    author: str
    date: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Everything that an edited document says.

    ``attributes`` are those given when it was printed, empty where the record is gone; ``title`` is its title.
    ``recorded`` says whether the record is there. ``missing`` are the keys of printed texts that stand nowhere any
    more. ``added`` and ``altered`` are known only where it was ``compared`` with the document as it was printed.
    ``alike`` is how much of what was printed is still there, from 0 to 1. ``macros`` says that the file holds programs.
    ``saved_by`` is who saved it last, where a program noted that since it was printed.
    """

    attributes: Mapping[str, str]
    title: str
    recorded: bool
    texts: tuple[ReadText, ...]
    missing: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    altered: tuple[Altered, ...] = ()
    comments: tuple[ReadComment, ...] = ()
    tracked: tuple[TrackedChange, ...] = ()
    compared: bool = False
    alike: float = 0.0
    macros: bool = False
    saved_by: str = ""
    by_key: Mapping[str, ReadText] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the texts ready to be looked up."""
        object.__setattr__(self, "by_key", {text.key: text for text in self.texts})
