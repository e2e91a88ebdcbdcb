"""The rows and cells of a table, those in content controls too, without those of tables inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx.names import w

_NUMBER = re.compile(r"[0-9]{1,4}")
_INSIDE = (w("tbl"), w("tc"), w("p"))


def rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table."""
    return _within(table, w("tr"))


def cells(row: _Element) -> Iterator[_Element]:
    """Yield the cells of a row."""
    return _within(row, w("tc"))


def span(node: _Element | None, without: int) -> int | None:
    """Return the number that an element gives; `without` where there is no element, None where it is no number."""
    if node is None:
        return without
    value = node.get(w("val")) or ""
    return int(value) if _NUMBER.fullmatch(value) else None


def _within(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the elements of a name below another, none of a deeper table."""
    for child in element.iterchildren("{*}*"):
        if child.tag == tag:
            yield child
        elif child.tag not in _INSIDE:
            yield from _within(child, tag)
