"""Verifying that what a document uses by name is there: styles, lists, comments, notes, bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Document, Story
from planbuilder.docx.names import w
from planbuilder.findings import Finding, Place, Rule

_STYLES = {w("pStyle"), w("rStyle"), w("tblStyle"), w("basedOn"), w("link"), w("next")}
_COMMENT = ("comments", "comment")
_NOTES = {
    w("commentReference"): _COMMENT,
    w("commentRangeStart"): _COMMENT,
    w("commentRangeEnd"): _COMMENT,
    w("footnoteReference"): ("footnotes", "footnote"),
    w("endnoteReference"): ("endnotes", "endnote"),
}
#: Bookmarks that Word finds in every document.
_EVERYWHERE = {"_top", "Top"}


def check_references(document: Document, stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield styles, lists, comments, notes and bookmarks that are used and not defined."""
    defined = _defined(document)
    told = {story.name: story for story in stories}
    for name, root in document.roots.items():
        for node in root.iter("{*}*"):
            missing = _missing(node, defined)
            if missing is not None:
                rule, values = missing
                story = told.get(name)
                yield rule.finding(story.place(node) if story else Place(at=name), values)
    yield from _anchors(stories)


def _defined(document: Document) -> Mapping[str, set[str]]:
    """Return the ids that a document defines, by kind."""
    found = {"style": _ids(document.part("styles"), "style", "styleId")}
    found["num"] = _ids(document.part("numbering"), "num", "numId")
    found["abstractNum"] = _ids(document.part("numbering"), "abstractNum", "abstractNumId")
    for part, kind in set(_NOTES.values()):
        found[kind] = _ids(document.part(part), kind, "id")
    return found


def _ids(root: _Element | None, name: str, attribute: str) -> set[str]:
    """Return an attribute of every element of a name."""
    return {node.get(w(attribute), "") for node in root.iter(w(name))} if root is not None else set()


def _missing(node: _Element, defined: Mapping[str, set[str]]) -> tuple[Rule, dict[str, object]] | None:
    """Return the rule that a reference breaks, with its values; None where it breaks none."""
    value = node.get(w("val"), "")
    if node.tag in _STYLES and value not in defined["style"]:
        return rules.STYLE, {"name": value}
    if node.tag == w("numId") and value != "0" and value not in defined["num"]:
        return rules.NUMBERING, {"name": value}
    if node.tag == w("abstractNumId") and value not in defined["abstractNum"]:
        return rules.NUMBERING, {"name": value}
    if node.tag in _NOTES:
        kind = _NOTES[node.tag][1]
        id = node.get(w("id"), "")
        return (rules.COMMENT, {"kind": kind, "name": id}) if id not in defined[kind] else None
    return None


def _anchors(stories: Iterable[Story]) -> Iterator[Finding]:
    """Yield links to bookmarks that are not there."""
    names = {node.get(w("name")) for story in stories for node in story.root.iter(w("bookmarkStart"))} | _EVERYWHERE
    for story in stories:
        for node in story.nodes(w("hyperlink")):
            anchor = node.get(w("anchor"))
            if anchor and anchor not in names and not any(True for key in node.attrib if str(key).endswith("}id")):
                yield rules.ANCHOR.finding(story.place(node), name=anchor)
