"""The records of disclosures of one client's plan: read and proved, and the next one added; as notes are kept.

Each is a file ``<client id>/disclosures/0001.json``, ``0002.json``, ... that names the SHA-256 of its own record and of
the bytes before it; nothing is ever written over.
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
from planbuilder.plan.disclosures import Disclosure, KeptDisclosure
from planbuilder.plan.record import Saved
from planbuilder.records.disclosure_rules import DISCLOSURE_ALTERED, DISCLOSURE_MISSING, DISCLOSURE_TORN
from planbuilder.records.links import LAST, name_of, now, numbers_in, one_line, sha256
from planbuilder.records.store import Version
from planbuilder.saving import save_new

_FOLDER = "disclosures"
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Disclosures:
    """The disclosures of a client that hold together, oldest first, and what is wrong with those that do not."""

    kept: tuple[KeptDisclosure, ...] = ()
    findings: tuple[Finding, ...] = ()
    sums: tuple[str, ...] = ()


def read_disclosures(plans: Path, client: str) -> Disclosures:
    """Return the disclosures of a client; of those behind one that is wrong, none.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    folder = plans / client / _FOLDER
    there = numbers_in(folder, "disclosures")
    kept: list[KeptDisclosure] = []
    sums: list[str] = []
    for number in range(1, max(there, default=0) + 1):
        place = Place(f"{_FOLDER}/{name_of(number)}")
        if number not in there:
            return Disclosures(tuple(kept), (DISCLOSURE_MISSING.finding(place, number=number),), tuple(sums))
        try:
            content = read_file(folder / name_of(number), _MOST_BYTES)
            each = msgspec.json.decode(content, type=KeptDisclosure)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, EnvironmentFaultError, OSError):
            return Disclosures(tuple(kept), (DISCLOSURE_TORN.finding(place, number=number),), tuple(sums))
        if wrong := next(_wrong(each, number, client, sums), ""):
            found = DISCLOSURE_ALTERED.finding(place, number=number, what=wrong)
            return Disclosures(tuple(kept), (found,), tuple(sums))
        kept.append(each)
        sums.append(sha256(content))
    return Disclosures(tuple(kept), (), tuple(sums))


def _wrong(each: KeptDisclosure, number: int, client: str, before: Sequence[str]) -> Iterator[str]:
    """Yield how a record contradicts its place."""
    if each.number != number:
        yield "it was kept under another number"
    elif each.client != client:
        yield "it is about another client id"
    elif each.saved.previous != (before[-1] if before else ""):
        yield "the bytes before it are not those it was kept after"
    elif each.saved.own != sha256(_json(replace(each, saved=replace(each.saved, own="")))):
        yield "it was changed after it was kept"


def next_number(there: Disclosures, client: str) -> int:
    """Return the number that the next disclosure gets.

    Raises InputError where those that are there do not hold together, UsageError where there are too many.
    """
    if there.findings:
        said = "The records of disclosures do not hold together, and nothing was disclosed."
        raise InputError(said, there.findings, where=client)
    if len(there.kept) >= LAST:
        raise UsageError("There are too many disclosures.", where=client, fix="Begin a new plan under a new id.")
    return len(there.kept) + 1


def keep_disclosure(
    plans: Path, disclosure: Disclosure, version: Version, copy_sha256: str, there: Disclosures
) -> KeptDisclosure:
    """Keep the record of a disclosure after those that are ``there``, and return it.

    Raises UsageError where another was kept at the same moment, EnvironmentFaultError where the disk refuses.
    """
    client = version.plan.client.id
    number = next_number(there, client)
    previous = there.sums[-1] if there.sums else ""
    by = one_line(disclosure.by, "who discloses")
    saved = Saved(at=now(), by=by, why="", based_on=number - 1, previous=previous)
    blank = KeptDisclosure(
        schema=1,
        number=number,
        client=client,
        version=version.number,
        plan_sha256=version.sha256,
        copy_sha256=copy_sha256,
        saved=saved,
        disclosure=disclosure,
    )
    kept = replace(blank, saved=replace(saved, own=sha256(_json(blank))))
    if not save_new(plans / client / _FOLDER / name_of(number), _json(kept)):
        fix = "Disclose it again; it gets the next number."
        raise UsageError("Another disclosure was kept at the same moment, and this one was not made.", fix=fix)
    return kept


def _json(each: KeptDisclosure) -> bytes:
    """Return a record as indented UTF-8 JSON; the same record gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(each), indent=2) + b"\n"
