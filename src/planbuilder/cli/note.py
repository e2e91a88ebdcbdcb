"""The command that keeps progress notes: note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.history import client_id
from planbuilder.cli.options import FOLDER, library_option, papers_option, today_option, usable_library
from planbuilder.cli.printing import folder_of, put_out
from planbuilder.cli.reporting import details, pressing, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf

#: The document that a note is printed as.
PAPER = "progress-note"
_WORDS = 2


@click.command(
    epilog="\b\nExample:\n  planbuilder note new c-4071 --objective 1.A.2 -o 1.yaml\n  planbuilder note c-4071 1.yaml"
)
@click.argument("words", nargs=-1, metavar="CLIENT FILE | new CLIENT")
@click.option("--objective", "chosen", multiple=True, metavar="NUMBER", help="With new: an objective to write about.")
@papers_option
@click.option("--plans", type=FOLDER, help="Where the versions and notes are (the workspace's plans/ without it).")
@library_option
@today_option
def note(
    words: Sequence[str],
    chosen: Sequence[str],
    output: Path | None,
    plans: Path | None,
    library: Path | None,
    on: dt.date,
) -> int:
    """Keep the progress note in FILE beside the plan of CLIENT, an id, and print it as a Word document and as text.

    'note new CLIENT -o FILE' writes a note to fill in: the plan's accommodations and objectives by number, with their
    blanks. A note names the objectives it served; whether each agreed accommodation was delivered comes
    before any word on how the person took part. A note that is kept is never changed: a later one corrects it.
    """
    if len(words) != _WORDS:
        fix = "Write 'planbuilder note CLIENT FILE', or 'planbuilder note new CLIENT' for one to fill in."
        raise UsageError("A client's id and a file are needed.", fix=fix)
    first, second = words
    if first == "new":
        return _new(client_id(second), chosen, output, plans, on)
    if chosen:
        raise UsageError("--objective goes with 'note new'.", fix="Leave it out.")
    shelf = usable_library(library, near=Path(second))
    return _kept(client_id(first), Path(second), shelf, plans, folder_of(output), on)


def _new(client: str, chosen: Sequence[str], output: Path | None, plans: Path | None, on: dt.date) -> int:
    """Write a note to fill in."""
    from planbuilder.cli.history import usual_plans
    from planbuilder.plan.note_writing import note_yaml
    from planbuilder.records.noting import kept_version

    plan = kept_version(plans or usual_plans(), client).plan
    put_out(note_yaml(plan, on, chosen), output)
    return 0


def _kept(client: str, file: Path, shelf: Shelf, plans: Path | None, output: Path | None, on: dt.date) -> int:
    """Keep a note and print it."""
    from planbuilder.documents.writing import write_documents
    from planbuilder.records.noting import take_note

    kept, plan, found = take_note(plans or shelf.plans, client, file, shelf.library, on)
    click.echo(f"Kept note {kept.number} of {client}.")
    folder = output or shelf.outputs
    written = write_documents(plan, shelf.homes, (PAPER,), folder, text=True, note=kept)
    if shown := pressing(found):
        click.echo("\n" + details(shown) + "\n")
    for path in written:
        click.echo(f"Wrote {path}")
    click.echo(summary(found))
    return 0
