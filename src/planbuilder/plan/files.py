"""Client and selection files into frozen objects: read, checked for shape, then against the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, ordered
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.client_check import client_findings
from planbuilder.plan.selection import Selection
from planbuilder.plan.selection_check import selection_findings
from planbuilder.reading import YamlFile, bounded, read_yaml
from planbuilder.schema import shape_findings


def load_client(path: Path, library: Library, on: dt.date) -> Client:
    """Return the client of a file; raise InputError with everything that is wrong with it."""
    return client_in(read_yaml(read_file(path), path.name), library, on)


def client_in(file: YamlFile, library: Library, on: dt.date) -> Client:
    """Return the client of what was read; raise InputError with everything that is wrong with it."""
    _require_kind(file, "selection", "client")
    findings = [*file.findings, *shape_findings(file, "client")]
    if not _errors(findings):
        client = msgspec.convert(file.value, Client)
        findings += bounded(client_findings(client, file, library, on), file.file)
        if not _errors(findings):
            return client
    raise InputError("The client's file has errors; no plan was made.", ordered(findings), where=file.file)


def _require_kind(file: YamlFile, other: str, wanted: str) -> None:
    """Raise where a file holds what the other kind of file holds: the two were exchanged."""
    fields = file.value or {}
    if _ONLY[other] in fields and _ONLY[wanted] not in fields:
        said, names = f"This is the {_CALLED[other]}, not the {_CALLED[wanted]}.", "CLIENT SELECTION"
        raise UsageError(said, where=file.file, fix=f"Give the files in this order: {names}.")


#: A field that only one kind of file has, and how the kinds are called.
_ONLY = {"client": "identity", "selection": "problems"}
_CALLED = {"client": "client's file", "selection": "selection"}


def load_selection(path: Path, client: Client, library: Library) -> tuple[Selection, tuple[Finding, ...]]:
    """Return the selection of a file, and findings that do not stop it; raise InputError with those that do."""
    return selection_in(read_yaml(read_file(path), path.name), client, library)


def selection_in(file: YamlFile, client: Client, library: Library) -> tuple[Selection, tuple[Finding, ...]]:
    """Return the selection of what was read, and findings that do not stop it; raise InputError with those that do."""
    _require_kind(file, "client", "selection")
    findings = [*file.findings, *shape_findings(file, "selection")]
    if not _errors(findings):
        selection = msgspec.convert(file.value, Selection)
        findings += bounded(selection_findings(selection, file, client, library), file.file)
        if not _errors(findings):
            return selection, ordered(findings)
    raise InputError("The selection has errors; no plan was made.", ordered(findings), where=file.file)


def _errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)
