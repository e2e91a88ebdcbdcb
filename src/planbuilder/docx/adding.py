"""What a rendering adds to its package: the files of pictures, who shows them, and lists that count anew."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from planbuilder.docx.drawing import relationship_id
from planbuilder.docx.names import RELS_NS, TYPES, TYPES_NS
from planbuilder.docx.numbering import renumbered
from planbuilder.docx.package import relationships_of
from planbuilder.docx.pictures import Picture
from planbuilder.docx.state import State
from planbuilder.docx.xmlparts import parse_part, part_bytes

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}

#: Returns what a part of the document holds but for what is added, or None where there is no such part.
Content = Callable[[str], bytes | None]


def added(state: State, content: Content, numbering: str) -> dict[str, bytes]:
    """Return the parts that a rendering adds or changes by their names; ``numbering`` is the part of the lists."""
    parts: dict[str, bytes] = {}
    for name, shown in state.pictures.items():
        parts[relationships_of(name)] = _with_pictures(name, shown, content(relationships_of(name)))
        parts |= {file_of(each): each.data for each in shown.values()}
    if parts:
        parts[TYPES] = _with_types({each.kind for shown in state.pictures.values() for each in shown.values()}, content)
    if state.renewed and (lists := content(numbering)) is not None:
        parts[numbering] = renumbered(parse_part(lists, numbering), state.renewed)
    return parts


def file_of(picture: Picture) -> str:
    """Return the name of a picture's file in the package: by its content, so that it lies there once."""
    return f"word/media/picture-{picture.name}.{picture.kind}"


def _with_pictures(name: str, shown: Mapping[str, Picture], before: bytes | None) -> bytes:
    """Return the relationships of a part with one for each picture that it shows."""
    root = parse_part(before, name) if before else etree.fromstring(f'<Relationships xmlns="{RELS_NS}"/>')
    there = {node.get("Id") for node in root}
    for picture in shown.values():
        if relationship_id(picture) not in there:
            target = posixpath.relpath(file_of(picture), posixpath.dirname(name))
            made = {"Id": relationship_id(picture), "Type": _IMAGE, "Target": target}
            etree.SubElement(root, f"{{{RELS_NS}}}Relationship", made)
    return part_bytes(root)


def _with_types(kinds: set[str], content: Content) -> bytes:
    """Return the content types with those of the pictures."""
    root = parse_part(content(TYPES) or b"", TYPES)
    for kind in sorted(kinds - set(_defaults(root))):
        made = root.makeelement(f"{{{TYPES_NS}}}Default", {"Extension": kind, "ContentType": _TYPES[kind]})
        root.insert(0, made)
    return part_bytes(root)


def _defaults(root: etree._Element) -> Iterator[str]:
    """Yield the endings of file names whose content type is known."""
    return (node.get("Extension", "").lower() for node in root.iter(f"{{{TYPES_NS}}}Default"))
