"""What was edited in a printed document, in the words of the plan: frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planbuilder.docx.readback import By, ChangeKind
from planbuilder.findings import Finding


@dataclass(frozen=True, slots=True)
class SlotEdit:
    """A value in a text that was changed: the blank's name, what it asks for, before, after, and if it was empty."""

    slot: str
    ask: str
    old: str
    new: str
    blank: bool


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A text whose wording was changed: its key and name, before and after, and what it was found by.

    Where only the values of its blanks changed, ``reworded`` is false and ``slots`` has them all. ``struck`` are pieces
    that were struck through; ``new`` leaves them out.
    """

    key: str
    name: str
    old: str
    new: str
    reworded: bool
    by: By
    slots: tuple[SlotEdit, ...] = ()
    struck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StruckText:
    """A text that was struck through or deleted as a whole, and the lines of the page that went with it."""

    key: str
    name: str
    text: str
    how: Literal["struck", "deleted"]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """A paragraph, a row or words in an empty cell that somebody added, under the item that stands before it.

    ``cells`` are the texts of a row, ``beside`` is what stands in the row of a cell. ``under`` is empty where no item
    stands before it, and for what was added in a header, a footer or a note (the ``margin``). ``heading`` is the
    printed heading between them, ``apart`` says that it is not of that item, ``style`` is the style's name.
    """

    kind: Literal["paragraph", "row", "cell", "margin"]
    text: str
    under: str
    key: str
    cells: tuple[str, ...] = ()
    beside: str = ""
    heading: str = ""
    apart: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A box that was ticked or cleared, a date or a choice from a list that was changed: its key and what it says."""

    key: str
    kind: Literal["checkbox", "date", "choice"]
    now: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it, when, what, on which words, and the item it sits on."""

    author: str
    date: str
    text: str
    on: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A tracked change that waits for a decision: what it does, by whom, when, to which words of which item."""

    kind: ChangeKind
    author: str
    date: str
    text: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class UnplacedWords:
    """Words that were changed (both), taken out or put in, and belong to no text: shown with the item before them."""

    old: str
    new: str
    under: str
    key: str


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything that was edited in a document of a plan.

    ``document``, ``version`` and ``client`` are what the file says it is, empty where it does not say. ``went_by``
    counts the texts by what they were found by. ``findings`` say what is wrong: of another client or version, marks
    lost, words not placed. ``refused`` says that nothing was read, because it is of another client. ``order`` are the
    keys of the plan's texts in the order in which edits are told. ``saved_by`` is who saved the file last, where a
    program noted it.
    """

    document: str
    client: str
    version: str
    texts: tuple[TextEdit, ...] = ()
    struck: tuple[StruckText, ...] = ()
    additions: tuple[Addition, ...] = ()
    fields: tuple[FieldEdit, ...] = ()
    comments: tuple[Comment, ...] = ()
    waiting: tuple[PendingChange, ...] = ()
    unplaced: tuple[UnplacedWords, ...] = ()
    went_by: tuple[tuple[By, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    order: tuple[str, ...] = ()
    saved_by: str = ""

    @property
    def any(self) -> bool:
        """Whether anything was edited."""
        listed = (self.texts, self.struck, self.additions, self.fields, self.comments, self.waiting, self.unplaced)
        return any(map(bool, listed))
