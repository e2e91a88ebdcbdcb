"""What a library says of itself, and the documents it prints."""

from __future__ import annotations

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

    ``superseded`` are words by which an older text is known.
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
    superseded: tuple[str, ...]
