"""Two wordings of one text compared word by word, so that a reader sees at a glance what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|\w+(?:[-'\u2019]\w+)*|.", re.DOTALL)
#: What stands around words that went and words that came, as in ``git diff --word-diff``: it reads without color too.
_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words that stayed, went or came."""

    how: Literal["same", "removed", "added"]
    text: str


def marked(before: str, after: str) -> tuple[Words, ...]:
    """Return the stretches of both texts in reading order; those that are not added give the first, and so on."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_joined(list(_stretches(old, new))))


def marked_text(words: Sequence[Words]) -> str:
    """Return the stretches as one line, with marks around what went and what came."""
    return "".join(f"{_MARKS[each.how][0]}{each.text}{_MARKS[each.how][1]}" for each in words)


def _stretches(old: list[str], new: list[str]) -> Iterator[Words]:
    """Yield stretches of tokens."""
    for way, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[begin:stop])
        if way == "equal":
            yield Words("same", come)
            continue
        if gone:
            yield Words("removed", gone)
        if come:
            yield Words("added", come)


def _joined(found: list[Words]) -> Iterator[Words]:
    """Yield the stretches; where only a space stayed between two changes, it goes with them."""
    gone = come = ""
    for number, each in enumerate(found):
        inside = 0 < number < len(found) - 1 and bool(gone or come)
        if each.how == "same" and not (inside and each.text.isspace()):
            yield from _changed(gone, come)
            gone = come = ""
            yield each
            continue
        gone += each.text if each.how != "added" else ""
        come += each.text if each.how != "removed" else ""
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Words]:
    """Yield what went and what came."""
    if gone:
        yield Words("removed", gone)
    if come:
        yield Words("added", come)
