"""Keeping a document whole when blocks print nothing: cells end in a paragraph, no table is without rows."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.marks import MARK, Mark
from planbuilder.docx.names import w

#: Each of these must end in a paragraph.
_ENDS_IN_PARAGRAPH = [w(name) for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")]

_DEPTH = {"for": 1, "if": 1, "endfor": -1, "endif": -1}
_END = f"<?{MARK} end?>"
_ROWS = f"<?{MARK} rows?>"
_TABLE, _TABLE_END = "<w:tbl>", "</w:tbl>"
_FILLED = ("</w:p>", "<w:p/>")


def guard(root: _Element, nodes: Mapping[_Element, Mark]) -> bool:
    """Mark the containers below `root` that may come out empty; return whether there are any."""
    found = False
    for container in root.iter(*_ENDS_IN_PARAGRAPH):
        if _may_be_empty(container):
            container.append(etree.ProcessingInstruction(MARK, "end"))
            found = True
    for table in root.iter(w("tbl")):
        if not _has_certain_row(table, nodes):
            grid = table.find(w("tblGrid"))
            start = etree.ProcessingInstruction(MARK, "rows")
            if grid is not None:
                grid.addnext(start)
            else:
                table.insert(1 if table.find(w("tblPr")) is not None else 0, start)
            table.append(etree.ProcessingInstruction(MARK, "rows"))
            found = True
    return found


def close_guards(text: str) -> str:
    """Return the rendered text with empty tables taken out and empty containers given a paragraph."""
    while (empty := text.find(_ROWS + _ROWS)) >= 0:
        start, end = text.rindex(_TABLE, 0, empty), text.index(_TABLE_END, empty) + len(_TABLE_END)
        text = text[:start] + text[end:]
    text = text.replace(_ROWS, "")
    for filled in _FILLED:
        text = text.replace(filled + _END, filled)
    return text.replace(_END, "<w:p/>")


def _may_be_empty(container: _Element) -> bool:
    """Return whether the last thing in `container` might not be a paragraph."""
    last = next(container.iterchildren(reversed=True), None)
    while last is not None and last.tag == w("bookmarkEnd"):
        last = last.getprevious()
    return last is None or last.tag != w("p")


def _has_certain_row(table: _Element, nodes: Mapping[_Element, Mark]) -> bool:
    """Return whether a table has a row that no block can take away."""
    depth = 0
    for child in table:
        mark = nodes.get(child)
        if mark is not None:
            depth += _DEPTH.get(mark.tag.word, 0)
        elif depth == 0 and child.tag == w("tr"):
            return True
    return False
