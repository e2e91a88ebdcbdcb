"""Keeping both halves of a bookmark: what is repeated or left out has all of it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml.etree import _Element

from planbuilder.docx.blocks import CLOSERS, MIDDLES, OPENERS
from planbuilder.docx.fresh import CHANGE_RANGES
from planbuilder.docx.marks import Mark, Marked
from planbuilder.docx.names import w

_ID = w("id")
#: What begins at one element and ends at another with the same id (ECMA-376 part 1, section 17.13).
_KINDS = ("bookmark", "commentRange", "perm", *CHANGE_RANGES)
_HALVES = {w(f"{kind}{side}"): (kind, side) for kind in _KINDS for side in ("Start", "End")}


@dataclass(slots=True)
class _Block:
    """A block: its first tag and its last."""

    opener: Mark
    closer: Mark | None = None


#: The blocks around an element, the outermost first, each with the number of the branch.
_Around = tuple[tuple[_Block, int], ...]


@dataclass(slots=True)
class _Walk:
    """The halves that were met, each with the blocks around it."""

    found: dict[tuple[str, str, str], tuple[_Element, _Around]] = field(default_factory=dict)
    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, node: _Element, around: _Around) -> None:
        """Note a half."""
        key = (*_HALVES[str(node.tag)], str(node.get(_ID)))
        self.found[key] = (node, around)
        self.counted[key] += 1


def keep_halves(marked: Marked) -> None:
    """Move a half out of the blocks that its other half is not in; the blocks of the part are paired.

    The bookmark then holds the whole block, however often that is printed.
    """
    if next(marked.root.iter(*_HALVES), None) is None:
        return
    walk = _walked(marked)
    for key, (start, before) in list(walk.found.items()):
        kind, side, id = key
        other = (kind, "End", id)
        if side != "Start" or walk.counted[key] != 1 or walk.counted[other] != 1:
            continue
        end, after = walk.found[other]
        shared = _shared(before, after)
        if before[shared:]:
            before[shared][0].opener.node.addprevious(start)
        if after[shared:] and (closer := after[shared][0].closer) is not None:
            closer.node.addnext(end)


def _walked(marked: Marked) -> _Walk:
    """Return every half of the part with the blocks around it."""
    by_node = marked.by_node()
    walk, open = _Walk(), list[tuple[_Block, int]]()
    for node in marked.root.iter():
        mark = by_node.get(node)
        if mark is None:
            if node.tag in _HALVES:
                walk.note(node, tuple(open))
            continue
        word = mark.tag.word if mark.tag.kind == "statement" else ""
        if word in OPENERS:
            open.append((_Block(mark), 0))
        elif word in MIDDLES and open:
            open[-1] = (open[-1][0], open[-1][1] + 1)
        elif word in CLOSERS and open:
            open.pop()[0].closer = mark
    return walk


def _shared(before: _Around, after: _Around) -> int:
    """Return in how many blocks, and branches of them, both stand."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one[0] is not other[0] or one[1] != other[1]:
            break
        count += 1
    return count
