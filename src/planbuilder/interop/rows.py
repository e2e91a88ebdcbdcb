"""The entries of a library as rows: one for each entry, and one for each part that has a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planbuilder.interop.cells import cell_text
from planbuilder.interop.columns import Sheet, sheets
from planbuilder.library.gathering import Sources
from planbuilder.reading import FieldPath

#: What an absent field looks like, which is not the same as one that says null.
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its sheet, its ids from the entry's inwards, the text of its cells by column, those that are not empty."""

    sheet: Sheet
    address: tuple[str, ...]
    cells: Mapping[str, str]


def rows_of(sources: Sources, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet in the order of the ids of entries, parts as they stand in their files."""
    for id, file in sorted(sources.entries[sheet.kind].items()):
        for address, part in _parts(file.value or {}, sheet.below, (id,)):
            yield Row(sheet, address, dict(_cells(sheet, part)))


def every_row(sources: Sources) -> dict[str, dict[tuple[str, ...], Row]]:
    """Return the rows of every sheet by the sheet's name and their ids."""
    return {sheet.name: {row.address: row for row in rows_of(sources, sheet)} for sheet in sheets()}


def value_at(part: Any, path: FieldPath) -> Any:
    """Return what stands at a path, or None."""
    for name in path:
        part = part.get(name) if isinstance(part, dict) else None
    return part


def _parts(part: Mapping[str, Any], below: tuple[str, ...], address: tuple[str, ...]) -> Iterator[Any]:
    """Yield ids and content of every part that mappings of an entry lead to; the entry itself where there are none."""
    if not below:
        yield address, part
        return
    for id, inner in part.get(below[0], {}).items():
        yield from _parts(inner, below[1:], (*address, id))


def _cells(sheet: Sheet, part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield name and text of every cell that is not empty."""
    for column in sheet.columns:
        holder = value_at(part, column.path[:-1])
        value = holder.get(column.path[-1], _ABSENT) if isinstance(holder, dict) else _ABSENT
        if value is not _ABSENT:
            yield column.name, cell_text(value, column)
