"""Joining what a dash in a tag joins: ``{%-`` to the paragraph before, ``-%}`` to the one after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark, Marked
from planbuilder.docx.names import w

_TEXT, _PARAGRAPH, _PROPERTIES = w("t"), w("p"), w("pPr")
#: What may stand between two paragraphs without parting them.
_THIN = {w(name) for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")}
#: What shows something beside text.
_SHOWN = {w(name) for name in ("tab", "br", "cr", "sym", "drawing", "pict", "object", "fldChar", "fldSimple")}


@dataclass(frozen=True, slots=True)
class _Join:
    """Two paragraphs to be made one."""

    mark: Mark
    first: _Element
    second: _Element


def join_paragraphs(marked: Marked) -> None:
    """Do what the dashes of a part's tags ask for; note what cannot be done."""
    joins: list[_Join] = []
    for mark in marked.marks:
        if mark.manner == "text" or not (mark.tag.before or mark.tag.after):
            continue
        if mark.tag.lift and mark.tag.lift != "r":
            said = f"A tag that takes its whole {_TAKEN[mark.tag.lift]} away cannot join it to another."
            marked.faults.append(Fault(mark.place, said, "Take out the dash."))
            continue
        for before in [side for side, asked in ((True, mark.tag.before), (False, mark.tag.after)) if asked]:
            joins += _joined(marked, mark, before=before)
    merged: dict[_Element, _Element] = {}
    for join in joins:
        _merge(merged, join)


_TAKEN = {"p": "paragraph", "tr": "table row", "tc": "table cell"}


def _joined(marked: Marked, mark: Mark, *, before: bool) -> list[_Join]:
    """Return the paragraphs that one dash joins; take white space away where there is text on its side."""
    paragraph = next(mark.node.iterancestors(_PARAGRAPH), None)
    if paragraph is None:
        return []
    beside = next(_shown(paragraph, mark.node, before=before), None)
    if beside is not None or mark.tag.kind != "statement":
        if beside is not None and beside.tag == _TEXT:
            beside.text = (beside.text or "").rstrip() if before else (beside.text or "").lstrip()
        return []
    other = _neighbor(paragraph, before=before)
    first, second = (other, paragraph) if before else (paragraph, other)
    if first is None or second is None or first.find(f"{_PROPERTIES}/{w('sectPr')}") is not None:
        side = "before" if before else "after"
        said = f"There is no paragraph {side} this one that the dash could join it to."
        marked.faults.append(Fault(mark.place, said, "Take out the dash."))
        return []
    return [_Join(mark, first, second)]


def _shown(paragraph: _Element, node: _Element, *, before: bool) -> Iterator[_Element]:
    """Yield what a paragraph shows on one side of a node, the nearest first: text, signs, and other tags."""
    elements = [each for each in paragraph.iter() if each.tag in _SHOWN or each.tag == _TEXT or _is_mark(each)]
    elements = [each for each in elements if next(each.iterancestors(_PARAGRAPH), None) is paragraph]
    at = elements.index(node)
    for each in reversed(elements[:at]) if before else elements[at + 1 :]:
        if each.tag != _TEXT or each.text:
            yield each


def _is_mark(element: _Element) -> bool:
    """Return whether a node is a tag's mark."""
    return not isinstance(element.tag, str)


def _neighbor(paragraph: _Element, *, before: bool) -> _Element | None:
    """Return the paragraph beside one in the same container, or None."""
    for sibling in paragraph.itersiblings(preceding=before):
        if sibling.tag == _PARAGRAPH:
            return sibling
        if sibling.tag not in _THIN:
            return None
    return None


def _merge(merged: dict[_Element, _Element], join: _Join) -> None:
    """Move what the second paragraph holds to the end of the first, whose properties stay."""
    first = join.first
    while first in merged:
        first = merged[first]
    if join.second in merged:
        return
    merged[join.second] = first
    for child in list(join.second):
        if child.tag != _PROPERTIES:
            first.append(child)
        elif (section := child.find(w("sectPr"))) is not None:
            _properties(first).append(section)
    parent = join.second.getparent()
    if parent is not None:
        parent.remove(join.second)


def _properties(paragraph: _Element) -> _Element:
    """Return a paragraph's properties, made where it has none."""
    found = paragraph.find(_PROPERTIES)
    if found is None:
        found = paragraph.makeelement(_PROPERTIES)
        paragraph.insert(0, found)
    return found
