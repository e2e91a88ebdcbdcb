"""Checking a Word document against the accessibility rules."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx import package_rules
from planbuilder.docx.access_objects import check_objects
from planbuilder.docx.access_text import check_text
from planbuilder.docx.document import Document
from planbuilder.docx.names import DC_NS, w
from planbuilder.docx.places import Locator
from planbuilder.docx.styles import Styles
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place, ordered

_MARGINS = ("header", "footer")


def accessibility(data: bytes, minimum_pt: float = 12) -> tuple[Finding, ...]:
    """Return where the Word document `data` breaks an accessibility rule; body text needs `minimum_pt` points."""
    try:
        document = Document.of(data)
    except TemplateError as error:
        found = package_rules.READABLE.finding(Place(at=error.where), said=error.said, fix="Make the file again.")
        return (found,)
    styles = Styles.of(document.part("styles"))
    found_in: list[Finding] = [*_properties(document, styles)]
    for name, root in document.texts():
        locator = Locator.of(root, "", name)
        margin = locator.label.startswith(_MARGINS)
        found_in += check_objects(root, locator)
        found_in += check_text(root, locator, styles, 0 if margin else minimum_pt)
        if name == document.main:
            found_in += _headings(root, locator, styles)
        if margin:
            found_in += _page_numbers(root, locator)
    return ordered(found_in)


def _properties(document: Document, styles: Styles) -> Iterator[Finding]:
    """Yield a missing title and a missing language."""
    titles = [
        node.text or ""
        for name, root in document.roots.items()
        if name.startswith("docProps/")
        for node in root.iter(f"{{{DC_NS}}}title")
    ]
    if not any(title.strip() for title in titles):
        yield rules.TITLE.finding(Place(at="document properties"))
    normal = styles.by_id.get(styles.default)
    places = [styles.defaults, normal.find(w("rPr")) if normal is not None else None]
    langs = [place.find(w("lang")) for place in places if place is not None]
    if not any(lang is not None and lang.get(w("val")) for lang in langs):
        yield rules.LANGUAGE.finding(Place(at="styles"))


def _headings(root: _Element, locator: Locator, styles: Styles) -> Iterator[Finding]:
    """Yield headings that skip a level."""
    last = 0
    for paragraph in root.iter(w("p")):
        level = styles.level(paragraph)
        if not level or not "".join(node.text or "" for node in paragraph.iter(w("t"))).strip():
            continue
        if level > last + 1:
            after = f"right after one of level {last}" if last else "first"
            place = locator.place(paragraph)
            yield rules.HEADINGS.finding(place, level=level, after=after, style=f"Heading {last + 1}")
        last = level


def _page_numbers(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield header and footer paragraphs that speak of a page and hold no field for its number."""
    for paragraph in root.iter(w("p")):
        words = "".join(node.text or "" for node in paragraph.iter(w("t"))).lower().split()
        fields = "".join(node.text or "" for node in paragraph.iter(w("instrText")))
        fields += "".join(node.get(w("instr"), "") for node in paragraph.iter(w("fldSimple")))
        if "page" in words and "PAGE" not in fields.upper().split():
            yield rules.PAGE_NUMBER.finding(locator.place(paragraph))
