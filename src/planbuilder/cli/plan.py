"""The commands that make plans: plan, suggest, compose, demo."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import (
    FILE,
    FOLDER,
    NEW_FILE,
    date_option,
    language_option,
    library_option,
    orientation_option,
    usable_library,
)
from planbuilder.cli.printing import print_plan, put_out
from planbuilder.cli.reporting import exit_code, findings_as_text, pressing, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf
    from planbuilder.findings import Finding
    from planbuilder.library.store import Library
    from planbuilder.plan.record import Plan
    from planbuilder.plan.selection import Selection

#: The day the example clients were written for; the demo uses it, so that it prints the same everywhere and always.
EXAMPLE_DATE = dt.date(2026, 11, 16)
_DEMO_DOCUMENTS = ("treatment-plan", "brief-plan", "client-copy")


def _made(
    client_file: Path, selection_file: Path | None, library: Library, on: dt.date, orientation: str
) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the plan composed from files, and what was found in the selection."""
    from planbuilder.plan.composing import compose as compose_plan
    from planbuilder.plan.files import load_client, load_selection

    client = load_client(client_file, library, on)
    selection: Selection | None = None
    found: tuple[Finding, ...] = ()
    if selection_file is not None:
        selection, found = load_selection(selection_file, client, library)
    return compose_plan(client, selection, library, on, orientation=orientation), found


@click.command(epilog="\b\nExample:\n  planbuilder plan clients/c-4071.yaml clients/c-4071.selection.yaml")
@click.argument("client", type=FILE)
@click.argument("selection", type=FILE, required=False)
@click.option("-d", "--document", "documents", multiple=True, help="A document to print; may be given again.")
@click.option("-o", "--output", type=FOLDER, help="Where the documents go (outputs/ without it).")
@click.option("--text", is_flag=True, help="Also write the plan as numbered plain text.")
@click.option("--force", is_flag=True, help="Overwrite documents that are there already.")
@click.option("--save", is_flag=True, help="Keep the plan as the next version of this client.")
@click.option("--by", default="", help="Who saves it, with --save (who made the selection without it).")
@click.option("--why", default="", help="Why there is a new version, with --save.")
@click.option("--afresh", is_flag=True, help="Leave out what was edited in earlier versions, with --save.")
@language_option
@library_option
@date_option
@orientation_option
def plan(
    client: Path,
    selection: Path | None,
    documents: Sequence[str],
    output: Path | None,
    text: bool,
    force: bool,
    save: bool,
    by: str,
    why: str,
    afresh: bool,
    language: str,
    library: Path | None,
    on: dt.date,
    orientation: str,
) -> int:
    """Make the plan of the person in the file CLIENT, check it, and print it as editable Word documents.

    SELECTION holds the clinician's choices; without it the suggestion is printed as a proposal for the planning
    meeting. 'planbuilder suggest' writes a selection to start from.
    """
    from planbuilder.plan.checking import check_plan

    shelf = usable_library(library, orientation, near=client)
    made, found = _made(client, selection, shelf.library, on, orientation)
    if save:
        made = _following(made, shelf, afresh=afresh)
    found = (*found, *check_plan(made, shelf.library))
    if save:
        made = _kept(made, shelf, by, why)
    elif by or why or afresh:
        raise UsageError("--by, --why and --afresh say how a version is kept.", fix="Add --save, or leave them out.")
    return print_plan(made, found, shelf, documents, output, text=text, force=force, language=language)


def _following(plan: Plan, shelf: Shelf, *, afresh: bool) -> Plan:
    """Return a plan as it follows the last version: under its numbers, and but for ``afresh`` with what people edited.

    What reviews revised and ended stays so too. What is found in it then names the numbers that are kept.
    """
    from planbuilder.plan.carrying import carried, was_edited
    from planbuilder.plan.numbering import kept_numbers
    from planbuilder.records.store import read_chain

    latest = read_chain(shelf.plans, plan.client.id).latest
    if latest is None:
        return plan
    made = kept_numbers(latest.plan, plan)
    if afresh or not was_edited(latest.plan):
        return made
    click.echo(f"What was edited in earlier versions is carried over from version {latest.number}.")
    return carried(latest.plan, made, shelf.library)


def _kept(plan: Plan, shelf: Shelf, by: str, why: str) -> Plan:
    """Keep a plan as the next version, say so, and return it as kept."""
    from planbuilder.records.store import save_version

    maker = plan.selection.made_by
    who = by or (maker.name if maker else "")
    if not who:
        fix = "Add --by NAME, or 'made_by' to the selection."
        raise UsageError("Nobody is named who saves this version.", fix=fix)
    kept = save_version(shelf.plans, plan, by=who, why=why)
    click.echo(f"Saved version {kept.number} in {shelf.plans / plan.client.id}/")
    return kept.plan


@click.command(epilog="\b\nExample:\n  planbuilder suggest clients/c-4071.yaml -o clients/c-4071.selection.yaml")
@click.argument("client", type=FILE)
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="The most problems suggested.")
@click.option("--format", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True, help="How to print.")
@click.option("-o", "--output", type=NEW_FILE, help="The file to write; one that is there already stays.")
@library_option
@date_option
@orientation_option
def suggest(
    client: Path, most: int, format: str, output: Path | None, library: Path | None, on: dt.date, orientation: str
) -> int:
    """Suggest a selection for the person in the file CLIENT, each line with its reason, as YAML to edit."""
    from planbuilder.plan.files import load_client
    from planbuilder.plan.suggesting import suggest as suggest_selection
    from planbuilder.plan.writing import suggestion_json, suggestion_yaml

    shelf = usable_library(library, orientation, near=client)
    person = load_client(client, shelf.library, on)
    found = suggest_selection(person, shelf.library, on, orientation=orientation, most=most)
    if not found.problems:
        click.echo("No problem of the library goes with this person's diagnoses, scores and risks.", err=True)
        click.echo("Look for one with 'planbuilder library search WORDS' and name it in a selection.", err=True)
        return 1
    put_out(suggestion_json(found) if format == "json" else suggestion_yaml(found, shelf.library), output)
    return 0


@click.command(epilog="\b\nExample:\n  planbuilder compose clients/c-4071.yaml -o plan.json")
@click.argument("client", type=FILE)
@click.argument("selection", type=FILE, required=False)
@click.option("-o", "--output", type=NEW_FILE, help="The file to write; one that is there already stays.")
@library_option
@date_option
@orientation_option
def compose(
    client: Path, selection: Path | None, output: Path | None, library: Path | None, on: dt.date, orientation: str
) -> int:
    """Write the plan record of the person in the file CLIENT as JSON, to standard output or a file.

    What is wrong or missing in it goes to standard error.
    """
    from planbuilder.plan.checking import check_plan
    from planbuilder.plan.plans import plan_json

    shelf = usable_library(library, orientation, near=client)
    made, found = _made(client, selection, shelf.library, on, orientation)
    found = (*found, *check_plan(made, shelf.library))
    put_out(plan_json(made).decode(), output)
    if shown := pressing(found):
        click.echo(findings_as_text(shown), err=True)
    return exit_code(found)


@click.command(epilog="\b\nExample:\n  planbuilder demo -o outputs/demo")
@click.option("-o", "--output", type=FOLDER, default=Path("outputs/demo"), show_default=True, help="Where it goes.")
def demo(output: Path) -> int:
    """Compose, check and print every example client of the shipped library.

    The people are invented. Their plans are dated 2026-11-16, so that the demo prints the same on every day. A file
    that is there already stays: where it is another one, the document gets the next free name.
    """
    from planbuilder.documents.writing import write_documents
    from planbuilder.plan.checking import check_plan

    shelf = usable_library(None, shipped=True)
    rows: list[tuple[str, str, str, tuple[Finding, ...]]] = []
    for file in sorted((shelf.root / "examples").glob("*.client.yaml")):
        choice = file.with_name(file.name.replace(".client.", ".selection."))
        made, found = _made(file, choice if choice.exists() else None, shelf.library, EXAMPLE_DATE, "")
        found = (*found, *check_plan(made, shelf.library))
        write_documents(made, shelf.homes, _DEMO_DOCUMENTS, output, text=True, keep=True)
        rows.append((made.client.id, file.name.removesuffix(".client.yaml"), _facts(made), found))
    if sys.stdout.isatty():
        _show_table(rows)
    else:
        for id, name, facts, found in rows:
            click.echo(f"{id} {name}: {facts}. {summary(found)}")
    click.echo(f"\n{len(rows)} invented people, {len(_DEMO_DOCUMENTS)} Word documents and a text each, in {output}/")
    return max((exit_code(found) for _, _, _, found in rows), default=1)


def _show_table(rows: Sequence[tuple[str, str, str, Sequence[Finding]]]) -> None:
    """Show on a terminal, in a table, what each example's plan holds and what was found in it."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Files", "Example", "What it holds", "What was found")
    for id, name, facts, found in rows:
        table.add_row(id, name, facts, summary(found))
    Console().print(table)


def _facts(plan: Plan) -> str:
    """Return in a few words what a plan holds."""
    steps = [step for problem in plan.problems for goal in problem.goals for step in goal.objectives]
    titles = " and ".join(problem.title[:1].lower() + problem.title[1:] for problem in plan.problems)
    kind = "proposal" if plan.heading == "proposal" else "plan"
    return (
        f"{kind} for {titles}, {len(steps)} objectives, "
        f"{sum(len(step.interventions) for step in steps)} interventions, "
        f"{len(plan.accommodations)} accommodations"
    )
