"""Parsing the XML parts of a package: no DTD, no entities, no network."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import refuse

_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E")


def parse_part(content: bytes, name: str, file: str = "") -> _Element:
    """Return the root element of the part `name`; raise TemplateError when it is no XML or declares a DTD."""
    if _DOCTYPE.search(content):
        raise refuse("The part declares a document type, which no Word file does.", file=file, at=name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise refuse(f"The part is not XML (line {line}).", "Save it again in Word.", file=file, at=name) from None


def serialised(root: _Element) -> str:
    """Return the part's text without its XML declaration."""
    return etree.tostring(root, encoding="unicode")


#: What every part starts with.
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
