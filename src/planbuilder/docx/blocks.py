"""Checking that every if and for is closed, in the container it was opened in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark

OPENERS = ("for", "if")
MIDDLES = ("elif", "else")
CLOSERS = ("endfor", "endif")
_WORDS = (*OPENERS, *MIDDLES, *CLOSERS, "set")
#: Words of Jinja or of other tools that a reader of templates may expect here.
_FOREIGN = {
    "vm": "Merging cells by a tag is not supported.",
    "hm": "Merging cells by a tag is not supported.",
    "colspan": "Merging cells by a tag is not supported.",
    "cellbg": "Colouring a cell by a tag is not supported.",
    "endset": "A block of Word content cannot be set to a name.",
}


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that is open: its first tag, where it stands, and whether its else has come."""

    mark: Mark
    container: tuple[_Element | None, str]
    has_else: bool = False


def check_blocks(marks: Iterable[Mark]) -> list[Fault]:
    """Return the faults in how the statements of a part, in document order, open and close each other."""
    faults: list[Fault] = []
    stack: list[_Open] = []
    for mark in marks:
        if mark.tag.kind != "statement":
            continue
        word = mark.tag.word
        if word in OPENERS:
            stack.append(_Open(mark, _container(mark)))
        elif word in MIDDLES:
            faults += _middle(mark, stack)
        elif word in CLOSERS:
            faults += _close(mark, stack)
        elif word != "set" or "=" not in mark.tag.code:
            faults.append(_unknown(mark))
    for left in stack:
        word = left.mark.tag.word
        said = f"The {word} is never closed."
        faults.append(Fault(left.mark.place, said, f"Write {_like(left.mark, 'end' + word)} where it ends."))
    return faults


def _container(mark: Mark) -> tuple[_Element | None, str]:
    """Return what directly holds the mark: an element, or an attribute or text of one."""
    if mark.manner == "text":
        return (mark.node, mark.attribute)
    return (mark.node.getparent(), "")


def _middle(mark: Mark, stack: list[_Open]) -> list[Fault]:
    """Return the faults of an else or elif."""
    word = mark.tag.word
    if not stack or (word == "elif" and stack[-1].mark.tag.word != "if"):
        return [Fault(mark.place, f"The {word} belongs to no if.", "Take it out, or write the if before it.")]
    top = stack[-1]
    if top.has_else:
        return [Fault(mark.place, f"The {word} comes after the else of the same block.", "Put it before the else.")]
    stack[-1] = _Open(top.mark, top.container, word == "else")
    return _apart(top, mark)


def _close(mark: Mark, stack: list[_Open]) -> list[Fault]:
    """Return the faults of an endif or endfor, and close its block."""
    word = mark.tag.word
    opened = [item.mark.tag.word for item in stack]
    if word.removeprefix("end") not in opened:
        said = f"The {word} closes nothing: no {word.removeprefix('end')} is open here."
        return [Fault(mark.place, said, "Take it out, or write the tag that it closes.")]
    faults: list[Fault] = []
    while stack[-1].mark.tag.word != word.removeprefix("end"):
        inner = stack.pop()
        said = f"The {inner.mark.tag.word} is not closed before the {word} of the block around it."
        faults.append(Fault(inner.mark.place, said, f"Write {_like(inner.mark, 'end' + inner.mark.tag.word)} first."))
    return faults + _apart(stack.pop(), mark)


def _apart(top: _Open, mark: Mark) -> list[Fault]:
    """Return the fault of two tags of one block that stand in different containers."""
    if top.container == _container(mark):
        return []
    said = f"The {mark.tag.word} stands in another container than the {top.mark.tag.word} it belongs to"
    fix = "Put both in one paragraph; or use {%p for whole paragraphs and {%tr for whole rows, in one cell or table."
    return [Fault(mark.place, f"{said} ({top.mark.place.at}).", fix)]


def _unknown(mark: Mark) -> Fault:
    """Return the fault of a tag that is none of ours."""
    word = mark.tag.word
    if word in _FOREIGN:
        return Fault(mark.place, _FOREIGN[word], "Take the tag out.")
    if word in ("p", "tr", "tc", "r"):
        return Fault(mark.place, f"There is a space before {word}.", f"Write {{%{word} without a space.")
    if word == "set":
        return Fault(mark.place, "A block of Word content cannot be set to a name.", "Write {% set name = value %}.")
    near = difflib.get_close_matches(word, _WORDS, 1)
    fix = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(_WORDS)}."
    return Fault(mark.place, f"The tag {word or mark.tag.code} is unknown.", fix)


def _like(mark: Mark, code: str) -> str:
    """Return a statement with the same lifting prefix as `mark`."""
    return f"{{%{mark.tag.lift} {code} %}}"
