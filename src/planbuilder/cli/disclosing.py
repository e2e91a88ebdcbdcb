"""Disclosing for the command render: what was asked for, the kept version, the consents, and what is said of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.reporting import printable
from planbuilder.errors import InputError, UsageError

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf
    from planbuilder.plan.client import Client
    from planbuilder.plan.record import Plan
    from planbuilder.records.disclosing import Asked
    from planbuilder.records.store import Version

#: The names of the options that only a disclosure has.
BASES = ("consent", "patient-access", "emergency", "audit", "qso", "court-order")
PARTS = (
    *("plan", "diagnoses", "goals", "measures", "medications"),
    *("accommodations", "safety", "care", "background", "discharge"),
)


def disclose_plan(file: Path, plan: Plan, asked: Asked, client: Path | None, shelf: Shelf, output: Path | None) -> int:
    """Print and record a disclosure of the kept version in a file, say so, and return the exit code.

    Raises UsageError, with nothing written, where the file is no kept version or the basis does not allow it.
    """
    from planbuilder.records.disclosing import disclose, disclosure_of

    home, version, latest = _kept(file, plan, shelf)
    if asked.basis == "consent" and client is None:
        fix = "Add --client with the client's file: a consent may have been revoked since the plan was made."
        raise UsageError("A consent is read from the client's file as it is today.", fix=fix)
    person = _person(client, plan, shelf)
    made = disclosure_of(plan, asked, person, _today(), ended=latest.ending is not None)
    path, kept = disclose(version, made, home, shelf.homes, shelf.roots, output or shelf.outputs)
    click.echo(f"Wrote {path}")
    if latest.version != plan.version:
        click.echo(f"It holds version {plan.version}; the latest one is version {latest.version}.")
    click.echo(printable(f"Kept as disclosure {kept.number} of {plan.client.id}; 'planbuilder history' shows it."))
    return 0


def _kept(file: Path, plan: Plan, shelf: Shelf) -> tuple[Path, Version, Plan]:
    """Return the folder of versions, the version that a file is, and the latest plan; raise where it is not kept."""
    from planbuilder.records.store import read_chain

    for home in (file.resolve().parent.parent, shelf.plans):
        chain = read_chain(home, plan.client.id)
        if chain.findings:
            raise InputError("The versions of this client do not hold together.", chain.findings, where=plan.client.id)
        found = next((each for each in chain.versions if each.number == plan.version and each.plan == plan), None)
        if found is not None:
            return home, found, chain.versions[-1].plan
    fix = "Keep it first with 'planbuilder plan CLIENT SELECTION --save', then give the file in plans/."
    raise UsageError("Only a kept version of a plan is disclosed, and this is none.", fix=fix)


def _person(client: Path | None, plan: Plan, shelf: Shelf) -> Client:
    """Return the client whose releases count: of the file given, else of the plan record."""
    from planbuilder.plan.files import load_client

    if client is None:
        return plan.client
    person = load_client(client, shelf.library, _today())
    if person.id != plan.client.id:
        raise UsageError("The client's file is of another client.", fix="Give the file of the person the plan is for.")
    return person


def _today() -> dt.date:
    """Return the day where the machine is: a consent is asked about now, never about a day that somebody names."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
