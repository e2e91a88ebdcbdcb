"""Checking that every block is closed, in the container it was opened in, and that blocks are not too deep."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.etree import _Element

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark
from planbuilder.docx.tags import CELL_WORDS, RESTART

OPENERS = ("for", "if", "with")
MIDDLES = ("elif", "else")
CLOSERS = ("endfor", "endif", "endwith")
_WORDS = (*OPENERS, *MIDDLES, *CLOSERS, "set", RESTART, *CELL_WORDS)
#: Python compiles no more than 20 loops in each other, 100 indentations, and so many branches of one condition.
MAX_LOOPS = 16
MAX_BLOCKS = 40
MAX_BRANCHES = 200
#: Words of Jinja that a template of Word content cannot have, and what to do instead.
_FOREIGN = {
    **dict.fromkeys(("endset",), "A block of Word content cannot be set to a name."),
    **dict.fromkeys(("macro", "endmacro", "call", "endcall"), "A template of Word content has no macros."),
    **dict.fromkeys(("include", "import", "from", "extends", "block", "endblock"), "A template stands alone."),
    **dict.fromkeys(("filter", "endfilter"), "A filter works on a value, not on a block of Word content."),
    **dict.fromkeys(("raw", "endraw"), "Word content has no raw block."),
    **dict.fromkeys(("autoescape", "endautoescape"), "Values are always printed as the text they are."),
    **dict.fromkeys(("break", "continue"), "A loop goes over its whole list."),
    **dict.fromkeys(("do", "debug", "trans", "endtrans"), "The tag does nothing in a Word template."),
}
_INSTEAD = {
    "endset": "Write {% set name = value %}.",
    "macro": "Write the content where it is wanted, in a loop where it is wanted more than once.",
    "raw": "Write {_{ and }_} to print two braces.",
    "filter": "Write {{ value|filter }}.",
    "break": "Choose the items in its for: {% for x in list if x.wanted %}.",
    "continue": "Choose the items in its for: {% for x in list if x.wanted %}.",
}


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that is open: its first tag, where it stands, how many branches it has, whether its else has come."""

    mark: Mark
    container: tuple[_Element | None, str]
    branches: int = 1
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
            faults += _too_deep(mark, stack)
        elif word in MIDDLES:
            faults += _middle(mark, stack)
        elif word in CLOSERS:
            faults += _close(mark, stack)
        elif word not in CELL_WORDS and (word != "set" or "=" not in mark.tag.code):
            faults.append(_unknown(mark))
    for left in stack:
        word = left.mark.tag.word
        said = f"The {word} is never closed."
        faults.append(Fault(left.mark.place, said, f"Write {_like(left.mark, 'end' + word)} where it ends."))
    return faults


def _too_deep(mark: Mark, stack: list[_Open]) -> list[Fault]:
    """Return the fault of the tag that opens one block more than can stand in each other."""
    loops = sum(item.mark.tag.word == "for" for item in stack)
    if mark.tag.word == "for" and loops == MAX_LOOPS + 1:
        return [Fault(mark.place, f"More than {MAX_LOOPS} loops stand in each other.", "Take this loop out.")]
    if len(stack) == MAX_BLOCKS + 1:
        return [Fault(mark.place, f"More than {MAX_BLOCKS} blocks stand in each other.", "Take this block out.")]
    return []


def _container(mark: Mark) -> tuple[_Element | None, str]:
    """Return what directly holds the mark: an element, or an attribute or text of one."""
    if mark.manner == "text":
        return (mark.node, mark.attribute)
    return (mark.node.getparent(), "")


def _middle(mark: Mark, stack: list[_Open]) -> list[Fault]:
    """Return the faults of an else or elif."""
    word = mark.tag.word
    if not stack or stack[-1].mark.tag.word == "with" or (word == "elif" and stack[-1].mark.tag.word != "if"):
        return [Fault(mark.place, f"The {word} belongs to no if.", "Take it out, or write the if before it.")]
    top = stack[-1]
    if top.has_else:
        return [Fault(mark.place, f"The {word} comes after the else of the same block.", "Put it before the else.")]
    stack[-1] = replace(top, branches=top.branches + 1, has_else=word == "else")
    if top.branches == MAX_BRANCHES:
        said = f"The if has more than {MAX_BRANCHES} branches."
        return [Fault(mark.place, said, "Look the text up in a list or map of the data instead.")]
    return _apart(top, mark)


def _close(mark: Mark, stack: list[_Open]) -> list[Fault]:
    """Return the faults of an endif, endfor or endwith, and close its block."""
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
        return Fault(mark.place, _FOREIGN[word], _INSTEAD.get(word, "Take the tag out."))
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
