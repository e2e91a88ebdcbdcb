"""Printing a plan's documents for a command, with what was found in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.reporting import details, exit_code, pressing, summary

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf
    from planbuilder.findings import Finding
    from planbuilder.plan.notes import KeptNote
    from planbuilder.plan.record import Plan

_USUAL = ("treatment-plan",)


def print_plan(
    plan: Plan,
    found: Sequence[Finding],
    shelf: Shelf,
    documents: Sequence[str],
    output: Path | None,
    *,
    text: bool,
    force: bool,
    note: KeptNote | None = None,
) -> int:
    """Write documents of a plan, say what was found and written, and return the exit code: 1 with an error found.

    With an error found every document is headed a proposal, also where the record calls itself a plan. ``note`` is the
    progress note for a document that prints one.
    """
    from planbuilder.documents.writing import write_documents
    from planbuilder.plan.readiness import headed

    plan = headed(plan, found)

    folder = output or shelf.outputs
    written = write_documents(plan, shelf.homes, documents or _USUAL, folder, text=text, force=force, note=note)
    if shown := pressing(found):
        click.echo(details(shown) + "\n")
    for path in written:
        click.echo(f"Wrote {path}")
    click.echo(_told(plan, found))
    return exit_code(found)


def _asks(found: Sequence[Finding]) -> bool:
    """Return whether questions were found that are not shown here."""
    return len([each for each in found if each.severity == "question"]) > len(
        [each for each in pressing(found) if each.severity == "question"]
    )


def _told(plan: Plan, found: Sequence[Finding]) -> str:
    """Return two lines: what kind of paper it is, and what was found."""
    kind = "Proposal for the planning meeting" if plan.heading == "proposal" else "Treatment plan"
    lacks = f" It lacks {'; '.join(plan.lacks)}." if plan.lacks else ""
    hint = " Other questions stand in the document." if _asks(found) else ""
    return f"{kind}, dated {plan.date}, next review {plan.review}.{lacks}\n{summary(found)}{hint}"
