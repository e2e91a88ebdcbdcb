"""Whether the notices on copies that are disclosed are of a current text, from a source that exists."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.references import ENTRY
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words

OLD = RULES.rule(
    "notice-superseded",
    "error",
    said="The notice holds words of a superseded text: '{words}'.",
    why="A copy would leave with a statement that is no longer in force; it is refused instead.",
    fix="Put the current text there, or take the words out of 'superseded' where they are no longer old.",
    example="full: [This information has been disclosed to you from records ...]",
)


def check_notices(shelf: Shelf) -> Iterator[Finding]:
    """Yield words that a notice, or one of the same id beneath it, calls superseded, and sources that are not there."""
    for alike in shelf.notices.values():
        old: list[str] = []
        for file, notice in alike:
            old += notice.superseded
            if words := notice.superseded_by(old):
                yield OLD.finding(file.place(("full",)), words=words)
            if notice.source not in shelf.names["source"]:
                known = shelf.names["source"]
                fix = nearest_words(notice.source, known, "'planbuilder library list source' prints those that exist.")
                yield ENTRY.finding(file.place(("source",)), kind="source", id=notice.source, fix=fix)
