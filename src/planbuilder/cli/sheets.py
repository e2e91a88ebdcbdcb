"""The commands that take a library to where people edit and back: export, import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import FILE, library_option, usable_library
from planbuilder.cli.reporting import as_json, exit_code, findings_as_text, printable
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.interop.differences import FieldChange
    from planbuilder.interop.importing import Import


@click.command(
    epilog="\b\nExample:\n"
    "  planbuilder library export --xlsx library.xlsx\n"
    "  planbuilder library export --records plan-library.csv"
)
@click.option("--xlsx", type=FILE, metavar="FILE", help="A workbook to edit, which 'library import' takes back.")
@click.option("--csv", "csv_dir", type=FILE, metavar="DIR", help="A folder of comma-separated files, one a sheet.")
@click.option("--records", type=FILE, metavar="FILE", help="The rows that clinical record systems import, as one file.")
@library_option
def export(xlsx: Path | None, csv_dir: Path | None, records: Path | None, library: Path | None) -> int:
    """Write the library as a workbook, as comma-separated files, or for a clinical record system.

    What is there already is not overwritten: the next free name is taken.
    """
    from planbuilder.interop.exporting import export_csv, export_records, export_workbook

    if not (xlsx or csv_dir or records):
        raise UsageError("Nothing says what to write.", fix="Give --xlsx FILE, --csv DIR or --records FILE.")
    shelf = usable_library(library)
    if xlsx:
        click.echo(f"Wrote {export_workbook(xlsx, *shelf.roots)}")
    if csv_dir:
        click.echo(f"Wrote {export_csv(csv_dir, *shelf.roots)}")
    if records:
        click.echo(f"Wrote {export_records(records, shelf.library)}")
    return 0


@click.command("import", epilog="\b\nExample:\n  planbuilder library import library.xlsx --library our-agency/library")
@click.argument("workbook", type=FILE, metavar="FILE.xlsx")
@click.option("--yes", is_flag=True, help="Write the changes without asking.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def import_(workbook: Path, yes: bool, format: str, library: Path | None) -> int:
    """Take the changes of an edited workbook into the library: shown first, field by field, then asked.

    Files keep their comments; new rows become new files. In a workspace with layers all of it goes into the uppermost,
    what changes entries of those beneath as patches. Where anything would not check, nothing is written. With
    --format json nobody is asked: changes are written with --yes only.
    """
    from planbuilder.data import data_path
    from planbuilder.interop.importing import read_import, write_import

    shelf = usable_library(library)
    if library is None and shelf.roots == (data_path("library"),):
        fix = "Name the library with --library DIR; 'planbuilder init DIR --library' makes one of your own."
        raise UsageError("The shipped library is not changed.", fix=fix)
    found = read_import(workbook, *shelf.roots)
    if format == "json":
        written = write_import(found) if yes else ()
        click.echo(_told_as_json(found, written))
        return exit_code(found.findings)
    for line in _told(found):
        click.echo(line)
    if found.files and (yes or click.confirm("Write these changes?", default=False)):
        for path in write_import(found):
            click.echo(f"Wrote {path}")
    elif found.changes:
        click.echo("Nothing was written.")
    return exit_code(found.findings)


def _told(found: Import) -> Iterator[str]:
    """Yield what a workbook would change, entry by entry and field by field, and what is wrong."""
    last = ""
    for change in found.changes:
        name = f"{change.kind}/{change.id}"
        if name != last:
            yield f"{name}\n"
        last = name
        yield f"  {'/'.join(map(str, change.path))} ({change.place.at})"
        yield from _told_change(change)
        yield ""
    if found.findings:
        yield findings_as_text(found.findings) + "\n"
    yield _summary(found.changes)


def _summary(changes: Sequence[FieldChange]) -> str:
    """Return in one line how much would change."""
    if not changes:
        return "The workbook changes nothing."
    entries = len({(change.kind, change.id) for change in changes})
    fields = "1 field changes" if len(changes) == 1 else f"{len(changes)} fields change"
    return f"{fields}, in {entries} {'entry' if entries == 1 else 'entries'}."


def _told_change(change: FieldChange) -> Iterator[str]:
    """Yield what a field says and would say; of a list that stays, only the lines that go and come."""
    was, now = change.before.split("\n"), change.after.split("\n")
    if change.before and change.after and max(len(was), len(now)) > 1:
        yield from (_lines("    goes:  ", line) for line in was if line not in now)
        yield from (_lines("    comes: ", line) for line in now if line not in was)
        if sorted(was) == sorted(now):
            yield _lines("    order: ", change.after)
        return
    if change.before:
        yield _lines("    was: ", change.before)
    yield _lines("    now: ", change.after or "nothing")


def _lines(lead: str, text: str) -> str:
    """Return a text with each of its lines behind the same width."""
    return lead + f"\n{' ' * len(lead)}".join(printable(line) for line in text.split("\n"))


def _told_as_json(found: Import, written: Sequence[Path]) -> str:
    """Return the changes, the findings and the files that were written as JSON."""
    from dataclasses import asdict

    def row(change: FieldChange) -> dict[str, object]:
        return {**asdict(change), "path": "/".join(map(str, change.path))}

    changes = [row(change) for change in found.changes]
    findings = [asdict(finding) for finding in found.findings]
    return as_json({"changes": changes, "findings": findings, "written": [str(path) for path in written]})
