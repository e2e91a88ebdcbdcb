"""Verifying a finished Word package: whether every reference in it resolves and every id is unique."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Document
from planbuilder.docx.names import MC_NS, R_NS, WP_NS, w
from planbuilder.docx.places import Locator
from planbuilder.docx.record import is_printed
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place, ordered

_LEFT_OVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STYLES = {w("pStyle"), w("rStyle"), w("tblStyle"), w("basedOn"), w("link"), w("next")}
_NOTES = {
    w("commentReference"): ("comments", "comment"),
    w("footnoteReference"): ("footnotes", "footnote"),
    w("endnoteReference"): ("endnotes", "endnote"),
}


def verify(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with the Word package `data`; nothing when it is whole."""
    twice = _twice(data)
    if twice:
        return ordered(rules.MEMBER.finding(Place(at=name), name=name) for name in twice)
    try:
        document = Document.of(data)
    except TemplateError as error:
        return (rules.READABLE.finding(Place(at=error.where), said=error.said, fix="Make the file again."),)
    found = [*_relationships(document), *_definitions(document), *_ids(document), *_anchors(document)]
    printed = is_printed(document.members)
    for name, root in document.texts():
        locator = Locator.of(root, "", name)
        found += [*_bookmarks(root, locator), *_cells(root, locator)]
        found += [] if printed else _left_over(root, locator)
    return ordered([*found, *_prefixes(document)])


def _twice(data: bytes) -> list[str]:
    """Return the names of members that are there more than once."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = Counter(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return []
    return [name for name, count in names.items() if count > 1]


def _relationships(document: Document) -> Iterator[Finding]:
    """Yield targets that are not there, content loaded from outside, and relationships that a part does not have."""
    known: dict[str, set[str]] = {}
    for link in document.relationships():
        known.setdefault(link.source, set()).add(link.id)
        place = Place(at=link.source or "package")
        if link.external and link.kind != "hyperlink":
            yield rules.EXTERNAL.finding(place, name=link.source, kind=link.kind)
        if not link.external and link.target not in document.members:
            yield rules.TARGET.finding(place, name=link.source or "The package", target=link.target)
    for name, root in document.roots.items():
        for node in root.iter("{*}*"):
            for attribute, id in node.attrib.items():
                if str(attribute).startswith(f"{{{R_NS}}}") and id and id not in known.get(name, ()):
                    yield rules.RELATIONSHIP.finding(Place(at=name), name=name, id=id)


def _definitions(document: Document) -> Iterator[Finding]:
    """Yield styles, lists, comments and notes that are used and not defined."""
    styles, numbering = document.part("styles"), document.part("numbering")
    style_ids = {node.get(w("styleId")) for node in styles.iter(w("style"))} if styles is not None else set()
    lists = {node.get(w("numId")) for node in numbering.iter(w("num"))} if numbering is not None else set()
    for name, root in document.roots.items():
        for node in root.iter("{*}*"):
            value = node.get(w("val"), "")
            if node.tag in _STYLES and value not in style_ids:
                yield rules.STYLE.finding(_place(document, name, node), name=value)
            elif node.tag == w("numId") and value != "0" and value not in lists:
                yield rules.NUMBERING.finding(_place(document, name, node), name=value)
            elif node.tag in _NOTES:
                part, kind = _NOTES[node.tag]
                notes = document.part(part)
                ids = {note.get(w("id")) for note in notes.iter(w(kind))} if notes is not None else set()
                if node.get(w("id")) not in ids:
                    yield rules.COMMENT.finding(_place(document, name, node), kind=kind, name=node.get(w("id"), ""))


def _ids(document: Document) -> Iterator[Finding]:
    """Yield ids of controls and drawings that are used more than once; a fallback repeats its choice."""
    controls: Counter[str] = Counter()
    drawings: Counter[str] = Counter()
    for _, root in document.texts():
        for node in root.iter(w("sdtPr"), f"{{{WP_NS}}}docPr"):
            if next(node.iterancestors(f"{{{MC_NS}}}Fallback"), None) is not None:
                continue
            if node.tag == w("sdtPr"):
                controls.update(id.get(w("val"), "") for id in node.iterchildren(w("id")))
            else:
                drawings[node.get("id", "")] += 1
    for rule, counted in ((rules.CONTROL_ID, controls), (rules.DRAWING_ID, drawings)):
        for name, count in counted.items():
            if count > 1:
                yield rule.finding(Place(at="document"), name=name, count=count)


def _anchors(document: Document) -> Iterator[Finding]:
    """Yield links to bookmarks that are not there."""
    names = {node.get(w("name")) for _, root in document.texts() for node in root.iter(w("bookmarkStart"))}
    for part, root in document.texts():
        for node in root.iter(w("hyperlink")):
            anchor = node.get(w("anchor"))
            if anchor and anchor not in names and anchor != "_top":
                yield rules.ANCHOR.finding(_place(document, part, node), name=anchor)


def _bookmarks(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield bookmarks without an end or start, and ids and names used twice."""
    starts = Counter(node.get(w("id"), "") for node in root.iter(w("bookmarkStart")))
    ends = Counter(node.get(w("id"), "") for node in root.iter(w("bookmarkEnd")))
    names = Counter(node.get(w("name"), "") for node in root.iter(w("bookmarkStart")))
    problems = {id: "is not paired: it needs one start and one end" for id in (starts | ends) if starts[id] != ends[id]}
    problems |= {id: "is there twice by its id" for id, count in starts.items() if count > 1}
    for node in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        id, name = node.get(w("id"), ""), node.get(w("name"), "")
        problem = problems.pop(id, "") or ("is there twice by its name" if names.pop(name, 0) > 1 else "")
        if problem:
            paragraph = next(node.iterancestors(w("p")), None)
            yield rules.BOOKMARK.finding(locator.place(paragraph), name=name or id, problem=problem)


def _cells(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield cells that do not end in a paragraph."""
    for cell in root.iter(w("tc")):
        last = next((node for node in cell.iterchildren(reversed=True) if node.tag != w("bookmarkEnd")), None)
        if last is None or last.tag not in (w("p"), w("sdt")):
            inside = next(cell.iter(w("p")), None)
            yield rules.CELL.finding(locator.place(inside))


def _left_over(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield texts that look like tags, of a document that no record proves printed: in one, braces are data."""
    for paragraph in root.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t")))
        for tag in _LEFT_OVER.findall(text) if "{" in text else ():
            yield rules.TAG.finding(locator.place(paragraph), name=tag)


def _prefixes(document: Document) -> Iterator[Finding]:
    """Yield prefixes that are to be ignored and not declared."""
    for name, root in document.roots.items():
        for prefix in root.get(f"{{{MC_NS}}}Ignorable", "").split():
            if prefix not in root.nsmap:
                yield rules.PREFIX.finding(Place(at=name), name=prefix)


def _place(document: Document, name: str, node: _Element) -> Place:
    """Return the place of a node in the part `name`."""
    return Locator.of(document.roots[name], "", name).place(next(node.iterancestors(w("p")), None))
