"""The command that offers clinicians' wordings to the agency's library: propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FILE, FOLDER, library_option, usable_library
from planbuilder.cli.reporting import as_json, printable
from planbuilder.cli.workspace import workspace
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf
    from planbuilder.plan.record import Plan
    from planbuilder.records.proposing import Proposal


@click.command(epilog="\b\nExample:\n  planbuilder propose plans/c-4071/0002.json --layer library")
@click.argument("source", metavar="EDITED.docx|PLAN", type=FILE)
@click.option("--layer", type=FOLDER, help="The folder of your agency's library, into which drafts are written.")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def propose(source: Path, layer: Path | None, plans: Path | None, format: str, library: Path | None) -> int:
    """Offer wordings that a clinician made in an edited document or a plan record to the agency's library, as drafts.

    In each, names, dates, places and numbers become blanks, and everything that may still tell of the person is listed.
    You are asked about each one; nothing is written without a yes. Drafts go into 'drafts' of the folder that --layer
    names; no plan uses them until somebody completes them. Without --layer, and with --format json, they are only
    listed. 'propose = false' in planbuilder.toml switches this off.
    """
    place = workspace() or workspace(source.parent)
    if place is not None and not place.propose:
        fix = "Ask whoever keeps planbuilder.toml; there 'propose = false' says so."
        raise UsageError("Proposals to the library are switched off in this workspace.", fix=fix)
    from planbuilder.records.proposing import proposals

    shelf = usable_library(library, near=source)
    found = proposals(_plan(source, plans or shelf.plans, shelf), shelf.library)
    if format == "json":
        click.echo(as_json([_data(each) for each in found]))
    elif not found:
        click.echo("There is no wording in it that a clinician made.")
    else:
        _offer(found, layer, shelf)
    return 0


def _plan(source: Path, plans: Path, shelf: Shelf) -> Plan:
    """Return a plan record, or the latest version with the edits of a document, which are not saved."""
    from planbuilder.docx.deciding import Decision
    from planbuilder.files import read_file
    from planbuilder.plan.plans import load_plan
    from planbuilder.records.acceptance import Decisions
    from planbuilder.records.accepting import accept_edits

    if source.suffix.lower() == ".json":
        return load_plan(source)
    leave: Decision = "leave"
    data = read_file(source)
    found = accept_edits(
        plans, data, shelf.homes, shelf.library, decisions=Decisions(leave), save=False, name=source.name
    )
    return found.after


def _offer(found: Sequence[Proposal], layer: Path | None, shelf: Shelf) -> None:
    """Show each wording, and write those to which a person says yes."""
    from planbuilder.records.proposing import write_draft

    written = 0
    for place, each in enumerate(found, 1):
        click.echo("\n".join(map(printable, _told(each, place, len(found)))))
        if layer is not None and _wanted(each):
            path = write_draft(layer, each, shelf.library, shelf.roots)
            written += 1
            click.echo(f"Wrote {path}")
        click.echo()
    if layer is None:
        click.echo("Only listed. Name the folder of your agency's library with --layer to be asked about each.")
    else:
        click.echo(f"{written} of {len(found)} written as drafts.")


def _wanted(each: Proposal) -> bool:
    """Return whether a person says yes to a wording, and that nothing which is left in it tells of anybody."""
    if not click.confirm("Share this wording as a draft?", default=False):
        return False
    left = each.wording.left
    return not left or click.confirm("Is it certain that none of what is listed tells of a person?", default=False)


def _told(each: Proposal, place: int, count: int) -> Iterator[str]:
    """Yield a wording as lines."""
    yield f"{place} of {count}: {each.name}, {'added by hand' if each.local else 'reworded'}"
    if each.library:
        yield f"  The library says: {each.library}"
    if each.title:
        yield f"  Title: {each.title}"
    yield from (f"  Would be shared: {line}" for line in each.wording.text.split("\n"))
    for blank in each.wording.blanks:
        yield f"  Replaced: {blank.was} by the blank '{blank.name}'"
    if each.wording.left:
        yield f"  Look at these, they may tell of the person: {'; '.join(each.wording.left)}"


def _data(each: Proposal) -> dict[str, Any]:
    """Return a wording as plain data."""
    told = asdict(each)
    return {**{name: value for name, value in told.items() if name != "wording"}, **told["wording"]}
