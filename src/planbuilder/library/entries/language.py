"""Terms to avoid about people, and what to say instead."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from planbuilder.library.entries.parts import Citation, Part


class Term(Part, frozen=True):
    """A term to avoid."""

    avoid: tuple[str, ...]
    say: tuple[str, ...]
    kind: str
    exempt: tuple[str, ...]
    sources: tuple[Citation, ...]
    allowed_in: tuple[str, ...] = ()
    access_check: bool = False
    note: str = ""


class PersonFirst(Part, frozen=True):
    """Terms to avoid, what to say, and the reasons for which a term may stand."""

    schema: int = 1
    exemptions: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
