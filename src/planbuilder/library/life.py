"""Where the entries of a library are in their life: drafts, reviews that are due, what nobody approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError
from planbuilder.library.store import KINDS, Approved, Library, needs_approval

#: The folder of a layer for entries that are not finished; nothing in it is loaded.
DRAFTS = "drafts"
_RETIRED = ("superseded", "withdrawn")


@dataclass(frozen=True, slots=True)
class Due:
    """An approval that is older than the policy allows: of which entry, by which role, from when, due since when."""

    entry: str
    role: str
    on: str
    due: str


@dataclass(frozen=True, slots=True)
class Stale:
    """An approval that a later change of the text made void."""

    entry: str
    role: str
    on: str


@dataclass(frozen=True, slots=True)
class Life:
    """Where entries are in their life.

    ``drafts`` are entries in the state draft, ``draft_files`` files that nothing loads yet. ``overdue`` are approvals
    due to be renewed, ``stale`` those that no longer fit. ``unapproved`` are the entries in use that nobody approved in
    their present wording; ``in_use`` says whether that is what kept plans use, or all that new plans may.
    """

    drafts: tuple[str, ...]
    draft_files: tuple[str, ...]
    overdue: tuple[Due, ...]
    stale: tuple[Stale, ...]
    unapproved: tuple[str, ...]
    in_use: bool
    demanded: bool


def life(roots: Sequence[Path], library: Library, on: dt.date, used: Collection[str] | None = None) -> Life:
    """Return where the entries of a library are in their life on a day.

    ``roots`` are the directories of its layers, ``used`` the entries (``kind/id``) that kept plans use, None where that
    is not asked. Raises EnvironmentFaultError where a folder cannot be looked at.
    """
    entries = {f"{kind}/{id}": entry for kind in KINDS for id, entry in library.of_kind(kind).items()}
    offered = [name for name, entry in entries.items() if entry.state not in _RETIRED]
    wanted = [name for name in offered if needs_approval(name.partition("/")[0])]
    return Life(
        drafts=tuple(name for name in offered if entries[name].state == "draft"),
        draft_files=tuple(_draft_files(roots)),
        overdue=tuple(_overdue(library, wanted, on)),
        stale=tuple(_stale(library, wanted)),
        unapproved=tuple(each for each in wanted if (used is None or each in used) and not library.approved(each)),
        in_use=used is not None,
        demanded=library.about.policy.approval == "required",
    )


def _draft_files(roots: Sequence[Path]) -> Iterator[str]:
    """Yield the files of the layers that are not finished, as paths."""
    for root in roots:
        try:
            yield from map(str, sorted((root / DRAFTS).rglob("*.yaml")))
        except OSError as error:
            fix = f"{error.strerror or 'The system refused'}. Check its permissions."
            raise EnvironmentFaultError("The drafts cannot be looked at.", where=str(root), fix=fix) from None


def _overdue(library: Library, names: Sequence[str], on: dt.date) -> Iterator[Due]:
    """Yield the approvals that hold and are older than the policy allows; of each entry the latest of a role."""
    months = library.about.policy.review_months
    for name in names if months else ():
        for each in library.approved(name):
            due = _months_after(dt.date.fromisoformat(each.on), months)
            if due <= on:
                yield Due(name, each.role, each.on, due.isoformat())


def _stale(library: Library, names: Sequence[str]) -> Iterator[Stale]:
    """Yield the approvals that no longer fit what an entry says."""
    for name in names:
        holds: Collection[Approved] = library.approved(name)
        for each in library.approvals.get(name, ()):
            if each not in holds:
                yield Stale(name, each.role, each.on)


def _months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    return dt.date(year, month + 1, day.day)
