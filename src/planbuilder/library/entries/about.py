"""What a library says of itself, and the documents it prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from planbuilder.library.entries.parts import Ages, Part


class Policy(Part, frozen=True):
    """What a library demands of its users; an approval older than ``review_months`` is due again, with 0 none is."""

    approval: Literal["optional", "required"]
    review_months: int = 0


class About(Part, frozen=True):
    """What a library layer says about itself; a translation also what it is meant to cover."""

    schema: int
    id: str
    title: str
    version: str
    language: str
    licence: str
    layer: Literal["shipped", "agency", "program"]
    policy: Policy
    notice: str = ""
    ages: Ages | None = None
    translates: tuple[str, ...] = ()


class Document(Part, frozen=True):
    """A kind of paper: a Word template and what it is for."""

    schema: int
    id: str
    title: str
    purpose: str
    audience: Literal["clinician", "client", "outside"]
    template: str
    editable: bool
    body_points: float
    plain_only: bool
    prints: Literal["plan", "note", "review", "readiness", "disclosure"] = "plan"


class Notice(Part, frozen=True):
    """A notice that the law asks for on a copy that is disclosed: where it stands, since when, and its current text.

    ``records`` says on copies of which plans, ``superseded`` are words by which an older text is known.
    """

    schema: int
    id: str
    title: str
    citation: str
    source: str
    version: str
    effective: str
    compliance: str
    full: tuple[str, ...]
    short: str
    superseded: tuple[str, ...] = ()
    records: Literal["substance-use", "every"] = "substance-use"

    @property
    def plain(self) -> str:
        """Return the texts in small letters with single blanks, to compare them."""
        return _plain(" ".join((*self.full, self.short)))

    def superseded_by(self, words: Iterable[str]) -> str:
        """Return the first of some words of older texts that stand in this one, empty where none does."""
        printed = self.plain
        return next((each for each in words if _plain(each) in printed), "")


def _plain(text: str) -> str:
    """Return a text in small letters with single blanks."""
    return " ".join(text.split()).casefold()
