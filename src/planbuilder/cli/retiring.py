"""The commands that retire an entry of a library: withdraw, supersede."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from planbuilder.cli.options import library_option, usable_library
from planbuilder.cli.reporting import findings_as_text
from planbuilder.errors import UsageError

_REASON = "Why nobody should plan with it any more, in one line."


@click.command(
    epilog='\b\nExample:\n  planbuilder library withdraw intervention/old-log --reason "The study was retracted."'
)
@click.argument("name", metavar="ID")
@click.option("--reason", required=True, help=_REASON)
@library_option
def withdraw(name: str, reason: str, library: Path | None) -> int:
    """Take the entry ID out of use: it stays for old plans, says why, and is not offered in new ones."""
    return _retire(name, reason, (), library)


@click.command(
    epilog="\b\nExample:\n"
    '  planbuilder library supersede old-log --by drinking-log --reason "Merged: the new one names the goal first."'
)
@click.argument("name", metavar="ID")
@click.option("--by", multiple=True, required=True, metavar="ID", help="What replaces it; may be given again.")
@click.option("--reason", required=True, help=_REASON)
@library_option
def supersede(name: str, by: Sequence[str], reason: str, library: Path | None) -> int:
    """Replace the entry ID by another of its kind: the old one stays for old plans and points to the new one."""
    return _retire(name, reason, by, library)


def _retire(name: str, reason: str, by: Sequence[str], directory: Path | None) -> int:
    """Write an entry's file with its new state, and say where the library still names it."""
    from planbuilder.data import data_path
    from planbuilder.library.retiring import retire

    shelf = usable_library(directory)
    if directory is None and shelf.roots == (data_path("library"),):
        fix = "Name the library with --library DIR; 'planbuilder init DIR --library' makes one of your own."
        raise UsageError("The shipped library is not changed.", fix=fix)
    done = retire(shelf.roots, shelf.library, name, reason.strip(), by)
    click.echo(f"Changed {done.file}: {done.kind}/{done.id} is {'superseded' if by else 'withdrawn'}.")
    if done.named:
        click.echo("It is still named here, where new plans pass it over:\n")
        click.echo(findings_as_text(done.named))
    return 0
