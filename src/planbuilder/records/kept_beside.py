"""What is kept beside a plan when the edits of a document are accepted: comments, ticks, and what has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from planbuilder.plan.record import Remark
from planbuilder.records.acceptance import Decisions, Merge
from planbuilder.records.edits import Edits, PendingChange
from planbuilder.records.merging import cleaned

_KINDS: Mapping[str | None, Literal["rejected", "waiting"]] = {"reject": "rejected", "leave": "waiting"}


def keep_beside(
    edits: Edits, waiting: Iterable[PendingChange], decisions: Decisions, merge: Merge, number: int
) -> None:
    """Keep as remarks of version ``number`` what the plan has no place for; what is kept already is not kept again.

    ``waiting`` are the tracked changes of the document before any was decided.
    """
    known = {replace(each, version=0) for each in merge.latest.remarks}
    fresh = tuple(each for each in dict.fromkeys(_remarks(edits, waiting, decisions, merge)) if each not in known)
    kept = tuple(replace(each, version=number) for each in fresh)
    merge.made = replace(merge.made, remarks=(*merge.made.remarks, *kept))


def _remarks(edits: Edits, waiting: Iterable[PendingChange], decisions: Decisions, merge: Merge) -> Iterator[Remark]:
    """Yield the remarks, without the version."""
    for note in edits.comments:
        said = {"by": cleaned(note.author), "on": note.date, "words": cleaned(note.on), "about": note.name}
        yield Remark(kind="comment", text=cleaned(note.text), version=0, **said)
    for tick in edits.fields:
        yield Remark(kind="tick", text=cleaned(tick.now), version=0, about=merge.name(tick.key))
    for change in waiting:
        decision = decisions.of(change.author)
        if decision in _KINDS and change.text.strip():
            who = {"by": cleaned(change.author), "on": change.date, "about": change.name, "words": change.kind}
            yield Remark(kind=_KINDS[decision], text=cleaned(change.text), version=0, **who)
    for each in edits.unplaced:
        words = {"words": cleaned(each.old), "about": each.under}
        yield Remark(kind="unplaced", text=cleaned(each.new), version=0, **words)
    for about, old, new in merge.left:
        yield Remark(kind="unplaced", text=cleaned(new), version=0, words=cleaned(old), about=about)
