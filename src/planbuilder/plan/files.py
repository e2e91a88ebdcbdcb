"""Client and selection files into frozen objects: read, checked for shape, then against the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from planbuilder.errors import EnvironmentFaultError, InputError
from planbuilder.findings import Finding, ordered
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.client_check import client_findings
from planbuilder.plan.selection import Selection
from planbuilder.plan.selection_check import selection_findings
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise EnvironmentFaultError with the next step where it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise EnvironmentFaultError(
            "This is a folder, not a file.", where=path.name, fix="Give the file in it."
        ) from None
    except FileNotFoundError:
        raise EnvironmentFaultError(
            "There is no such file.", where=str(path), fix="Check the name and the folder."
        ) from None
    except OSError as error:
        raise EnvironmentFaultError("The file cannot be read.", where=path.name, fix=error.strerror or "") from None


def load_client(path: Path, library: Library, on: dt.date) -> Client:
    """Return the client of a file; raise InputError with everything that is wrong with it."""
    file = read_yaml(read_file(path), path.name)
    findings = [*file.findings, *shape_findings(file, "client")]
    if not _errors(findings):
        client = msgspec.convert(file.value, Client)
        findings += client_findings(client, file, library, on)
        if not _errors(findings):
            return client
    raise InputError("The client's file has errors; no plan was made.", ordered(findings), where=path.name)


def load_selection(path: Path, client: Client, library: Library) -> tuple[Selection, tuple[Finding, ...]]:
    """Return the selection of a file, and findings that do not stop it; raise InputError with those that do."""
    file = read_yaml(read_file(path), path.name)
    findings = [*file.findings, *shape_findings(file, "selection")]
    if not _errors(findings):
        selection = msgspec.convert(file.value, Selection)
        findings += selection_findings(selection, file, client, library)
        if not _errors(findings):
            return selection, ordered(findings)
    raise InputError("The selection has errors; no plan was made.", ordered(findings), where=path.name)


def _errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)
