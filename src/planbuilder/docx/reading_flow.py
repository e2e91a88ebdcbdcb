"""The text of an edited document piece by piece, and where controls, bookmarks and comments begin and end in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from planbuilder.docx.readback import ChangeKind

#: Kinds of changes whose text stands until they are accepted, and of those whose text does not.
GOING, COMING = ("delete", "move-from"), ("insert", "move-to")


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: its kind, who made it, and when."""

    kind: ChangeKind
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text: its paragraph, whether it is struck through, and the tracked change it belongs to.

    ``stands`` says that it is there while changes wait, ``stays`` that it is there once they are accepted.
    """

    text: str
    paragraph: int
    struck: bool
    change: Change | None
    stands: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Span:
    """What reaches from one atom to before another: a control, a bookmark, a comment; and its first paragraph."""

    name: str
    start: int
    end: int
    paragraph: int
    properties: _Element | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its element, the part it stands in, and its row and cell (-1 outside tables)."""

    element: _Element
    story: str
    row: int
    cell: int


@dataclass(slots=True)
class Flow:
    """A document's text in the order in which it stands, with everything that encloses parts of it."""

    atoms: list[Atom] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    controls: list[Span] = field(default_factory=list)
    bookmarks: dict[str, Span] = field(default_factory=dict)
    comments: dict[str, Span] = field(default_factory=dict)
    #: Changes of something else than text: the change, its text, and the atom it stands at.
    beside: list[tuple[Change, str, int]] = field(default_factory=list)
    rows: int = 0
    cells: int = 0
