"""The text of one paragraph as Word shows it, and the runs that hold it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.names import SPACE, w
from planbuilder.docx.tracked import DELETED, drop_between

_TEXT = w("t")
_RUN = w("r")
_AS_SPACE = {w("tab"), w("br"), w("cr"), w("ptab")}
_AS_SIGN = {w("noBreakHyphen"): "-", w("softHyphen"): "\u00ad"}
_CHARACTERS = {_TEXT} | _AS_SPACE | _AS_SIGN.keys()
#: Inside these is no text of the paragraph itself: deleted text, formatting, and what has paragraphs of its own.
_CLOSED = {w("p"), w("pPr"), w("rPr"), w("sdtPr"), w("instrText"), w("tbl")} | DELETED


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
        drop_between(self.paragraph, element, self.atoms[end - 1][0])
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
