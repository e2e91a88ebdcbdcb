"""A Word document as plain text that pastes into a record system: lines of one width, ordinary punctuation."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx.document import Document
from planbuilder.docx.names import w
from planbuilder.docx.styles import Styles

_SIGNS = {w("t"): "", w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_UNDERLINES = {0: "=", 1: "=", 2: "-"}
_ASCII = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " "),
        **dict.fromkeys("\u00ad\u200b\ufeff", ""),
        **dict.fromkeys("\u2022\u00b7", "-"),
        "\u2026": "...",
        "\u2610": "[ ]",
        "\u2611": "[x]",
        "\u2612": "[x]",
        "\u2190": "<-",
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u00d7": "x",
    }
)
_INDENT = "  "
_QUOTED = "quote"
_LINE = "________"


def as_text(data: bytes, width: int = 80) -> str:
    """Return the body of a Word document as plain text, wrapped at ``width`` columns, ending in one newline.

    Headings are underlined or stand alone, lists get a hyphen, a label before a tab gets a colon, a table gives a
    paragraph for each row with its column names. Letters stay; punctuation and signs become ASCII.
    """
    document = Document.of(data)
    styles = Styles.of(document.part("styles"))
    body = document.roots[document.main].find(w("body"))
    lines: list[str] = []
    for block in _blocks(body) if body is not None else ():
        if block.tag == w("tbl"):
            lines += ["", *_table(block, width)]
        else:
            lines += _paragraph(block, styles, width)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a container in order, those in content controls too."""
    for child in parent:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            yield from _blocks(content) if content is not None else ()


def _text(element: _Element) -> str:
    """Return the text of an element, in ordinary punctuation."""
    pieces = (node.text or "" if node.tag == w("t") else _SIGNS[node.tag] for node in element.iter(*_SIGNS))
    return "".join(pieces).translate(_ASCII)


def _paragraph(paragraph: _Element, styles: Styles, width: int) -> list[str]:
    """Return the lines of a paragraph by what it is: title, heading, list item, quotation, labeled value, or text."""
    text = _text(paragraph).strip()
    if not text:
        return []
    name, level = styles.name(paragraph), styles.level(paragraph)
    if level or name == "title":
        return _heading(text, level, width)
    if styles.paragraph_property(paragraph, "numPr") is not None:
        return _wrapped(text, width, "- ", _INDENT)
    if name == _QUOTED:
        return ["", *_wrapped(text, width, _INDENT * 2, _INDENT * 2), ""]
    label, tab, value = text.partition("\t")
    if tab:
        return _wrapped(f"{label.rstrip(':')}: {value}", width, "", _INDENT)
    return [*_wrapped(text, width, "", ""), ""]


def _heading(text: str, level: int, width: int) -> list[str]:
    """Return the lines of a heading."""
    lines = _wrapped(text, width, "", "")
    sign = _UNDERLINES.get(level, "")
    under = [sign * max(map(len, lines))] if sign else []
    return ["", *([""] if level == 1 else []), *lines, *under]


def _table(table: _Element, width: int) -> list[str]:
    """Return the lines of a table: for each row the cells after the names of their columns."""
    rows = [[_cell(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))]
    heads = rows[0] if rows else []
    lines: list[str] = []
    for row in rows[1:]:
        told = [f"{head}: {text or _LINE}" for head, text in zip(heads, row, strict=False)]
        lines += _wrapped("; ".join(told), width, "- ", _INDENT)
    return [*lines, ""]


def _cell(cell: _Element) -> str:
    """Return the text of a cell in one line."""
    return ", ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(w("p")))))


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return the text in lines of a width, the first with its own indent; a line break stays one."""
    lines: list[str] = []
    for part in text.replace("\t", " ").split("\n"):
        lines += textwrap.wrap(
            part,
            width,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
