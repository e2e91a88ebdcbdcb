"""Putting a mark in the place of every tag of one part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import nodes
from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.lines import Line, drop_deleted, hoist
from planbuilder.docx.names import MC_NS, SPACE, w
from planbuilder.docx.places import Locator, around
from planbuilder.docx.tags import ESCAPE, BadTag, Tag, find_tags
from planbuilder.findings import Place

#: How a value may be printed: in a control with a bookmark, in a bookmark, as plain runs, or as bare text.
Manner = Literal["control", "bookmark", "runs", "text"]

MARK = "planbuilder"
_TAGGED = re.compile(r"\{\{|\{%|\{#|\{_[{%]")
#: The rest of a paragraph in which a tag ends that began in the one before.
_CLOSED_NEXT = re.compile(r"(?:(?!\{[{%#]).)*?[}%#]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag in its place: its number in the part (from 1), where it stands, how it prints, what holds it."""

    number: int
    tag: Tag
    place: Place
    manner: Manner
    node: _Element
    properties: _Element | None = None
    attribute: str = ""
    #: The filter that prints it where the engine put it there in place of a tag, and then what it prints, if not code.
    printer: str = ""
    made: nodes.Node | None = None


@dataclass(slots=True)
class Marked:
    """A part whose tags are marks now, and the faults met on the way."""

    root: _Element
    marks: list[Mark] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: Stands on both sides of a number in attributes and bare text; occurs nowhere else in the part.
    sentinel: str = ""
    #: Whether the text itself was changed, be there marks or none.
    changed: bool = False
    #: The table cells of which a tag said something: they are content, be there text in them or none.
    cells: set[_Element] = field(default_factory=set)

    def by_node(self) -> dict[_Element, Mark]:
        """Return the marks that are nodes of the tree by their node."""
        return {mark.node: mark for mark in self.marks if mark.manner != "text"}

    def next_number(self) -> int:
        """Return the number of the next mark."""
        return len(self.marks) + 1

    def token(self, number: int) -> str:
        """Return the token that stands for something in an attribute or in bare text."""
        return f"{self.sentinel}{number}{self.sentinel}"


def mark_part(root: _Element, locator: Locator, sentinel: str) -> Marked:
    """Put marks in place of the tags below `root`: nodes in paragraphs, tokens in attributes and bare text."""
    marked = Marked(root, sentinel=sentinel)
    tracked = next(root.iter(w("del"), w("moveFrom")), None) is not None
    for paragraph in root.iter(w("p")):
        if tracked and drop_deleted(paragraph, _deleted_tags):
            marked.changed = True
        _mark_paragraph(marked, Line.of(paragraph), locator)
        _mark_instructions(marked, paragraph, locator)
    for element in root.iter("{*}*"):
        _mark_attributes(marked, element, locator)
        _mark_text(marked, element, locator)
    return marked


def _mark_paragraph(marked: Marked, line: Line, locator: Locator) -> None:
    """Put marks in the place of a paragraph's tags."""
    if "{" not in line.text and "}" not in line.text:
        return
    tags, bad = find_tags(line.text)
    for wrong in bad:
        place = locator.place(line.paragraph, around(line.text, wrong.start, wrong.end))
        marked.faults.append(_spread(line, wrong, place))
    first = marked.next_number()
    made: list[Mark] = []
    after = len(line.text)
    for index in range(len(tags) - 1, -1, -1):
        tag = tags[index]
        _unescape(marked, line, tag.end, after)
        after = tag.start
        place = locator.place(line.paragraph, around(line.text, tag.start, tag.end))
        node = etree.ProcessingInstruction(MARK, str(first + index))
        properties = line.cut(tag.start, tag.end, node)
        if tag.kind == "statement":
            hoist(node)
        made.append(Mark(first + index, tag, place, _manner(node), node, properties))
    _unescape(marked, line, 0, after)
    marked.marks += reversed(made)


def _unescape(marked: Marked, line: Line, start: int, end: int) -> None:
    """Take the sign out of what prints the marks of a tag, between two tags."""
    for found in reversed(list(ESCAPE.finditer(line.text, start, end))):
        line.drop(found.start())
        marked.changed = True


def _deleted_tags(text: str) -> list[tuple[int, int]]:
    """Return where deleted text holds tags, or parts of them."""
    tags, bad = find_tags(text)
    return [(tag.start, tag.end) for tag in tags] + [(wrong.start, wrong.end) for wrong in bad]


def _mark_instructions(marked: Marked, paragraph: _Element, locator: Locator) -> None:
    """Refuse tags in what a field is told to do, however it is split: data could tell it something else."""
    told = "".join(node.text or "" for node in paragraph.iterfind(f".//{w('instrText')}"))
    told += "".join(node.get(w("instr"), "") for node in paragraph.iterfind(f".//{w('fldSimple')}"))
    if "{{" in told or "{%" in told:
        place = locator.place(paragraph, told.strip())
        said = "A tag cannot stand in a field's instruction."
        marked.faults.append(Fault(place, said, "Type it as ordinary text."))


def _spread(line: Line, wrong: BadTag, place: Place) -> Fault:
    """Return the fault of a bad tag; say so when it goes on in the next paragraph."""
    following = line.paragraph.getnext()
    if "is not closed in" in wrong.said and wrong.end == len(line.text) and following is not None:
        rest = Line.of(following).text
        if _CLOSED_NEXT.match(rest):
            said = "The tag is spread over two paragraphs: it starts here and ends in the next one."
            return Fault(place, said, "Put the whole tag in one paragraph.")
    return Fault(place, wrong.said, wrong.fix)


def _manner(node: _Element) -> Manner:
    """Return how a value prints at `node`: one control in another is lost by other programs, a fallback is a copy."""
    for above in node.iterancestors():
        if above.tag == f"{{{MC_NS}}}Fallback":
            return "runs"
    for above in node.iterancestors():
        if above.tag == w("sdtContent"):
            return "bookmark"
        if above.tag == w("p"):
            break
    return "control"


def _mark_attributes(marked: Marked, element: _Element, locator: Locator) -> None:
    """Put tokens in the place of values in an element's attributes, such as a picture's alternative text."""
    for name, content in element.attrib.items():
        if ("{{" in content or "{%" in content) and name != w("instr"):
            element.set(name, _tokens(marked, element, str(content), str(name), locator))


def _mark_text(marked: Marked, element: _Element, locator: Locator) -> None:
    """Put tokens in the place of tags in bare text: that of properties, charts and equations."""
    content = element.text or ""
    if element.tag.startswith(w("")) or not _TAGGED.search(content):
        return
    element.text = _tokens(marked, element, content, "", locator)


def _tokens(marked: Marked, element: _Element, content: str, attribute: str, locator: Locator) -> str:
    """Return `content` with tokens for its tags, and note the marks."""
    tags, bad = find_tags(content)
    paragraph = _paragraph(element)
    for wrong in bad:
        place = locator.place(paragraph, around(content, wrong.start, wrong.end))
        marked.faults.append(Fault(place, wrong.said, wrong.fix))
    pieces: list[str] = []
    at = 0
    for tag in tags:
        number = marked.next_number()
        place = locator.place(paragraph, around(content, tag.start, tag.end))
        marked.marks.append(Mark(number, tag, place, "text", element, None, attribute))
        if attribute and tag.kind == "statement":
            marked.faults.append(Fault(place, "Only a value can stand in an attribute.", "Write {{ name }} there."))
        pieces += (ESCAPE.sub("", content[at : tag.start]), marked.token(number))
        at = tag.end
    return "".join((*pieces, ESCAPE.sub("", content[at:])))


def _paragraph(element: _Element) -> _Element | None:
    """Return the paragraph that holds `element`, if any."""
    return next(element.iterancestors(w("p")), None)


def run_around(mark: Mark) -> None:
    """Wrap the mark of a value in a run of its own with the properties of the tag's first character."""
    parent = mark.node.getparent()
    if parent is None:
        return
    run = parent.makeelement(w("r"))
    parent.replace(mark.node, run)
    run.addprevious(etree.ProcessingInstruction(MARK, f"run {mark.number}"))
    if mark.properties is not None:
        for change in mark.properties.findall(w("rPrChange")):
            mark.properties.remove(change)
        run.append(mark.properties)
    text = etree.SubElement(run, w("t"))
    text.set(SPACE, "preserve")
    text.append(mark.node)
