"""The custom XML part that says which bookmark holds which text, so that edits can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from planbuilder.docx.markup import quoted
from planbuilder.docx.names import RECORD_NS, RELS_NS, TYPES, TYPES_NS
from planbuilder.docx.package import Member, relationships_of
from planbuilder.docx.state import Printed
from planbuilder.docx.xmlparts import DECLARATION, parse_part, part_bytes

_ITEM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RECORD = re.compile(r"customXml/item\d+\.xml")
#: Names the part to Word; the same in every document, so that a reader can look for it.
_ITEM_ID = "{6B0C5E2B-6B1C-5D0E-9A4A-7C1F2E9D4B10}"


def record_name(members: Iterable[str]) -> str:
    """Return the name of the record's part: the first that the package does not have."""
    taken = {name.lower() for name in members}
    number = 1
    while {f"customxml/item{number}.xml", f"customxml/itemprops{number}.xml"} & taken:
        number += 1
    return f"customXml/item{number}.xml"


def is_printed(members: Mapping[str, Member]) -> bool:
    """Return whether a package holds a record: it was printed from a template, every tag of which was filled."""
    return record_of(members) is not None


def record_of(members: Mapping[str, Member]) -> bytes | None:
    """Return the record that a package holds, None where it has none."""
    for name, member in members.items():
        if _RECORD.fullmatch(name) and RECORD_NS.encode() in (content := member.content())[:400]:
            return content
    return None


def record_part(printed: Iterable[Printed], attributes: Mapping[str, str]) -> bytes:
    """Return the record: attributes of the whole, and for each text its bookmark, key and digest; never the text."""
    if wrong := [name for name in attributes if not name.isidentifier()]:
        raise ValueError(f"no name for an attribute of the record: {wrong[0]}")
    head = "".join(f' {name}="{quoted(value)}"' for name, value in sorted(attributes.items()))
    lines = [f'{DECLARATION}<printed xmlns="{RECORD_NS}"{head}>']
    for bookmark, key, sha256, empty, slots, kind in printed:
        more = (' blank="true"' if empty else "") + ("" if kind == "text" else f' kind="{kind}"')
        held = "".join([f'<slot bookmark="{mark}" name="{quoted(name)}"/>' for mark, name in slots]) if slots else ""
        end = f">{held}</text>" if held else "/>"
        lines.append(f'<text bookmark="{bookmark}" key="{quoted(key)}" sha256="{sha256}"{more}{end}')
    lines.append("</printed>")
    return "".join(lines).encode()


def with_record(members: Mapping[str, Member], main: str, name: str) -> dict[str, bytes]:
    """Return the parts that change or come new when the package holds a record: all but the record itself."""
    props = name.replace("item", "itemProps", 1)
    folder = main.rpartition("/")[0]
    rels = relationships_of(main)
    up = "../" * len([part for part in folder.split("/") if part])
    types = parse_part(members[TYPES].content(), TYPES)
    known = {node.get("Extension", "").lower() for node in types.iter(f"{{{TYPES_NS}}}Default")}
    if "xml" not in known:
        etree.SubElement(types, f"{{{TYPES_NS}}}Default", Extension="xml", ContentType="application/xml")
    etree.SubElement(types, f"{{{TYPES_NS}}}Override", PartName=f"/{props}", ContentType=_PROPS_TYPE)
    return {
        TYPES: part_bytes(types),
        rels: _related(members.get(rels), f"{_REL}customXml", f"{up}{name}"),
        f"customXml/_rels/{name.rpartition('/')[2]}.rels": _related(
            None, f"{_REL}customXmlProps", props.rpartition("/")[2]
        ),
        props: (
            f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_ITEM_NS}" ds:itemID="{_ITEM_ID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{RECORD_NS}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
    }


def _related(member: Member | None, type: str, target: str) -> bytes:
    """Return the relationships of a part with one more."""
    root = etree.fromstring(f'<Relationships xmlns="{RELS_NS}"/>')
    if member is not None:
        root = parse_part(member.content(), member.name)
    taken = {node.get("Id") for node in root}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    etree.SubElement(root, f"{{{RELS_NS}}}Relationship", Id=f"rId{number}", Type=type, Target=target)
    return part_bytes(root)
