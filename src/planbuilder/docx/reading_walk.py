"""Reading the text of an edited document in the order in which it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from lxml.etree import _Element

from planbuilder.docx.names import MC_NS, w
from planbuilder.docx.readback import ChangeKind
from planbuilder.docx.reading_flow import COMING, GOING, Atom, Change, Flow, Paragraph, Span
from planbuilder.docx.reading_pieces import change_of, instruction_of, is_on, text_of

_T = TypeVar("_T")
_CHANGES: dict[str, ChangeKind] = {
    w("ins"): "insert",
    w("del"): "delete",
    w("moveFrom"): "move-from",
    w("moveTo"): "move-to",
}
_ASIDE = {w(name) for name in ("tblPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "tcPr")}
#: Fields that hold what a person wrote; the text of all others is computed anew by every program.
_KEPT_FIELD = re.compile(r"\s*(HYPERLINK|FORMTEXT|FORMDROPDOWN|QUOTE)\b", re.IGNORECASE)


def read_flow(parts: list[tuple[str, _Element]]) -> Flow:
    """Return the text of parts of a document, each given with what it is: body, header, footnotes, ..."""
    flow = Flow()
    for story, root in parts:
        Walk(flow, story).inside(root)
    return flow


@dataclass(slots=True)
class Walk:
    """A walk through one part: what is open where it stands."""

    flow: Flow
    story: str
    _open: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _changes: list[Change] = field(default_factory=list)
    _fields: list[bool | None] = field(default_factory=list)
    _at: list[int] = field(default_factory=lambda: [-1])
    _row: int = -1
    _cell: int = -1

    def inside(self, parent: _Element) -> None:
        """Add what an element holds."""
        for node in parent:
            if not isinstance(node.tag, str) or node.tag in _ASIDE or node.tag == f"{{{MC_NS}}}Fallback":
                continue
            handler = _HANDLERS.get(node.tag)
            if handler is None:
                self.inside(node)
            else:
                handler(self, node)

    def paragraph(self, node: _Element) -> None:
        """Add a paragraph."""
        self._at.append(len(self.flow.paragraphs))
        self.flow.paragraphs.append(Paragraph(node, self.story, self._row, self._cell))
        self._marked(node, f"{w('pPr')}/{w('rPr')}", "paragraph-insert", "paragraph-delete")
        self.inside(node)
        self._at.pop()

    def run(self, node: _Element) -> None:
        """Add the text of a run."""
        properties = node.find(w("rPr"))
        struck = properties is not None and any(is_on(properties.find(w(name))) for name in ("strike", "dstrike"))
        first = len(self.flow.atoms)
        for child in node:
            text = text_of(child)
            if text is None:
                handler = _HANDLERS.get(child.tag) if isinstance(child.tag, str) else None
                if handler is not None:
                    handler(self, child)
                elif child.tag != w("rPr"):
                    self.inside(child)
            elif text and not any(computed for computed in self._fields):
                self.flow.atoms.append(self._atom(text, struck=struck))
        changed = properties.find(w("rPrChange")) if properties is not None else None
        if changed is not None:
            text = "".join(atom.text for atom in self.flow.atoms[first:])
            self.flow.beside.append((change_of(changed, "format"), text, first))

    def _atom(self, text: str, *, struck: bool) -> Atom:
        """Return a piece of text where the walk stands."""
        kinds = {change.kind for change in self._changes}
        change = self._changes[-1] if self._changes else None
        return Atom(text, self._at[-1], struck, change, kinds.isdisjoint(COMING), kinds.isdisjoint(GOING))

    def changed(self, node: _Element) -> None:
        """Add what was inserted, deleted or moved."""
        with _pushed(self._changes, change_of(node, _CHANGES[node.tag])):
            self.inside(node)

    def control(self, node: _Element) -> None:
        """Add what a control holds, and the control."""
        properties, content = node.find(w("sdtPr")), node.find(w("sdtContent"))
        tag = properties.find(w("tag")) if properties is not None else None
        start, paragraph = len(self.flow.atoms), self._here()
        if content is not None:
            self.inside(content)
        name = tag.get(w("val"), "") if tag is not None else ""
        self.flow.controls.append(Span(name, start, len(self.flow.atoms), paragraph, properties))

    def start(self, node: _Element) -> None:
        """Note where a bookmark or the words of a comment begin."""
        kind = "comment" if node.tag == w("commentRangeStart") else "bookmark"
        self._open[f"{kind} {node.get(w('id'))}"] = (node.get(w("name"), ""), len(self.flow.atoms), self._here())

    def end(self, node: _Element) -> None:
        """Note where they end."""
        id = node.get(w("id"), "")
        comment = node.tag == w("commentRangeEnd")
        opened = self._open.pop(f"{'comment' if comment else 'bookmark'} {id}", None)
        if opened is None:
            return
        name, start, paragraph = opened
        if comment:
            self.flow.comments.setdefault(id, Span(id, start, len(self.flow.atoms), paragraph))
        else:
            start, paragraph = self._begun_before(name, start, paragraph)
            self.flow.bookmarks.setdefault(name, Span(name, start, len(self.flow.atoms), paragraph))

    def _begun_before(self, name: str, start: int, paragraph: int) -> tuple[int, int]:
        """Return where a bookmark begins: LibreOffice begins it anew in each paragraph and ends the last."""
        for other, first, place in reversed(self._open.values()):
            if other == name and first <= start and place == paragraph - 1:
                start, paragraph = first, place
        return start, paragraph

    def comment(self, node: _Element) -> None:
        """Note where a comment stands that is on no words."""
        id = node.get(w("id"), "")
        self.flow.comments.setdefault(id, Span(id, len(self.flow.atoms), len(self.flow.atoms), self._here()))

    def simple_field(self, node: _Element) -> None:
        """Add what a field shows, where a person wrote it."""
        with _pushed(self._fields, not _KEPT_FIELD.match(node.get(w("instr"), ""))):
            self.inside(node)

    def any_field(self, node: _Element) -> None:
        """Begin and end a field."""
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(None)
        elif kind == "separate" and self._fields:
            self._fields[-1] = not _KEPT_FIELD.match(instruction_of(node))
        elif kind == "end" and self._fields:
            self._fields.pop()

    def table_row(self, node: _Element) -> None:
        """Add a row."""
        self._marked(node, w("trPr"), "row-insert", "row-delete")
        outer = self._row
        self.flow.rows += 1
        self._row = self.flow.rows
        self.inside(node)
        self._row = outer

    def table_cell(self, node: _Element) -> None:
        """Add a cell."""
        outer = self._cell
        self.flow.cells += 1
        self._cell = self.flow.cells
        self.inside(node)
        self._cell = outer

    def _marked(self, node: _Element, path: str, *kinds: ChangeKind) -> None:
        """Note that a paragraph or row as a whole was inserted or deleted."""
        for name, kind in zip(("ins", "del"), kinds, strict=True):
            mark = node.find(f"{path}/{w(name)}")
            if mark is not None:
                self.flow.beside.append((change_of(mark, kind), "", len(self.flow.atoms)))

    def nothing(self, _node: _Element) -> None:
        """Pass by what holds no text."""

    def _here(self) -> int:
        """Return the paragraph that is being read; between paragraphs the one that comes next."""
        return self._at[-1] if self._at[-1] >= 0 else len(self.flow.paragraphs)


@contextmanager
def _pushed(stack: list[_T], value: _T) -> Iterator[None]:
    """Keep a value on a stack for a while."""
    stack.append(value)
    try:
        yield
    finally:
        stack.pop()


_HANDLERS: dict[str, Callable[[Walk, _Element], None]] = {
    w("p"): Walk.paragraph,
    w("r"): Walk.run,
    **dict.fromkeys(_CHANGES, Walk.changed),
    w("sdt"): Walk.control,
    w("bookmarkStart"): Walk.start,
    w("commentRangeStart"): Walk.start,
    w("bookmarkEnd"): Walk.end,
    w("commentRangeEnd"): Walk.end,
    w("commentReference"): Walk.comment,
    w("fldSimple"): Walk.simple_field,
    w("fldChar"): Walk.any_field,
    w("tr"): Walk.table_row,
    w("tc"): Walk.table_cell,
    w("pPr"): Walk.nothing,
}
