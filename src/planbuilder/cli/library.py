"""The commands on the library: check, list, show, search, stats, coverage; others are beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.beginning import new
from planbuilder.cli.catalogue import catalogue
from planbuilder.cli.differing import diff
from planbuilder.cli.kinds import kind_named
from planbuilder.cli.layers import explain, layers_in_use, patch
from planbuilder.cli.life import approve, status
from planbuilder.cli.options import FOLDER, library_option, library_roots, usable_library
from planbuilder.cli.releasing import install, release
from planbuilder.cli.reporting import FORMATS, as_json, printable, report
from planbuilder.cli.retiring import supersede, withdraw
from planbuilder.cli.sheets import export, import_
from planbuilder.errors import UsageError
from planbuilder.findings import Finding

if TYPE_CHECKING:
    from planbuilder.library.store import Library


def _format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--format`` for listings."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", type=choice, default="text", show_default=True, help="How to print.")(command)


@click.group(epilog="\b\nExample:\n  planbuilder library check")
def library() -> None:
    """Check, list, show, search and count the library; take an entry out of use; edit it in a spreadsheet."""


library.add_command(catalogue)
library.add_command(diff)
library.add_command(release)
library.add_command(install)
library.add_command(withdraw)
library.add_command(supersede)
library.add_command(explain)
library.add_command(patch)
library.add_command(new)
library.add_command(approve)
library.add_command(status)
library.add_command(export)
library.add_command(import_)


@library.command(epilog="\b\nExample:\n  planbuilder library check our-agency/library --format sarif")
@click.argument("directory", required=False, type=FOLDER, metavar="[DIR]")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
@library_option
def check(directory: Path | None, format: str, library: Path | None) -> int:
    """Find everything that is wrong in the library in DIR: the workspace's or the shipped one without it.

    In a workspace with layers, each is checked, and then what comes of all of them. A layer in DIR is checked on what
    lies beneath it.
    """
    from planbuilder.cli.workspace import workspace
    from planbuilder.library.checking import check_library

    named = directory or library
    if named and named.resolve().parent.name == "translations" and (named / "library.yaml").is_file():
        fix = f"Check the layer that it is in: planbuilder library check {named.parent.parent}"
        raise UsageError("A translation is checked with its layer.", where=str(named), fix=fix)
    place = workspace()
    root, *upper = library_roots(named, None if named else place)
    if named and place and named.resolve() in [each.resolve() for each in place.layers]:
        root, *upper = layers_in_use(named, None)
    return report(list(_seen_from_here(named or _from_here(root), check_library(root, *upper))), format)


@library.command("list", epilog="\b\nExample:\n  planbuilder library list intervention")
@click.argument("kind", required=False)
@_format_option
@library_option
def list_entries(kind: str | None, format: str, library: Path | None) -> int:
    """List the entries of a KIND, such as problem, or of all kinds: id and title.

    Also the words that files may use: need, demand, role, modality, setting, level-of-care, medication, diagnosis, and
    the facts of a client's file and the conditions of an entry: fact, condition.
    """
    from planbuilder.cli.entries import listed, rows, word_rows
    from planbuilder.library.store import WORD_KINDS

    shelf = usable_library(library).library
    kind = kind_named(kind, words=True)
    found = word_rows(shelf, kind) if kind in WORD_KINDS else rows(shelf, kind)
    click.echo(as_json(found) if format == "json" else listed(found))
    return 0


@library.command(epilog="\b\nExample:\n  planbuilder library show intervention/drinking-log")
@click.argument("name", metavar="ID")
@_format_option
@library_option
def show(name: str, format: str, library: Path | None) -> int:
    """Show the entry ID: kind/id, or the bare id where only one kind has it."""
    from planbuilder.cli.entries import outline, record

    found = record(usable_library(library).library, name)
    click.echo(as_json(found) if format == "json" else outline(found))
    return 0


@library.command(epilog="\b\nExample:\n  planbuilder library search drinking log")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", help="Only entries of this kind.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="The most entries printed.")
@_format_option
@library_option
def search(words: Sequence[str], kind: str | None, most: int, format: str, library: Path | None) -> int:
    """Search titles and texts for WORDS; an entry must hold them all. The best come first.

    A word may be in another form or only begun; one that stands nowhere is read as those spelled most like it.
    """
    from planbuilder.library.search import search as search_library

    found = search_library(usable_library(library).library, " ".join(words), kind=kind_named(kind), most=most)
    if format == "json":
        click.echo(as_json([asdict(hit) for hit in found.hits]))
        return 0
    for word, alike in found.read_as.items():
        click.echo(printable(f"No entry has '{word}'. Read as: {', '.join(alike)}."))
    for hit in found.hits:
        click.echo(printable(f"{hit.kind}/{hit.id}: {hit.title}"))
        if hit.text:
            click.echo(printable(f"  {hit.text}"))
    total = "1 entry" if found.total == 1 else f"{found.total} entries"
    more = f" {found.total - most} more: use --most {found.total}." if found.total > most else ""
    click.echo(f"Found {total}.{more}" if found.hits else "Nothing holds all of these words. Try fewer.")
    return 0


@library.command(epilog="\b\nExample:\n  planbuilder library stats --format json")
@_format_option
@library_option
def stats(format: str, library: Path | None) -> int:
    """Count entries, sources that were looked up, and words; say how hard the plain texts are to read."""
    from planbuilder.cli.entries import counted
    from planbuilder.library.stats import stats as count

    found = count(usable_library(library).library)
    click.echo(as_json(asdict(found)) if format == "json" else counted(found))
    return 0


@library.command(epilog="\b\nExample:\n  planbuilder library coverage --pairs")
@click.option("--pairs", is_flag=True, help="Instead: which two needs together leave a conflict without an answer.")
@_format_option
@library_option
def coverage(pairs: bool, format: str, library: Path | None) -> int:
    """Show which needs meet which demands of the library, how many accommodations answer, and what is empty.

    The exit code is 1 where a usual conflict has no answer.
    """
    from planbuilder.cli.coverage import gaps_as_text, matrix_as_text
    from planbuilder.library.coverage import coverage as cover
    from planbuilder.library.coverage import unanswered_combinations as meet

    used: Library = usable_library(library).library
    found, gaps = cover(used), meet(used) if pairs else ()
    if format == "json":
        click.echo(as_json([asdict(gap) for gap in gaps] if pairs else asdict(found)))
    else:
        click.echo(gaps_as_text(gaps) if pairs else matrix_as_text(found))
    return int(bool(found.empty()))


def _from_here(path: Path) -> Path:
    """Return a path as seen from here where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _seen_from_here(root: Path, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Yield the findings with their files as seen from here, so that an editor can open them."""
    for finding in findings:
        file = os.path.join(root, finding.where.file)  # noqa: PTH118 -- keeps names as they were typed
        seen = str(_from_here(Path(file))) if Path(finding.where.file).is_absolute() else file
        yield replace(finding, where=replace(finding.where, file=seen))
