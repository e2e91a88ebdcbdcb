"""The mark that stands in the place of a tag, and a part full of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from jinja2 import nodes
from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.names import SPACE, w
from planbuilder.docx.tags import Tag
from planbuilder.findings import Place

#: How a value may be printed: in a control with a bookmark, in a bookmark, as plain runs, or as bare text.
Manner = Literal["control", "bookmark", "runs", "text"]

MARK = "planbuilder"


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
