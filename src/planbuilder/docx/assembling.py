"""Taking a Word template apart: its package, the parts that may hold tags, and each of them compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.compiled import Outcome
from planbuilder.docx.compiling import compile_part
from planbuilder.docx.faults import Fault, refuse
from planbuilder.docx.identities import blank_look, used_ids, used_names
from planbuilder.docx.names import STRICT_NS
from planbuilder.docx.opening import content_types, main_part
from planbuilder.docx.outside import outside_faults
from planbuilder.docx.package import Member, read_package
from planbuilder.docx.record import is_printed
from planbuilder.docx.styles import Styles
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError

#: The kinds of parts that may hold tags, as the package declares them; a part may have any name.
_FILLED = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.(?:"
    r"wordprocessingml\.(?:header|footer|footnotes|endnotes|comments)"
    r"|drawingml\.(?:chart|diagramData))\+xml"
)


@dataclass(frozen=True, slots=True)
class Assembly:
    """A template taken apart: its members, the name of its body, ids and names in use, outcomes, every fault."""

    members: Mapping[str, Member]
    main: str
    ids: frozenset[int]
    names: frozenset[str]
    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]


def assemble(content: bytes, file: str) -> Assembly:
    """Return a template taken apart, the body first; raise TemplateError for what is no template at all."""
    members = read_package(content, file)
    main = main_part(members, file)
    roots, faults = _parsed(members, main, file)
    _refuse_unusual(members, roots.get(main), file)
    faults += outside_faults(members, file)
    styles = members.get("word/styles.xml")
    try:
        looks = parse_part(styles.content(), styles.name, file) if styles else None
    except TemplateError as error:
        faults += _faults(error)
        looks = None
    blank, named = blank_look(looks), Styles.of(looks)
    ids, names = used_ids(roots.values()), used_names(roots.values())
    ordered = sorted(roots, key=lambda name: (name != main, name))
    outcomes = tuple(compile_part(name, roots[name], blank, file, named) for name in ordered)
    faults += [fault for outcome in outcomes for fault in outcome.faults]
    return Assembly(members, main, ids, names, outcomes, tuple(faults))


def _parsed(members: Mapping[str, Member], main: str, file: str) -> tuple[dict[str, _Element], list[Fault]]:
    """Return the root of every part that may hold tags, and the faults of those that are no XML."""
    types = content_types(members, file)
    roots: dict[str, _Element] = {}
    faults: list[Fault] = []
    for name, member in members.items():
        property = name.startswith("docProps/") and name.endswith(".xml")
        if name == main or property or _FILLED.fullmatch(types.get(f"/{name}".lower(), "")):
            try:
                roots[name] = parse_part(member.content(), name, file)
            except TemplateError as error:
                faults += _faults(error)
    return roots, faults


def _faults(error: TemplateError) -> list[Fault]:
    """Return the faults that an error lists."""
    return [fault for fault in error.faults if isinstance(fault, Fault)]


def _refuse_unusual(members: Mapping[str, Member], body: _Element | None, file: str) -> None:
    """Raise for the strict dialect, and for a document that was printed from a template."""
    if body is not None and str(body.tag).startswith(f"{{{STRICT_NS}}}"):
        raise refuse("The file is in the Strict dialect.", "Save it as a Word Document (.docx), not Strict.", file=file)
    if is_printed(members):
        fix = "Start from the template it was made from."
        raise refuse("This is a finished document, not a template.", fix, file=file)
