"""Putting a mark in the place of every tag of one part."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.lines import Line
from planbuilder.docx.marks import MARK, Manner, Mark, Marked
from planbuilder.docx.names import MC_NS, w
from planbuilder.docx.places import Locator, around
from planbuilder.docx.tags import ESCAPE, BadTag, find_tags
from planbuilder.docx.tracked import drop_deleted, hoist
from planbuilder.findings import Place

_TAGGED = re.compile(r"\{\{|\{%|\{#|\{_[{%]")
#: The rest of a paragraph in which a tag ends that began in the one before.
_CLOSED_NEXT = re.compile(r"(?:(?!\{[{%#]).)*?[}%#]\}", re.DOTALL)


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
    fields = [
        node
        for node in paragraph.iter(w("instrText"), w("fldSimple"))
        if next(node.iterancestors(w("p")), None) is paragraph
    ]
    told = "".join(node.get(w("instr"), "") or (node.text or "") for node in fields)
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
