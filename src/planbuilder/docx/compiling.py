"""Compiling one part of a template: its markup, once, into a program that prints it."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes
from lxml.etree import _Element

from planbuilder.docx.blocks import check_blocks
from planbuilder.docx.building import build_part, parse_marks
from planbuilder.docx.cells import take_cell_tags, wrap_cells
from planbuilder.docx.compiled import Draft, Outcome
from planbuilder.docx.crossing import parted_fields
from planbuilder.docx.expressions import OPENED, stand_in
from planbuilder.docx.fresh import Fresh, freshen
from planbuilder.docx.guards import guard
from planbuilder.docx.halves import keep_halves
from planbuilder.docx.joining import join_paragraphs
from planbuilder.docx.lifting import lift_tags
from planbuilder.docx.marking import mark_part
from planbuilder.docx.marks import Mark, Marked, run_around
from planbuilder.docx.names import W15_NS, w
from planbuilder.docx.numbering import number_lists, take_restarts
from planbuilder.docx.places import Locator
from planbuilder.docx.prefixes import with_extensions
from planbuilder.docx.program import Opening, Piece, Program, cut_up, syntax_tree
from planbuilder.docx.sandbox import WordEnvironment
from planbuilder.docx.styles import Styles
from planbuilder.docx.xmlparts import DECLARATION, serialised

#: How a newer Word binds a control to data.
_BINDING = f"{{{W15_NS}}}dataBinding"


def compile_part(name: str, root: _Element, blank: str, file: str, styles: Styles) -> Outcome:
    """Return what comes of a part; `blank` is the markup for the properties of a run that shows a blank."""
    locator = Locator.of(root, file, name)
    _drop_cursor(root)
    _drop_white_space(root)
    marked = mark_part(root, locator, _sentinel(root))
    if not marked.marks and not marked.changed:
        return Outcome(faults=tuple(marked.faults))
    _unbind(marked)
    join_paragraphs(marked)
    cells = take_cell_tags(marked)
    lift_tags(marked)
    restarts = take_restarts(marked)
    wrap_cells(marked, cells)
    unpaired = check_blocks(_in_order(marked))
    marked.faults += unpaired or parted_fields(marked)
    environment = WordEnvironment()
    parsed, wrong = parse_marks(environment, {mark.number: mark for mark in marked.marks})
    marked.faults += wrong
    if not unpaired:
        keep_halves(marked)
    fresh = freshen(marked, locator)
    if restarts:
        number_lists(marked, styles, fresh)
    if marked.faults:
        draft = None if unpaired else _draft(marked, parsed, environment, locator)
        return Outcome(draft=draft, faults=tuple(marked.faults))
    return _program(name, marked, fresh, parsed, environment, blank, locator)


def _program(
    name: str,
    marked: Marked,
    fresh: Mapping[int, Fresh],
    parsed: Mapping[int, nodes.Node],
    environment: WordEnvironment,
    blank: str,
    locator: Locator,
) -> Outcome:
    """Return the compiled part of marks without a fault; a fault where it holds more than can be compiled."""
    guarded = guard(marked.root, marked.by_node())
    for mark in marked.marks:
        if mark.tag.kind == "value" and mark.manner != "text":
            run_around(mark)
    marks = {mark.number: mark for mark in marked.marks}
    text = serialised(marked.root)
    if any(mark.manner == "control" and mark.tag.kind == "value" for mark in marked.marks):
        text = with_extensions(text)
    pieces = cut_up(DECLARATION + text, marked.sentinel, marks, fresh, blank)
    return build_part(name, locator.place(None), marks, pieces, parsed, environment, guarded=guarded)


def _draft(
    marked: Marked, parsed: dict[int, nodes.Node], environment: WordEnvironment, locator: Locator
) -> Draft | None:
    """Return what can be read of a part with faults; tags that cannot be read stand for anything."""
    for mark in marked.marks:
        if mark.number not in parsed and (mark.tag.kind == "value" or mark.tag.word in OPENED):
            parsed[mark.number] = stand_in(mark)
    marks = {mark.number: mark for mark in marked.marks}
    pieces: list[Piece] = [mark for mark in _in_order(marked) if mark.tag.kind != "comment"]
    openings = dict.fromkeys(marks, Opening("", ""))
    return Draft(locator.place(None), marks, syntax_tree(Program(pieces, openings), parsed, environment))


def _in_order(marked: Marked) -> list[Mark]:
    """Return the marks in the order they stand in the part now."""
    by_node = marked.by_node()
    bare = [mark for mark in marked.marks if mark.manner == "text"]
    placed = [by_node[node] for node in marked.root.iter() if node in by_node]
    return placed + sorted(bare, key=lambda mark: mark.number)


def _sentinel(root: _Element) -> str:
    """Return a text that occurs nowhere in the part and is legal in XML."""
    text = serialised(root)
    sentinel = "\U0010fff0"
    while sentinel in text:
        sentinel += "\U0010fff0"
    return sentinel


def _drop_white_space(root: _Element) -> None:
    """Take out the white space between elements, which says nothing and would part what belongs together."""
    for node in root.iter():
        if len(node) and not (node.text or "").strip():
            node.text = None
        if not (node.tail or "").strip():
            node.tail = None


def _unbind(marked: Marked) -> None:
    """Let controls around tags keep what is printed: Word would put bound data, or nothing, in its place."""
    for mark in marked.marks:
        for control in mark.node.iterancestors(w("sdt")) if mark.manner != "text" else ():
            for properties in control.findall(w("sdtPr")):
                for node in list(properties.iterchildren(w("dataBinding"), _BINDING, w("showingPlcHdr"))):
                    properties.remove(node)


def _drop_cursor(root: _Element) -> None:
    """Take out the bookmark in which Word remembers where the cursor stood."""
    ids = [node.get(w("id")) for node in root.iter(w("bookmarkStart")) if node.get(w("name")) == "_GoBack"]
    for node in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        parent = node.getparent()
        if node.get(w("id")) in ids and parent is not None:
            parent.remove(node)
