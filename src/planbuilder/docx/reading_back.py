"""Reading a printed document back after it was edited, whatever program it was edited with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planbuilder.docx.document import Document
from planbuilder.docx.names import CP_NS, DC_NS
from planbuilder.docx.opening import content_types, macro_parts
from planbuilder.docx.readback import ReadBack, ReadText
from planbuilder.docx.reading_changes import Changes, compare, unprinted
from planbuilder.docx.reading_flow import Flow
from planbuilder.docx.reading_lines import Line, lines
from planbuilder.docx.reading_margin import comments, tracked
from planbuilder.docx.reading_record import Record, Recorded, read_record
from planbuilder.docx.reading_regions import Region, regions
from planbuilder.docx.reading_texts import read_text
from planbuilder.docx.reading_walk import read_flow
from planbuilder.docx.styles import Styles

_STORIES = ("body", "header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document with its text in order, where the printed texts stand in it, and its lines."""

    document: Document
    record: Record | None
    recorded: Mapping[str, Recorded]
    flow: Flow
    found: list[Region]
    lines: list[Line]


def read_back(data: bytes, printed: bytes | None = None) -> ReadBack:
    """Return what an edited document says: texts by key, additions, comments, tracked changes, what is missing.

    ``printed`` is the same document as it was printed: beside it additions and changed words of the page are seen, and
    texts that have lost their control and bookmark are found by style and order. Raises TemplateError where ``data``
    is no Word document; an edited one that has become invalid, or holds macros, is still read, and nothing in it is
    run.
    """
    before = _open(printed, {}) if printed is not None else None
    now = _open(data, before.recorded if before else {})
    found = [read_text(now.flow, region, now.recorded.get(region.key)) for region in now.found]
    changes = Changes({text.key: text for text in found}, now.recorded)
    if before is not None:
        changes = compare(before.lines, now.lines, found, now.recorded)
    noted, waiting = comments(now.document, now.flow, now.found), tracked(now.flow, now.found)
    if before is not None:
        noted = tuple(unprinted(noted, comments(before.document, before.flow, before.found)))
        waiting = tuple(unprinted(waiting, tracked(before.flow, before.found)))
    who = _saved_by(now.document)
    return ReadBack(
        attributes=now.record.attributes if now.record else {},
        title=_title(now.document),
        recorded=now.record is not None,
        texts=_ordered(changes, now.recorded),
        missing=tuple(key for key in now.recorded if key not in changes.texts),
        added=tuple(changes.added),
        altered=tuple(changes.altered),
        comments=noted,
        tracked=waiting,
        compared=changes.compared,
        alike=changes.alike,
        saved_by="" if before is not None and _saved_by(before.document) == who else who,
        macros=bool(macro_parts(now.document.members, content_types(now.document.members))),
    )


def _open(data: bytes, otherwise: Mapping[str, Recorded]) -> _Opened:
    """Return an opened document; `otherwise` are the texts to look for where it has no record."""
    document = Document.of(data)
    record = read_record(document.members)
    recorded = record.texts if record else otherwise
    flow = read_flow([(story.kind, story.root) for story in document.stories() if story.kind in _STORIES])
    found = regions(flow, recorded)
    styles = Styles.of(document.part("styles"))
    return _Opened(document, record, recorded, flow, found, lines(flow, found, styles))


def _ordered(changes: Changes, recorded: Mapping[str, Recorded]) -> tuple[ReadText, ...]:
    """Return the texts in the order in which they were printed; without a record, in that in which they stand."""
    order = {key: place for place, key in enumerate(recorded)}
    return tuple(sorted(changes.texts.values(), key=lambda text: order.get(text.key, len(order))))


def _saved_by(document: Document) -> str:
    """Return who saved a document last, in one line; empty where no program noted it."""
    core = document.roots.get("docProps/core.xml")
    said = (core.findtext(f"{{{CP_NS}}}lastModifiedBy") or "") if core is not None else ""
    return " ".join(said.split())


def _title(document: Document) -> str:
    """Return the document's title."""
    core = document.roots.get("docProps/core.xml")
    return (core.findtext(f"{{{DC_NS}}}title") or "") if core is not None else ""
