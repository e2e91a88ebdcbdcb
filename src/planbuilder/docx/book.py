"""A long document written straight out: headings with places to jump to, paragraphs, links, a table of contents.

It takes the styles of the base package, and writes its paragraphs without looking each style up, which python-docx does
for every one: a library has tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from planbuilder.docx.base import new_document, saved
from planbuilder.docx.markup import escaped, quoted
from planbuilder.docx.names import W_NS

_STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Body Text": "BodyText",
    "Note": "Note",
    "Fact": "Fact",
    "Fine Print": "FinePrint",
    "List Bullet": "ListBullet",
    **{f"Heading {level}": f"Heading{level}" for level in range(1, 5)},
}
#: Headings of these levels stand in the table of contents.
_LISTED = 2
_RIGHT = 9648
#: How the bookmarks begin that links lead to.
_NAMED = "_Entry"
_CONTENTS_STYLES = """
<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/><w:basedOn w:val="Heading1"/>
<w:next w:val="BodyText"/><w:uiPriority w:val="39"/><w:qFormat/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="39"/><w:pPr><w:keepNext/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>
<w:spacing w:before="160" w:after="40"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="toc 2"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="39"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>
<w:spacing w:after="20"/><w:ind w:left="240" w:right="720"/></w:pPr></w:style>
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph: text, in a named character style, leading to a heading of the book by its name."""

    text: str
    style: str = ""
    to: str = ""


class Book:
    """Writes one document from its first paragraph to its last."""

    def __init__(self, title: str, language: str) -> None:
        self._document = new_document(title, language)
        self._body: list[str] = []
        self._contents = -1
        self._listed: list[tuple[int, str, str]] = []
        self._names: dict[str, str] = {}
        self._written: set[str] = set()
        self._marks = 0

    def head(self, left: str, right: str) -> None:
        """Write the header: one text at the left edge, one at the right."""
        self._document.sections[0].header.paragraphs[0].text = f"{left}\t{right}"

    def contents(self, title: str) -> None:
        """Leave room for the table of contents, of the headings of the first two levels."""
        self._body.append(_paragraph("TOCHeading", escaped_run(title)))
        self._contents = len(self._body)

    def heading(self, text: str, level: int, name: str = "", *, new_page: bool = False) -> None:
        """Write a heading; links lead to it by its name."""
        mark = self._mark(name) if name else f"_Toc{self._next()}"
        self._written |= {name} - {""}
        more = "<w:pageBreakBefore/>" if new_page else ""
        inside = _marked(mark, self._next(), escaped_run(text))
        self._body.append(_paragraph(f"Heading{level}", inside, more))
        if level <= _LISTED:
            self._listed.append((level, text, mark))

    def paragraph(self, *runs: Run, style: str = "Body Text", keep: bool = False) -> None:
        """Write a paragraph; ``keep`` holds it on one page with what follows."""
        more = "<w:keepNext/>" if keep else ""
        self._body.append(_paragraph(_STYLES[style], "".join(self._run(run) for run in runs), more))

    def saved(self) -> bytes:
        """Return the document's bytes, the same for the same text; a link to a name that no heading has is text."""
        if self._contents >= 0:
            self._body[self._contents : self._contents] = _contents(self._listed)
            self._add_styles()
        body = self._document.element.body
        section = body[-1]
        known = {self._names[name] for name in self._written}
        for each in _parsed("".join(self._body)):
            _unlink(each, known)
            section.addprevious(each)
        return saved(self._document)

    def _add_styles(self) -> None:
        """Add the styles of a table of contents."""
        styles = self._document.styles.element
        for each in _parsed(_CONTENTS_STYLES.format(right=_RIGHT)):
            styles.append(each)

    def _run(self, run: Run) -> str:
        """Return a run as XML."""
        inside = escaped_run(run.text, run.style)
        return (
            f'<w:hyperlink w:anchor="{self._mark(run.to)}" w:history="1">{inside}</w:hyperlink>' if run.to else inside
        )

    def _mark(self, name: str) -> str:
        """Return the bookmark for a name; Word takes 40 letters, of which ours need few."""
        return self._names.setdefault(name, f"{_NAMED}{len(self._names) + 1}")

    def _next(self) -> int:
        """Return a number that no other bookmark has."""
        self._marks += 1
        return self._marks


def escaped_run(text: str, style: str = "") -> str:
    """Return text as a run, in a named character style."""
    properties = f'<w:rPr><w:rStyle w:val="{quoted(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _paragraph(style: str, inside: str, more: str = "") -> str:
    """Return a paragraph as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def _marked(mark: str, id: int, inside: str) -> str:
    """Return something with a bookmark around it."""
    return f'<w:bookmarkStart w:id="{id}" w:name="{mark}"/>{inside}<w:bookmarkEnd w:id="{id}"/>'


def _linking(mark: str, inside: str) -> str:
    """Return something that leads to a bookmark."""
    return f'<w:hyperlink w:anchor="{mark}" w:history="1">{inside}</w:hyperlink>'


def _field(kind: str, more: str = "") -> str:
    """Return a sign that begins, parts or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'


def _code(text: str) -> str:
    """Return the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def _contents(listed: Sequence[tuple[int, str, str]]) -> list[str]:
    """Return the table of contents: a field whose lines lead to the headings; Word is asked to number the pages."""
    lines: list[str] = []
    for number, (level, text, mark) in enumerate(listed):
        begin = _field("begin", ' w:dirty="true"') + _code(f'TOC \\o "1-{_LISTED}" \\h \\z \\u') + _field("separate")
        link = _linking(mark, escaped_run(text))
        last = _field("end") if number == len(listed) - 1 else ""
        lines.append(_paragraph(f"TOC{level}", ("" if number else begin) + link + last))
    return lines


def _parsed(xml: str) -> Iterable[etree._Element]:
    """Return XML of Word's as elements that python-docx knows."""
    from docx.oxml import parse_xml

    return list(parse_xml(f'<w:body xmlns:w="{W_NS}">{xml}</w:body>'))


def _unlink(paragraph: etree._Element, known: set[str]) -> None:
    """Turn links to headings that are not there into text."""
    for link in paragraph.findall(f"{{{W_NS}}}hyperlink"):
        mark = link.get(f"{{{W_NS}}}anchor", "")
        if mark.startswith(_NAMED) and mark not in known:
            for child in list(link):
                link.addprevious(child)
            paragraph.remove(link)
