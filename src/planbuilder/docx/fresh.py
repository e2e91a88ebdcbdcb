"""Making what may stand only once in a document new in every turn of a loop: ids and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Marked
from planbuilder.docx.names import VML_NS, W14_NS, WP_NS, w
from planbuilder.docx.places import Locator

#: `new` draws an id; `same` repeats what was drawn last for the same key; `name` is the name of a bookmark or shape,
#: made new; `list` is the number of a list, which may count anew.
Way = Literal["new", "same", "name", "list"]


@dataclass(frozen=True, slots=True)
class Fresh:
    """An id or name in a loop: how it is made, its key (what belongs together), and the name in the template."""

    way: Way
    key: str
    name: str = ""


_ONCE = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"), w("permStart"), w("permEnd"))
_PARAGRAPH_IDS = (f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId")
_ID, _NAME, _VAL = w("id"), w("name"), w("val")
_VML = f"{{{VML_NS}}}"
#: Where a shape is named beside the shape itself: the picture of an embedded object or of a control.
_SHAPES = ("ShapeID", w("shapeid"))
#: What of tracked changes begins at one element and ends at another.
CHANGE_RANGES = (
    *("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange"),
    *("customXmlMoveFromRange", "customXmlMoveToRange"),
)
#: The end of each range of tracked changes, and its start.
_ENDS = {w(f"{name}End"): w(f"{name}Start") for name in CHANGE_RANGES}
#: The tracked changes (ECMA-376 part 1, section 17.13.5): no id may be there twice.
CHANGES = (
    *(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange")),
    *(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")),
    *_ENDS,
    *_ENDS.values(),
)


def freshen(marked: Marked, locator: Locator) -> dict[int, Fresh]:
    """Put tokens in place of the ids and names inside loops; return by token number what each stands for."""
    fresh: dict[int, Fresh] = {}
    looped = _looped(marked)
    _changes(marked, set(looped), fresh)
    shapes = {str(node.get("id")) for node in looped if str(node.tag).startswith(_VML) and node.get("id")}
    started: set[str] = {str(node.get(_ID)) for node in looped if node.tag == w("bookmarkStart")}
    ended: set[str] = {str(node.get(_ID)) for node in looped if node.tag == w("bookmarkEnd")}
    for node in looped:
        for name in _PARAGRAPH_IDS:
            node.attrib.pop(name, "")
        if node.tag in _ONCE:
            marked.faults.append(_comment(node, locator))
        elif node.tag == w("bookmarkStart"):
            _bookmark(marked, node, fresh, whole=str(node.get(_ID)) in ended)
        elif node.tag == w("bookmarkEnd"):
            if str(node.get(_ID)) in started:
                _token(marked, node, _ID, Fresh("same", f"bookmark {node.get(_ID)}"), fresh)
            else:
                _drop(node)
        elif node.tag == _ID and node.getparent() is not None and _parent_tag(node) == w("sdtPr"):
            _token(marked, node, _VAL, Fresh("new", "control"), fresh)
        elif node.tag == f"{{{WP_NS}}}docPr":
            _token(marked, node, "id", Fresh("new", "drawing"), fresh)
        elif shapes:
            _shape(marked, node, shapes, fresh)
    return fresh


def _changes(marked: Marked, looped: set[_Element], fresh: dict[int, Fresh]) -> None:
    """Make the ids of tracked changes new: of those in a loop, and of what a tag parted in two."""
    seen: set[tuple[str, str]] = set()
    for node in marked.root.iter(*CHANGES):
        tag, id = str(node.tag), node.get(_ID)
        if id is None:
            continue
        if tag in _ENDS:
            if node in looped and (_ENDS[tag], id) in seen:
                _token(marked, node, _ID, Fresh("same", f"{_ENDS[tag]} {id}"), fresh)
        elif node in looped or (tag, id) in seen:
            _token(marked, node, _ID, Fresh("new", f"{tag} {id}"), fresh)
        seen.add((tag, id))


def _shape(marked: Marked, node: _Element, shapes: set[str], fresh: dict[int, Fresh]) -> None:
    """Make the id of a shape new, and what names the shape in the same turn."""
    id = node.get("id")
    if id and str(node.tag).startswith(_VML):
        _token(marked, node, "id", Fresh("name", f"shape {id}", id), fresh)
    for name in _SHAPES:
        if (named := node.get(name)) in shapes:
            _token(marked, node, name, Fresh("same", f"shape {named}"), fresh)


def _looped(marked: Marked) -> list[_Element]:
    """Return the elements that stand inside a loop, in document order."""
    nodes = marked.by_node()
    depth = 0
    found: list[_Element] = []
    for node in marked.root.iter():
        mark = nodes.get(node)
        if mark is not None:
            depth += {"for": 1, "endfor": -1}.get(mark.tag.word if mark.tag.kind == "statement" else "", 0)
        elif depth and isinstance(node.tag, str):
            found.append(node)
    return found


def _bookmark(marked: Marked, node: _Element, fresh: dict[int, Fresh], *, whole: bool) -> None:
    """Make a bookmark's id and name new; a bookmark that ends outside the loop goes."""
    if not whole:
        _drop(node)
        return
    id, name = str(node.get(_ID)), str(node.get(_NAME))
    _token(marked, node, _ID, Fresh("new", f"bookmark {id}"), fresh)
    _token(marked, node, _NAME, Fresh("name", f"bookmark name {id}", name), fresh)


def _token(marked: Marked, node: _Element, attribute: str, made: Fresh, fresh: dict[int, Fresh]) -> None:
    """Put a token in an attribute."""
    number = len(marked.marks) + len(fresh) + 1
    fresh[number] = made
    node.set(attribute, marked.token(number))


def _comment(node: _Element, locator: Locator) -> Fault:
    """Return the fault of a comment in a loop: it would be there many times with one id."""
    place = locator.place(next(node.iterancestors(w("p")), None))
    return Fault(place, "A comment or permission sits inside a loop.", "Take it out of the loop.")


def _parent_tag(node: _Element) -> str:
    """Return the tag of the element that holds `node`."""
    parent = node.getparent()
    return str(parent.tag) if parent is not None else ""


def _drop(node: _Element) -> None:
    """Take an element out of its parent."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
