"""Writing a template in a script: paragraphs in named styles, loops and conditions, tables, header and footer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planbuilder.docx.base import add_table, new_document, saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

#: A piece of a paragraph: text, or text in a named character style.
Piece = str | tuple[str, str]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BOX = "\u2610"
_BOX_FONT = "MS Gothic"


class Author:
    """Writes one template on the base package, from its first paragraph to its last.

    ``when`` is a condition in the words of a tag (``client.born``): the paragraph is there only where it holds.
    """

    def __init__(self, title: str, language: str = "en-US") -> None:
        self.document: Document = new_document(title, language)

    def saved(self) -> bytes:
        """Return the template's bytes, the same each time."""
        return saved(self.document)

    def margins(self, inches: float) -> None:
        """Set the margin at the left and right, and move what header and footer hold at the right edge with it."""
        from docx.shared import Inches

        section = self.document.sections[0]
        section.left_margin = section.right_margin = Inches(inches)
        width = Inches(section.page_width.inches - 2 * inches) if section.page_width else None
        for name in ("Header", "Footer"):
            for tab in self.document.styles[name].paragraph_format.tab_stops:
                tab.position = width

    def tighten(
        self,
        spacing: Mapping[str, tuple[float, float]],
        sizes: Mapping[str, float],
        *,
        margin: float,
        edge: float,
        header: float,
        lines: bool = True,
    ) -> None:
        """Set closer spacing and other sizes than the base has, for a paper that is to fit few pages.

        ``spacing`` has the points before and after each style, ``sizes`` those of its print; ``margin`` is in inches
        at the left and right, ``edge`` at the top and bottom, ``header`` from the edge to header and footer. With
        ``lines`` ordinary text stands single-spaced too.
        """
        from docx.shared import Inches, Pt

        self.margins(margin)
        section = self.document.sections[0]
        section.top_margin = section.bottom_margin = Inches(edge)
        section.header_distance = section.footer_distance = Inches(header)
        styles = self.document.styles
        for name, (before, after) in spacing.items():
            styles[name].paragraph_format.space_before = Pt(before)
            styles[name].paragraph_format.space_after = Pt(after)
            styles[name].paragraph_format.line_spacing = 1.0
        for name, points in sizes.items():
            styles[name].font.size = Pt(points)
        if lines:
            styles["Normal"].paragraph_format.line_spacing = 1.0

    def head(self, left: str, right: str) -> None:
        """Write the header: one text at the left edge, one at the right."""
        self.document.sections[0].header.paragraphs[0].text = f"{left}\t{right}"

    def foot(self, right: str) -> None:
        """Write a text at the right edge of the footer, beside the page number."""
        self.document.sections[0].footer.paragraphs[0].add_run(f"\t{right}")

    def paragraph(self, *pieces: Piece, style: str = "Body Text", when: str = "", keep: bool = False) -> Paragraph:
        """Write a paragraph; ``keep`` holds it on one page with what follows."""
        made: Paragraph = self.document.add_paragraph(style=style)
        if when:
            made.add_run(f"{{%p if {when} %}}")
        write(made, pieces)
        if when:
            made.add_run("{%p endif %}")
        if keep:
            made.paragraph_format.keep_with_next = True
        return made

    def heading(self, text: str, level: int, when: str = "") -> Paragraph:
        """Write a heading; level 0 is the title."""
        return self.paragraph(text, style=f"Heading {level}" if level else "Title", when=when)

    def fact(self, label: str, value: str, when: str = "", *, keep: bool = False) -> Paragraph:
        """Write a label and its value; the value goes where there is nothing to say unless ``when`` says otherwise."""
        return self.paragraph(("Label", label), f"\t{value}", style="Fact", when=when, keep=keep)

    def each(self, loop: str, *pieces: Piece, style: str = "List Bullet") -> None:
        """Write one paragraph for each turn of a loop (``need in needs``)."""
        made: Paragraph = self.document.add_paragraph(style=style)
        made.add_run(f"{{%p for {loop} %}}")
        write(made, pieces)
        made.add_run("{%p endfor %}")

    @contextmanager
    def loop(self, words: str) -> Iterator[None]:
        """Write what follows once for each turn of a loop (``problem in problems``)."""
        self.document.add_paragraph(f"{{%p for {words} %}}")
        yield
        self.document.add_paragraph("{%p endfor %}")

    @contextmanager
    def when(self, words: str) -> Iterator[None]:
        """Write what follows only where a condition holds."""
        self.document.add_paragraph(f"{{%p if {words} %}}")
        yield
        self.document.add_paragraph("{%p endif %}")

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[str], widths: Sequence[float]) -> Table:
        """Write a table with a header row and a row for each turn of a loop."""
        blank = [""] * (len(heads) - 1)
        rows = (heads, (f"{{%tr for {loop} %}}", *blank), cells, ("{%tr endfor %}", *blank))
        return add_table(self.document, rows, widths)


def keep_together(table: Table) -> None:
    """Hold the rows of a short table on one page with each other and with what follows, as far as a page holds them."""
    for cell in table.rows[2].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def write(paragraph: Any, pieces: Sequence[Piece]) -> None:
    """Add pieces of text to a paragraph, each in its character style."""
    for piece in pieces:
        if isinstance(piece, str):
            paragraph.add_run(piece)
        else:
            style, text = piece
            paragraph.add_run(text, style=style)


def add_checkbox(paragraph: Any, title: str, label: str, id: int) -> None:
    """Add a box that can be ticked in Word or on paper, and the words beside it."""
    from lxml import etree

    def add(parent: Any, name: str, value: str = "", space: str = _W) -> Any:
        node = etree.SubElement(parent, f"{{{space}}}{name}")
        if value:
            node.set(f"{{{space}}}val", value)
        return node

    control = add(paragraph._p, "sdt")  # noqa: SLF001 - python-docx knows no content controls
    properties = add(control, "sdtPr")
    add(properties, "alias", title)
    add(properties, "id", str(id))
    box = add(properties, "checkbox", space=_W14)
    add(box, "checked", "0", _W14)
    for state, sign in (("checkedState", "2612"), ("uncheckedState", "2610")):
        add(box, state, sign, _W14).set(f"{{{_W14}}}font", _BOX_FONT)
    run = add(add(control, "sdtContent"), "r")
    fonts = add(add(run, "rPr"), "rFonts")
    for name in ("ascii", "eastAsia", "hAnsi"):
        fonts.set(f"{{{_W}}}{name}", _BOX_FONT)
    add(run, "t").text = _BOX
    paragraph.add_run(f"\u00a0{label}")
