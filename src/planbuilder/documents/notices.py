"""The notices that go with a copy that is disclosed: read from the library's layers, never an old text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from planbuilder.data import data_path
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
    valid; UsageError where a text is superseded or not word for word what it says it is, and where none of 42 CFR 2.32
    is in force; EnvironmentFaultError where one cannot be read.
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
        for said in _wrong(alike):
            version = (_shipped(alike[-1].id) or alike[-1]).version
            fix = f"Put the text of {version} there; the shipped library has it."
            raise UsageError(said, where=f"notices/{alike[-1].id}.yaml", fix=fix)
    others = (each[-1] for id, each in sorted(found.items()) if id != PART_2)
    return (found[PART_2][-1], *others)


def _read(path: Path) -> Notice:
    """Return the notice in a file."""
    file = read_yaml(read_file(path), f"notices/{path.name}")
    findings = (*file.findings, *shape_findings(file, "notice"))
    if findings:
        raise InputError("The notice has errors.", tuple(findings), where=file.file)
    return msgspec.convert(file.value, Notice)


def _wrong(alike: Sequence[Notice]) -> Iterator[str]:
    """Yield why the uppermost of some notices of one id is not used.

    What is superseded say those beneath it and the shipped one too, whatever an agency's own says of it.
    """
    notice = alike[-1]
    shipped = _shipped(notice.id)
    known = [*alike, *([shipped] if shipped else [])]
    if notice.superseded_by(words for each in known for words in each.superseded):
        yield "The notice is of a superseded text, and is not used."
    if shipped and notice.version == shipped.version and notice.plain != shipped.plain:
        yield f"The notice is not word for word the text of {notice.version}, and is not used."


@cache
def _shipped(id: str) -> Notice | None:
    """Return the notice as it was shipped, or None where none of that name is."""
    path = data_path("library") / "notices" / f"{id}.yaml"
    return msgspec.convert(read_yaml(read_file(path), path.name).value, Notice) if path.is_file() else None


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
