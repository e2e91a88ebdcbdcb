"""Verifying a finished Word package: whether every reference in it resolves and every id is unique."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.contents import check_contents
from planbuilder.docx.document import Document
from planbuilder.docx.faults import Fault
from planbuilder.docx.names import MC_NS, R_NS, w
from planbuilder.docx.nesting import check_nesting
from planbuilder.docx.package import NO_ZIP
from planbuilder.docx.places import Locator
from planbuilder.docx.record import is_printed
from planbuilder.docx.references import check_references
from planbuilder.docx.structure import check_structure
from planbuilder.docx.uniqueness import check_uniqueness
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place, ordered

_LEFT_OVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def verify(data: bytes, *, quotes: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong with the Word package `data`; nothing when it is whole.

    With `quotes` a place shows how its paragraph begins, so that a person finds it in Word.
    """
    twice = _twice(data)
    if twice:
        return ordered(rules.MEMBER.finding(Place(at=name), name=name) for name in twice)
    try:
        document = Document.of(data)
    except TemplateError as error:
        return (unreadable(error),)
    stories = document.stories(quotes=quotes)
    found = [*_relationships(document), *_prefixes(document), *check_contents(document, stories)]
    found += [*check_references(document, stories), *check_uniqueness(stories)]
    printed = is_printed(document.members)
    for story in stories:
        found += [*check_structure(story), *check_nesting(story)]
        found += [] if printed else _left_over(story.root, story.locator)
    return ordered(found)


def unreadable(error: TemplateError) -> Finding:
    """Return the finding on a file that cannot be opened: what it is, and what to do."""
    fault = next((fault for fault in error.faults if isinstance(fault, Fault)), None)
    said, fix = (fault.said, fault.fix) if fault else (error.said, "")
    where = fault.place if fault else Place(at=error.where)
    return rules.READABLE.finding(where, said=said, fix=fix or "Make the file again.")


def _twice(data: bytes) -> list[str]:
    """Return the names of members that are there more than once."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = Counter(package.namelist())
    except NO_ZIP:
        return []
    return [name for name, count in names.items() if count > 1]


def _relationships(document: Document) -> Iterator[Finding]:
    """Yield targets that are not there, content loaded from outside, and relationships that a part does not have."""
    known: dict[str, set[str]] = {}
    stored = {unquote(name).lower() for name in document.members}
    for link in document.relationships():
        known.setdefault(link.source, set()).add(link.id)
        place = Place(at=link.source or "package")
        if link.external and link.kind == "hyperlink" and (tag := _LEFT_OVER.search(unquote(link.target))):
            yield rules.TAG.finding(place, name=tag.group())
        if link.external and link.kind != "hyperlink":
            yield rules.EXTERNAL.finding(place, name=link.source, kind=link.kind)
        if not link.external and unquote(link.target).lower() not in stored:
            yield rules.TARGET.finding(place, name=link.source or "The package", target=link.target)
    for name, root in document.roots.items():
        for node in root.iter("{*}*"):
            for attribute, id in node.attrib.items():
                if str(attribute).startswith(f"{{{R_NS}}}") and id and id not in known.get(name, ()):
                    yield rules.RELATIONSHIP.finding(Place(at=name), name=name, id=id)


def _left_over(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield texts that look like tags, of a document that no record proves printed: in one, braces are data."""
    for paragraph in root.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t")))
        for tag in _LEFT_OVER.findall(text) if "{" in text else ():
            yield rules.TAG.finding(locator.place(paragraph), name=tag)


def _prefixes(document: Document) -> Iterator[Finding]:
    """Yield prefixes that are to be ignored, or asked for by a choice, and not declared."""
    for name, root in document.roots.items():
        for prefix in _undeclared(root, root.get(f"{{{MC_NS}}}Ignorable", "")):
            yield rules.PREFIX.finding(Place(at=name), name=prefix, problem="listed as one to ignore")
        for choice in root.iter(f"{{{MC_NS}}}Choice"):
            for prefix in _undeclared(choice, choice.get("Requires", "")):
                yield rules.PREFIX.finding(Place(at=name), name=prefix, problem="what a choice requires")


def _undeclared(node: _Element, listed: str) -> Iterator[str]:
    """Yield the prefixes of a list that are not declared where it stands."""
    return (prefix for prefix in listed.split() if prefix not in node.nsmap)
