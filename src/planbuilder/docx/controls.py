"""Printing an editable text: one inline content control, in a hidden bookmark, its slots in bookmarks of their own."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from planbuilder.docx.markup import inside_run, quoted
from planbuilder.docx.state import Printed, State
from planbuilder.docx.values import Editable, Slot

_LONGEST_NAME = 40
_LONGEST_TAG = 64
_NO_LETTER = re.compile(r"[^A-Za-z0-9_]")
#: What stands after the runs in a content control.
CONTROL_END = "</w:sdtContent></w:sdt>"


def print_editable(state: State, value: Editable, opening: str, blank_opening: str, manner: str) -> str:
    """Return an editable text in its bookmark and control; plain when its key was printed before."""
    key, text = value.key, value.shown
    if manner == "runs" or key in state.printed:
        return _runs(state, value, opening, blank_opening, "")[0]
    bookmark, id = state.next_bookmark(), state.next_id()
    runs, slots = _runs(state, value, opening, blank_opening, bookmark)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    state.printed[key] = Printed(bookmark, key, digest_of(text), value.blank, slots)
    start, end = "", ""
    if manner == "control":
        start, end = control_start(state, key, value.title, blank=value.blank), CONTROL_END
    return in_bookmark(id, bookmark, runs, start, end)


def control_start(state: State, key: str, title: str, *, blank: bool, kind: str = "") -> str:
    """Return what stands before the runs in a content control; ``kind`` is what makes it more than a text."""
    placeholder = "<w:showingPlcHdr/>" if blank else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_alias(title or key)}"/><w:tag w:val="{quoted(tag_of(key))}"/>'
        f'<w:id w:val="{state.next_id()}"/>{placeholder}{kind}</w:sdtPr><w:sdtContent>'
    )


def in_bookmark(id: int, name: str, runs: str, start: str = "", end: str = "") -> str:
    """Return runs in a bookmark, with what stands between them and it."""
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{start}{runs}{end}<w:bookmarkEnd w:id="{id}"/>'


def digest_of(shown: str) -> str:
    """Return the digest by which an edit of a printed text is seen."""
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _runs(
    state: State, value: Editable, opening: str, blank_opening: str, bookmark: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text in runs, its slots in bookmarks where it has one, and each slot's bookmark and name."""
    text = value.shown
    if value.blank or not value.slots:
        used = blank_opening if value.blank else opening
        return (f"{used}{inside_run(text)}</w:t></w:r>" if text else f"{opening}</w:t></w:r>"), ()
    pieces: list[str] = []
    marks: list[tuple[str, str]] = []
    at, whole = 0, len(text)
    for slot in sorted(value.slots, key=_place) if len(value.slots) > 1 else value.slots:
        name = _slot_name(bookmark, slot, marks) if bookmark else ""
        id = state.next_id() if bookmark else 0
        start, end = max(at, slot.start), min(slot.end, whole)
        if end < start:
            continue
        inner = _run(text[start:end], blank_opening if slot.blank else opening)
        pieces += (_run(text[at:start], opening), in_bookmark(id, name, inner) if name else inner)
        at = end
    pieces.append(_run(text[at:], opening))
    return "".join(pieces), tuple(marks)


def _place(slot: Slot) -> tuple[int, int]:
    """Return where a slot stands among the others."""
    return slot.start, slot.end


def _slot_name(bookmark: str, slot: Slot, marks: list[tuple[str, str]]) -> str:
    """Return the name of a slot's bookmark, unlike those before it in ``marks``, and add it to them."""
    plain = slot.name if slot.name.isascii() and slot.name.isidentifier() else _NO_LETTER.sub("_", slot.name)
    name = f"{bookmark}_{plain}"
    if len(name) > _LONGEST_NAME or any(name == other for other, _ in marks):
        name = f"{bookmark}_{len(marks) + 1}"
    marks.append((name, slot.name))
    return name


def _run(text: str, opening: str) -> str:
    """Return one run, or nothing for no text."""
    return f"{opening}{inside_run(text)}</w:t></w:r>" if text else ""


@lru_cache(maxsize=1024)  # titles say what a text is, not what it says: few, in document after document
def _alias(title: str) -> str:
    """Return a control's title as an attribute: Word keeps 64 characters."""
    line = " ".join(title.split())
    return quoted(line if len(line) <= _LONGEST_TAG else line[: _LONGEST_TAG - 1] + "…")


def tag_of(key: str) -> str:
    """Return a control's tag: the key, or where Word's 64 characters do not hold it, its start and digest."""
    if len(key) <= _LONGEST_TAG:
        return key
    return f"{key[:47]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"
