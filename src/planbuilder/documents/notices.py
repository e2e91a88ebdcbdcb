"""The notice that goes with a copy of a record of substance use treatment: read from the library, never an old text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.library.entries import Notice
from planbuilder.plan.disclosures import Disclosure
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

PART_2 = "part-2"


def read_notice(root: Path, id: str = PART_2) -> Notice:
    """Return a notice of a library.

    Raises InputError where its file is not valid, UsageError where its text is a superseded one or not in force yet,
    EnvironmentFaultError where it cannot be read.
    """
    path = root / "notices" / f"{id}.yaml"
    file = read_yaml(read_file(path), f"notices/{path.name}")
    findings = (*file.findings, *shape_findings(file, "notice"))
    if findings:
        raise InputError("The notice has errors.", tuple(findings), where=file.file)
    notice = msgspec.convert(file.value, Notice)
    printed = " ".join((*notice.full, notice.short)).casefold()
    if any(words.casefold() in printed for words in notice.superseded):
        fix = f"Put the text of {notice.version} there; the shipped library has it."
        raise UsageError("The notice is of a superseded text, and is not used.", where=file.file, fix=fix)
    return notice


def notice_for(disclosure: Disclosure, notice: Notice) -> tuple[str, ...]:
    """Return the paragraphs of the notice that a copy carries; none where none is due.

    42 CFR 2.32(a) asks for it with a consent: the full statement. A copy on another basis carries the short one; the
    person's own copy none, nor does a plan that is no record of substance use treatment.
    """
    if not disclosure.substance_use or disclosure.basis == "patient-access":
        return ()
    return notice.full if disclosure.basis == "consent" else (notice.short,)
