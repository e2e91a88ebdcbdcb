"""Tracked changes in a paragraph: what was deleted counts for nothing, what was inserted for what it is."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from planbuilder.docx.names import w

#: What was deleted, or moved to another place.
DELETED = {w("del"), w("moveFrom")}
#: What only says how the runs in it came about; a statement's tag may stand beside it as well as in it.
_TRANSPARENT = {w(name) for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")}


def drop_between(paragraph: _Element, first: _Element, last: _Element) -> None:
    """Take out what was deleted between two elements: it is no part of the tag that they begin and end."""
    if first is last or next(paragraph.iter(*DELETED), None) is None:
        return
    inside = False
    for element in list(paragraph.iter(first.tag, last.tag, *DELETED)):
        inside = inside or element is first
        if inside and element.tag in DELETED:
            _take(element)
        if element is last:
            return


def drop_deleted(paragraph: _Element, spans: Callable[[str], list[tuple[int, int]]]) -> bool:
    """Take out the deleted text of a paragraph that has a part in one of the `spans` of it all; return if any had."""
    owners: list[_Element] = []
    text: list[str] = []
    for deleted in [child for child in paragraph.iter(*DELETED) if _of(child, paragraph)]:
        content = "".join(node.text or "" for node in deleted.iter(w("delText"), w("t")))
        text.append(content)
        owners += [deleted] * len(content)
    gone = {deleted for start, end in spans("".join(text)) for deleted in owners[start:end]}
    for deleted in gone:
        _take(deleted)
    return bool(gone)


def hoist(mark: _Element) -> None:
    """Put a statement's mark beside the insertions and smart tags it stands in, each parted in two around it."""
    parent = mark.getparent()
    while parent is not None and parent.tag in _TRANSPARENT:
        rest = parent.makeelement(parent.tag)
        for name, value in parent.attrib.items():
            rest.set(name, value)
        for sibling in list(mark.itersiblings()):
            rest.append(sibling)
        parent.addnext(mark)
        if len(rest):
            mark.addnext(rest)
        if not len(parent):
            _take(parent)
        parent = mark.getparent()


def _of(element: _Element, paragraph: _Element) -> bool:
    """Return whether an element stands in the paragraph itself, not in one nested in it."""
    return next(element.iterancestors(w("p")), None) is paragraph


def _take(element: _Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
