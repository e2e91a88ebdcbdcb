"""What an edited workbook would change in a library, field by field, and the rows that fit nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.findings import Finding, Place
from planbuilder.interop import rules
from planbuilder.interop.cells import KINDS as FORMS
from planbuilder.interop.cells import cell_value
from planbuilder.interop.columns import Column, Sheet, sheets
from planbuilder.interop.rows import Row, every_row, value_at
from planbuilder.interop.workbook_reading import ReadBook, ReadRow
from planbuilder.interop.workbooks import TOO_LONG, mark_of
from planbuilder.library.gathering import Sources
from planbuilder.reading import FieldPath

#: As much of a text is said in a finding.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that would change: the entry, the path in its file, what it says, what it would say.

    ``before`` and ``after`` are texts as cells hold them, empty for a field that is absent; ``value`` is what is
    written, ``gone`` says whether the field is taken out, and ``place`` is the cell.
    """

    kind: str
    id: str
    path: FieldPath
    before: str
    after: str
    value: Any
    gone: bool
    place: Place


def differences(sources: Sources, read: ReadBook) -> tuple[list[FieldChange], list[Finding]]:
    """Return the changes that a workbook makes in a library, in the order of its sheets, and what cannot be placed."""
    here = every_row(sources)
    changes: list[FieldChange] = []
    findings: list[Finding] = list(read.findings)
    known = {sheet.name: set(here[sheet.name]) for sheet in sheets()}
    for sheet in sheets():
        marks = read.marks.get(sheet.name, {})
        rows = read.rows.get(sheet.name)
        if rows is None:
            continue
        for address, row in rows.items():
            if (missing := _missing_parent(sheet, address, known)) is not None:
                findings.append(missing_finding(row, missing))
                continue
            known[sheet.name].add(address)
            file = sources.entries[sheet.kind].get(address[0])
            part = value_at(file.value if file else None, sheet.inside(address))
            for found in _changes(row, here[sheet.name].get(address), part, marks.get(address, {})):
                changes.append(found) if isinstance(found, FieldChange) else findings.append(found)
        findings += _gone(read, sheet, here[sheet.name])
    return changes, findings


def missing_finding(row: ReadRow, missing: int) -> Finding:
    """Return the finding on a row whose parent at a place in its address does not exist."""
    key = row.sheet.keys[missing]
    return rules.NO_PARENT.finding(row.places[key], kind=key, id=row.address[missing])


def _missing_parent(sheet: Sheet, address: tuple[str, ...], known: Mapping[str, set[tuple[str, ...]]]) -> int | None:
    """Return which id of a row's parents names nothing, or None."""
    for length in range(1, len(address)):
        above = next(s for s in sheets() if s.kind == sheet.kind and s.below == sheet.below[: length - 1])
        if address[:length] not in known[above.name]:
            return length - 1
    return None


def _gone(read: ReadBook, sheet: Sheet, here: Mapping[tuple[str, ...], Row]) -> Iterator[Finding]:
    """Yield a finding for every row that was exported, is still in the library and is not in the workbook any more."""
    for address in read.marks.get(sheet.name, {}):
        if address in here and address not in read.rows[sheet.name]:
            yield rules.ROW_GONE.finding(Place(read.file, at=sheet.name), id="/".join(address))


def _changes(row: ReadRow, here: Row | None, part: Any, marks: Mapping[str, str]) -> Iterator[FieldChange | Finding]:
    """Yield the changes of a row, and what cannot be read or was changed by others meanwhile."""
    for column in row.sheet.columns:
        if column.name not in row.cells:
            continue
        after, before = row.cells[column.name], here.cells.get(column.name, "") if here else ""
        exported = marks.get(column.name)
        if after in (before, TOO_LONG) or exported == mark_of(after):
            continue
        place = row.places[column.name]
        if exported is not None and exported != mark_of(before):
            now = before if len(before) <= _SHOWN else f"{before[:_SHOWN]}..."
            yield rules.CHANGED_SINCE.finding(place, now=now or "nothing")
            continue
        yield _change(row, column, (before, after), value_at(part, column.path))


def _change(row: ReadRow, column: Column, texts: tuple[str, str], old: Any) -> FieldChange | Finding:
    """Return the change that a cell makes, or why it cannot be read."""
    before, after = texts
    place = row.places[column.name]
    path = (*row.sheet.inside(row.address), *column.path)
    try:
        value = cell_value(after, column, old) if after else None
    except UsageError as error:
        kind = FORMS[column.form][0]
        return rules.UNREADABLE.finding(place, kind=kind, problem=error.said, fix=error.fix)
    return FieldChange(row.sheet.kind, row.address[0], path, before, after, value, not after, place)
