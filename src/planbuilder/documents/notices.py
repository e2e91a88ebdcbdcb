"""The notices that go with a copy that is disclosed: read from the library's layers, never an old text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.library.entries import Notice
from planbuilder.plan.disclosures import Disclosure
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

#: The notice without which no copy of a record of substance use treatment leaves.
PART_2 = "part-2"


def read_notices(roots: Sequence[Path], on: dt.date) -> tuple[Notice, ...]:
    """Return the notices of a library and the layers on top of it, that of 42 CFR 2.32 first, then by their ids.

    Of those with the same id the uppermost counts that is in force on the day. Raises InputError where a file is not
    valid, UsageError where a text is a superseded one or that of 42 CFR 2.32 is not there, EnvironmentFaultError where
    one cannot be read.
    """
    found: dict[str, list[Notice]] = {}
    for root in roots:
        for path in sorted((root / "notices").glob("*.yaml")):
            notice = _read(path)
            if notice.effective <= on.isoformat():
                found.setdefault(notice.id, []).append(notice)
    if PART_2 not in found:
        fix = "Put its current text into notices/part-2.yaml of your layer; the shipped library has it."
        raise UsageError("No layer of the library holds the notice of 42 CFR 2.32 as it is in force.", fix=fix)
    for alike in found.values():
        _refuse_old(alike)
    others = (each[-1] for id, each in sorted(found.items()) if id != PART_2)
    return (found[PART_2][-1], *others)


def _read(path: Path) -> Notice:
    """Return the notice in a file."""
    file = read_yaml(read_file(path), f"notices/{path.name}")
    findings = (*file.findings, *shape_findings(file, "notice"))
    if findings:
        raise InputError("The notice has errors.", tuple(findings), where=file.file)
    return msgspec.convert(file.value, Notice)


def _refuse_old(alike: Sequence[Notice]) -> None:
    """Raise UsageError where the uppermost of some notices holds words that it, or one beneath it, calls superseded."""
    notice = alike[-1]
    if notice.superseded_by(words for each in alike for words in each.superseded):
        fix = f"Put the text of {notice.version} there; the shipped library has it."
        where = f"notices/{notice.id}.yaml"
        raise UsageError("The notice is of a superseded text, and is not used.", where=where, fix=fix)


def notices_for(disclosure: Disclosure, notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Return the notices that are due on a copy; on the person's own copy none."""
    if disclosure.basis == "patient-access":
        return ()
    return tuple(each for each in notices if disclosure.substance_use or each.records == "every")


def paragraphs_of(disclosure: Disclosure, notices: Sequence[Notice]) -> tuple[str, ...]:
    """Return the paragraphs of the notices that a copy carries, one after the other.

    42 CFR 2.32(a) asks for it with a consent: the full statement. A copy on another basis carries the short one.
    """
    full = disclosure.basis == "consent"
    return tuple(part for each in notices for part in (each.full if full else (each.short,)))
