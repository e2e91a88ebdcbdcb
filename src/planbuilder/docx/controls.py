"""Printing an editable text: one inline content control, in a hidden bookmark, its slots in bookmarks of their own."""

from __future__ import annotations

import hashlib
import re

from planbuilder.docx.markup import inside_run, quoted
from planbuilder.docx.state import Printed, State
from planbuilder.docx.values import Editable, Slot

_LONGEST_NAME = 40
_LONGEST_TAG = 64


def print_editable(state: State, value: Editable, opening: str, blank_opening: str, manner: str) -> str:
    """Return an editable text in its bookmark and control; plain when its key was printed before."""
    if manner == "runs" or value.key in state.printed:
        return _runs(value, opening, blank_opening, ())[0]
    bookmark, id = state.next_bookmark(), state.next_id()
    runs, slots = _runs(value, opening, blank_opening, _slot_marks(state, value, bookmark))
    shown = value.shown.replace("\r\n", "\n").replace("\r", "\n")
    state.printed[value.key] = Printed(bookmark, value.key, digest_of(shown), value.blank, slots)
    if manner == "control":
        runs = in_control(state, value.key, value.title, runs, blank=value.blank)
    return in_bookmark(id, bookmark, runs)


def in_control(state: State, key: str, title: str, runs: str, *, blank: bool, kind: str = "") -> str:
    """Return runs in a content control; ``kind`` is what makes it more than a text."""
    placeholder = "<w:showingPlcHdr/>" if blank else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{quoted(_short(title or key))}"/>'
        f'<w:tag w:val="{quoted(tag_of(key))}"/><w:id w:val="{state.next_id()}"/>{placeholder}{kind}</w:sdtPr>'
        f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


def in_bookmark(id: int, name: str, runs: str) -> str:
    """Return runs in a bookmark."""
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{id}"/>'


def digest_of(shown: str) -> str:
    """Return the digest by which an edit of a printed text is seen."""
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _slot_marks(state: State, value: Editable, bookmark: str) -> tuple[tuple[Slot, str, int], ...]:
    """Return the slots in the order they stand, each with the name and id of its bookmark."""
    if value.blank:
        return ()
    marks: list[tuple[Slot, str, int]] = []
    taken: set[str] = set()
    for number, slot in enumerate(sorted(value.slots, key=lambda slot: (slot.start, slot.end)), 1):
        name = f"{bookmark}_{re.sub(r'[^A-Za-z0-9_]', '_', slot.name)}"
        if len(name) > _LONGEST_NAME or name in taken:
            name = f"{bookmark}_{number}"
        taken.add(name)
        marks.append((slot, name, state.next_id()))
    return tuple(marks)


def _runs(
    value: Editable, opening: str, blank_opening: str, marks: tuple[tuple[Slot, str, int], ...]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text in runs, its slots in bookmarks, and each slot's bookmark and name."""
    text = value.shown
    if value.blank or not value.slots:
        used = blank_opening if value.blank else opening
        return (f"{used}{inside_run(text)}</w:t></w:r>" if text else f"{opening}</w:t></w:r>"), ()
    named = marks or tuple((slot, "", 0) for slot in sorted(value.slots, key=lambda slot: (slot.start, slot.end)))
    pieces: list[str] = []
    at = 0
    for slot, name, id in named:
        start, end = max(at, slot.start), min(slot.end, len(text))
        if start < at or end < start:
            continue
        inner = _run(text[start:end], blank_opening if slot.blank else opening)
        if name:
            inner = in_bookmark(id, name, inner)
        pieces += (_run(text[at:start], opening), inner)
        at = end
    pieces.append(_run(text[at:], opening))
    return "".join(pieces), tuple((name, slot.name) for slot, name, _ in marks)


def _run(text: str, opening: str) -> str:
    """Return one run, or nothing for no text."""
    return f"{opening}{inside_run(text)}</w:t></w:r>" if text else ""


def _short(text: str) -> str:
    """Return a control's title: Word keeps 64 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TAG else line[: _LONGEST_TAG - 1] + "…"


def tag_of(key: str) -> str:
    """Return a control's tag: the key, or where Word's 64 characters do not hold it, its start and digest."""
    if len(key) <= _LONGEST_TAG:
        return key
    return f"{key[:47]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"
