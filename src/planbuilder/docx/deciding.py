"""Accepting and rejecting the tracked changes of a document, author by author, as Word does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from lxml.etree import _Element

from planbuilder.docx.document import Document
from planbuilder.docx.names import w
from planbuilder.docx.writing import deflated, entry, write_package
from planbuilder.docx.xmlparts import part_bytes

Decision = Literal["accept", "reject", "leave"]
#: Returns what becomes of the changes of an author.
Decide = Callable[[str], Decision]

_LEVEL = 6
_STORIES = ("body", "header", "footer", "footnotes", "endnotes")
_COMING, _GOING = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
#: What text that is deleted while changes are tracked is called, and what it is once it stands again.
_STANDING = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
#: What holds the look that was there before: of a run, a paragraph, a table, a row, a cell, a section.
_LOOKS = tuple(w(f"{name}Change") for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid"))
#: Parts of a look that are no part of what stood before and stay.
_KEPT = {w("rPr"), w("sectPr")}
_MOVED = tuple(w(f"move{way}Range{end}") for way in ("From", "To") for end in ("Start", "End"))


def decided(data: bytes, decide: Decide) -> bytes:
    """Return a document with its tracked changes accepted, rejected or left, by what ``decide`` says of each author.

    Raises TemplateError where the data is no Word document.
    """
    document = Document.of(data)
    made = dict(document.members)
    for story in document.stories():
        if story.kind in _STORIES:
            _text(story.root, decide)
            _looks(story.root, decide)
            _paragraphs(story.root, decide)
            _rows(story.root, decide)
            made[story.name] = deflated(story.name, part_bytes(story.root), _LEVEL)
    return write_package(entry(member) for member in made.values())


def _text(root: _Element, decide: Decide) -> None:
    """Settle what was inserted, deleted and moved in paragraphs, the innermost first."""
    for node in reversed(list(root.iter(*_COMING, *_GOING))):
        parent = node.getparent()
        if parent is None or parent.tag in (w("rPr"), w("trPr")):
            continue
        decision = decide(node.get(w("author"), ""))
        if decision == "leave":
            continue
        if (node.tag in _COMING) == (decision == "accept"):
            _unwrap(node)
        else:
            parent.remove(node)
    if not any(True for _ in root.iter(w("moveFrom"), w("moveTo"))):
        for node in list(root.iter(*_MOVED)):
            _take(node)


def _unwrap(node: _Element) -> None:
    """Put what a change holds in its place; deleted text stands again."""
    if node.tag in _GOING:
        for name, standing in _STANDING.items():
            for each in node.iter(name):
                each.tag = standing
    for child in list(node):
        node.addprevious(child)
    _take(node)


def _looks(root: _Element, decide: Decide) -> None:
    """Settle changes of how something looks."""
    for node in list(root.iter(*_LOOKS)):
        decision, parent = decide(node.get(w("author"), "")), node.getparent()
        if decision == "leave" or parent is None:
            continue
        parent.remove(node)
        if decision == "reject" and len(node):
            for child in [child for child in parent if child.tag not in _KEPT]:
                parent.remove(child)
            for place, child in enumerate(list(node[0])):
                parent.insert(place, child)


def _paragraphs(root: _Element, decide: Decide) -> None:
    """Settle the ends of paragraphs that were inserted and deleted; without its end one runs on into the next."""
    for node in list(root.iter(w("p"))):
        for name, undone in (("ins", "reject"), ("del", "accept")):
            mark = node.find(f"{w('pPr')}/{w('rPr')}/{w(name)}")
            decision = decide(mark.get(w("author"), "")) if mark is not None else "leave"
            if mark is None or decision == "leave":
                continue
            _take(mark)
            if decision == undone:
                _join(node)
                break


def _join(node: _Element) -> None:
    """Let a paragraph run on into the one after it, whose look it takes; the last of a cell or part stays."""
    following = node.getnext()
    content = [child for child in node if child.tag != w("pPr")]
    if following is None or following.tag != w("p"):
        if not content and following is not None:
            _take(node)
        return
    place = 1 if len(following) and following[0].tag == w("pPr") else 0
    for child in reversed(content):
        following.insert(place, child)
    _take(node)


def _rows(root: _Element, decide: Decide) -> None:
    """Settle rows that were inserted and deleted; a table without rows goes."""
    for row in list(root.iter(w("tr"))):
        for name, undone in (("ins", "reject"), ("del", "accept")):
            mark = row.find(f"{w('trPr')}/{w(name)}")
            decision = decide(mark.get(w("author"), "")) if mark is not None else "leave"
            if mark is None or decision == "leave":
                continue
            _take(mark)
            table = row.getparent()
            if decision == undone and table is not None:
                table.remove(row)
                if table.find(w("tr")) is None:
                    _take(table)
                break


def _take(node: _Element) -> None:
    """Take an element out of its parent."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
