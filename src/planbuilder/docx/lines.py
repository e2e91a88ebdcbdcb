"""The text of one paragraph as Word shows it, and the runs that hold it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.names import SPACE, w

_TEXT = w("t")
_RUN = w("r")
_AS_SPACE = {w("tab"), w("br"), w("cr"), w("ptab")}
_AS_SIGN = {w("noBreakHyphen"): "-", w("softHyphen"): "\u00ad"}
_CHARACTERS = {_TEXT} | _AS_SPACE | _AS_SIGN.keys()
_DELETED = {w("del"), w("moveFrom")}
#: Inside these is no text of the paragraph itself: deleted text, formatting, and what has paragraphs of its own.
_CLOSED = {w("p"), w("pPr"), w("rPr"), w("sdtPr"), w("instrText"), w("tbl")} | _DELETED
#: What only says how the runs in it came about; a statement's tag may stand beside it as well as in it.
_TRANSPARENT = {w(name) for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's text, and for each character the element that holds it and its offset (-1: the whole element)."""

    paragraph: _Element
    text: str
    atoms: tuple[tuple[_Element, int], ...]

    @classmethod
    def of(cls, paragraph: _Element) -> Line:
        """Return the line of `paragraph`, joined over its runs, without that of paragraphs nested in it."""
        text: list[str] = []
        atoms: list[tuple[_Element, int]] = []
        for element in _atoms(paragraph):
            if element.tag == _TEXT:
                content = element.text or ""
                text.append(content)
                atoms += [(element, offset) for offset in range(len(content))]
            else:
                text.append(_AS_SIGN.get(element.tag, "\t"))
                atoms.append((element, -1))
        return cls(paragraph, "".join(text), tuple(atoms))

    def cut(self, start: int, end: int, mark: _Element) -> _Element | None:
        """Put `mark` where the characters from `start` to `end` stand; return a copy of their run's properties.

        Cut from the last span to the first: what stands before `start` keeps its offsets.
        """
        element, offset = self.atoms[start]
        self._drop_deleted(element, self.atoms[end - 1][0])
        if offset >= 0 and self.atoms[end - 1][0] is element:
            content = element.text or ""
            element.text = content[: offset + 1] + content[self.atoms[end - 1][1] + 1 :]
        else:
            for other, at in reversed(self.atoms[start + 1 : end]):
                _remove_character(other, at, keep=element)
        run = element.getparent()
        if run is None or run.tag != _RUN:
            raise ValueError("text outside a run")
        properties = run.find(w("rPr"))
        _split(run, element, offset, mark)
        return copy.deepcopy(properties) if properties is not None else None

    def drop(self, index: int) -> None:
        """Take one character out."""
        element, offset = self.atoms[index]
        _remove_character(element, offset, keep=element)

    def _drop_deleted(self, first: _Element, last: _Element) -> None:
        """Take out what was deleted between two elements: it is no part of the tag that they begin and end."""
        if first is last or next(self.paragraph.iter(*_DELETED), None) is None:
            return
        inside = False
        for element in list(self.paragraph.iter(first.tag, last.tag, *_DELETED)):
            inside = inside or element is first
            if inside and element.tag in _DELETED:
                _take(element)
            if element is last:
                return


def drop_deleted(paragraph: _Element, spans: Callable[[str], list[tuple[int, int]]]) -> bool:
    """Take out the deleted text of a paragraph that has a part in one of the `spans` of it all; return if any had."""
    owners: list[_Element] = []
    text: list[str] = []
    for deleted in [child for child in paragraph.iter(*_DELETED) if _of(child, paragraph)]:
        content = "".join(node.text or "" for node in deleted.iter(w("delText"), _TEXT))
        text.append(content)
        owners += [deleted] * len(content)
    gone = {deleted for start, end in spans("".join(text)) for deleted in owners[start:end]}
    for deleted in gone:
        _take(deleted)
    return bool(gone)


def hoist(mark: _Element) -> None:
    """Put a statement's mark beside the insertions and smart tags it stands in, each parted in two around it."""
    parent = mark.getparent()
    while parent is not None and parent.tag in _TRANSPARENT:
        rest = parent.makeelement(parent.tag)
        for name, value in parent.attrib.items():
            rest.set(name, value)
        for sibling in list(mark.itersiblings()):
            rest.append(sibling)
        parent.addnext(mark)
        if len(rest):
            mark.addnext(rest)
        if not len(parent):
            _take(parent)
        parent = mark.getparent()


def _of(element: _Element, paragraph: _Element) -> bool:
    """Return whether an element stands in the paragraph itself, not in one nested in it."""
    return next(element.iterancestors(w("p")), None) is paragraph


def _take(element: _Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _atoms(element: _Element) -> Iterator[_Element]:
    """Yield the elements that hold or stand for characters, in order."""
    for child in element.iterchildren("{*}*"):
        if element.tag == _RUN and child.tag in _CHARACTERS:
            yield child
        elif child.tag not in _CLOSED:
            yield from _atoms(child)


def _remove_character(element: _Element, offset: int, keep: _Element) -> None:
    """Take one character out; drop the elements that held nothing else."""
    if offset >= 0:
        content = element.text or ""
        element.text = content[:offset] + content[offset + 1 :]
        if element.text or element is keep:
            return
    run = element.getparent()
    if run is not None:
        run.remove(element)
        _drop_if_empty(run)


def _split(run: _Element, element: _Element, offset: int, mark: _Element) -> None:
    """Put `mark` in the place of one character, the run's other content in runs of its own on both sides."""
    content = element.text or ""
    rest = run.makeelement(_RUN)
    for name, value in run.attrib.items():
        rest.set(name, value)
    properties = run.find(w("rPr"))
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    after = list(element.itersiblings())
    if content[offset + 1 :]:
        _text(etree.SubElement(rest, _TEXT), content[offset + 1 :])
    for sibling in after:
        rest.append(sibling)
    if content[:offset]:
        _text(element, content[:offset])
    else:
        run.remove(element)
    run.addnext(mark)
    mark.addnext(rest)
    _drop_if_empty(run)
    _drop_if_empty(rest)


def _text(element: _Element, content: str) -> None:
    """Set an element's text so that its outer spaces are kept."""
    element.text = content
    element.set(SPACE, "preserve")


def _drop_if_empty(run: _Element) -> None:
    """Take out a run that holds nothing but its properties."""
    parent = run.getparent()
    if parent is not None and run.tag == _RUN and all(child.tag == w("rPr") for child in run):
        parent.remove(run)
