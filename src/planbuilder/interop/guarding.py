"""Texts that a spreadsheet program would take for a formula: made harmless on the way out, known on the way in."""

from __future__ import annotations

import re

#: What a formula can begin with, also in the wide letters that some programs take for the same
#: (OWASP, "CSV Injection").
_START = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
_DANGEROUS = re.compile(f"[{_START}]")
_GUARDED = re.compile(f"'+[{_START}]")
_TO_GUARD = re.compile(f"'*[{_START}]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """Return a text as it is safe in a cell: with an apostrophe before what a formula can begin with."""
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that :func:`guarded` made safe."""
    return text[1:] if _GUARDED.match(text) else text


def is_dangerous(text: str) -> bool:
    """Return whether a spreadsheet program may take the text of a cell for a formula."""
    return bool(_DANGEROUS.match(text)) and not _NUMBER.fullmatch(text)
