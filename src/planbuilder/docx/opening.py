"""Finding the main part of a Word package, and refusing what is no ordinary Word document."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from planbuilder.docx.faults import refuse
from planbuilder.docx.names import RELS_NS, TYPES, TYPES_NS
from planbuilder.docx.package import Member
from planbuilder.docx.xmlparts import parse_part

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STENCIL = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_OFFICE = "/officeDocument"


def main_part(members: Mapping[str, Member], file: str = "") -> str:
    """Return the name of the part that holds the body; raise TemplateError when the file has none or has macros."""
    rels = members.get("_rels/.rels")
    targets: list[str] = []
    if rels is not None:
        for node in parse_part(rels.content(), rels.name, file).iter(f"{{{RELS_NS}}}Relationship"):
            if node.get("Type", "").endswith(_OFFICE):
                targets.append(posixpath.normpath(node.get("Target", "").lstrip("/")))  # noqa: PERF401
    name = next((target for target in targets if target in members), "")
    if not name:
        raise refuse("This is not a Word file: it has no body.", "Choose a .docx file.", file=file)
    kind = content_types(members, file).get(f"/{name}".lower(), "")
    if "macroEnabled" in kind or any(member.lower().endswith("vbaproject.bin") for member in members):
        raise refuse("The file holds macros.", "Save it as a Word document without macros (.docx).", file=file)
    if kind not in (_MAIN, _STENCIL):
        raise refuse("This is an Office file, but no Word document.", "Choose a .docx file.", file=file)
    return name


def content_types(members: Mapping[str, Member], file: str = "") -> dict[str, str]:
    """Return the content type of each part that declares its own, by its lower-case name."""
    root = parse_part(members[TYPES].content(), TYPES, file)
    return {
        node.get("PartName", "").lower(): node.get("ContentType", "") for node in root.iter(f"{{{TYPES_NS}}}Override")
    }


def as_document(types: bytes) -> bytes:
    """Return the list of parts with a Word stencil (.dotx) declared a document (.docx)."""
    return types.replace(_STENCIL.encode(), _MAIN.encode())
