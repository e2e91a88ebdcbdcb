"""The notice that goes with a copy of a record of substance use treatment: read from the library, never an old text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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

PART_2 = "part-2"


def read_notice(root: Path, on: dt.date, id: str = PART_2) -> Notice:
    """Return a notice of a library, as it is used on a day.

    Raises InputError where its file is not valid, UsageError where its text is superseded, not in force yet, or not
    word for word what it says it is, EnvironmentFaultError where it cannot be read.
    """
    path = root / "notices" / f"{id}.yaml"
    file = read_yaml(read_file(path), f"notices/{path.name}")
    findings = (*file.findings, *shape_findings(file, "notice"))
    if findings:
        raise InputError("The notice has errors.", tuple(findings), where=file.file)
    notice = msgspec.convert(file.value, Notice)
    for said, fix in _wrong(notice, on, id):
        raise UsageError(said, where=file.file, fix=fix)
    return notice


def _wrong(notice: Notice, on: dt.date, id: str) -> Iterator[tuple[str, str]]:
    """Yield why a notice is not used on a day, and what to do: superseded, not in force yet, or not word for word.

    What is superseded says the shipped notice too, whatever an agency's own library says of it.
    """
    shipped = _shipped(id)
    printed = _plain(notice)
    fix = f"Put the text of {shipped.version if shipped else notice.version} there; the shipped library has it."
    if any(_words(each) in printed for each in (*notice.superseded, *(shipped.superseded if shipped else ()))):
        yield "The notice is of a superseded text, and is not used.", fix
    if notice.effective > on.isoformat():
        yield f"The notice is not in force before {notice.effective}, and is not used.", fix
    if shipped and notice.version == shipped.version and printed != _plain(shipped):
        yield f"The notice is not word for word the text of {notice.version}, and is not used.", fix


@cache
def _shipped(id: str) -> Notice | None:
    """Return the notice as it was shipped, or None where none of that name is."""
    path = data_path("library") / "notices" / f"{id}.yaml"
    return msgspec.convert(read_yaml(read_file(path), path.name).value, Notice) if path.is_file() else None


def _plain(notice: Notice) -> str:
    """Return the texts of a notice in small letters with single blanks."""
    return _words(" ".join((*notice.full, notice.short)))


def _words(text: str) -> str:
    """Return a text in small letters with single blanks."""
    return " ".join(text.split()).casefold()


def notice_for(disclosure: Disclosure, notice: Notice) -> tuple[str, ...]:
    """Return the paragraphs of the notice that a copy carries; none where none is due.

    42 CFR 2.32(a) asks for it with a consent: the full statement. A copy on another basis carries the short one; the
    person's own copy none, nor does a plan that is no record of substance use treatment.
    """
    if not disclosure.substance_use or disclosure.basis == "patient-access":
        return ()
    return notice.full if disclosure.basis == "consent" else (notice.short,)
