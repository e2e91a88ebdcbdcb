"""Reading a printed Word document: its headings, styles, texts and controls."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def root(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def lines(data: bytes) -> list[tuple[str, str]]:
    """Return the style and text of every paragraph of the body, those in tables too."""
    made = []
    for paragraph in root(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in _signs(paragraph))
        made.append((style.get(f"{W}val", "") if style is not None else "Normal", text))
    return made


def _signs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the texts and tabs of a paragraph's runs."""
    return [node for run in paragraph.iter(f"{W}r") for node in run if node.tag in (f"{W}t", f"{W}tab")]


def headings(data: bytes) -> list[str]:
    """Return the headings with their levels, such as "2 Strengths"."""
    return [f"{style[-1]} {text}" for style, text in lines(data) if style.startswith("Heading")]


def text(data: bytes) -> str:
    """Return all text of the body, a line for each paragraph."""
    return "\n".join(text for _, text in lines(data))


def tags(data: bytes) -> list[str]:
    """Return the tags of the content controls."""
    found = [node.get(f"{W}val", "") for node in root(data).iter(f"{W}tag")]
    return [tag for tag in found if tag]
