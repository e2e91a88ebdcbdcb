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
_START, _CLOSE, _END = f"<?{MARK} ".encode(), b"?>", b"end"
#: What may come out empty, the innermost first: the guard on both sides of what it holds, its own start and end.
_HOLDERS = {
    b"cells": (re.compile(rb"<w:tr[ >]"), b"</w:tr>"),
    b"rows": (re.compile(rb"<w:tbl[ >]"), b"</w:tbl>"),
}
#: What stands at the start of a content control, and what it holds where nothing was printed.
_CONTROLS = {b"text": b"<w:r/>", b"block": b"<w:p/>"}
_CONTENT, _CONTENT_END = b"<w:sdtContent>", b"</w:sdtContent>"
_PROPERTIES = [w("tblPrEx"), w("trPr")]
_FILLED = (b"</w:p>", b"<w:p/>")


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


def close_guards(printed: bytes) -> bytes:
    """Return a part that was printed with empty tables taken out and empty containers given a paragraph."""
    parts = _parted(printed)
    guards = {part.partition(_CLOSE)[0] for part in parts[1:]}
    if guards <= {_END}:  # as in most documents: nothing else is looked for in all its markup
        return _ended(parts)
    for name, (start, end) in _HOLDERS.items():
        if name in guards:
            printed = _without(printed, _START + name + _CLOSE, start, end)
    for name, filling in _CONTROLS.items():
        if name in guards:
            guard = _START + name + _CLOSE
            filled = printed.replace(_CONTENT + guard + _CONTENT_END, _CONTENT + filling + _CONTENT_END)
            printed = filled.replace(guard, b"")
    return _ended(_parted(printed))


def _parted(printed: bytes) -> list[bytes]:
    """Return a part cut at the starts of its guards; of question marks there are few, and they are found at once."""
    parts: list[bytes] = []
    begin, at = 0, printed.find(b"?")
    while at >= 0:
        if printed.startswith(_START, at - 1):
            parts.append(printed[begin : at - 1])
            begin = at - 1 + len(_START)
        at = printed.find(b"?", at + 1)
    return [*parts, printed[begin:]]


def _ended(parts: list[bytes]) -> bytes:
    """Return the parts between which containers end, with a paragraph before each end that has none."""
    made = parts[:1]
    for part in parts[1:]:
        if not made[-1].endswith(_FILLED):
            made.append(b"<w:p/>")
        made.append(part.removeprefix(_END + _CLOSE))
    return b"".join(made)


def _without(printed: bytes, guard: bytes, start: re.Pattern[bytes], end: bytes) -> bytes:
    """Return the part without the elements between whose two guards nothing was printed, and without the guards."""
    while (empty := printed.find(guard + guard)) >= 0:
        first = printed.rfind(b"<w:t", 0, empty)
        while not start.match(printed, first):
            first = printed.rindex(b"<w:t", 0, first)
        printed = printed[:first] + printed[printed.index(end, empty) + len(end) :]
    return printed.replace(guard, b"")


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
