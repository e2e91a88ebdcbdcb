"""From a note's file to a note that is kept: about a version of the plan that is there, checked, then kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.note_files import named_in, note_in
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan
from planbuilder.reading import YamlFile, read_yaml
from planbuilder.records.notes import keep_note
from planbuilder.records.store import Version, read_chain


def take_note(
    plans: Path, client: str, path: Path, library: Library, on: dt.date
) -> tuple[KeptNote, Plan, tuple[Finding, ...]]:
    """Keep the note of a file, and return it with the plan it is about and findings that did not stop it.

    ``on`` is the day on which it is kept. Raises InputError with everything that is wrong with the file or with what is
    kept already, UsageError where no such version is kept, EnvironmentFaultError where a disk refuses.
    """
    file = read_yaml(read_file(path), path.name)
    version = kept_version(plans, client, file)
    note, findings = note_in(file, version.plan, library, on)
    return keep_note(plans, note, named_in(note, version.plan), version.sha256), version.plan, findings


def kept_version(plans: Path, client: str, file: YamlFile | None = None) -> Version:
    """Return the version that a file names, or the latest one without a file.

    Raises InputError where the versions do not hold together, UsageError where none is kept or not the one named.
    """
    chain = read_chain(plans, client)
    if chain.findings:
        raise InputError("The versions of this client do not hold together.", chain.findings, where=client)
    if chain.latest is None:
        fix = "'planbuilder plan CLIENT SELECTION --save' keeps the first one."
        raise UsageError("No version of this plan is kept here.", where=client, fix=fix)
    named = (file.value or {}).get("version") if file else None
    if not isinstance(named, int) or isinstance(named, bool):
        return chain.latest
    found = next((each for each in chain.versions if each.number == named), None)
    if found is None:
        fix = f"Versions that are kept: {', '.join(str(each.number) for each in chain.versions)}."
        raise UsageError(f"There is no version {named} of this plan.", where=file.file if file else "", fix=fix)
    return found
