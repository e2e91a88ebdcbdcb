"""The command that takes the edits of a document over into the next version of its plan: accept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from planbuilder.cli.history import change_data, told_change
from planbuilder.cli.options import FILE, FOLDER, library_option, usable_library
from planbuilder.cli.reporting import as_json, counts, details, exit_code, printable
from planbuilder.cli.told_edits import told_unplaced, told_waiting
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.records.acceptance import Acceptance, Collision, Decisions

_DECISIONS = ("accept", "reject", "leave")
_KEPT = {
    "comment": ("comment", "comments"),
    "tick": ("tick or choice", "ticks and choices"),
    "rejected": ("rejected tracked change", "rejected tracked changes"),
    "waiting": ("tracked change that was left", "tracked changes that were left"),
    "unplaced": ("change without a place in the plan", "changes without a place in the plan"),
}


@click.command(
    epilog="\b\nExamples:\n  planbuilder accept c-4071-treatment-plan-v0001.docx --dry-run"
    "\n  planbuilder accept edited.docx --by 'Rosa Alvarez' --tracked accept --tracked 'reject=Pam Lund'"
)
@click.argument("edited", type=FILE)
@click.option("--by", default="", help="Who accepts the edits (without it who saved the file last, if it says).")
@click.option("--why", default="", help="Why there is a new version.")
@click.option(
    "--tracked",
    multiple=True,
    metavar="DECISION[=AUTHOR]",
    help="Accept, reject or leave tracked changes: of all, or of one author; may be given again.",
)
@click.option("--without-unplaced", is_flag=True, help="Go on without what has no place; it is kept as remarks.")
@click.option("--other-layout", is_flag=True, help="Go on though the template has changed since it was printed.")
@click.option("--dry-run", is_flag=True, help="Show what the next version would say, and save nothing.")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def accept(
    edited: Path,
    by: str,
    why: str,
    tracked: Sequence[str],
    plans: Path | None,
    format: str,
    library: Path | None,
    *,
    without_unplaced: bool,
    other_layout: bool,
    dry_run: bool,
) -> int:
    """Take the edits of the Word file EDITED over into the plan, as the next version.

    EDITED was printed from a saved version. Reworded texts stand beside the library's words, blanks are filled, struck
    items leave their numbers vacant, and what was added becomes an objective, an intervention or a note of your own.
    The new version is unsigned. Tracked changes are never accepted unasked. Where a version was saved since EDITED was
    printed, both are merged; what both changed is shown and nothing is saved.
    """
    from planbuilder.files import read_file
    from planbuilder.records.accepting import accept_edits

    shelf = usable_library(library, near=edited)
    found = accept_edits(
        plans or shelf.plans,
        read_file(edited),
        shelf.homes,
        shelf.library,
        by=by,
        why=why,
        decisions=_decisions(tracked),
        without_unplaced=without_unplaced,
        other_layout=other_layout,
        save=not dry_run,
        name=edited.name,
    )
    place = plans or shelf.plans
    click.echo(as_json(_data(found)) if format == "json" else "\n\n".join(_told(found, place)))
    return exit_code(found.findings)


def _decisions(words: Sequence[str]) -> Decisions:
    """Return what was decided about tracked changes; raise UsageError for a word that decides nothing."""
    from planbuilder.docx.deciding import Decision
    from planbuilder.records.acceptance import Decisions

    others: Decision | None = None
    authors: dict[str, Decision] = {}
    for each in words:
        word, named, author = each.partition("=")
        if word not in _DECISIONS:
            fix = "Write accept, reject or leave, and for one author 'accept=NAME'."
            raise UsageError("What --tracked says is no decision.", fix=fix)
        decision = cast("Decision", word)
        if named:
            authors[author.strip()] = decision
        else:
            others = decision
    return Decisions(others, authors)


def _told(found: Acceptance, plans: Path) -> Iterator[str]:
    """Yield what comes of the edits as paragraphs that read aloud well."""
    client, latest = found.before.client.id, found.before.version
    if found.printed_from != latest:
        yield f"The file was printed from version {found.printed_from}; its edits are merged with version {latest}."
    if found.changes or found.after != found.before:
        yield f"Version {latest + 1} of {client} {'would say' if found.version is None else 'says'}:"
        yield from map(told_change, found.changes)
        yield from _kept(found)
    if found.refused:
        yield from told_waiting(found.undecided)
        yield from told_unplaced(found.left)
        yield from map(_collision, found.collisions)
    if found.findings:
        yield details(found.findings)
    if found.version is None:
        yield "Nothing was saved."
        return
    path = plans / client / f"{found.version.number:04}.json"
    signed = " It is not signed; the signatures of the version before stay with that one." * bool(
        found.before.signatures
    )
    yield f"Saved version {found.version.number} of {client}.{signed}\nPrint it: planbuilder render {path}"


def _kept(found: Acceptance) -> Iterator[str]:
    """Yield how many things are kept beside the plan."""
    fresh = Counter(each.kind for each in found.after.remarks if each.version == found.before.version + 1)
    if fresh:
        said = ", ".join(f"{count} {_KEPT[kind][count > 1]}" for kind, count in fresh.items())
        yield f"Kept beside the plan: {said}."


def _collision(each: Collision) -> str:
    """Return what two people changed, as each has it."""
    lines = [f"{each.name or 'An item'}: changed twice"]
    lines += [f"  As it was printed: {each.printed}"] if each.printed else []
    lines += [f"  In the latest version: {each.latest or 'struck out'}"]
    lines += [f"  In the document: {each.edited or 'struck out'}"]
    return "\n".join(printable(line) for line in "\n".join(lines).split("\n"))


def _data(found: Acceptance) -> dict[str, Any]:
    """Return what comes of the edits as plain data."""
    import msgspec

    number = found.before.version + 1
    return {
        "client": found.before.client.id,
        "printed_from": found.printed_from,
        "latest": found.before.version,
        "saved": found.version.number if found.version else None,
        "changes": [change_data(each) for each in found.changes],
        "remarks": [msgspec.to_builtins(each) for each in found.after.remarks if each.version == number],
        "waiting": [asdict(each) for each in found.undecided.waiting],
        "left": [asdict(each) for each in found.left],
        "collisions": [asdict(each) for each in found.collisions],
        "findings": [asdict(each) for each in found.findings],
        "summary": counts(found.findings),
    }
