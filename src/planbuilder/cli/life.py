"""The commands on an entry's life: approve, status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.layers import layer_option, layers_in_use
from planbuilder.cli.options import DAY, FOLDER, library_option, usable_library
from planbuilder.cli.reporting import as_json, printable

if TYPE_CHECKING:
    from planbuilder.library.life import Life


@click.command(epilog="\b\nExample:\n  planbuilder library approve intervention/drinking-log --as clinical-director")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--as", "role", required=True, metavar="ROLE", help="Whose approval it is, such as clinical-director.")
@click.option("--by", default="", metavar="NAME", help="Who approved, where the name is to be kept.")
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day of the approval (today without it).")
@layer_option
@library_option
def approve(names: Sequence[str], role: str, by: str, on: dt.date, layer: Path | None, library: Path | None) -> int:
    """Record that ROLE approved the entries ID as they are worded now, in approvals.yaml of your own layer.

    An approval holds for this wording: a later change of the text, also in a layer beneath, makes it void.
    """
    from planbuilder.library.approving import approve as approve_entries
    from planbuilder.library.loading import load_library

    roots = layers_in_use(layer, library)
    done = approve_entries(roots[-1], load_library(*roots), names, role, on, by=by.strip())
    for name in done.entries:
        click.echo(f"Approved as {role}: {name}")
    click.echo(f"Kept in {done.file}")
    return 0


@click.command(epilog="\b\nExample:\n  planbuilder library status --plans plans")
@click.option("--plans", type=FOLDER, metavar="DIR", help="Plans whose entries count as in use (the workspace's).")
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day that counts as today.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def status(plans: Path | None, on: dt.date, format: str, library: Path | None) -> int:
    """Show drafts, reviews that are due, approvals that no longer hold, and what is in use and nobody approved.

    In use is what the kept plans hold; where none are kept, everything that new plans may use. The exit code is 1 where
    the library demands approval and something in use has none.
    """
    from planbuilder.library.life import life
    from planbuilder.records.in_use import entries_in_use

    shelf = usable_library(library)
    home = plans or shelf.plans
    used = entries_in_use(home) if plans or (home.is_dir() and any(home.iterdir())) else None
    found = life(shelf.roots, shelf.library, on, used)
    click.echo(as_json(asdict(found)) if format == "json" else "\n".join(_told(found)))
    return int(found.demanded and bool(found.unapproved))


def _told(found: Life) -> Iterator[str]:
    """Yield where entries are in their life as lines that read aloud well."""
    used = "used by kept plans" if found.in_use else "offered to new plans"
    demanded = "This library demands approval." if found.demanded else "This library does not demand approval."
    overdue = [f"{each.entry}: approved as {each.role} on {each.on}, due since {each.due}" for each in found.overdue]
    stale = [f"{each.entry}: approved as {each.role} on {each.on}, changed since" for each in found.stale]
    yield from _list("Drafts in the library", found.drafts)
    yield from _list("Drafts that nothing loads yet", found.draft_files)
    yield from _list("Reviews that are due", overdue)
    yield from _list("Approvals that no longer hold", stale)
    yield from _list(f"Not approved, and {used}", found.unapproved)
    yield demanded


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a title with a count, and the lines under it."""
    yield f"{title}: {len(lines) or 'none'}"
    yield from (printable(f"  {line}") for line in lines)
