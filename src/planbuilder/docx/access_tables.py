"""The accessibility rules on tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.colors import Colors, is_vivid
from planbuilder.docx.document import Story, text_of
from planbuilder.docx.names import w
from planbuilder.docx.tables import cells, rows, span
from planbuilder.findings import Finding

_OFF = ("0", "false", "off")


def check_tables(story: Story, colors: Colors) -> Iterator[Finding]:
    """Yield what is wrong with the tables of one part."""
    for table in story.nodes(w("tbl")):
        place = story.place(table)
        grid = [list(cells(row)) for row in rows(table)]
        if not _has_header(table):
            yield rules.TABLE_HEADER.finding(place)
        if next(table.iterancestors(w("tc")), None) is not None:
            yield rules.NESTED_TABLE.finding(place)
        if table.find(f"{w('tblPr')}/{w('tblpPr')}") is not None:
            yield rules.FLOATING.finding(place, kind="table")
        if len(grid) < 2 or max(map(len, grid)) < 2:  # noqa: PLR2004 - a table of data has rows and columns
            yield rules.LAYOUT_TABLE.finding(place)
        if any(_merged(cell) for row in grid for cell in row):
            yield rules.MERGED.finding(place)
        yield from _rows(story, table, colors)


def _has_header(table: _Element) -> bool:
    """Return whether the first row of a table is marked as its header."""
    first = next(rows(table), None)
    header = first.find(f"{w('trPr')}/{w('tblHeader')}") if first is not None else None
    return header is not None and header.get(w("val")) not in _OFF


def _merged(cell: _Element) -> bool:
    """Return whether a cell spans columns or rows."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        return False
    wide = (span(properties.find(w("gridSpan")), 1) or 1) > 1
    return wide or any(properties.find(w(name)) is not None for name in ("vMerge", "hMerge"))


def _rows(story: Story, table: _Element, colors: Colors) -> Iterator[Finding]:
    """Yield rows of a fixed height, and cells in which only a color says something."""
    for row in rows(table):
        height = row.find(f"{w('trPr')}/{w('trHeight')}")
        if height is not None and height.get(w("hRule")) == "exact":
            yield rules.ROW_HEIGHT.finding(story.place(row))
        for cell in cells(row):
            fill = colors.fill(colors.cell_shading(cell))
            if fill and is_vivid(fill) and not text_of(cell).strip() and next(cell.iter(w("drawing")), None) is None:
                what = f"A cell without text is colored ({fill})"
                yield rules.COLOR_ALONE.finding(story.place(cell), what=what)
