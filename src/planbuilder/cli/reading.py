"""The command that reads an edited document back: read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.history import usual_plans
from planbuilder.cli.options import FILE, FOLDER, homes_of, library_option
from planbuilder.cli.reporting import as_json, counts, details, exit_code
from planbuilder.cli.told_edits import told

if TYPE_CHECKING:
    from planbuilder.records.edits import Edits


@click.command(
    epilog="\b\nExample:\n  planbuilder read outputs/c-4071-treatment-plan-v0001.docx plans/c-4071/0001.json"
)
@click.argument("edited", type=FILE)
@click.argument("plan", type=FILE, required=False)
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def read(edited: Path, plan: Path | None, plans: Path | None, format: str, library: Path | None) -> int:
    """Show what was edited in the Word file EDITED, which was printed from the plan record PLAN.

    Without PLAN it is compared with the saved version that it says it was printed from. You are shown changed wording,
    filled blanks, what was struck out and added, ticks, dates, comments, and tracked changes that wait for a decision;
    nothing is changed. The exit code is 1 where something could not be placed or the document is of another client or
    version, 2 where it is no document of planbuilder's.
    """
    from planbuilder.files import read_file
    from planbuilder.plan.plans import load_plan
    from planbuilder.records.notes import read_notes
    from planbuilder.records.reading import read_edits, read_saved_edits

    homes = _homes(library, plan or edited)
    if plan is not None:
        made = load_plan(plan)
        notes = read_notes(plan.resolve().parent.parent, made.client.id).kept
        found = read_edits(made, read_file(edited), homes, edited.name, notes)
    else:
        found = read_saved_edits(plans or usual_plans(), read_file(edited), homes, edited.name)
    click.echo(as_json(_data(found)) if format == "json" else _text(found))
    return exit_code(found.findings)


def _homes(library: Path | None, near: Path) -> tuple[Path, ...]:
    """Return the folders of documents, those of the workspace here or around a file first."""
    from planbuilder.cli.workspace import workspace

    return homes_of(library, workspace() or workspace(near.parent))


def _text(found: Edits) -> str:
    """Return the edits as lines that read aloud well, then what is wrong."""
    return "\n\n".join([*told(found), *([details(found.findings)] if found.findings else [])])


def _data(found: Edits) -> dict[str, Any]:
    """Return the edits as plain data, with how many findings there are of each severity."""
    told = {name: value for name, value in asdict(found).items() if name != "order"}
    return {**told, "summary": counts(found.findings)}
