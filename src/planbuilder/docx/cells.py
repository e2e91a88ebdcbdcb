"""Tags that say something of the table cell they stand in: its color, how many columns it spans, what it joins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from jinja2 import nodes
from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.cell_properties import cell_property
from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import MARK, Mark, Marked
from planbuilder.docx.names import w
from planbuilder.docx.tags import CELL_WORDS, Tag

_BARE = ("vm", "hm")


@dataclass(frozen=True, slots=True)
class CellTag:
    """A cell's tag that has left its text: its mark and its cell."""

    mark: Mark
    cell: _Element


def take_cell_tags(marked: Marked) -> list[CellTag]:
    """Take the cells' tags out of the text, and set what they say in the properties of their cells."""
    taken: list[CellTag] = []
    for mark in [mark for mark in marked.marks if mark.tag.kind == "statement" and mark.tag.word in CELL_WORDS]:
        cell = next(mark.node.iterancestors(w("tc")), None) if mark.manner != "text" else None
        fault = _fault(mark, cell, taken)
        if fault is not None:
            marked.faults.append(fault)
        elif cell is not None:
            _SET[mark.tag.word](marked, mark, cell)
            taken.append(CellTag(mark, cell))
            marked.cells.add(cell)
        _take(mark.node)
    return taken


def wrap_cells(marked: Marked, taken: list[CellTag]) -> None:
    """Print a joined cell, or its content, in the first turn of the loop only; after lifting, which moves the loop."""
    depths = _loops(marked)
    for found in taken:
        if found.mark.tag.word not in _BARE:
            continue
        if not depths.get(found.cell):
            row = "row, {%tr for" if found.mark.tag.word == "vm" else "cell, {%tc for"
            said = f"{{% {found.mark.tag.word} %}} joins what a loop repeats, and there is no loop around this cell."
            marked.faults.append(Fault(found.mark.place, said, f"Write a loop around the {row}."))
        elif found.mark.tag.word == "hm":
            _wrap(marked, found.mark, found.cell, found.cell)
        else:
            content = [child for child in found.cell if child.tag != w("tcPr")]
            _wrap(marked, found.mark, content[0], content[-1])


def _fault(mark: Mark, cell: _Element | None, taken: list[CellTag]) -> Fault | None:
    """Return what is wrong with a cell's tag."""
    word = mark.tag.word
    if cell is None:
        return Fault(mark.place, f"The tag {word} needs a table cell, and this one stands in none.", "Take it out.")
    said = mark.tag.code[len(word) :].strip()
    if word in _BARE and said:
        return Fault(mark.place, f"Nothing may follow {word}.", f"Write {{% {word} %}}.")
    if word not in _BARE and not said:
        return Fault(mark.place, f"The tag {word} needs a value.", f"Write {{% {word} name %}}.")
    words = {found.mark.tag.word for found in taken if found.cell is cell}
    if word in words or {word, *words} >= {"hm", "colspan"}:
        return Fault(mark.place, f"The cell has a tag already that {word} goes against.", "Take one of them out.")
    return None


def _color(marked: Marked, mark: Mark, cell: _Element) -> None:
    """Set the background of a cell."""
    shade = cell_property(cell, "shd")
    for name in list(shade.attrib):
        del shade.attrib[name]
    shade.set(w("val"), "clear")
    shade.set(w("color"), "auto")
    _print(marked, mark, shade, "fill", "pb_color")


def _span(marked: Marked, mark: Mark, cell: _Element) -> None:
    """Set the number of columns that a cell spans."""
    _print(marked, mark, cell_property(cell, "gridSpan"), "val", "pb_span")


def _across(marked: Marked, mark: Mark, cell: _Element) -> None:
    """Let a cell span the columns of all turns of the loop around it."""
    span = cell_property(cell, "gridSpan")
    width = int(span.get(w("val"), "1")) if re.fullmatch(r"\d{1,3}", span.get(w("val"), "")) else 1
    turns = nodes.Getattr(nodes.Name("loop", "load"), "length", "load")
    _print(marked, mark, span, "val", "pb_span", nodes.Mul(turns, nodes.Const(width)))


def _down(marked: Marked, mark: Mark, cell: _Element) -> None:
    """Join a cell with those that the next turns of the loop print below it."""
    merge = cell_property(cell, "vMerge")
    arguments: list[nodes.Expr] = [nodes.Const(mark.number), nodes.Const("draw")]
    made = nodes.Filter(nodes.Name("loop", "load"), "pb_merge", arguments, [], None, None)
    _print(marked, mark, merge, "val", "pb_text", made)


_SET: dict[str, Callable[[Marked, Mark, _Element], None]] = {
    "cellbg": _color,
    "colspan": _span,
    "hm": _across,
    "vm": _down,
}


def _print(
    marked: Marked, mark: Mark, element: _Element, name: str, printer: str, made: nodes.Node | None = None
) -> None:
    """Print what a tag says into an attribute: `made`, or the code that follows the tag's word."""
    number = marked.next_number()
    code = mark.tag.code[len(mark.tag.word) :].strip()
    tag = replace(mark.tag, kind="value", lift="", word="", code=code or mark.tag.code)
    put = replace(mark, number=number, tag=tag, manner="text", node=element, attribute=w(name))
    marked.marks.append(replace(put, printer=printer, made=made))
    element.set(w(name), marked.token(number))


def _wrap(marked: Marked, mark: Mark, first: _Element, last: _Element) -> None:
    """Put the marks of a condition around nodes: what stands between is printed in the first turn only."""
    draws = "draw" if mark.tag.word == "hm" else "same"
    arguments: list[nodes.Expr] = [nodes.Const(mark.number), nodes.Const(draws)]
    turn = nodes.Filter(nodes.Name("loop", "load"), "pb_merge", arguments, [], None, None)
    test = nodes.If(nodes.Compare(turn, [nodes.Operand("eq", nodes.Const("restart"))]), [], [], [])
    for word, made, put in (("if", test, first.addprevious), ("endif", None, last.addnext)):
        number = marked.next_number()
        node = etree.ProcessingInstruction(MARK, str(number))
        tag = Tag("statement", "", word, word, mark.tag.start, mark.tag.end)
        marked.marks.append(Mark(number, tag, mark.place, mark.manner, node, printer="pb_merge", made=made))
        put(node)


def _loops(marked: Marked) -> dict[_Element, int]:
    """Return in how many loops each cell of the part stands."""
    by_node = marked.by_node()
    depth = 0
    depths: dict[_Element, int] = {}
    for node in marked.root.iter():
        mark = by_node.get(node)
        if mark is not None and mark.tag.kind == "statement":
            depth += {"for": 1, "endfor": -1}.get(mark.tag.word, 0)
        elif node.tag == w("tc"):
            depths[node] = depth
    return depths


def _take(node: _Element) -> None:
    """Take a mark out of the text."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
