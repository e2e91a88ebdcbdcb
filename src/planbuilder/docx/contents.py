"""Verifying what a package carries: types of its parts, code, objects, foreign text, fields that reach out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Document, Story
from planbuilder.docx.names import TYPES, TYPES_NS, w
from planbuilder.docx.opening import active_parts, content_types, macro_parts
from planbuilder.findings import Finding, Place

#: Fields that start another program or fetch another file: ECMA-376 part 1, section 17.16.5, and Word's DDE fields.
_REACHING = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD|MACROBUTTON|FILLIN)(?![A-Z])",
    re.IGNORECASE,
)
_OBJECTS = ("oleObject", "package")


def check_contents(document: Document, stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield parts of no known type, code, embedded objects, imported files, and fields that reach out of the file."""
    kinds = content_types(document.members)
    known = _extensions(document)
    for name in document.members:
        if name != TYPES and f"/{name}".lower() not in kinds and name.rpartition(".")[2].lower() not in known:
            yield rules.CONTENT_TYPE.finding(Place(at=name), name=name)
    for name in macro_parts(document.members, kinds):
        yield rules.MACRO.finding(Place(at=name))
    for name in active_parts(document.members, kinds):
        yield rules.ACTIVE.finding(Place(at=name))
    for link in document.relationships():
        if link.kind in _OBJECTS:
            yield rules.OBJECT.finding(Place(at=link.source), name=link.target)
    for story in stories:
        yield from _imports(story)


def _extensions(document: Document) -> set[str]:
    """Return the endings of names that have a content type."""
    root = document.roots[TYPES]
    return {node.get("Extension", "").lower() for node in root.iter(f"{{{TYPES_NS}}}Default")}


def _imports(story: Story) -> Iterator[Finding]:
    """Yield chunks of other formats, and fields that reach out of the file."""
    for chunk in story.nodes(w("altChunk")):
        yield rules.CHUNK.finding(story.place(chunk))
    for paragraph in story.nodes(w("p")):
        for code in _codes(paragraph):
            if found := _REACHING.match(code):
                yield rules.FIELD_CODE.finding(story.place(paragraph), name=found[1].upper())


def _codes(paragraph: _Element) -> Iterator[str]:
    """Yield the codes of a paragraph's fields; a code may be cut over several runs."""
    code: list[str] = []
    for node in paragraph.iter(w("fldChar"), w("instrText"), w("fldSimple")):
        if node.tag == w("fldSimple"):
            yield node.get(w("instr"), "")
        elif node.tag == w("instrText"):
            code.append(node.text or "")
        elif code:
            yield "".join(code)
            code = []
    yield "".join(code)
