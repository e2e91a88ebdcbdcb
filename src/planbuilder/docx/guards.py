"""Keeping a document whole when blocks print nothing: cells end in a paragraph, rows have cells, controls content."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.marks import MARK, Mark
from planbuilder.docx.names import w

#: Each of these must end in a paragraph.
_ENDS_IN_PARAGRAPH = [w(name) for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")]

_DEPTH = {"for": 1, "if": 1, "with": 1, "endfor": -1, "endif": -1, "endwith": -1}
_END = f"<?{MARK} end?>"
_ROWS = f"<?{MARK} rows?>"
_CELLS = f"<?{MARK} cells?>"
#: What stands at the start of a content control, and what it holds where nothing was printed.
_CONTROLS = {"text": "<w:r/>", "block": "<w:p/>"}
_CONTENT, _CONTENT_END = "<w:sdtContent>", "</w:sdtContent>"
_TABLE, _TABLE_END = re.compile(r"<w:tbl[ >]"), "</w:tbl>"
_ROW, _ROW_END = re.compile(r"<w:tr[ >]"), "</w:tr>"
_PROPERTIES = [w("tblPrEx"), w("trPr")]
_FILLED = ("</w:p>", "<w:p/>")


def guard(root: _Element, nodes: Mapping[_Element, Mark]) -> bool:
    """Mark the containers below `root` that may come out empty; return whether there are any."""
    found = False
    for container in root.iter(*_ENDS_IN_PARAGRAPH):
        if _may_be_empty(container):
            container.append(etree.ProcessingInstruction(MARK, "end"))
            found = True
    for content in root.iter(w("sdtContent")):
        if not _has_certain(content, "", nodes):
            found |= _guard_content(content)
    open_rows = {row for row in root.iter(w("tr")) if not _has_certain(row, "tc", nodes)}
    for row in open_rows:
        head = [child for child in row if child.tag in _PROPERTIES]
        row.insert(len(head), etree.ProcessingInstruction(MARK, "cells"))
        row.append(etree.ProcessingInstruction(MARK, "cells"))
        found = True
    for table in root.iter(w("tbl")):
        if not _has_certain(table, "tr", nodes, open_rows):
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
    text = _without(text, _CELLS, _ROW, _ROW_END)
    text = _without(text, _ROWS, _TABLE, _TABLE_END)
    for kind, filling in _CONTROLS.items():
        mark = f"<?{MARK} {kind}?>"
        text = text.replace(f"{_CONTENT}{mark}{_CONTENT_END}", f"{_CONTENT}{filling}{_CONTENT_END}").replace(mark, "")
    for filled in _FILLED:
        text = text.replace(filled + _END, filled)
    return text.replace(_END, "<w:p/>")


def _without(text: str, guard: str, start: re.Pattern[str], end: str) -> str:
    """Return the text without the elements between whose two guards nothing was printed, and without the guards."""
    while (empty := text.find(guard + guard)) >= 0:
        first = text.rfind("<w:t", 0, empty)
        while not start.match(text, first):
            first = text.rindex("<w:t", 0, first)
        text = text[:first] + text[text.index(end, empty) + len(end) :]
    return text.replace(guard, "")


def _guard_content(content: _Element) -> bool:
    """Mark the content of a control that may come out empty, but a row's or cell's; return whether it is marked."""
    control = content.getparent()
    holder = control.getparent() if control is not None else None
    if holder is None or holder.tag in (w("tbl"), w("tr")):
        return False
    block = holder.tag in (w("body"), w("sdtContent"), *_ENDS_IN_PARAGRAPH) and not _in_paragraph(holder)
    content.insert(0, etree.ProcessingInstruction(MARK, "block" if block else "text"))
    return True


def _in_paragraph(node: _Element) -> bool:
    """Return whether a node stands in the text of a paragraph, not in a box within it."""
    for above in node.iterancestors():
        if above.tag in (w("p"), w("txbxContent")):
            return above.tag == w("p")
    return False


def _may_be_empty(container: _Element) -> bool:
    """Return whether the last thing in `container` might not be a paragraph."""
    last = next(container.iterchildren(reversed=True), None)
    while last is not None and last.tag == w("bookmarkEnd"):
        last = last.getprevious()
    return last is None or last.tag != w("p")


def _has_certain(parent: _Element, name: str, nodes: Mapping[_Element, Mark], unsure: Container[_Element] = ()) -> bool:
    """Return whether a row has a cell, or a table a row, that no block can take away and that is not `unsure`.

    Without a name, whether there is anything that is printed in any case; a value may be empty.
    """
    depth = 0
    for child in parent:
        mark = nodes.get(child)
        if mark is not None:
            depth += _DEPTH.get(mark.tag.word, 0)
        elif depth == 0 and (child.tag == w(name) if name else isinstance(child.tag, str)) and child not in unsure:
            return True
    return False
