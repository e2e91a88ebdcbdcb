"""Verifying what a part is built of: cells, merged cells, content controls and fields."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Story
from planbuilder.docx.names import w
from planbuilder.docx.tables import cells, rows, span
from planbuilder.findings import Finding

#: Word tables have up to 63 columns: Microsoft's "Operating parameter limitations and specifications in Word".
_MOST_COLUMNS = 63
#: What holds paragraphs of its own: a field cannot run out of it.
_HOLDERS = tuple(w(name) for name in ("footnote", "endnote", "comment", "txbxContent"))


def check_structure(story: Story) -> Iterator[Finding]:
    """Yield cells, merged cells, content controls and fields of one part that Word would refuse or repair."""
    for cell in story.nodes(w("tc")):
        if _ends_badly(cell):
            yield rules.CELL.finding(story.place(cell))
    for table in story.nodes(w("tbl")):
        yield from _bare(story, table)
        yield from _spans(story, table)
    for control in story.nodes(w("sdt")):
        content = control.find(w("sdtContent"))
        if content is None or not len(content):
            yield rules.CONTROL_CONTENT.finding(story.place(control))
    yield from _fields(story)


def _ends_badly(cell: _Element) -> bool:
    """Return whether a cell does not end in a paragraph; a control around paragraphs counts as one."""
    last = next((node for node in cell.iterchildren(reversed=True) if node.tag not in _MARKS), None)
    return last is None or last.tag not in (w("p"), w("sdt"), w("customXml"))


_MARKS = tuple(w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr"))


def _bare(story: Story, table: _Element) -> Iterator[Finding]:
    """Yield a table without rows, and rows without cells (ECMA-376 part 1, sections 17.4.37 and 17.4.78)."""
    found = list(rows(table))
    if not found:
        yield rules.TABLE.finding(story.place(table), part="", lacks="row")
    for row in found:
        if next(iter(cells(row)), None) is None:
            yield rules.TABLE.finding(story.place(row), part=" row", lacks="cell")


def _spans(story: Story, table: _Element) -> Iterator[Finding]:
    """Yield cells that span an impossible number of columns, or go on downwards from no cell."""
    above: set[int] = set()
    for row in rows(table):
        column = span(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0) or 0
        open_here: set[int] = set()
        for cell in cells(row):
            width = span(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
            if width is None or not 1 <= width <= _MOST_COLUMNS:
                yield rules.SPAN.finding(story.place(cell), problem="spans an impossible number of columns")
                width = 1
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                if merge.get(w("val"), "continue") == "continue" and column not in above:
                    yield rules.SPAN.finding(story.place(cell), problem="goes on from a cell above that is not there")
                open_here.add(column)
            column += width
        if column > _MOST_COLUMNS:
            yield rules.SPAN.finding(story.place(row), problem=f"ends in column {column}; a table has {_MOST_COLUMNS}")
        above = open_here


def _fields(story: Story) -> Iterator[Finding]:
    """Yield fields that are opened and not closed, or the other way round."""
    open_fields: dict[_Element | None, list[_Element]] = {}
    for node in story.nodes(w("fldChar")):
        holder = next(node.iterancestors(*_HOLDERS), None)
        stack = open_fields.setdefault(holder, [])
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            stack.append(node)
        elif not stack:
            yield rules.FIELD.finding(story.place(node), problem="ends, and none has begun")
        elif kind == "end":
            stack.pop()
    for stack in open_fields.values():
        for node in stack:
            yield rules.FIELD.finding(story.place(node), problem="begins and does not end")
