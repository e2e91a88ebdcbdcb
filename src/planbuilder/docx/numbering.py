"""Lists that count anew: ``{%p restart %}`` in a loop lets the numbered lists after it begin again at one."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from jinja2 import nodes
from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.fresh import Fresh
from planbuilder.docx.marks import Mark, Marked
from planbuilder.docx.names import w
from planbuilder.docx.package import Member, relationships_of
from planbuilder.docx.styles import Styles
from planbuilder.docx.tags import RESTART
from planbuilder.docx.xmlparts import parse_part, part_bytes

_LEVELS = 9
#: What stands before a paragraph's list in its properties: ECMA-376 part 1, section 17.3.1.26, CT_PPrBase.
_BEFORE = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def take_restarts(marked: Marked) -> bool:
    """Make a value that prints nothing of every restart; return whether there is one in a paragraph."""
    found = False
    for index, mark in enumerate(marked.marks):
        if mark.tag.kind != "statement" or mark.tag.word != RESTART:
            continue
        if mark.manner == "text":
            marked.faults.append(Fault(mark.place, "A restart needs a paragraph.", "Write {%p restart %} in one."))
        elif mark.tag.code != RESTART:
            marked.faults.append(Fault(mark.place, "Nothing may follow restart.", "Write {%p restart %}."))
        found = found or mark.manner != "text"
        marked.marks[index] = _silent(mark)
    return found


def _silent(mark: Mark) -> Mark:
    """Return the mark as a value that is printed by restarting the lists: as nothing."""
    tag = replace(mark.tag, kind="value", lift="", word="")
    return replace(mark, tag=tag, manner="text", printer="pb_restart", made=nodes.Const(""))


def number_lists(marked: Marked, styles: Styles, fresh: dict[int, Fresh]) -> None:
    """Put tokens in place of the numbers of lists, a style's list written into its paragraphs first."""
    for paragraph in marked.root.iter(w("p")):
        node = _own_number(paragraph, styles)
        if node is not None and node.get(w("val"), "0") not in ("", "0"):
            number = len(marked.marks) + len(fresh) + 1
            fresh[number] = Fresh("list", str(node.get(w("val"))))
            node.set(w("val"), marked.token(number))


def _own_number(paragraph: _Element, styles: Styles) -> _Element | None:
    """Return the element that names a paragraph's list, in the paragraph itself; None where it is in no list."""
    listed = styles.paragraph_property(paragraph, "numPr")
    number = listed.find(w("numId")) if listed is not None else None
    if listed is None or number is None:
        return None
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    own = properties.find(w("numPr"))
    if own is None:
        own = etree.fromstring(etree.tostring(listed))
        at = sum(1 for child in properties if child.tag in {w(name) for name in _BEFORE})
        properties.insert(at, own)
    elif own.find(w("numId")) is None:
        own.append(etree.fromstring(etree.tostring(number)))
    return own.find(w("numId"))


def numbering_part(main: str, members: Mapping[str, Member]) -> str:
    """Return the name of the part that holds the lists of the body, or nothing."""
    relationships = members.get(relationships_of(main))
    for node in parse_part(relationships.content(), relationships.name) if relationships else ():
        if node.get("Type", "").rpartition("/")[2] == "numbering":
            return posixpath.normpath(posixpath.join("/", posixpath.dirname(main), node.get("Target", "")))[1:]
    return ""


def first_free(root: _Element | None) -> int:
    """Return the first number that no list of a template has."""
    numbers = [node.get(w("numId"), "") for node in root.iter(w("num"))] if root is not None else []
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)


def renumbered(root: _Element, renewed: Mapping[str, str]) -> bytes:
    """Return the part of lists with new ones that count anew: of each, the list that it is like."""
    known = {node.get(w("numId"), ""): node for node in root.iter(w("num"))}
    last = next(iter(list(known.values())[-1:]), None)
    for number, like in renewed.items():
        source = known.get(like)
        abstract = source.find(w("abstractNumId")) if source is not None else None
        if abstract is None or last is None:
            continue
        made = root.makeelement(w("num"), {w("numId"): number})
        etree.SubElement(made, w("abstractNumId"), {w("val"): str(abstract.get(w("val")))})
        starts = _starts(root, str(abstract.get(w("val"))))
        for level in range(_LEVELS):
            override = etree.SubElement(made, w("lvlOverride"), {w("ilvl"): str(level)})
            etree.SubElement(override, w("startOverride"), {w("val"): starts.get(str(level), "1")})
        last.addnext(made)
        last = made
    return part_bytes(root)


def _starts(root: _Element, abstract: str) -> dict[str, str]:
    """Return the number that each level of a list begins with."""
    for node in root.iter(w("abstractNum")):
        if node.get(w("abstractNumId")) == abstract:
            levels = [(level, level.find(w("start"))) for level in node.iter(w("lvl"))]
            return {str(level.get(w("ilvl"))): str(start.get(w("val"))) for level, start in levels if start is not None}
    return {}
