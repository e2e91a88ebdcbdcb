"""The progress notes of one client: read and proved, and the next one added; beside the versions of the plan.

Each is a file ``<client id>/notes/0001.json``, ``0002.json``, ... that names the SHA-256 of its own record and of the
bytes before it, as the versions of the plan do; nothing is ever written over. A mistake is corrected by a later note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place
from planbuilder.plan.notes import KeptNote, Named, Note
from planbuilder.plan.plans import MOST_BYTES
from planbuilder.plan.record import Saved
from planbuilder.records.links import LAST, name_of, now, numbers_in, one_line, sha256
from planbuilder.records.note_rules import NOTE_ALTERED, NOTE_MISSING, NOTE_TORN
from planbuilder.saving import save_new

_FOLDER = "notes"
#: The most bytes of a note that are read.
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a client that hold together, oldest first, and what is wrong with those that do not."""

    kept: tuple[KeptNote, ...] = ()
    findings: tuple[Finding, ...] = ()
    sums: tuple[str, ...] = ()

    def number(self, number: int) -> KeptNote | None:
        """Return the note of a number, or None."""
        return self.kept[number - 1] if 0 < number <= len(self.kept) else None


def read_notes(plans: Path, client: str) -> Notes:
    """Return the notes of a client; of those behind one that is wrong, none.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    folder = plans / client / _FOLDER
    there = numbers_in(folder, "notes")
    kept: list[KeptNote] = []
    sums: list[str] = []
    for number in range(1, max(there, default=0) + 1):
        place = Place(f"{_FOLDER}/{name_of(number)}")
        if number not in there:
            return Notes(tuple(kept), (NOTE_MISSING.finding(place, number=number),), tuple(sums))
        try:
            content = read_file(folder / name_of(number), _MOST_BYTES)
            note = msgspec.json.decode(content, type=KeptNote)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, EnvironmentFaultError, OSError):
            return Notes(tuple(kept), (NOTE_TORN.finding(place, number=number),), tuple(sums))
        if wrong := next(_wrong(note, number, client, sums, plans), ""):
            return Notes(tuple(kept), (NOTE_ALTERED.finding(place, number=number, what=wrong),), tuple(sums))
        kept.append(note)
        sums.append(sha256(content))
    return Notes(tuple(kept), (), tuple(sums))


def _wrong(note: KeptNote, number: int, client: str, before: Sequence[str], plans: Path) -> Iterator[str]:
    """Yield how a note contradicts its place."""
    saved = note.saved
    if note.number != number:
        yield "it was kept under another number"
    elif note.note.client != client:
        yield "it is about another client id"
    elif saved.previous != (before[-1] if before else ""):
        yield "the bytes before it are not those it was kept after"
    elif saved.own != sha256(_json(replace(note, saved=replace(saved, own="")))):
        yield "it was changed after it was kept"
    elif note.plan_sha256 != _sum_of(plans / client / name_of(note.note.version)):
        yield "the version of the plan that it is about is not the one that was there then"


def _sum_of(version: Path) -> str:
    """Return the SHA-256 of a version of the plan, nothing where it cannot be read."""
    try:
        return sha256(read_file(version, MOST_BYTES))
    except EnvironmentFaultError:
        return ""


def keep_note(plans: Path, note: Note, named: tuple[Named, ...], plan_sha256: str) -> KeptNote:
    """Keep a note as the next one of its client, and return it.

    ``named`` is what its numbers stand for, ``plan_sha256`` the hash of the version that it is about. Raises InputError
    where the notes that are there do not hold together, UsageError where it corrects a note that is not there or
    somebody else kept one at the same moment, EnvironmentFaultError where the disk refuses; then nothing has changed.
    """
    there = read_notes(plans, note.client)
    if there.findings:
        said = "The notes of this client do not hold together, and nothing was kept."
        raise InputError(said, there.findings, where=note.client)
    number = len(there.kept) + 1
    if number > LAST:
        raise UsageError("There are too many notes.", where=note.client, fix="Begin a new plan under a new id.")
    if note.corrects and there.number(note.corrects.note) is None:
        fix = f"'planbuilder history {note.client}' lists them with their numbers."
        raise UsageError("The note corrects a note that is not there.", where="corrects", fix=fix)
    previous = there.sums[-1] if there.sums else ""
    by = one_line(note.by.name, "who writes")
    saved = Saved(at=now(), by=by, why="", based_on=number - 1, previous=previous)
    blank = KeptNote(schema=1, number=number, saved=saved, plan_sha256=plan_sha256, note=note, named=named)
    kept = replace(blank, saved=replace(saved, own=sha256(_json(blank))))
    if not save_new(plans / note.client / _FOLDER / name_of(number), _json(kept)):
        fix = "Keep it again; it gets the next number."
        raise UsageError("Another note was kept at the same moment, and yours was not.", where=note.client, fix=fix)
    return kept


def _json(note: KeptNote) -> bytes:
    """Return a note as indented UTF-8 JSON; the same note gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(note), indent=2) + b"\n"
