"""The command that keeps reviews: review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.history import client_id, usual_plans
from planbuilder.cli.options import FOLDER, library_option, papers_option, today_option, usable_library
from planbuilder.cli.printing import folder_of, put_out
from planbuilder.cli.reporting import details, pressing, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf

#: The document that a review is printed as.
PAPER = "plan-review"
_WORDS = 2


@click.command(
    epilog="\b\nExample:\n  planbuilder review new c-4071 -o review.yaml\n  planbuilder review c-4071 review.yaml"
)
@click.argument("words", nargs=-1, metavar="CLIENT FILE | new CLIENT")
@papers_option
@click.option("--plans", type=FOLDER, help="Where the versions and notes are (the workspace's plans/ without it).")
@library_option
@today_option
def review(words: Sequence[str], output: Path | None, plans: Path | None, library: Path | None, on: dt.date) -> int:
    """Keep the review in FILE as the next version of the plan of CLIENT, an id, and print it as the plan review.

    'review new CLIENT -o FILE' writes a review to fill in: access first, then every open objective by number, with
    what the notes say of it. Each objective stays, is revised or is ended; one that stays a second time without
    progress needs a reason. Numbers are kept, and the new version waits to be signed.
    """
    if len(words) != _WORDS:
        fix = "Write 'planbuilder review CLIENT FILE', or 'planbuilder review new CLIENT' for one to fill in."
        raise UsageError("A client's id and a file are needed.", fix=fix)
    first, second = words
    if first == "new":
        return _new(client_id(second), output, plans, on)
    shelf = usable_library(library, near=Path(second))
    return _kept(client_id(first), Path(second), shelf, plans, folder_of(output), on)


def _new(client: str, output: Path | None, plans: Path | None, on: dt.date) -> int:
    """Write a review to fill in."""
    from planbuilder.plan.review_writing import review_yaml
    from planbuilder.records.notes import read_notes
    from planbuilder.records.reviewing import latest_to_review

    folder = plans or usual_plans()
    put_out(review_yaml(latest_to_review(folder, client), on, read_notes(folder, client).kept), output)
    return 0


def _kept(client: str, file: Path, shelf: Shelf, plans: Path | None, output: Path | None, on: dt.date) -> int:
    """Keep a review and print it."""
    from planbuilder.documents.writing import write_documents
    from planbuilder.records.reviewing import take_review

    version, found = take_review(plans or shelf.plans, client, file, shelf.library, on)
    click.echo(f"Saved version {version.number} of {client}, with the review of {version.plan.reviews[-1].date}.")
    folder = output or shelf.outputs
    written = write_documents(version.plan, shelf.homes, (PAPER,), folder, text=True)
    if shown := pressing(found):
        click.echo("\n" + details(shown) + "\n")
    for path in written:
        click.echo(f"Wrote {path}")
    click.echo(f"Next review {version.plan.review}. {summary(found)}")
    return 0
