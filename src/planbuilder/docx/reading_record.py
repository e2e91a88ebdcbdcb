"""Reading the record of what was printed: which bookmark holds which text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from planbuilder.docx.names import RECORD_NS
from planbuilder.docx.package import Member
from planbuilder.docx.readback import Kind
from planbuilder.docx.record import record_of
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError

_KINDS = ("checkbox", "date", "choice")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A text that was printed: its bookmark, digest, slots (bookmark and name), whether it was a blank, its kind."""

    key: str
    bookmark: str
    sha256: str
    slots: tuple[tuple[str, str], ...]
    blank: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a document: attributes of the whole, and its texts by key in the order they were printed."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Recorded] = field(default_factory=dict)


def read_record(members: Mapping[str, Member]) -> Record | None:
    """Return the record of a document; None where it has none, or one that is damaged."""
    content = record_of(members)
    if content is None:
        return None
    try:
        root = parse_part(content, "record")
    except TemplateError:
        return None
    texts: dict[str, Recorded] = {}
    for node in root.iter(f"{{{RECORD_NS}}}text"):
        slots = tuple((slot.get("bookmark", ""), slot.get("name", "")) for slot in node.iter(f"{{{RECORD_NS}}}slot"))
        key, kind = node.get("key", ""), node.get("kind", "")
        blank = node.get("blank") == "true"
        known = cast("Kind", kind if kind in _KINDS else "text")
        texts.setdefault(key, Recorded(key, node.get("bookmark", ""), node.get("sha256", ""), slots, blank, known))
    return Record({str(name): str(value) for name, value in root.attrib.items()}, texts)
