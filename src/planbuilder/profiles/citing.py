"""Citations of requirements: the text by its short name, the place in it, and the full title."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.library.entries import Citation
from planbuilder.library.store import Library


@dataclass(frozen=True, slots=True)
class Clause:
    """A text that asks something: its source, its short name (42 CFR 8.12), its title, and the place in it."""

    source: str
    name: str
    title: str
    at: str

    def __str__(self) -> str:
        """Return short name and place: 42 CFR 8.12 (f)(4); with a comma before a place in words."""
        if not self.at or self.at in self.name:
            return self.name
        return f"{self.name} {self.at}" if self.at.startswith("(") else f"{self.name}, {self.at}"


def clause(library: Library, cited: Citation) -> Clause:
    """Return what a citation names; one whose source the library does not have is called by its id."""
    source = library.sources.get(cited.source)
    if source is None:
        return Clause(cited.source, cited.source, cited.source, cited.at)
    return Clause(source.id, source.identifier or source.title.partition(",")[0], source.title, cited.at)
