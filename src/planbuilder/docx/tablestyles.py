"""Which formats of a table's style apply to one of its cells: those of its row and column, those of the whole table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from planbuilder.docx.names import w
from planbuilder.docx.tables import cells, rows

#: The bits of w:tblLook, ECMA-376 part 1, section 17.7.6 and 17.4.56 (as Word wrote it before it had attributes).
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a cell is in its table: row and column from 0, and how many rows and columns there are."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class TableStyles:
    """The table styles of a document by id; where its cells are is worked out once for each table."""

    by_id: Mapping[str, _Element]
    spots: dict[_Element, _Spot] = field(default_factory=dict)
    seen: set[_Element] = field(default_factory=set)

    def formats(self, cell: _Element) -> Iterator[_Element]:
        """Yield the elements that hold what a table's style says of a cell, the most particular first."""
        table = next(cell.iterancestors(w("tbl")), None)
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}") if table is not None else None
        if table is None or style is None:
            return
        chain = list(self._chain(style.get(w("val")) or ""))
        if not chain:
            return
        wanted = _wanted(self._spot(table, cell), _look(table))
        for kind in wanted:
            for each in chain:
                yield from (node for node in each.iterchildren(w("tblStylePr")) if node.get(w("type")) == kind)
        yield from chain

    def _spot(self, table: _Element, cell: _Element) -> _Spot:
        """Return where a cell is in its table."""
        if table not in self.seen:
            self.seen.add(table)
            grid = [list(cells(row)) for row in rows(table)]
            for row, here in enumerate(grid):
                for column, each in enumerate(here):
                    self.spots[each] = _Spot(row, column, len(grid), len(here))
        return self.spots.get(cell, _Spot(0, 0, 1, 1))

    def _chain(self, id: str) -> Iterator[_Element]:
        """Yield a style and those it is based on."""
        for _ in range(_DEEPEST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            based = style.find(w("basedOn"))
            id = (based.get(w("val")) or "") if based is not None else ""


def _look(table: _Element) -> set[str]:
    """Return which particular formats a table asks its style for."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return set()
    try:
        bits = int(look.get(w("val")) or "0", 16)
    except ValueError:
        bits = 0
    told = {name: look.get(w(name)) for name in _BITS}
    return {
        name for name, bit in _BITS.items() if told[name] in ("1", "true", "on") or (told[name] is None and bits & bit)
    }


def _wanted(spot: _Spot, look: set[str]) -> list[str]:
    """Return the particular formats that apply at a spot, the last applied first: columns over rows over bands."""
    wanted = [
        ("firstCol", "firstColumn" in look and spot.column == 0),
        ("lastCol", "lastColumn" in look and spot.column == spot.columns - 1),
        ("firstRow", "firstRow" in look and spot.row == 0),
        ("lastRow", "lastRow" in look and spot.row == spot.rows - 1),
    ]
    band = (spot.row - ("firstRow" in look)) % 2
    wanted.append((f"band{band + 1}Horz", "noHBand" not in look))
    return [name for name, applies in wanted if applies]
