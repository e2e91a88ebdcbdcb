"""A text of the plan as a document prints it: to be read back, as it stands, or with lines to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from planbuilder.documents.wording import words
from planbuilder.docx.values import Editable, Slot
from planbuilder.library.translations.phrases import ENGLISH
from planbuilder.plan.filling import spans
from planbuilder.plan.record import Text

#: A line to write on.
LINE = "________"


@dataclass(frozen=True, slots=True)
class Printer:
    """How one document prints texts: whether clinical and plain ones are read back when edited in Word."""

    statements: bool
    plains: bool

    def statement(self, text: Text, key: str, title: str) -> str | Editable:
        """Return clinical wording as it stands now; `key` is the item's key and field, `title` names it in words."""
        return editable(text, key, title) if self.statements else text.now

    def plain(self, text: Text, key: str, title: str) -> str | Editable:
        """Return plain wording as it stands now; where it is not read back, blanks are lines to write on."""
        return editable(text, key, f"{title}, plain words") if self.plains else with_lines(text)


def editable(text: Text, key: str, title: str) -> Editable:
    """Return the text with its key; its blanks are slots, unless the clinician wrote it anew."""
    if text.wrote:
        return Editable(text.wrote, key, title)
    if not _has_blanks(text.library):
        return Editable(text.printed, key, title)
    slots = tuple([Slot(*span) for span in spans(text)])
    return Editable(text.printed, key, title, slots)


def with_lines(text: Text) -> str:
    """Return the text with a line to write on, and what belongs there, for each blank that nobody filled."""
    if text.wrote or not _has_blanks(text.library):
        return text.now
    pieces: list[str] = []
    at = 0
    for span in spans(text):
        if span.blank:
            pieces += (text.printed[at : span.start], f"{LINE} ({ENGLISH.blanks.get(span.name, words(span.name))})")
            at = span.end
    return "".join((*pieces, text.printed[at:]))


@lru_cache(maxsize=8192)  # the same statements are printed for client after client, and most have no blank
def _has_blanks(statement: str) -> bool:
    """Return whether a statement of the library has blanks of its own, whatever fills them."""
    return bool(spans(Text(statement, "")))
