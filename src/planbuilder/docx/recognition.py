"""Saying what a file is that is no Word document, and how to get one."""

from __future__ import annotations

from collections.abc import Collection

#: The compound file that old Office files and password-protected ones are: [MS-CFB], section 2.2.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Open it in Word and choose File, Save As, Word Document (.docx)."
_CHOOSE = "Choose a .docx file."
_DECRYPT = "In Word choose File, Info, Protect Document, Encrypt with Password, and delete the password."
_OPEN = "Open it in LibreOffice or Word and save it as Word Document (.docx)."

#: Names in the directory of a compound file, and what a file with one is.
_COMPOUND = (
    ("EncryptedPackage", "The file is password-protected.", _DECRYPT),
    ("WordDocument", "This is a document of Word 97 to 2003 (.doc).", _SAVE),
    ("Workbook", "This is an Excel workbook of 1997 to 2003 (.xls).", _CHOOSE),
    ("PowerPoint Document", "This is a PowerPoint presentation of 1997 to 2003 (.ppt).", _CHOOSE),
)
#: How files begin, spaces before it and the case of letters aside, and what a file that begins so is.
_BEGINNINGS = (
    (b"{\\rtf", "This is a Rich Text file (.rtf).", _SAVE),
    (b"%pdf-", "This is a PDF file.", "Choose the .docx file that it was made from."),
    (b"<!doctype html", "This is a web page (.html).", _SAVE),
    (b"<html", "This is a web page (.html).", _SAVE),
    (b"mime-version:", "This is a web archive (.mht).", _SAVE),
    (b"<?xml", "This is an XML file, not a Word package.", _SAVE),
    (b"\x89png", "This is a picture.", _CHOOSE),
    (b"\xff\xd8\xff", "This is a picture.", _CHOOSE),
    (b"gif8", "This is a picture.", _CHOOSE),
)
#: Members that tell what a zip file without a Word body is.
_MEMBERS = (
    ("content.xml", "This is an OpenDocument file (.odt), as LibreOffice saves it.", _OPEN),
    ("xl/workbook.xml", "This is an Excel workbook (.xlsx).", _CHOOSE),
    ("ppt/presentation.xml", "This is a PowerPoint presentation (.pptx).", _CHOOSE),
    ("Index/Document.iwa", "This is a Pages document.", "In Pages choose File, Export To, Word."),
)


def no_package(data: bytes) -> tuple[str, str]:
    """Return what a file that is no zip file is, and what to do: two sentences."""
    if not data.strip(b"\0 \t\r\n"):
        return "This is not a Word file: it is empty.", _CHOOSE
    if data.startswith(_OLE):
        return _compound(data)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, said, fix in _BEGINNINGS:
        if start.startswith(beginning):
            return f"This is not a Word file (.docx). {said}", fix
    if data.startswith(b"PK"):
        return "This is not a whole Word file: a part of it is missing.", "Copy or download it again."
    return "This is not a Word file.", _CHOOSE


def no_document(names: Collection[str], otherwise: str) -> tuple[str, str]:
    """Return what a zip file that is no Word document is, `otherwise` where nothing tells, and what to do."""
    for name, said, fix in _MEMBERS:
        if name in names:
            return f"This is not a Word file (.docx). {said}", fix
    return otherwise, _CHOOSE


def _compound(data: bytes) -> tuple[str, str]:
    """Return what a compound file is by the names in its directory."""
    for name, said, fix in _COMPOUND:
        if name.encode("utf-16-le") in data:
            return said, fix
    return "This is an old Office file.", _SAVE
