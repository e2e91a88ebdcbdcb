"""What a Word file points to outside: refused where opening it would fetch that, and where a tag is in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

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
_TAG = re.compile(r"\{[{%#]")


def outside_faults(members: Mapping[str, Member], file: str) -> Iterator[Fault]:
    """Yield a fault for each thing but a hyperlink that a part takes from outside the package.

    A hyperlink is followed by a person who clicks on it; everything else is fetched by opening the document. The
    address is not said: it is in the file, and may be long. A tag in the address of a hyperlink is a fault too.
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
            if node.get("TargetMode", "").strip().lower() != "external":
                continue
            if kind == "hyperlink":
                yield from _tagged(node.get("Target", ""), Place(file, at=_part(name)))
            else:
                said = (
                    f"The file takes something from outside ({kind}): opening a plan made from it would tell another "
                    "machine, and so who is treated."
                )
                yield Fault(Place(file, at=_part(name)), said, _FIX.get(kind, _OTHERWISE))


def _tagged(address: str, place: Place) -> Iterator[Fault]:
    """Yield a fault where a tag is in the address of a link, as Word writes it there."""
    if _TAG.search(unquote(address)):
        said = "A tag is in the address of a link. Addresses are not filled: the link would lead to the tag's code."
        yield Fault(place, said, "Write the tag into the text, or an address that is the same for everybody.")


def _part(name: str) -> str:
    """Return the part that a list of relationships belongs to."""
    folder, _, last = name.rpartition("_rels/")
    return f"{folder}{last.removesuffix('.rels')}" or "package"
