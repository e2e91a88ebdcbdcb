"""The command that records signatures: sign."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.history import client_id
from planbuilder.cli.options import DAY, FOLDER, library_option, usable_library
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.plan.record import Agrees


@click.command(
    epilog="\b\nExamples:\n  planbuilder sign c-4071 --name 'Jordan Ellis' --role client --agree --on 2026-11-20"
    "\n  planbuilder sign c-4071 --name 'Ana Ellis' --role guardian --absent 'in the hospital' --on 2026-11-20"
)
@click.argument("client")
@click.option("--name", required=True, help="Who signs, or was to sign.")
@click.option("--role", required=True, help="As what: client, guardian, counselor, ...")
@click.option("--agree", is_flag=True, help="The person agrees.")
@click.option("--disagree", is_flag=True, help="The person disagrees; --reason says why.")
@click.option("--absent", default="", metavar="REASON", help="The person was absent, for this reason.")
@click.option("--reason", default="", help="Why the person disagrees.")
@click.option("--on", type=DAY, required=True, help="The day on which it was signed or said.")
@click.option("--despite", default="", metavar="REASON", help="Why a proposal, or a plan with errors, is signed.")
@click.option("--version", type=click.IntRange(1), help="The version on the paper that was signed.")
@click.option("--by", default="", help="Who records it (the person themselves without it).")
@click.option("--plans", type=FOLDER, help="Where the versions are (the workspace's plans/ without it).")
@library_option
def sign(
    client: str,
    name: str,
    role: str,
    absent: str,
    reason: str,
    on: dt.date,
    despite: str,
    by: str,
    version: int | None,
    plans: Path | None,
    library: Path | None,
    *,
    agree: bool,
    disagree: bool,
) -> int:
    """Record what somebody says to the latest version of the plan of CLIENT, an id: agrees, disagrees, was absent.

    A signature is about that version's bytes and no other: whatever is accepted, reviewed or updated later starts
    unsigned. Each signature is kept as a version that says the same, and is printed in the signature block. A proposal,
    or a plan with errors, is agreed to only with --despite, which is printed too. Disagreeing never ends care.
    """
    from planbuilder.records.signing import sign_version

    client_id(client)
    if [agree, disagree, bool(absent)].count(True) != 1:
        fix = "Give exactly one of --agree, --disagree and --absent REASON."
        raise UsageError("It is not clear what the person says.", fix=fix)
    agrees: Agrees = "agree" if agree else "disagree" if disagree else "absent"
    shelf = usable_library(library)
    kept = sign_version(
        plans or shelf.plans,
        client,
        shelf.library,
        name=name,
        role=role,
        agrees=agrees,
        on=on,
        reason=absent or reason,
        despite=despite,
        by=by,
        version=version,
    )
    path = (plans or shelf.plans) / client / f"{kept.number:04}.json"
    click.echo(f"Saved version {kept.number} of {client}, {kept.plan.state}.\nPrint it: planbuilder render {path}")
    return 0
