"""Approving entries: into a layer's approvals.yaml, by the hash of what each says now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.library.store import Library, needs_approval
from planbuilder.library.writing_back import require_own, rewrite

_ROLE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class GivenApprovals:
    """Approvals that were given: the entries as ``kind/id``, and the file that says so."""

    entries: tuple[str, ...]
    file: Path


def approve(
    layer: Path, library: Library, names: Sequence[str], role: str, on: dt.date, *, by: str = ""
) -> GivenApprovals:
    """Write into a layer's approvals that a role approved entries as they are worded now, on a day.

    ``by`` is a name where one is to be kept. An earlier approval by the same role is replaced. Raises UsageError for an
    unknown or retired entry, a source, a role that is no word such as ``clinical-director``, and a layer that is not
    one's own; EnvironmentFaultError where the file cannot be written. Then nothing has changed.
    """
    require_own(layer)
    if not _ROLE.fullmatch(role):
        fix = "Write it in small letters with hyphens, such as clinical-director."
        raise UsageError("This is no name of a role.", where=role, fix=fix)
    approved = [_approvable(library, name) for name in names]

    def change(content: Any) -> None:
        """Put the approvals in."""
        if not isinstance(content.get("approvals"), dict):
            content["approvals"] = {}
        for name in approved:
            given = {"content": library.origins[name].content, "on": on.isoformat()} | ({"by": by} if by else {})
            content["approvals"].setdefault(name, {})[role] = given

    file = rewrite(layer / "approvals.yaml", "approvals", change, "These approvals cannot be kept.")
    return GivenApprovals(tuple(approved), file)


def _approvable(library: Library, name: str) -> str:
    """Return an entry as ``kind/id``; raise UsageError where it is none that can be approved."""
    kind, entry = library.find(name)
    if not needs_approval(kind):
        fix = "A source is checked, not approved: its file says when, and what was seen."
        raise UsageError("A source is a document of others.", where=name, fix=fix)
    if entry.state in ("superseded", "withdrawn"):
        said = f"This entry is {entry.state}, and no new plan uses it."
        raise UsageError(said, where=name, fix="Approve what replaces it.")
    return f"{kind}/{entry.id}"
