"""The XML names of Word files that the engine works with."""

from __future__ import annotations

from functools import cache

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
XML_NS = "http://www.w3.org/XML/1998/namespace"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
VML_NS = "urn:schemas-microsoft-com:vml"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
DC_NS = "http://purl.org/dc/elements/1.1/"
CP_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
RECORD_NS = "urn:planbuilder:printed"

#: The prefix map for XPath over Word parts.
NS = {
    "w": W_NS,
    "r": R_NS,
    "mc": MC_NS,
    "wp": WP_NS,
    "a": A_NS,
    "w14": W14_NS,
    "v": VML_NS,
    "rel": RELS_NS,
    "ct": TYPES_NS,
    "dc": DC_NS,
    "pb": RECORD_NS,
}

SPACE = f"{{{XML_NS}}}space"
TYPES = "[Content_Types].xml"


@cache  # asked for at every node of a document; the names are those that the engine knows
def w(name: str) -> str:
    """Return the full name of the WordprocessingML element or attribute `name`."""
    return f"{{{W_NS}}}{name}"
