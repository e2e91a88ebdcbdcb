"""The command that ends a plan: end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.history import client_id, usual_plans
from planbuilder.cli.options import FOLDER, date_option, library_option, papers_option, usable_library
from planbuilder.cli.printing import folder_of, put_out
from planbuilder.cli.reporting import details, exit_code, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.plan.record import Plan

_USUAL = ("discharge-plan",)
_EPILOG = """\b
Example:
  planbuilder end new c-4071 -o plans/c-4071.ending.yaml
  planbuilder end c-4071 plans/c-4071.ending.yaml
"""


@click.command(epilog=_EPILOG)
@click.argument("client")
@click.argument("file", metavar="FILE")
@click.option("-d", "--document", "documents", multiple=True, help="A document to print; may be given again.")
@papers_option
@click.option("--why", default="", help="What the history says about it.")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--force", is_flag=True, help="Overwrite documents that are there already.")
@library_option
@date_option
def end(
    client: str,
    file: str,
    documents: Sequence[str],
    output: Path | None,
    why: str,
    plans: Path | None,
    force: bool,
    library: Path | None,
    on: dt.date,
) -> int:
    """End the plan of CLIENT, an id, as FILE says, and print the continuing-care and discharge plan.

    'planbuilder end new CLIENT -o FILE' writes such a file, with every criterion and objective of the plan and a blank
    for each. The plan is kept as its last version; nothing before it changes. Before it ends, 'planbuilder render -d
    discharge-plan' prints the same paper as a draft.
    """
    home = plans or usual_plans()
    if client == "new":
        return _new(home, file, output, on)
    from planbuilder.plan.ending_files import load_ending
    from planbuilder.records.ending import end_plan, latest_to_end

    papers = folder_of(output)
    plan = latest_to_end(home, client_id(client))
    made, found = load_ending(Path(file), plan, on)
    kept = end_plan(home, plan, made, why=why)
    click.echo(f"Saved version {kept.number} in {home / client}/: the plan has ended.")
    _print(kept.plan, documents or _USUAL, papers, library, force=force)
    if found:
        click.echo(details(found))
    click.echo(summary(found))
    return exit_code(found)


def _new(plans: Path, client: str, output: Path | None, on: dt.date) -> int:
    """Write a new file that ends a plan."""
    from planbuilder.plan.ending_files import new_ending
    from planbuilder.records.ending import latest_to_end

    put_out(new_ending(latest_to_end(plans, client_id(client)), on), output)
    return 0


def _print(plan: Plan, documents: Sequence[str], output: Path | None, library: Path | None, *, force: bool) -> None:
    """Print documents of the plan that has ended; where that cannot be, the version stays, and it is said."""
    from planbuilder.documents.writing import write_documents

    shelf = usable_library(library)
    try:
        for path in write_documents(plan, shelf.homes, documents, output or shelf.outputs, force=force):
            click.echo(f"Wrote {path}")
    except UsageError as error:
        fix = f"The plan has ended all the same. {error.fix}"
        raise UsageError(error.said, where=error.where, fix=fix) from None
