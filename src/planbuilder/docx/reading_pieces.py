"""The small pieces of an edited document: the text of a run's child, a property, a tracked change, a field."""

from __future__ import annotations

import re

from lxml.etree import _Element

from planbuilder.docx.names import w
from planbuilder.docx.readback import ChangeKind
from planbuilder.docx.reading_flow import Change

_SIGNS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}


def change_of(node: _Element, kind: ChangeKind) -> Change:
    """Return the tracked change of an element."""
    return Change(kind, node.get(w("author"), ""), node.get(w("date"), ""))


def text_of(node: _Element) -> str | None:
    """Return the text of a run's child, None where it is none."""
    if node.tag in (w("t"), w("delText")):
        return node.text or ""
    if node.tag == w("br"):
        return "\n" if node.get(w("type"), "textWrapping") == "textWrapping" else ""
    if node.tag == w("sym"):
        code = node.get(w("char"), "")
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
    return _SIGNS.get(node.tag)


def is_on(node: _Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return node is not None and node.get(w("val"), "true") not in ("0", "false", "off")


def instruction_of(separator: _Element) -> str:
    """Return the instruction of the field that a separator belongs to: what stands before it back to its begin."""
    paragraph = next(separator.iterancestors(w("p")), None)
    text = ""
    for node in paragraph.iter(w("fldChar"), w("instrText")) if paragraph is not None else ():
        if node is separator:
            break
        if node.tag == w("instrText"):
            text += node.text or ""
        elif node.get(w("fldCharType")) == "begin":
            text = ""
    return text
