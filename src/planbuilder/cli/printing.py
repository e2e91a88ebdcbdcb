"""Printing a plan's documents for a command, with what was found in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.reporting import details, exit_code, pressing, summary
from planbuilder.errors import UsageError

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
    language: str = "",
) -> int:
    """Write documents of a plan, say what was found and written, and return the exit code: 1 with an error found.

    With an error found every document is headed a proposal, also where the record calls itself a plan. ``note`` is the
    progress note for a document that prints one, ``language`` another than English.
    """
    from planbuilder.plan.readiness import headed

    plan = headed(plan, found)
    folder = output or shelf.outputs
    if language:
        lines = _translated(plan, shelf, documents, folder, language, text=text, force=force)
    else:
        from planbuilder.documents.writing import write_documents

        written = write_documents(plan, shelf.homes, documents or _USUAL, folder, text=text, force=force, note=note)
        lines = [f"Wrote {path}" for path in written]
    if shown := pressing(found):
        click.echo(details(shown) + "\n")
    for line in lines:
        click.echo(line)
    click.echo(_told(plan, found))
    return exit_code(found)


def _translated(
    plan: Plan, shelf: Shelf, documents: Sequence[str], folder: Path, language: str, *, text: bool, force: bool
) -> list[str]:
    """Write documents in another language, and return the lines that say which, and what each still lacks."""
    from planbuilder.documents.translated_copy import write_translated
    from planbuilder.library.translations.translation import Translation

    if text:
        raise UsageError("The plan as plain text is in English.", fix="Leave out --text, or --language.")
    translation = Translation(shelf.roots, language)
    written = write_translated(plan, translation, documents or _USUAL, folder, force=force)
    lines: list[str] = []
    for path, copy in written:
        lines.append(f"Wrote {path}")
        if copy.marked:
            texts = "1 text stands" if copy.marked == 1 else f"{copy.marked} texts stand"
            lines.append(f"{texts} in English in it, in brackets: there is no translation, or somebody here wrote it.")
        if copy.own:
            lines.append(f"Words of the person and the team stand in it as they were written, in English: {copy.own}.")
        if copy.unreviewed:
            lines.append(
                f"No qualified translator has approved {len(copy.unreviewed)} of the {len(copy.used)} translations "
                "that it uses, as they are now."
            )
        if copy.draft:
            lines.append("It is for the translator, and must not be given to the client (45 CFR 92.201(c)(3)).")
        if copy.marked and not copy.unreviewed:
            lines.append(
                "All its translations are approved: the translator finishes in Word what stands in brackets, or write "
                "it in that language where it comes from, such as a blank of the selection, and print again."
            )
    return lines


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


def put_out(text: str, output: Path | None) -> None:
    """Print a text that people go on with, or write it to a file and say so; one that is there already stays."""
    if output is None:
        click.echo(text, nl=False)
        return
    from planbuilder.saving import save

    if output.is_dir():
        raise UsageError("This is a folder, not a file to write.", where=str(output), fix="Name the file to write.")
    click.echo(f"Wrote {save(output, text.encode())}")


def folder_of(output: Path | None) -> Path | None:
    """Return where papers go as named; raise UsageError for a file."""
    if output is not None and output.is_file():
        fix = "Name the folder where the paper goes. With 'new' it is the file to write."
        raise UsageError("This is a file, not a folder.", where=str(output), fix=fix)
    return output
