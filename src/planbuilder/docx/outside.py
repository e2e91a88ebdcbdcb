"""What a Word file would fetch from outside when it is opened: refused, since that tells who is treated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.docx.faults import Fault
from planbuilder.docx.names import RELS_NS
from planbuilder.docx.package import Member
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError
from planbuilder.findings import Place

_FIX = {
    "attachedTemplate": "In Word: Developer, Document Template, and attach Normal.",
    "image": "Insert the picture into the file instead of linking it.",
    "oleObject": "Paste the object as a picture instead of linking it.",
    "subDocument": "Paste the text of the other document into this one.",
    "frame": "Take the frame out.",
}
_OTHERWISE = "Insert the content into the file instead of linking it, or take it out."


def outside_faults(members: Mapping[str, Member], file: str) -> Iterator[Fault]:
    """Yield a fault for each thing but a hyperlink that a part takes from outside the package.

    A hyperlink is followed by a person who clicks on it; everything else is fetched by opening the document. The
    address is not said: it is in the file, and may be long.
    """
    for name in sorted(members):
        if not name.lower().endswith(".rels"):
            continue
        try:
            root = parse_part(members[name].content(), name, file)
        except TemplateError as error:
            yield from (fault for fault in error.faults if isinstance(fault, Fault))
            continue
        for node in root.iter(f"{{{RELS_NS}}}Relationship"):
            kind = node.get("Type", "").rpartition("/")[2]
            if node.get("TargetMode", "").strip().lower() == "external" and kind != "hyperlink":
                said = (
                    f"The file takes something from outside ({kind}): opening a plan made from it would tell another "
                    "machine, and so who is treated."
                )
                yield Fault(Place(file, at=_part(name)), said, _FIX.get(kind, _OTHERWISE))


def _part(name: str) -> str:
    """Return the part that a list of relationships belongs to."""
    folder, _, last = name.rpartition("_rels/")
    return f"{folder}{last.removesuffix('.rels')}" or "package"
