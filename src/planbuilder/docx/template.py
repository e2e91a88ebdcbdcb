"""A Word file with tags, compiled once and rendered many times."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.etree import _Element

from planbuilder.docx.compiling import CompiledPart, compile_part
from planbuilder.docx.faults import Fault, refuse, template_error
from planbuilder.docx.identities import blank_look, used_ids, used_names
from planbuilder.docx.names import RECORD_NS, STRICT_NS, TYPES
from planbuilder.docx.opening import as_document, main_part
from planbuilder.docx.package import Member, read_package
from planbuilder.docx.record import record_name, record_part, with_record
from planbuilder.docx.rendering import render_part
from planbuilder.docx.sandbox import WordEnvironment
from planbuilder.docx.state import MAX_SECONDS, STATE, State
from planbuilder.docx.writing import Entry, deflated, entry, write_package
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place

_FILLED = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments|charts/chart\d*|diagrams/data\d*)\.xml"
    r"|docProps/\w+\.xml"
)
_RECORD = re.compile(r"customXml/item\d+\.xml")
#: Level 3 of zlib makes files a tenth larger than level 6, in less than half the time.
_LEVEL = 3
_GLOBALS = WordEnvironment().globals


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of a template: where it stands and what is written in it."""

    place: Place
    code: str


class Template:
    """A compiled Word template.

    `source` is a path or the bytes of a .docx file. Raises TemplateError with every fault of the file: each a
    :class:`planbuilder.docx.faults.Fault` that names its place.
    """

    def __init__(self, source: str | Path | bytes) -> None:
        self._file = "template" if isinstance(source, bytes) else Path(source).name
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        members = read_package(data, self._file)
        self._main = main_part(members, self._file)
        roots = self._parsed(members)
        self._ids = used_ids(roots.values())
        self._names = used_names(roots.values())
        self._parts = self._compiled(roots, members)
        self._keep(members)

    def render(self, data: Mapping[str, object], record: Mapping[str, str] | None = None) -> bytes:
        """Return the Word document that the template makes of `data`; the same data give the same bytes.

        `record` holds attributes for the record of what was printed (such as a plan's id and version); there is a
        record only where an Editable was printed. Raises TemplateError with the place of what cannot be printed.
        """
        state = State(self._ids, self._names, time.monotonic() + MAX_SECONDS)
        variables: dict[str, Any] = {**_GLOBALS, **data, STATE: state}
        changed = {part.name: self._written(part.name, render_part(part, variables)) for part in self._parts}
        if not state.printed:
            return write_package((self._still | changed).values())
        content = record_part(state.printed.values(), record or {})
        changed[self._record] = self._written(self._record, content)
        return write_package((self._recorded | changed).values())

    def tags(self) -> tuple[Tagged, ...]:
        """Return every tag, in the order of the parts and of their tags."""
        return tuple(
            Tagged(mark.place, mark.tag.code)
            for part in self._parts
            for mark in part.marks.values()
            if mark.tag.kind != "comment" and not mark.printer
        )

    def undeclared(self, schema: Mapping[str, object]) -> list[Finding]:
        """Return what the template asks for that data valid for `schema` cannot have: a JSON Schema of the data."""
        from planbuilder.docx.fields import undeclared

        return undeclared(self._parts, schema)

    def _parsed(self, members: Mapping[str, Member]) -> dict[str, _Element]:
        """Return the root of every part that may hold tags; raise with all that are no XML."""
        roots: dict[str, _Element] = {}
        faults: list[Fault] = []
        for name, member in members.items():
            if name == self._main or _FILLED.fullmatch(name):
                try:
                    roots[name] = parse_part(member.content(), name, self._file)
                except TemplateError as error:
                    faults += [fault for fault in error.faults if isinstance(fault, Fault)]
        if faults:
            raise template_error(faults)
        self._refuse_unusual(members, roots)
        return roots

    def _refuse_unusual(self, members: Mapping[str, Member], roots: Mapping[str, _Element]) -> None:
        """Raise for the strict dialect, and for a document that was printed from a template."""
        if str(roots[self._main].tag).startswith(f"{{{STRICT_NS}}}"):
            raise refuse(
                "The file is in the Strict dialect.", "Save it as a Word Document (.docx), not Strict.", file=self._file
            )
        for name, member in members.items():
            if _RECORD.fullmatch(name) and RECORD_NS.encode() in member.content()[:400]:
                fix = "Start from the template it was made from."
                raise refuse("This is a finished document, not a template.", fix, file=self._file)

    def _compiled(self, roots: Mapping[str, _Element], members: Mapping[str, Member]) -> tuple[CompiledPart, ...]:
        """Return the parts that have tags, the body first; raise with every fault."""
        styles = members.get("word/styles.xml")
        blank = blank_look(parse_part(styles.content(), styles.name, self._file) if styles else None)
        parts: list[CompiledPart] = []
        faults: list[Fault] = []
        for name in sorted(roots, key=lambda name: (name != self._main, name)):
            part, wrong = compile_part(name, roots[name], blank, self._file)
            parts += [part] if part else []
            faults += wrong
        if faults:
            raise template_error(faults)
        return tuple(parts)

    def _keep(self, members: Mapping[str, Member]) -> None:
        """Keep the entries of the parts that do not change, for a document without and with a record."""
        self._record = record_name(members)
        replaced = {TYPES: as_document(members[TYPES].content())}
        self._still: dict[str, Entry] = {}
        self._recorded: dict[str, Entry] = {}
        extra = with_record(members, self._main, self._record)
        for name in sorted(members, key=lambda name: name != TYPES):
            member = members[name]
            if name in replaced:
                member = deflated(name, replaced[name], _LEVEL)
            self._still[name] = entry(member)
            new = extra.pop(name, None)
            self._recorded[name] = self._still[name] if new is None else self._written(name, new)
        self._recorded |= {name: self._written(name, content) for name, content in extra.items()}

    @staticmethod
    def _written(name: str, content: bytes) -> Entry:
        """Return the entry of a part's new content."""
        return entry(deflated(name, content, _LEVEL))
