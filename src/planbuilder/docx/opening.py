"""Finding the main part of a Word package, and refusing what is no ordinary Word document."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from planbuilder.docx.faults import refuse
from planbuilder.docx.names import RELS_NS, TYPES, TYPES_NS
from planbuilder.docx.package import Member
from planbuilder.docx.recognition import no_document
from planbuilder.docx.xmlparts import parse_part, refuse_typed

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STENCIL = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_OFFICE = "/officeDocument"
_PLAIN_COPY = "In Word choose File, Save As, Word Document (.docx): it leaves them out."


def main_part(members: Mapping[str, Member], file: str = "") -> str:
    """Return the name of the part that holds the body of a file that may become a document.

    Raises TemplateError when there is none, or when the file holds what runs: macros or ActiveX controls.
    """
    name = any_main_part(members, file)
    kinds = content_types(members, file)
    if macro_parts(members, kinds):
        raise refuse("The file holds macros.", _PLAIN_COPY, file=file)
    if active_parts(members, kinds):
        raise refuse("The file holds ActiveX controls.", "Use content controls in their place.", file=file)
    return name


def any_main_part(members: Mapping[str, Member], file: str = "") -> str:
    """Return the name of the part that holds the body; raise TemplateError when the file is no Word document."""
    for member in members.values():  # also what is not parsed here: it is copied into documents, and Word reads it
        if member.name.lower().endswith((".xml", ".rels", ".vml")):
            refuse_typed(member.content(), member.name, file)
    rels = members.get("_rels/.rels")
    targets: list[str] = []
    if rels is not None:
        for node in parse_part(rels.content(), rels.name, file).iter(f"{{{RELS_NS}}}Relationship"):
            if node.get("Type", "").endswith(_OFFICE):
                targets.append(posixpath.normpath(unquote(node.get("Target", "")).lstrip("/")))  # noqa: PERF401
    name = next((target for target in targets if target in members), "")
    kind = content_types(members, file).get(f"/{name}".lower(), "")
    if name and kind in (_MAIN, _STENCIL, *_WITH_MACROS):
        return name
    said = "This is an Office file, but no Word document." if name else "This is not a Word file: it has no body."
    raise refuse(*no_document(members, said), file=file)


def macro_parts(members: Mapping[str, Member], kinds: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that hold macros, or the main part of a file that is declared to."""
    declared = [name.lstrip("/") for name, kind in kinds.items() if "macroEnabled" in kind or "vbaProject" in kind]
    stored = [name for name in members if name.lower().endswith(("vbaproject.bin", "vbadata.xml"))]
    return [*stored, *(name for name in declared if name not in map(str.lower, stored))]


def active_parts(members: Mapping[str, Member], kinds: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that hold ActiveX controls."""
    return [name for name in members if "/activex/" in f"/{name.lower()}" or "activeX" in kinds.get(f"/{name}", "")]


def content_types(members: Mapping[str, Member], file: str = "") -> dict[str, str]:
    """Return the content type of each part that declares its own, by its lower-case name."""
    root = parse_part(members[TYPES].content(), TYPES, file)
    return {
        node.get("PartName", "").lower(): node.get("ContentType", "") for node in root.iter(f"{{{TYPES_NS}}}Override")
    }


def as_document(types: bytes) -> bytes:
    """Return the list of parts with a Word stencil (.dotx) declared a document (.docx)."""
    return types.replace(_STENCIL.encode(), _MAIN.encode())
