"""The base Word package every template starts from: our own styles, valid, accessible, and quiet in look.

Style names to use: Title, Subtitle, Heading 1 to Heading 4, Body Text, Lead, Statement, Quote, Fact (a label, a tab, a
value), Note, Fine Print, Reference (a number, a tab, a title), List Bullet, List Bullet 2, List Number, List Number 2,
Caption, Table Text, Table Heading; the character styles Strong, Emphasis, Label, Hyperlink and Blank; the table styles
Plan Table and Table Grid. Small is for headers and footers only: body text is 12 points.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

#: The members of the base package and the files beside this module that hold them.
_MEMBERS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme1.xml",
    "word/header1.xml": "header1.xml",
    "word/footer1.xml": "footer1.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
}

#: The oldest time a zip file can hold; used for every member so that the same content gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def base_package() -> bytes:
    """Return the bytes of an empty US Letter document with our styles and a footer that counts pages."""
    parts = resources.files(__package__) / "parts"
    return _packed({member: (parts / name).read_bytes() for member, name in _MEMBERS.items()})


def new_document(title: str = "", language: str = "en-US") -> Document:
    """Return a python-docx document on the base package; `title` may be a tag such as ``{{ title }}``."""
    import docx

    document = docx.Document(io.BytesIO(base_package()))
    document.core_properties.title = title
    document.core_properties.language = language
    for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
        lang.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", language)
    return document


def saved(document: Document) -> bytes:
    """Return the document's bytes, the same for the same content: member times are fixed."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return _packed({name: package.read(name) for name in package.namelist()})


def add_table(document: Document, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Return a new Plan Table of the texts, the first row its marked header; `widths` are its columns' in inches.

    Text is in the styles Table Heading and Table Text; no row breaks over a page; a row of one ``{%tr`` tag is fine.
    """
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    table: Table = document.add_table(len(rows), len(widths), style="Plan Table")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no public way
        for cell, text, width in zip(row.cells, texts, widths, strict=False):
            cell.width = Inches(width)
            cell.paragraphs[0].style = "Table Text" if number else "Table Heading"
            cell.paragraphs[0].text = text
    mark_header_row(table)
    return table


def mark_header_row(table: Table) -> None:
    """Mark the first row of `table` as its header: repeated on each page and read out by screen readers."""
    from docx.oxml import OxmlElement

    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way
    for name in ("w:cantSplit", "w:tblHeader"):
        if not properties.xpath(name):
            properties.append(OxmlElement(name))


def _packed(members: dict[str, bytes]) -> bytes:
    """Return a zip file of the members in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
