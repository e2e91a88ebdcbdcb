"""The commands for plans that the library has moved on from: outdated, update."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.history import client_id, usual_plans
from planbuilder.cli.options import FOLDER, library_option, usable_library
from planbuilder.cli.reporting import as_json, counts, details, exit_code, printable, report, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.findings import Finding
    from planbuilder.records.updating import Merge, Update

_SAID = {
    "taken": "the new wording is taken",
    "kept": "what was written by hand stays, and the library changed too",
    "agreed": "the library says now what was written by hand",
}


@click.command(epilog="\b\nExample:\n  planbuilder outdated --format json")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def outdated(plans: Path | None, format: str, library: Path | None) -> int:
    """List every kept plan that uses an entry which was changed, superseded or withdrawn, and what that means.

    Each plan is looked at by its latest version; plans that have ended rest. The exit code is 1 where an entry was
    withdrawn or is gone.
    """
    from planbuilder.records.outdated import outdated_plans

    shelf = usable_library(library)
    found = outdated_plans(plans or usual_plans(), shelf.library)
    if format == "json":
        return report(found.findings, format)
    if found.findings:
        click.echo(details(found.findings) + "\n")
    ended = f", and {found.ended} that ended" if found.ended else ""
    click.echo(f"{found.plans} {'plan' if found.plans == 1 else 'plans'} looked at{ended}. {summary(found.findings)}")
    return exit_code(found.findings)


@click.command(
    epilog="\b\nExample:\n  planbuilder update c-4071\n  planbuilder update c-4071 --yes --by 'Rosa Alvarez'"
)
@click.argument("client")
@click.option("--yes", is_flag=True, help="Keep the updated plan as the next version.")
@click.option("--by", default="", help="Who updates it, with --yes.")
@click.option("--why", default="", help="Why, with --yes (the version of the library without it).")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def update(client: str, yes: bool, by: str, why: str, plans: Path | None, format: str, library: Path | None) -> int:
    """Show what the plan of CLIENT, an id, would say with the library as it is now; with --yes keep it so.

    Each text is merged by itself: where nobody had changed it, the new wording is taken; where somebody had, theirs
    stays, and old, new and own wording are shown side by side. Facts, choices, dates and numbers stay. The next version
    is unsigned. What was superseded or withdrawn stays in the plan until somebody chooses what follows it.
    """
    from planbuilder.records.ending import latest_to_end
    from planbuilder.records.outdated import outdated_entries, outdated_findings
    from planbuilder.records.updating import update_plan, updated

    if yes and not by:
        raise UsageError("Nobody is named who updates the plan.", fix="Add --by NAME.")
    home, shelf = plans or usual_plans(), usable_library(library)
    plan = latest_to_end(home, client_id(client))
    made = updated(plan, shelf.library)
    retired = [each for each in outdated_entries(plan, shelf.library) if each.how != "changed"]
    found = tuple(outdated_findings(plan, shelf.library, retired))
    kept = update_plan(home, plan, made, by=by, why=why).number if yes and not made.nothing else 0
    if format == "json":
        click.echo(as_json(_data(made, found, kept)))
        return exit_code(found)
    click.echo("\n\n".join(_blocks(made, found)))
    click.echo(_ending(made, kept, client))
    return exit_code(found)


def _blocks(made: Update, found: tuple[Finding, ...]) -> Iterator[str]:
    """Yield what would change, conflicts first, each as short lines that read aloud well."""
    yield from map(_merge, sorted(made.merges, key=lambda each: each.kind != "kept"))
    for each in made.others:
        lines = [f"{each.where}, {each.what}: {each.kind}"]
        lines += [f"  Before: {each.before}"] if each.before else []
        lines += [f"  After: {each.after}"] if each.after else []
        yield "\n".join(map(printable, lines))
    for rest in made.rest:
        fields = f" ({', '.join(rest.fields)})" if rest.fields else ""
        yield printable(f"{rest.where}, {rest.what}: other{fields}")
    if found:
        yield details(found)


def _merge(each: Merge) -> str:
    """Return a merged text as short lines."""
    lines = [f"{each.where}, {each.what}: {_SAID[each.kind]}", f"  Library then: {each.before}"]
    lines += [f"  Library now: {each.now}"]
    lines += [f"  Written by hand: {each.wrote}"] if each.wrote else []
    return "\n".join(map(printable, lines))


def _ending(made: Update, kept: int, client: str) -> str:
    """Return the last line: what was done, or what would be."""
    if made.nothing:
        return "The plan says what the library says; nothing is to be updated."
    others = len(made.others) + len(made.rest)
    told = f"Texts merged: {len(made.merges)}, of them to be looked at: {len(made.conflicts)}. Other changes: {others}."
    if kept:
        return f"\n{told}\nSaved version {kept}, unsigned."
    return f"\n{told}\nNothing was changed yet. 'planbuilder update {client} --yes --by NAME' keeps it so."


def _data(made: Update, found: tuple[Finding, ...], kept: int) -> dict[str, Any]:
    """Return an update as plain data."""
    return {
        "version": kept,
        "merges": [asdict(each) for each in made.merges],
        "changes": [asdict(each) for each in made.others],
        "other": [asdict(each) for each in made.rest],
        "findings": [asdict(each) for each in found],
        "summary": counts(found),
    }
