"""The catalogue of a library as one Word document with a table of contents, for the meeting that signs it off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from planbuilder.documents.catalogue import HEADINGS, Fact, Page, Section, catalogue_pages
from planbuilder.documents.catalogue_edition import edition_licence, edition_title
from planbuilder.docx.book import Book, Run
from planbuilder.library.store import Library

#: Values of this many letters or fewer stand in one line; longer ones get a line each.
_SHORT = 60
_LANGUAGES = {"en": "en-US", "es": "es-US"}
_LEVELS = 4


def catalogue_document(library: Library, kinds: Collection[str] = ()) -> bytes:
    """Return the catalogue of a library, of some kinds of entries or all, as the bytes of a Word document."""
    about, title = library.about, edition_title(library)
    pages = catalogue_pages(library, kinds)
    book = Book(f"{title}, catalogue", _LANGUAGES.get(about.language, about.language))
    book.head(title, f"{about.id} {about.version}")
    book.paragraph(Run(title), style="Title")
    book.paragraph(Run(f"Catalogue of {len(pages)} entries, version {about.version}"), style="Subtitle")
    if about.notice:
        book.paragraph(Run(about.notice), style="Note")
    book.paragraph(Run("Words in square brackets are filled in for each person when a plan is made."))
    book.paragraph(Run(f"Licence of the texts: {edition_licence(library)}."))
    book.contents("Contents")
    for kind, (heading, what) in HEADINGS.items():
        chapter = [page for page in pages if page.kind == kind]
        if chapter:
            book.heading(heading, 1, new_page=True)
            book.paragraph(Run(f"{what} {len(chapter)} {'entry' if len(chapter) == 1 else 'entries'}."))
            for page in chapter:
                _write(book, page)
    return book.saved()


def _write(book: Book, page: Page) -> None:
    """Write an entry."""
    book.heading(page.title, 2, page.name)
    book.paragraph(Run(f"Id: {page.id}", "Label"))
    if page.note:
        book.paragraph(Run(page.note), style="Note")
    _facts(book, page.facts)
    for section in page.sections:
        _section(book, section, 3)
    _facts(book, page.ends)


def _section(book: Book, section: Section, level: int) -> None:
    """Write a part of an entry under its heading."""
    book.heading(section.title, min(level, _LEVELS))
    _facts(book, section.facts)
    for inner in section.sections:
        _section(book, inner, level + 1)
    _facts(book, section.ends)


def _facts(book: Book, facts: Sequence[Fact]) -> None:
    """Write the lines of a page: what is short after its label, what is long as a list under it."""
    for fact in facts:
        label = Run(f"{fact.label}: ", "Label")
        long = len(fact.words) > 1 and any(len(word.text) > _SHORT for word in fact.words)
        if not long:
            book.paragraph(label, *_joined(fact))
            continue
        book.paragraph(Run(f"{fact.label}:", "Label"), keep=True)
        for word in fact.words:
            book.paragraph(_linked(word.text, word.entry), style="List Bullet")


def _joined(fact: Fact) -> Iterator[Run]:
    """Yield values with marks between them."""
    for number, word in enumerate(fact.words):
        if number:
            yield Run("; ")
        yield _linked(word.text, word.entry)


def _linked(text: str, entry: str) -> Run:
    """Return a value, leading to its entry where it has one."""
    return Run(text, "Hyperlink" if entry else "", entry)
