"""Accepting the edits of a printed document: the next version of the plan, with what people wrote in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from planbuilder.docx.deciding import Decide, Decision, decided
from planbuilder.errors import UsageError
from planbuilder.findings import Finding, Place, ordered, worst_is_error
from planbuilder.library.store import Library
from planbuilder.plan.carrying import reheaded
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.settling import settled
from planbuilder.records.acceptance import Acceptance, Decisions, Merge
from planbuilder.records.accepting_rules import COLLIDES, EMPTY, LAYOUT, NOTHING, TRACKED, UNPLACED
from planbuilder.records.changes import changes
from planbuilder.records.edits import Edits, UnplacedWords
from planbuilder.records.kept_beside import keep_beside
from planbuilder.records.merging import merge_texts
from planbuilder.records.merging_additions import merge_additions
from planbuilder.records.merging_strikes import merge_strikes
from planbuilder.records.notes import read_notes
from planbuilder.records.reading import printed_version, read_edits
from planbuilder.records.reading_rules import LAYOUT as CHANGED_LAYOUT
from planbuilder.records.store import save_version

#: What is said of the document as it was read, and no longer holds once its edits are merged or kept.
_SETTLED = {"read-unplaced", "read-later-version"}
_UNSAVED = (
    "Edits are accepted into versions that are kept: save the plan ('planbuilder plan ... --save') and make the edits "
    "in a document of it; 'planbuilder read' with the record shows those of this one."
)
_NO_DECISION: Decisions = Decisions()


def accept_edits(
    plans: Path,
    data: bytes,
    homes: Sequence[Path],
    library: Library,
    *,
    by: str = "",
    why: str = "",
    decisions: Decisions = _NO_DECISION,
    without_unplaced: bool = False,
    other_layout: bool = False,
    save: bool = True,
    name: str = "",
) -> Acceptance:
    """Return what the edits of a document make of the latest version of its plan, saved as the next one.

    Where a version was saved since it was printed, edits are merged field by field; what both changed is a collision.
    ``by`` is who accepts, else whoever Word says saved the document last.
    ``other_layout`` says that additions and deletions were meant though the template has changed since.
    Nothing is saved without ``save``, with a finding of severity error, or where nothing was edited. Raises UsageError
    where it is no document of a version that is kept, the plan has ended, or nobody is named who accepts; InputError
    where the versions do not hold together.
    """
    chain, version = printed_version(plans, data, name, _UNSAVED)
    latest = chain.versions[-1]
    if latest.plan.state == "ended":
        fix = "Save a new plan for this person ('planbuilder plan ... --save'), and edit a document of it."
        raise UsageError("The plan has ended; no edits are accepted into it.", where=latest.plan.client.id, fix=fix)
    notes = read_notes(plans, latest.plan.client.id).kept
    first = read_edits(version.plan, data, homes, name, notes)
    _require_authors(decisions, first)
    edits = first
    if first.waiting and any(decisions.of(each.author) for each in first.waiting):
        edits = read_edits(version.plan, decided(data, _deciding(decisions)), homes, name, notes)
    number = latest.number + 1
    merge = Merge(version.plan, latest.plan, with_fields(latest.plan, signatures=()))
    merge_texts(edits.texts, merge)
    merge_additions(edits.additions, merge)
    merge_strikes(edits.struck, merge, dt.datetime.now().astimezone().date().isoformat(), number)
    keep_beside(edits, first.waiting, decisions, merge, number)
    found = [each for each in edits.findings if each.rule not in _SETTLED]
    found += [replace(each, where=Place(name)) for each in merge.findings]
    found += _obstacles(first, edits, decisions, merge, latest.number, name, without_unplaced=without_unplaced)
    found += () if other_layout else _laid_out(edits, name)
    edited = _differs(merge.made, latest.plan)
    after = reheaded(settled(merge.made, library), library) if edited else latest.plan
    if not (edited or worst_is_error(found)):
        found.append(NOTHING.finding(Place(name), latest=latest.number))
    collisions, new = tuple(merge.collisions), changes(latest.plan, after)
    left = (*edits.unplaced, *(UnplacedWords(old, new, about, "") for about, old, new in merge.left))
    made = Acceptance(edits, first, latest.plan, version.number, after, new, collisions, ordered(found), left)
    if save and edited and not made.refused:
        said = why or f"Edits in the {edits.document} of version {version.number}"
        who = _named(by or first.saved_by)
        made = replace(made, version=save_version(plans, after, by=who, why=said, based_on=latest.number))
    return made


def _differs(after: Plan, before: Plan) -> bool:
    """Return whether a version would say anything new, beside who signed the one before."""
    return with_fields(after, signatures=()) != with_fields(before, signatures=())


def _deciding(decisions: Decisions) -> Decide:
    """Return what becomes of the changes of an author; what nobody decided stays as it is."""

    def decide(author: str) -> Decision:
        return decisions.of(author) or "leave"

    return decide


def _require_authors(decisions: Decisions, edits: Edits) -> None:
    """Raise UsageError where somebody is named who has no tracked changes: their changes would be taken otherwise."""
    if set(decisions.authors) - {each.author for each in edits.waiting}:
        fix = "Write the name as the document has it; 'planbuilder read' shows who changed what."
        raise UsageError("A decision names somebody who has no tracked changes in the document.", fix=fix)


def _named(by: str) -> str:
    """Return who accepts; raise UsageError where nobody is named."""
    if not by.strip():
        raise UsageError("Nobody is named who accepts these edits.", fix="Add --by NAME.")
    return by


def _laid_out(edits: Edits, name: str) -> Iterator[Finding]:
    """Yield that additions and deletions may be the template's own, where it has changed since."""
    beside = len(edits.additions) + sum(each.how == "deleted" for each in edits.struck)
    if beside and any(each.rule == CHANGED_LAYOUT.id for each in edits.findings):
        told = "1 thing was added or deleted" if beside == 1 else f"{beside} things were added or deleted"
        yield LAYOUT.finding(Place(name), count=told)


def _obstacles(
    first: Edits,
    edits: Edits,
    decisions: Decisions,
    merge: Merge,
    latest: int,
    name: str,
    *,
    without_unplaced: bool,
) -> Iterator[Finding]:
    """Yield why the edits cannot be accepted as they are."""
    if open_ := sum(decisions.of(each.author) is None for each in first.waiting):
        told = "1 tracked change waits" if open_ == 1 else f"{open_} tracked changes wait"
        yield TRACKED.finding(Place(name), count=told)
    left = len(edits.unplaced) + len(merge.left)
    if left and not without_unplaced:
        yield UNPLACED.finding(Place(name), count=f"{left} {'change' if left == 1 else 'changes'}")
    if any(objectives(merge.latest)) and not any(objectives(merge.made)):
        yield EMPTY.finding(Place(name))
    for each in merge.collisions:
        yield COLLIDES.finding(Place(name), name=each.name or "An item", latest=latest)
