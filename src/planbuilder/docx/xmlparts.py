"""Parsing the XML parts of a package: no DTD, no entities, no network, and no more elements than a document needs."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import refuse
from planbuilder.errors import TemplateError

#: The most elements and attributes of one part: ten times those of a document of a thousand pages.
MAX_PIECES = 4_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E")
#: Encodings in which a document type would not be seen: 32 bits and EBCDIC by how they begin, others by their name.
#: A part is in UTF-8 or UTF-16 (ECMA-376 part 2, M1.17); those that agree with ASCII hide nothing.
_HIDING = re.compile(
    rb"\s*(?:<\0\0\0|\0\0\0<|\xff\xfe\0\0|\0\0\xfe\xff|\x4c\x6f\xa7\x94"
    rb"|(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?!utf-?8|utf-?16|us-ascii|iso-8859-|windows-125))",
    re.IGNORECASE,
)


def parse_part(content: bytes, name: str, file: str = "") -> _Element:
    """Return the root element of the part `name`; raise TemplateError when it is no XML or declares a DTD."""
    refuse_typed(content, name, file)
    if content.count(b"<") + content.count(b"=") > MAX_PIECES:
        fix = "Do not open it, unless you know who made it and why it is so large."
        raise refuse(f"The part has more than {MAX_PIECES:,} elements.", fix, file=file, at=name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        fix = "Open the file in Word and save it again."
        raise refuse(f"The part is not XML (line {line}).", fix, file=file, at=name) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from the search above
        raise _typed(name, file)
    return root


def refuse_typed(content: bytes, name: str, file: str = "") -> None:
    """Raise TemplateError where a part declares a document type, with which entities come, or could hide one."""
    if _HIDING.match(content):
        fix = "Open the file in Word and save it again."
        raise refuse("The part is in an encoding that no Word file has.", fix, file=file, at=name)
    if _DOCTYPE.search(content):
        raise _typed(name, file)


def _typed(name: str, file: str) -> TemplateError:
    """Return the error of a part that declares a document type."""
    fix = "Do not open this file: its maker wanted a program to read something else with it."
    return refuse("The part declares a document type, which no Word file does.", fix, file=file, at=name)


def serialised(root: _Element) -> str:
    """Return the part's text without its XML declaration."""
    return etree.tostring(root, encoding="unicode")


def part_bytes(root: _Element) -> bytes:
    """Return the bytes of a part, its XML declaration first."""
    return (DECLARATION + serialised(root)).encode()


#: What every part starts with.
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
