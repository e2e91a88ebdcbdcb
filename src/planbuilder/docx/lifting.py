"""Lifting ``{%p``, ``{%tr`` and ``{%tc`` tags over the paragraph, row or cell they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark, Marked
from planbuilder.docx.names import w

_NAMES = {"p": "paragraph", "tc": "table cell", "tr": "table row"}
#: What a lifted element may not lose without a word.
_CONTENT = {
    w(name)
    for name in (
        *("drawing", "pict", "object", "sym", "fldChar", "fldSimple", "instrText", "footnoteReference"),
        *("endnoteReference", "commentReference", "sectPr", "sdtPr", "ptab", "delText"),
    )
}
_STARTS = {w("bookmarkStart"): w("bookmarkEnd"), w("commentRangeStart"): w("commentRangeEnd")}


def lift_tags(marked: Marked) -> None:
    """Move every lifting tag to where its whole paragraph, cell or row stands; note what cannot be lifted."""
    for lift in ("p", "tc", "tr"):
        _note_values(marked, lift)
        groups: dict[_Element, list[Mark]] = {}
        for mark in marked.marks:
            if mark.tag.lift == lift and mark.tag.kind != "value" and mark.manner != "text":
                holder = next(mark.node.iterancestors(w(lift)), None)
                if holder is None:
                    opener = "{#" if mark.tag.kind == "comment" else "{%"
                    said = f"{opener}{lift} needs a {_NAMES[lift]}, and this tag stands in none."
                    marked.faults.append(Fault(mark.place, said, f"Put it in a {_NAMES[lift]}, or write another tag."))
                else:
                    groups.setdefault(holder, []).append(mark)
        for holder, marks in groups.items():
            _lift(marked, holder, marks, _NAMES[lift])


def _note_values(marked: Marked, lift: str) -> None:
    """Refuse values that ask to take a whole paragraph, cell or row: there is no such value."""
    for mark in marked.marks:
        if mark.tag.kind == "value" and mark.tag.lift == lift:
            said = f"A value cannot take the place of its whole {_NAMES[lift]}."
            marked.faults.append(Fault(mark.place, said, f"Write {{{{ {mark.tag.code} }}}}."))


def _lift(marked: Marked, holder: _Element, marks: Sequence[Mark], name: str) -> None:
    """Replace `holder` by its marks; or, when it has other content too, wrap it in them."""
    nodes = {mark.node for mark in marks}
    if not _other_content(holder, nodes) and not any(cell in marked.cells for cell in holder.iter(w("tc"))):
        _rescue_bookmarks(holder)
        for mark in marks:
            holder.addprevious(mark.node)
        _remove(holder)
        return
    marks = [mark for mark in marks if mark.tag.kind == "statement"] or marks
    opening = _opening(marks)
    if opening is None:
        first = marks[0]
        said = f"The tag takes its whole {name} away, and that holds other content too."
        fix = f"Give the tag a {name} of its own, or write the tag without {first.tag.lift}."
        marked.faults.append(Fault(first.place, said, fix))
        return
    for mark in marks[:opening]:
        _take(mark)
        holder.addprevious(mark.node)
    for mark in reversed(marks[opening:]):
        _take(mark)
        holder.addnext(mark.node)


def _opening(marks: Sequence[Mark]) -> int | None:
    """Return how many of the marks open blocks when the others close exactly those; else None."""
    words = [mark.tag.word for mark in marks]
    half = len(words) // 2
    opened = [f"end{word}" for word in words[:half] if word in ("for", "if", "with")]
    return half if half and len(opened) == half and opened[::-1] == words[half:] else None


def _other_content(holder: _Element, nodes: set[_Element]) -> bool:
    """Return whether `holder` has anything to print but the marks in `nodes`."""
    return any(_prints(node) if isinstance(node.tag, str) else node not in nodes for node in holder.iter())


def _prints(node: _Element) -> bool:
    """Return whether an element shows something, or says something about its section."""
    if node.tag == w("t"):
        return bool((node.text or "").strip())
    return node.tag in _CONTENT or (node.tag == w("br") and node.get(w("type")) == "page")


def _rescue_bookmarks(holder: _Element) -> None:
    """Move starts and ends whose partner is elsewhere out of `holder` before it goes."""
    for start, end in _STARTS.items():
        starts = {node.get(w("id")): node for node in holder.iter(start)}
        ends = {node.get(w("id")): node for node in holder.iter(end)}
        for id in starts.keys() ^ ends.keys():
            holder.addprevious(starts.get(id, ends.get(id)))  # type: ignore[arg-type]


def _take(mark: Mark) -> None:
    """Take a mark out of its parent."""
    parent = mark.node.getparent()
    if parent is not None:
        parent.remove(mark.node)


def _remove(element: _Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
