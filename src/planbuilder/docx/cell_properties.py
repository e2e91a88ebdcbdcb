"""The properties of a table cell, in the order that the schema wants."""

from __future__ import annotations

from lxml.etree import _Element

from planbuilder.docx.names import w

#: The children of w:tcPr in the order of the schema, those that come before and after what is set here.
_ORDER = [
    w(name)
    for name in (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection"),
        *("tcFitText", "vAlign", "hideMark", "cellIns", "cellDel", "cellMerge", "tcPrChange"),
    )
]


def cell_property(cell: _Element, name: str) -> _Element:
    """Return a property of a cell, put where the schema wants it when the cell has none."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = cell.makeelement(w("tcPr"))
        cell.insert(0, properties)
    found = properties.find(w(name))
    if found is None:
        found = properties.makeelement(w(name))
        place = _ORDER.index(w(name))
        before = [child for child in properties if child.tag in _ORDER[:place]]
        properties.insert(properties.index(before[-1]) + 1 if before else 0, found)
    return found
