"""Making what may stand only once in a document new in every turn of a loop: ids and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Marked
from planbuilder.docx.names import W14_NS, WP_NS, w
from planbuilder.docx.places import Locator

#: `new` draws an id; `same` repeats the one drawn last for the same key; `name` is a bookmark's name made new; `list`
#: is the number of a list, which may count anew.
Way = Literal["new", "same", "name", "list"]


@dataclass(frozen=True, slots=True)
class Fresh:
    """An id or name in a loop: how it is made, its key (what belongs together), and the name in the template."""

    way: Way
    key: str
    name: str = ""


_STARTS = {w("bookmarkStart"): w("bookmarkEnd")}
_ONCE = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"), w("permStart"), w("permEnd"))
_PARAGRAPH_IDS = (f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId")
_ID, _NAME, _VAL = w("id"), w("name"), w("val")


def freshen(marked: Marked, locator: Locator) -> dict[int, Fresh]:
    """Put tokens in place of the ids and names inside loops; return by token number what each stands for."""
    fresh: dict[int, Fresh] = {}
    looped = _looped(marked)
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
    return fresh


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
    _token(marked, node, _NAME, Fresh("name", f"bookmark {id}", name), fresh)


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
