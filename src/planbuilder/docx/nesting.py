"""Verifying that the elements of a part stand where Word allows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Story
from planbuilder.docx.names import W_NS, w
from planbuilder.findings import Finding

#: What holds paragraphs and tables: EG_BlockLevelElts in ECMA-376 part 1, annex A.
_BLOCKS = (
    *("body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "docPartBody", "sdtContent"),
    *("customXml", "ins", "del", "moveFrom", "moveTo"),
)
#: What holds runs: EG_PContent and EG_RunLevelElements of the same annex.
_LINES = (
    *("p", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo", "rt", "rubyBase"),
    *("ins", "del", "moveFrom", "moveTo"),
)
_PARENTS = {
    w("p"): frozenset(map(w, _BLOCKS)),
    w("tbl"): frozenset(map(w, _BLOCKS)),
    w("tr"): frozenset(map(w, ("tbl", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))),
    w("tc"): frozenset(map(w, ("tr", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))),
    w("r"): frozenset(map(w, _LINES)),
    **{w(name): frozenset({w("r")}) for name in ("t", "delText", "instrText", "delInstrText", "fldChar")},
}


def check_nesting(story: Story) -> Iterator[Finding]:
    """Yield paragraphs, tables, rows, cells, runs and texts that stand in an element that may not hold them.

    An element of another vocabulary (a formula, a choice between two drawings) may hold what it likes.
    """
    for node in story.nodes(*_PARENTS):
        parent = node.getparent()
        if parent is not None and _is_of_word(parent) and parent.tag not in _PARENTS[node.tag]:
            yield rules.NESTING.finding(story.place(node), name=_name(node), parent=_name(parent))


def _is_of_word(node: _Element) -> bool:
    """Return whether an element is of the vocabulary of Word's text."""
    return str(node.tag).startswith(f"{{{W_NS}}}")


def _name(node: _Element) -> str:
    """Return the name of an element as specifications write it."""
    return f"w:{str(node.tag).rpartition('}')[2]}"
