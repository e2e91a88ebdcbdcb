"""Whether every approval is for an entry that is there, and for what it says now."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words

TARGET = RULES.rule(
    "approval-target",
    "error",
    said="There is no {kind} '{id}' that could be approved.",
    why="Somebody believes that it was.",
    fix="{fix}",
    example="approvals: {intervention/day-paln: {...}}",
)
STALE = RULES.rule(
    "approval-stale",
    "warning",
    said="The text of the {kind} '{id}' has changed since the role '{role}' approved it on {on}.",
    why="An approval holds for the wording that was read; this one no longer does.",
    fix="Read the entry again; 'planbuilder library approve {kind}/{id} --as {role}' approves it as it is now.",
    example="content: the hash of an earlier wording",
)


def check_approvals(shelf: Shelf) -> Iterator[Finding]:
    """Yield the approvals of what is not there, and those that a later change of the text made void."""
    for file in shelf.approvals:
        for name, roles in (file.value or {})["approvals"].items():
            kind, _, id = name.partition("/")
            if id not in shelf.names[kind]:
                fix = nearest_words(id, shelf.names[kind], "Take the lines out.")
                yield TARGET.finding(file.place(("approvals", name)), kind=kind, id=id, fix=fix)
                continue
            for role, given in roles.items():
                if given["content"] != shelf.contents.get(name):
                    values = {"kind": kind, "id": id, "role": role, "on": given["on"]}
                    yield STALE.finding(file.place(("approvals", name, role)), values)
