"""The commands on finished papers and their templates: render, and template check, list, fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.disclosing import BASES, PARTS, disclose_plan
from planbuilder.cli.options import (
    FILE,
    FOLDER,
    homes_of,
    language_option,
    library_option,
    library_roots,
    usable_library,
)
from planbuilder.cli.printing import print_plan
from planbuilder.cli.reporting import FORMATS, as_json, printable, report
from planbuilder.errors import InputError, UsageError

if TYPE_CHECKING:
    from planbuilder.documents.registry import Paper
    from planbuilder.plan.client import PlanPart
    from planbuilder.plan.disclosures import Basis
    from planbuilder.plan.notes import KeptNote


@click.command(epilog="\b\nExample:\n  planbuilder render plan.json -d treatment-plan -d client-copy")
@click.argument("plan", type=FILE)
@click.option("-d", "--document", "documents", multiple=True, help="A document to print; may be given again.")
@click.option("-o", "--output", type=FOLDER, help="Where the documents go (outputs/ without it).")
@click.option("--text", is_flag=True, help="Also write the plan as numbered plain text.")
@click.option("--force", is_flag=True, help="Overwrite documents that are there already.")
@click.option("--note", type=click.IntRange(1), help="Which note -d progress-note prints (the latest without it).")
@click.option("--disclose", is_flag=True, help="Print a copy for somebody outside, and keep a record of it.")
@click.option("--to", default="", help="Who gets the copy, as the consent names them; with --disclose.")
@click.option("--basis", type=click.Choice(BASES), help="What allows it; with --disclose.")
@click.option("--purpose", default="", help="What it is for, as the consent says it; the nature of an emergency.")
@click.option("--by", default="", help="Who discloses it.")
@click.option("--affiliation", default="", help="The facility of the medical personnel; for an emergency.")
@click.option("--paper", default="", help="The agreement or order, with its date; for audit, qso, court-order.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, help="A part to print; may be given again.")
@click.option("--client", type=FILE, help="The client's file, with the consents as they are today.")
@language_option
@library_option
def render(
    plan: Path,
    documents: Sequence[str],
    output: Path | None,
    text: bool,
    force: bool,
    note: int | None,
    disclose: bool,
    to: str,
    basis: Basis | None,
    purpose: str,
    by: str,
    affiliation: str,
    paper: str,
    parts: tuple[PlanPart, ...],
    client: Path | None,
    language: str,
    library: Path | None,
) -> int:
    """Print the plan record PLAN as Word documents: the treatment plan, or those that -d names.

    What the check finds wrong or missing in it is shown first. 'planbuilder template list' names the documents: the
    plan review prints the latest review of the record, the progress note one that is kept beside the saved versions.

    With --language es the client's copy is printed in Spanish, from the same record. Until a qualified translator's
    review of every text in it is recorded, it is headed for the translator.

    With --disclose the disclosure copy of a kept version is printed, with what the basis covers, the notice of
    42 CFR 2.32 where it is due, and a record beside the versions. A consent must cover recipient, purpose and day.
    """
    from planbuilder.documents.registry import find_paper
    from planbuilder.plan.plans import load_plan
    from planbuilder.plan.record_check import check_record
    from planbuilder.records.disclosing import DISCLOSURE_COPY, Asked

    made, shelf = load_plan(plan), usable_library(library, near=plan)
    words = {"to": to, "purpose": purpose, "by": by, "affiliation": affiliation, "paper": paper}
    if disclose:
        if basis is None:
            raise UsageError("A disclosure needs a basis.", fix=f"Add --basis with one of: {', '.join(BASES)}.")
        if text or note is not None or force or language or len(documents) > 1:
            fix = "Leave out --text, --note, --force and --language, and name one document at most."
            raise UsageError("A disclosure prints one Word document.", fix=fix)
        asked = Asked(basis=basis, parts=parts, document=next(iter(documents), DISCLOSURE_COPY), **words)
        return disclose_plan(plan, made, asked, client, shelf, output)
    if basis or parts or client or any(words.values()):
        raise UsageError("These options are for a disclosure.", fix="Add --disclose, or leave them out.")
    papers = [] if language else [find_paper(shelf.homes, id) for id in documents]
    wanted = note is not None or any(paper.document.prints == "note" for paper in papers)
    kept = _note(made.client.id, note, (plan.resolve().parent.parent, shelf.plans)) if wanted else None
    found = check_record(made, shelf.library)
    return print_plan(made, found, shelf, documents, output, text=text, force=force, note=kept, language=language)


def _note(client: str, number: int | None, homes: Sequence[Path]) -> KeptNote | None:
    """Return a note of a client, the latest without a number, from the first folder of versions that has notes.

    Raises InputError where the notes do not hold together, UsageError where the one asked for is not kept.
    """
    from planbuilder.records.notes import read_notes

    notes = next(
        (found for found in (read_notes(home, client) for home in homes) if found.kept or found.findings), None
    )
    if notes and notes.findings:
        raise InputError("The notes of this client do not hold together.", notes.findings, where=client)
    if notes is None or number is None:
        return notes.kept[-1] if notes else None
    found = notes.number(number)
    if found is None:
        raise UsageError(f"There is no note {number}.", where=client, fix=f"The last one is note {len(notes.kept)}.")
    return found


def _homes(library: Path | None) -> tuple[Path, ...]:
    """Return the folders of documents: the workspace's, those of the library in use, the shipped ones."""
    from planbuilder.cli.workspace import workspace

    return homes_of(library, workspace())


def _translated_homes(library: Path | None) -> list[Path]:
    """Return the folders of documents in other languages, of the library in use and its layers."""
    from planbuilder.cli.workspace import workspace

    roots = library_roots(library, None if library else workspace())
    return [home for root in roots for home in sorted(root.glob("translations/*/documents"))]


def _format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--format`` for listings."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", type=choice, default="text", show_default=True, help="How to print.")(command)


@click.group(epilog="\b\nExample:\n  planbuilder template check treatment-plan")
def template() -> None:
    """Check and list Word templates, and list the fields they can print."""


@template.command("list", epilog="\b\nExample:\n  planbuilder template list --format json")
@_format_option
@library_option
def list_templates(format: str, library: Path | None) -> int:
    """List the documents there are: id, title, what each is for, and where its template lies."""
    from planbuilder.documents.registry import papers

    found = papers(_homes(library))
    if format == "json":
        click.echo(as_json([{**_manifest(paper), "file": str(paper.template)} for paper in found.values()]))
        return 0
    for id, paper in found.items():
        click.echo(printable(f"{id}: {paper.document.title}"))
        click.echo(printable(f"  {paper.document.purpose}"))
        click.echo(printable(f"  {paper.template}"))
    return 0


def _manifest(paper: Paper) -> dict[str, Any]:
    """Return a manifest as plain data."""
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(paper.document)
    return found


@template.command(epilog="\b\nExample:\n  planbuilder template check documents/treatment-plan/template.docx")
@click.argument("names", metavar="[FILE|DOCUMENT]...", nargs=-1)
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
@library_option
def check(names: Sequence[str], format: str, library: Path | None) -> int:
    """Find everything that is wrong with Word templates: their tags, the fields they ask for, their accessibility.

    Name .docx files or documents; without a name every document is checked, those in other languages too.
    """
    from planbuilder.documents.checking import check_templates

    found = check_templates(names, _homes(library))
    for home in () if names else _translated_homes(library):
        found += check_templates((), (home,))
    return report(found, format)


@template.command(
    "fields",
    epilog="\b\nExamples:\n  planbuilder template fields treatment-plan\n"
    "  planbuilder template fields --about interpreter",
)
@click.argument("name", metavar="[DOCUMENT]", required=False)
@click.option("--about", metavar="WORDS", default="", help="List only the fields whose name or description has them.")
@_format_option
@library_option
def list_fields(name: str | None, about: str, format: str, library: Path | None) -> int:
    """List every field that the template of a document can print, with its type and what it holds.

    Every document is given the same fields. [] stands for an item of a list: problems[].title is the title of each
    problem, written {{ problem.title }} between {%p for problem in problems %} and {%p endfor %}. Each field is listed
    with the tag that prints it, loops over it or asks for it, and an example of what it prints.
    """
    from planbuilder.documents.fields import template_fields
    from planbuilder.documents.registry import find_paper

    if name:
        find_paper(_homes(library), name)
    found = template_fields(about)
    if not found:
        fix = "Try a shorter word, or leave --about out."
        raise UsageError("No field has these words.", where=about, fix=fix)
    if format == "json":
        click.echo(as_json([asdict(each) for each in found]))
        return 0
    for each in found:
        example = f"  prints, for example: {each.example}" if each.tag.startswith("{{") and each.example else ""
        for line in (
            f"{each.name} ({each.type})",
            f"  {each.description}",
            *([f"  {each.tag}{example}"] * bool(each.tag)),
        ):
            click.echo(printable(line))
    return 0
