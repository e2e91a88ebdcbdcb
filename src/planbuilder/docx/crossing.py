"""Checking that no block parts a field of Word: what is repeated or left out has all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.docx.blocks import CLOSERS, MIDDLES, OPENERS
from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark, Marked
from planbuilder.docx.names import w

_STEPS = {"begin": 1, "end": -1}
_SAID = "The {} parts a field of Word: it begins on one side of a tag of this block and ends on the other."
_FIX = (
    "Press Alt+F9 to see the codes of fields, and put the whole field inside the block, or the block inside the field."
)


@dataclass(slots=True)
class _Block:
    """A block that is open: its first tag, how many fields were open there, whether it was told that it parts one."""

    mark: Mark
    depth: int
    told: bool = False


def parted_fields(marked: Marked) -> list[Fault]:
    """Return a fault for each block that parts a field; the blocks of the part are paired.

    A field's code, result and end are marks of their own in runs (ECMA-376 part 1, section 17.16.18).
    """
    by_node = marked.by_node()
    faults: list[Fault] = []
    blocks: list[_Block] = []
    depth = 0
    for node in marked.root.iter():
        mark = by_node.get(node)
        if mark is None:
            if node.tag == w("fldChar"):
                depth += _STEPS.get(node.get(w("fldCharType"), ""), 0)
                _tell(blocks, faults, crossed=bool(blocks) and depth < blocks[-1].depth)
            continue
        word = mark.tag.word if mark.tag.kind == "statement" else ""
        if word in OPENERS:
            blocks.append(_Block(mark, depth))
        elif word in (*MIDDLES, *CLOSERS) and blocks:
            _tell(blocks, faults, crossed=depth != blocks[-1].depth)
            if word in MIDDLES:
                depth = blocks[-1].depth
            else:
                blocks.pop()
    return faults


def _tell(blocks: list[_Block], faults: list[Fault], *, crossed: bool) -> None:
    """Note, once for a block, that it parts a field."""
    if crossed and not blocks[-1].told:
        blocks[-1].told = True
        faults.append(Fault(blocks[-1].mark.place, _SAID.format(blocks[-1].mark.tag.word), _FIX))
