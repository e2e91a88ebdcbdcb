"""The commands on the library: check, list, show, search, stats, coverage."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from planbuilder.cli.reporting import FORMATS, report
from planbuilder.data import data_path
from planbuilder.findings import Finding


@click.group(epilog="\b\nExample:\n  planbuilder library check")
def library() -> None:
    """Check, list, show, search and count the library."""


@library.command(epilog="\b\nExample:\n  planbuilder library check my-agency/library --format sarif")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
def check(directory: Path | None, format: str) -> int:
    """Find everything that is wrong in the library in DIR (the shipped one without it)."""
    from planbuilder.library.checking import check_library

    root = directory or shipped()
    return report(list(under(root, check_library(root))), format)


def shipped() -> Path:
    """Return the shipped library, from here where it lies below."""
    path = data_path("library")
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def under(root: Path, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Yield the findings with their files as seen from here, so that an editor can open them."""
    for finding in findings:
        file = os.path.join(root, finding.where.file)  # noqa: PTH118 -- keeps ./ and names as they were typed
        yield replace(finding, where=replace(finding.where, file=file))
