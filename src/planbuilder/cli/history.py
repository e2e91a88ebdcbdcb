"""The command that shows the versions of a plan: history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FOLDER
from planbuilder.cli.reporting import as_json, details, printable
from planbuilder.cli.told_disclosures import disclosure_lines, disclosures_data
from planbuilder.cli.told_notes import note_lines, notes_data, review_line
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.records.changes import Change
    from planbuilder.records.notes import Notes
    from planbuilder.records.store import Chain, Version


_REMARKS = {
    "comment": "Comment",
    "tick": "Ticked or chosen",
    "rejected": "Tracked change, rejected,",
    "waiting": "Tracked change that waits,",
    "unplaced": "Changed on the page, without a place in the plan",
}
#: An id as client files have it: small letters, digits and hyphens.
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command(epilog="\b\nExample:\n  planbuilder history c-4071 --diff 1 2")
@click.argument("client")
@click.option(
    "--diff", nargs=2, type=click.IntRange(1), metavar="A B", help="What changed from version A to version B."
)
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def history(client: str, diff: tuple[int, int] | None, plans: Path | None, format: str) -> int:
    """Show the versions of the plan of CLIENT, an id: when each was saved, by whom and why, and what changed.

    Reviews and progress notes are listed too, and gaps: notes that name no objective, objectives that no note names,
    long times without a note; and every disclosure, with to whom and why. All of them are proved: that each is whole,
    and that it follows the bytes of the one before it. The exit code is 1 where one is not; it and what was kept after
    it are not shown.
    """
    from planbuilder.records.disclosures import read_disclosures
    from planbuilder.records.notes import read_notes
    from planbuilder.records.store import read_chain

    folder, client = plans or usual_plans(), client_id(client)
    chain = read_chain(folder, client)
    if not chain.versions and not chain.findings:
        fix = "'planbuilder plan CLIENT SELECTION --save' keeps the first one."
        raise UsageError("No version of this plan is kept here.", where=client, fix=fix)
    if diff:
        return _show_changes(chain, client, diff, format)
    notes, told = read_notes(folder, client), read_disclosures(folder, client)
    if format == "json":
        click.echo(as_json(_data(chain, notes) | disclosures_data(told)))
    else:
        click.echo("\n".join((*_lines(chain, notes, client), *disclosure_lines(told))))
    return int(bool(chain.findings or notes.findings or told.findings))


def client_id(word: str) -> str:
    """Return a client's id; raise UsageError where the word is none."""
    if not _ID.fullmatch(word):
        raise UsageError("This is not the id of a client.", fix="Give the id alone, such as c-4071, not a file.")
    return word


def usual_plans() -> Path:
    """Return the folder of versions of the workspace, or plans/ here."""
    from planbuilder.cli.workspace import workspace

    place = workspace()
    return place.plans if place else Path("plans")


def _lines(chain: Chain, notes: Notes, client: str) -> Iterator[str]:
    """Yield the versions as lines that read aloud well, the oldest first, and what is wrong."""
    from planbuilder.records.changes import changes

    told = 0
    for place, version in enumerate(chain.versions):
        yield printable(_told(version))
        yield from _beside(version, chain)
        yield from map(review_line, version.plan.reviews[told:])
        told = len(version.plan.reviews)
        if place:
            yield f"  {_counted(changes(chain.versions[place - 1].plan, version.plan))}"
    if chain.findings:
        yield details(chain.findings)
    yield from note_lines(notes, chain.latest.plan if chain.latest else None)
    for name in chain.strays:
        yield printable(f"Passed over, since it is named as no version: {name}. Look at it, and move it away.")
    count = len(chain.versions)
    whole = "" if chain.findings else ", whole and in order"
    yield f"{client}: {count} {'version' if count == 1 else 'versions'}{whole}."


def _beside(version: Version, chain: Chain) -> Iterator[str]:
    """Yield who signed a version and what was said beside it when it was made."""
    sums = {each.sha256: each.number for each in chain.versions}
    for signature in version.plan.signatures:
        said = {"agree": "agrees to", "disagree": "disagrees with", "absent": "was absent for"}[signature.agrees]
        why = "; ".join(part for part in (signature.reason, signature.despite) if part)
        head = f"{signature.name}, {signature.role}, {signature.on}: {said} version {sums[signature.binds]}"
        yield printable(f"  {head}{f' ({why})' if why else ''}.")
    for remark in version.plan.remarks:
        if remark.version == version.number:
            by = f" by {remark.by}" if remark.by else ""
            about = f", {remark.about}" if remark.about else ""
            words = f" (on: {remark.words})" if remark.words and remark.kind in ("comment", "unplaced") else ""
            yield printable(f"  {_REMARKS[remark.kind]}{by}{about}: {remark.text or 'taken out'}{words}")


def _told(version: Version) -> str:
    """Return a version in one sentence."""
    plan, saved = version.plan, version.plan.saved
    kind = "proposal" if plan.heading == "proposal" else "treatment plan"
    kept = f"saved {saved.at[:10]} {saved.at[11:16]} UTC by {saved.by}" if saved else ""
    why = f": {saved.why}" if saved and saved.why else ""
    return f"Version {version.number}, {plan.state} {kind} of {plan.date}, {kept}{why}."


def _counted(found: tuple[Change, ...]) -> str:
    """Return how many things changed."""
    if not found:
        return "Nothing changed in it."
    told = [f"{sum(each.kind == kind for each in found)} {kind}" for kind in ("added", "changed", "removed")]
    return f"Since the version before: {', '.join(each for each in told if not each.startswith('0 '))}."


def _show_changes(chain: Chain, client: str, diff: tuple[int, int], format: str) -> int:
    """Print what changed between two versions."""
    from planbuilder.records.changes import changes

    numbers = [version.number for version in chain.versions]
    for number in diff:
        if number not in numbers:
            fix = f"Versions that are whole: {', '.join(map(str, numbers)) or 'none'}."
            raise UsageError(f"There is no version {number} that can be shown.", where=client, fix=fix)
    before, after = (chain.versions[number - 1].plan for number in diff)
    found = changes(before, after)
    if format == "json":
        click.echo(as_json([change_data(each) for each in found]))
    else:
        click.echo("\n\n".join(map(told_change, found)) or "Nothing changed.")
    return int(bool(chain.findings))


def told_change(each: Change) -> str:
    """Return a change as short lines: where and what, before, after."""
    lines = [f"{each.where}, {each.what}: {each.kind}"]
    lines += [f"  Before: {each.before}"] if each.before else []
    lines += [f"  After: {each.after}"] if each.after else []
    return "\n".join(printable(part) for line in lines for part in line.replace("\n", "\n    ").split("\n"))


def change_data(each: Change) -> dict[str, str]:
    """Return a change as plain data."""
    return {"kind": each.kind, "where": each.where, "what": each.what, "before": each.before, "after": each.after}


def _data(chain: Chain, notes: Notes) -> dict[str, Any]:
    """Return the versions, and what is wrong, as plain data."""
    from dataclasses import asdict

    from msgspec import to_builtins

    kept = [(version, version.plan.saved) for version in chain.versions]
    versions = [
        {
            "version": version.number,
            "state": version.plan.state,
            "heading": version.plan.heading,
            "date": version.plan.date,
            "saved": saved.at if saved else "",
            "by": saved.by if saved else "",
            "why": saved.why if saved else "",
            "based_on": saved.based_on if saved else 0,
            "sha256": version.sha256,
            "signatures": [to_builtins(each) for each in version.plan.signatures],
            "remarks": [to_builtins(each) for each in version.plan.remarks if each.version == version.number],
            "reviewed": version.plan.reviews[-1].date if version.plan.reviews else "",
        }
        for version, saved in kept
    ]
    found = [asdict(finding) for finding in (*chain.findings, *notes.findings)]
    beside = notes_data(notes, chain.latest.plan if chain.latest else None)
    return {"versions": versions, **beside, "strays": list(chain.strays), "findings": found}
