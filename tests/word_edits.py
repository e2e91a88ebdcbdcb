"""Editing a printed document in the XML as Word, or a person in Word, does it."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import docx
from lxml import etree

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_BODY = "word/document.xml"
_WHEN = "2026-11-20T09:30:00Z"

Element = Any
Edit = Callable[[Element], object]


def w(name: str) -> str:
    """Return the full name of an element."""
    return f"{{{W_NS}}}{name}"


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip file of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def edited(data: bytes, *edits: Edit) -> bytes:
    """Return a document with its body edited."""
    members = unpacked(data)
    root = etree.fromstring(members[_BODY])
    for edit in edits:
        edit(root)
    members[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(members)


def saved_by_word(data: bytes) -> bytes:
    """Return a document as Word saves it: ids on everything, runs split at what the speller marks, nothing else."""

    def save(root: Element) -> None:
        for number, paragraph in enumerate(root.iter(w("p"))):
            paragraph.set(f"{{{_W14}}}paraId", f"{number + 0x1000:08X}")
            paragraph.set(w("rsidR"), "00A77B3E")
            paragraph.set(w("rsidRDefault"), "00000000")
        for run in list(root.iter(w("r"))):
            run.set(w("rsidRPr"), "00B52A10")
            _split(run)

    return edited(data, save)


def _split(run: Element) -> None:
    """Split a run of one long text in two, with a spelling mark between them."""
    texts = run.findall(w("t"))
    whole = [child for child in run if child.tag != w("rPr")] == texts
    if not whole or len(texts) != 1 or len(texts[0].text or "") < 4:
        return
    text, second = texts[0].text, copy.deepcopy(run)
    half = len(text) // 2
    _say(texts[0], text[:half])
    _say(second.find(w("t")), text[half:])
    run.addnext(second)
    for kind in ("spellEnd", "spellStart"):
        run.addnext(etree.Element(w("proofErr"), {w("type"): kind}))


def _say(node: Element, text: str) -> None:
    """Give a text element its text."""
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def saved_by_python_docx(data: bytes) -> bytes:
    """Return a document that python-docx has opened and saved."""
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


def unmarked(data: bytes, *, record: bool = True) -> bytes:
    """Return a document whose controls and bookmarks are gone, and with ``record`` its custom parts too."""

    def unmark(root: Element) -> None:
        for node in [*root.iter(w("bookmarkStart")), *root.iter(w("bookmarkEnd"))]:
            node.getparent().remove(node)
        for sdt in list(root.iter(w("sdt"))):
            for child in list(sdt.find(w("sdtContent"))):
                sdt.addprevious(child)
            sdt.getparent().remove(sdt)

    members = unpacked(edited(data, unmark))
    if record:
        members = {name: content for name, content in members.items() if not name.startswith("customXml")}
        rels = etree.fromstring(members["word/_rels/document.xml.rels"])
        for node in [node for node in rels if "customXml" in node.get("Target", "")]:
            rels.remove(node)
        members["word/_rels/document.xml.rels"] = etree.tostring(rels)
        types = etree.fromstring(members["[Content_Types].xml"])
        for node in [node for node in types if "customXml" in node.get("PartName", "")]:
            types.remove(node)
        members["[Content_Types].xml"] = etree.tostring(types)
    return packed(members)


def control(root: Element, key: str) -> Element:
    """Return the control of a text."""
    tag = next(node for node in root.iter(w("tag")) if node.get(w("val")) == key)
    return tag.getparent().getparent()


def paragraph(root: Element, key: str) -> Element:
    """Return the paragraph that a text stands in."""
    return next(control(root, key).iterancestors(w("p")))


def run_of(text: str) -> Element:
    """Return a run as Word makes it: a line break is an element of its own, as is a tab."""
    run = etree.Element(w("r"), {w("rsidR"): "00C41D77"})
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, w("tab"))
            if piece:
                _say(etree.SubElement(run, w("t")), piece)
    return run


def typed_over(key: str, text: str) -> Edit:
    """Return the edit that replaces all of a text: Word keeps the control; bookmarks inside it go."""

    def edit(root: Element) -> None:
        content = control(root, key).find(w("sdtContent"))
        for child in list(content):
            content.remove(child)
        content.append(run_of(text))

    return edit


def replaced(old: str, new: str) -> Edit:
    """Return the edit that replaces a word inside the one run that holds it: every mark stays."""

    def edit(root: Element) -> None:
        node = next(node for node in root.iter(w("t")) if old in (node.text or ""))
        _say(node, (node.text or "").replace(old, new, 1))

    return edit


def emptied(key: str) -> Edit:
    """Return the edit that deletes all text of a control: Word shows a prompt in its place."""

    def edit(root: Element) -> None:
        typed_over(key, "Click or tap here to enter text.")(root)
        properties = control(root, key).find(w("sdtPr"))
        if properties.find(w("showingPlcHdr")) is None:
            etree.SubElement(properties, w("showingPlcHdr"))

    return edit


def typed_after(key: str, text: str) -> Edit:
    """Return the edit that types at the end of a text's paragraph, outside its control and bookmark."""

    def edit(root: Element) -> None:
        paragraph(root, key).append(run_of(text))

    return edit


def broken_in_two(key: str, at: int) -> Edit:
    """Return the edit that presses Enter inside a text: Word puts the control around both paragraphs."""

    def edit(root: Element) -> None:
        sdt, first = control(root, key), paragraph(root, key)
        second = etree.Element(w("p"))
        if first.find(w("pPr")) is not None:
            second.append(copy.deepcopy(first.find(w("pPr"))))
        text = "".join(node.text or "" for node in sdt.iter(w("t")))
        content = sdt.find(w("sdtContent"))
        first.addprevious(sdt)
        for child in list(content):
            content.remove(child)
        content.extend([first, second])
        for child in [child for child in first if child.tag != w("pPr") and "bookmark" not in child.tag]:
            first.remove(child)
        first.append(run_of(text[:at]))
        second.append(run_of(text[at:]))

    return edit


def broken_in_libreoffice(key: str, at: int) -> Edit:
    """Return the edit that presses Enter inside a text in LibreOffice: its bookmark begins twice and ends once."""

    def edit(root: Element) -> None:
        first = paragraph(root, key)
        text = "".join(node.text or "" for node in control(root, key).iter(w("t")))
        start = first.find(w("bookmarkStart"))
        for child in [child for child in first if child.tag != w("pPr")]:
            first.remove(child)
        second = copy.deepcopy(first)
        first.addnext(second)
        for place, half, id in ((first, text[:at], "9001"), (second, text[at:], "9002")):
            mark = copy.deepcopy(start)
            mark.set(w("id"), id)
            place.extend([mark, run_of(half)])
        second.append(etree.Element(w("bookmarkEnd"), {w("id"): "9002"}))

    return edit


def struck(key: str, words: str = "") -> Edit:
    """Return the edit that draws a line through a text, or through some words of its one run."""

    def edit(root: Element) -> None:
        for run in list(control(root, key).iter(w("r"))):
            node = run.find(w("t"))
            if words and node is not None and words in (node.text or ""):
                before, _, after = (node.text or "").partition(words)
                middle, last = copy.deepcopy(run), copy.deepcopy(run)
                _say(node, before)
                _say(middle.find(w("t")), words)
                _say(last.find(w("t")), after)
                run.addnext(last)
                run.addnext(middle)
                _strike(middle)
            elif not words:
                _strike(run)

    return edit


def _strike(run: Element) -> None:
    """Draw a line through a run."""
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    etree.SubElement(properties, w("strike"))


def tracked_insertion(key: str, text: str, author: str) -> Edit:
    """Return the edit that inserts words at the end of a text while changes are tracked."""

    def edit(root: Element) -> None:
        insertion = _change("ins", author)
        insertion.append(run_of(text))
        control(root, key).find(w("sdtContent")).append(insertion)

    return edit


def tracked_deletion(key: str, author: str) -> Edit:
    """Return the edit that deletes all of a text while changes are tracked."""

    def edit(root: Element) -> None:
        for run in list(control(root, key).iter(w("r"))):
            deletion = _change("del", author)
            run.addprevious(deletion)
            deletion.append(run)
            for node in run.findall(w("t")):
                node.tag = w("delText")

    return edit


def _change(name: str, author: str) -> Element:
    """Return the element of a tracked change."""
    return etree.Element(w(name), {w("id"): "901", w("author"): author, w("date"): _WHEN})


def paragraph_added(after: str, text: str, *, author: str = "") -> Edit:
    """Return the edit that adds a paragraph after that of a text; with an author while changes are tracked."""

    def edit(root: Element) -> None:
        made = etree.Element(w("p"))
        run = run_of(text)
        if author:
            mark = etree.SubElement(etree.SubElement(etree.SubElement(made, w("pPr")), w("rPr")), w("ins"))
            mark.attrib.update(_change("ins", author).attrib)
            change = _change("ins", author)
            change.append(run)
            run = change
        made.append(run)
        paragraph(root, after).addnext(made)

    return edit


def row_added(table: int, *cells: str) -> Edit:
    """Return the edit that adds a row at the end of a table, a cell for each text."""

    def edit(root: Element) -> None:
        last = list(root.iter(w("tbl")))[table].findall(w("tr"))[-1]
        row = etree.Element(w("tr"))
        for cell in cells:
            made = etree.SubElement(etree.SubElement(row, w("tc")), w("p"))
            made.append(run_of(cell))
        last.addnext(row)

    return edit


def without_paragraphs(keys: Iterable[str]) -> Edit:
    """Return the edit that deletes the paragraphs of texts."""

    def edit(root: Element) -> None:
        for key in keys:
            found = paragraph(root, key)
            found.getparent().remove(found)

    return edit


def commented(data: bytes, key: str, author: str, text: str) -> bytes:
    """Return a document with a comment on all of a text."""

    def anchor(root: Element) -> None:
        sdt = control(root, key)
        sdt.addprevious(etree.Element(w("commentRangeStart"), {w("id"): "7"}))
        reference = etree.Element(w("r"))
        etree.SubElement(reference, w("commentReference"), {w("id"): "7"})
        sdt.addnext(reference)
        sdt.addnext(etree.Element(w("commentRangeEnd"), {w("id"): "7"}))

    members = unpacked(edited(data, anchor))
    root = etree.Element(w("comments"), nsmap={"w": W_NS})
    comment = etree.SubElement(root, w("comment"), {w("id"): "7", w("author"): author, w("date"): _WHEN})
    etree.SubElement(comment, w("p")).append(run_of(text))
    members["word/comments.xml"] = etree.tostring(root)
    rels = members["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rId900" Type="{_REL}/comments" Target="comments.xml"/></Relationships>'
    members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()
    types = members["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/comments.xml" ContentType="{_COMMENTS}"/></Types>'
    members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    return packed(members)
