"""Checking a Word document against the accessibility rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.docx import access_rules as rules
from planbuilder.docx.access_language import check_language
from planbuilder.docx.access_objects import check_objects
from planbuilder.docx.access_structure import check_headings, check_structure
from planbuilder.docx.access_tables import check_tables
from planbuilder.docx.access_text import check_text
from planbuilder.docx.colors import Colors
from planbuilder.docx.document import Document, Story, text_of
from planbuilder.docx.names import DC_NS, w
from planbuilder.docx.styles import Styles
from planbuilder.docx.verification import unreadable
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place, ordered

#: Parts whose text may be of any size: margins are repeated matter, comments are shown as the program likes.
_ANY_SIZE = ("header", "footer", "comments")
_OFF = ("0", "false", "off")
#: A plan of 40 pages has about 2,000 paragraphs, a thick book 20,000.
_MOST_PARAGRAPHS = 100_000
#: A typed page number: after the word, in the languages of our readers, or alone.
_PAGE = re.compile(r"\b(?:page|p\.|página|pagina|seite|trang)\s*[0-9]|^\s*-?\s*[0-9]+\s*-?\s*$", re.IGNORECASE)


def accessibility(data: bytes, minimum_pt: float = 12, *, quotes: bool = False) -> tuple[Finding, ...]:
    """Return where the Word document `data` breaks an accessibility rule; body text needs `minimum_pt` points.

    With `quotes` a place shows how its paragraph begins, so that a person finds it in Word.
    """
    try:
        document = Document.of(data)
    except TemplateError as error:
        return (unreadable(error),)
    count = sum(1 for root in document.roots.values() for _ in root.iter(w("p")))
    if count > _MOST_PARAGRAPHS:
        return (rules.LONG.finding(Place(at="document"), count=count, most=_MOST_PARAGRAPHS),)
    styles = Styles.of(document.part("styles"))
    colors = Colors.of(document, styles)
    found: list[Finding] = [*_properties(document, styles), *_protection(document)]
    for story in document.stories(quotes=quotes):
        found += [*check_objects(story), *check_tables(story, colors)]
        found += check_text(story, colors, 0 if story.kind in _ANY_SIZE else minimum_pt)
        found += [*check_structure(story, styles), *check_language(story, styles)]
        if story.kind == "body":
            found += check_headings(story, styles)
        elif story.kind in ("header", "footer"):
            found += _page_numbers(story)
    return ordered(found)


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


def _protection(document: Document) -> Iterator[Finding]:
    """Yield protection that keeps the caret, and with it a screen reader, out of the text."""
    settings = document.part("settings")
    lock = settings.find(w("documentProtection")) if settings is not None else None
    if lock is not None and lock.get(w("enforcement"), "0") not in _OFF and lock.get(w("edit"), "none") in _LOCKS:
        yield rules.PROTECTION.finding(Place(at="document settings"), kind=_LOCKS[lock.get(w("edit"), "")])


#: Kinds of protection that keep a reader out of the text, and how Word calls them.
_LOCKS = {"forms": "filling in forms", "readOnly": "no changes"}


def _page_numbers(story: Story) -> Iterator[Finding]:
    """Yield header and footer paragraphs that number a page and hold no field for its number."""
    for paragraph in story.nodes(w("p")):
        fields = " ".join(node.text or "" for node in paragraph.iter(w("instrText")))
        fields += " ".join(node.get(w("instr"), "") for node in paragraph.iter(w("fldSimple")))
        if _PAGE.search(text_of(paragraph)) and "PAGE" not in fields.upper().split():
            yield rules.PAGE_NUMBER.finding(story.place(paragraph))
