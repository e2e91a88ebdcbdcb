"""Saying where something stands in a Word file, in the words of the person who made it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from planbuilder.docx.names import w
from planbuilder.findings import Place

_KINDS = {"header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
_AROUND = 24


def part_label(name: str) -> str:
    """Return what a reader calls the part: `body`, or its kind with the part's name."""
    if name == "word/document.xml":
        return "body"
    if name.startswith("docProps/"):
        return f"document properties ({name})"
    kind = re.sub(r"\d*\.xml$", "", name.rsplit("/", 1)[-1])
    return f"{_KINDS.get(kind, kind)} ({name})"


def around(text: str, start: int, end: int) -> str:
    """Return the text from `start` to `end` with a little of what stands on both sides, for quoting."""
    left = max(0, start - _AROUND)
    right = min(len(text), end + _AROUND)
    quoted = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    return " ".join(quoted.split())


@dataclass(slots=True)
class _Count:
    """How many paragraphs and tables one container has shown so far."""

    paragraphs: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Locator:
    """Knows the place of every paragraph of one part; made before the part is changed."""

    file: str
    label: str
    spots: dict[_Element, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element, file: str, name: str) -> Locator:
        """Return the locator of the part `name` with the root element `root`."""
        made = cls(file, part_label(name))
        made._walk(root, "", _Count(), cell=False)
        return made

    def place(self, paragraph: _Element | None, quoted: str = "") -> Place:
        """Return the place of a paragraph (or of the whole part), with the text that is meant."""
        spot = self.spots.get(paragraph, "") if paragraph is not None else ""
        at = ", ".join(part for part in (self.label, spot) if part)
        return Place(self.file, at=f"{at}: '{quoted}'" if quoted else at)

    def _walk(self, element: _Element, prefix: str, count: _Count, *, cell: bool) -> None:
        """Name the paragraphs below `element`; `cell` leaves out the number of a cell's first paragraph."""
        for child in element.iterchildren("{*}*"):
            if child.tag == w("p"):
                count.paragraphs += 1
                first = cell and count.paragraphs == 1
                spot = prefix.removesuffix(", ") if first else f"{prefix}paragraph {count.paragraphs}"
                self.spots[child] = spot
                self._walk(child, f"{spot}, text box, ", _Count(), cell=False)
            elif child.tag == w("tbl"):
                count.tables += 1
                self._rows(child, f"{prefix}table {count.tables}, ")
            elif child.tag in (w("footnote"), w("endnote"), w("comment")):
                kind = child.tag.rsplit("}", 1)[-1]
                self._walk(child, f"{kind} {child.get(w('id'), '')}, ", _Count(), cell=False)
            else:
                self._walk(child, prefix, count, cell=cell)

    def _rows(self, table: _Element, prefix: str) -> None:
        """Name the paragraphs of a table by row and cell."""
        for row_number, row in enumerate(_within(table, "tr"), 1):
            for cell_number, cell in enumerate(_within(row, "tc"), 1):
                self._walk(cell, f"{prefix}row {row_number}, cell {cell_number}, ", _Count(), cell=True)


def _within(element: _Element, name: str) -> list[_Element]:
    """Return the `name` elements below `element` that are not inside a deeper table."""
    found: list[_Element] = []
    for child in element.iterchildren("{*}*"):
        if child.tag == w(name):
            found.append(child)
        elif child.tag not in (w("tbl"), w("tc"), w("p")):
            found += _within(child, name)
    return found
