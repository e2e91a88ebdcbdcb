"""A Word file with tags, compiled once and rendered many times."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.docx.faults import Fault, template_error
from planbuilder.docx.names import TYPES
from planbuilder.docx.numbering import first_free, numbering_part
from planbuilder.docx.opening import as_document
from planbuilder.docx.package import Member, content_of, file_of, read_package
from planbuilder.docx.record import record_name, record_part, with_record
from planbuilder.docx.rendering import render_part
from planbuilder.docx.sandbox import WordEnvironment
from planbuilder.docx.state import MAX_SECONDS, STATE, State
from planbuilder.docx.writing import Entry, deflated, entry, write_package
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place, ordered

if TYPE_CHECKING:
    from planbuilder.docx.kept import KeptTemplate

#: Level 3 of zlib makes files a tenth larger than level 6, in less than half the time.
_LEVEL = 3
_SECOND = (b"{", b"%", b"#")
_WORD = re.compile(r"[A-Za-z_]\w*")
_GLOBALS = WordEnvironment().globals


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of a template: where it stands and what is written in it."""

    place: Place
    code: str


class Template:
    """A compiled Word template.

    `source` is a path or the bytes of a .docx file; `file` is what it is called in what is said of it, and
    `kept` what :meth:`kept` gave for the same file. Raises TemplateError with every fault of the file: each a
    :class:`planbuilder.docx.faults.Fault` that names its place. `digest` tells one template from another.
    """

    def __init__(self, source: str | Path | bytes, kept: KeptTemplate | None = None, *, file: str = "") -> None:
        content, name = content_of(source), file or file_of(source)
        members = self._restore(content, name, kept) or self._compile(content, name)
        parts = "".join(f"{name} {each.crc} {each.size}\n" for name, each in sorted(members.items()))
        self.digest = hashlib.sha256(parts.encode()).hexdigest()
        self._keep(members)

    def _compile(self, content: bytes, file: str) -> Mapping[str, Member]:
        """Compile the parts of a file, and return its members; raise TemplateError with every fault."""
        from planbuilder.docx.assembling import assemble

        assembly = assemble(content, file)
        if assembly.faults:
            raise template_error(assembly.faults)
        self._main, self._ids, self._names = assembly.main, assembly.ids, assembly.names
        self._parts = tuple(outcome.part for outcome in assembly.outcomes if outcome.part is not None)
        return assembly.members

    def _restore(self, content: bytes, file: str, kept: KeptTemplate | None) -> Mapping[str, Member]:
        """Take the parts from what was kept of the same file, and return its members; none where that cannot be."""
        if kept is None:
            return {}
        from planbuilder.docx.kept import restored_parts

        parts = restored_parts(kept.parts, file)
        members = read_package(content, file)
        if parts is None or kept.main not in members:
            return {}
        self._main, self._ids, self._names = kept.main, frozenset(kept.ids), frozenset(kept.names)
        self._parts = parts
        return members

    def kept(self) -> KeptTemplate | None:
        """Return what a later ``Template(source, kept)`` of the same file can begin with, as plain data.

        None for a template that can only be compiled from its file.
        """
        from planbuilder.docx.kept import KeptTemplate, kept_parts

        parts = kept_parts(self._parts)
        if parts is None:
            return None
        return KeptTemplate(self._main, tuple(sorted(self._ids)), tuple(sorted(self._names)), parts)

    def render(self, data: Mapping[str, object], record: Mapping[str, str] | None = None) -> bytes:
        """Return the Word document that the template makes of `data`; the same data give the same bytes.

        `record` holds attributes for the record of what was printed (such as a plan's id and version). There is a
        record where attributes are given, where an Editable was printed, and where a text looks like a tag: the
        document is then never taken for a template, nor the text for a tag that was left over. Raises TemplateError
        with the place of what cannot be printed.
        """
        state = State(self._ids, self._names, time.monotonic() + MAX_SECONDS, self._first_list)
        variables: dict[str, Any] = {**_GLOBALS, **data, STATE: state}
        made = {part.name: render_part(part, variables) for part in self._parts}
        changed = {name: self._written(name, content) for name, content in made.items()}
        recorded = bool(record or state.printed) or any(map(_like_a_tag, made.values()))
        if state.pictures or state.renewed:
            changed |= self._added(state, recorded=recorded)
        if not recorded:
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

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that is written in a tag: what the data do not call by one of them, the template cannot print."""
        return frozenset(word for tag in self.tags() for word in _WORD.findall(tag.code))

    def undeclared(self, schema: Mapping[str, object]) -> list[Finding]:
        """Return what the template asks for that data valid for `schema` cannot have: a JSON Schema of the data."""
        from planbuilder.docx.fields import undeclared

        return undeclared(self._parts, schema)

    @classmethod
    def check(cls, source: str | Path | bytes, schema: Mapping[str, object]) -> tuple[Finding, ...]:
        """Return every fault of a template's tags, and what they ask for that data valid for `schema` cannot have.

        Nothing is raised: a file that is no Word file is a finding too.
        """
        from planbuilder.docx.assembling import assemble
        from planbuilder.docx.fields import undeclared

        try:
            assembly = assemble(content_of(source), file_of(source))
        except TemplateError as error:
            return tuple(fault.finding() for fault in error.faults if isinstance(fault, Fault))
        parts = [part for outcome in assembly.outcomes if (part := outcome.part or outcome.draft) is not None]
        return ordered([*(fault.finding() for fault in assembly.faults), *undeclared(parts, schema)])

    def _keep(self, members: Mapping[str, Member]) -> None:
        """Keep the entries of the parts that do not change, for a document without and with a record."""
        self._record = record_name(members)
        replaced = {TYPES: as_document(members[TYPES].content())}
        self._still: dict[str, Entry] = {}
        self._recorded: dict[str, Entry] = {}
        members = {**members, TYPES: deflated(TYPES, replaced[TYPES], _LEVEL)}  # a .dotx prints documents
        extra = with_record(members, self._main, self._record)
        self._contents = ({**replaced}, {**extra})
        self._members = members
        self._numbering = numbering_part(self._main, members)
        lists = members.get(self._numbering)
        self._first_list = first_free(parse_part(lists.content(), lists.name) if lists else None)
        for name in sorted(members, key=lambda name: name != TYPES):
            self._still[name] = entry(members[name])
            new = extra.pop(name, None)
            self._recorded[name] = self._still[name] if new is None else self._written(name, new)
        self._recorded |= {name: self._written(name, content) for name, content in extra.items()}

    def _added(self, state: State, *, recorded: bool) -> dict[str, Entry]:
        """Return the entries of what a rendering adds: pictures, and lists that count anew."""
        from planbuilder.docx.adding import added

        def content(name: str) -> bytes | None:
            member = self._members.get(name)
            return self._contents[recorded].get(name) or (member.content() if member else None)

        return {name: self._written(name, made) for name, made in added(state, content, self._numbering).items()}

    @staticmethod
    def _written(name: str, content: bytes) -> Entry:
        """Return the entry of a part's new content."""
        return entry(deflated(name, content, _LEVEL))


def _like_a_tag(content: bytes) -> bool:
    """Return whether a part that was printed holds what looks like the beginning of a tag."""
    at = content.find(b"{")
    while at >= 0:
        if content[at + 1 : at + 2] in _SECOND:
            return True
        at = content.find(b"{", at + 1)
    return False
