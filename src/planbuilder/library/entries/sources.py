"""The documents that evidence and rules point to."""

from __future__ import annotations

from planbuilder.library.entries.parts import Checked, Entry


class Source(Entry, frozen=True):
    """A document that evidence and rules point to."""

    type: str
    title: str
    publisher: str
    licence: str
    checked: Checked | None
    authors: str = ""
    series: str = ""
    year: int = 0
    identifier: str = ""
    url: str = ""
    note: str = ""
