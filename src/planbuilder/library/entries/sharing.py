"""What a layer holds beside entries: patches, what it hides, and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import field

from planbuilder.library.entries.parts import Part


class Patch(Part, frozen=True):
    """What a layer changes in an entry beneath it, the content hash it was written for, and what stood there then."""

    schema: int
    for_: str = field(name="for")
    patch: Mapping[str, Any]
    why: str = ""
    was: Mapping[str, Any] = field(default_factory=dict)


class Hidden(Part, frozen=True):
    """Entries that a layer does not offer, as ``kind/id``, each with the reason."""

    schema: int
    hidden: Mapping[str, str]


class Approval(Part, frozen=True):
    """One approval of one entry: the hash of the content approved, the day, who where a name is kept."""

    content: str
    on: str
    by: str = ""


class Approvals(Part, frozen=True):
    """The approvals of a layer: by entry (``kind/id``), then by the role that gave them."""

    schema: int
    approvals: Mapping[str, Mapping[str, Approval]]
