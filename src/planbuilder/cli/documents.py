"""The commands on finished papers and their templates: render, and template check, list, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FILE, FOLDER, library_option
from planbuilder.cli.reporting import FORMATS, as_json, printable, report

if TYPE_CHECKING:
    from planbuilder.cli.options import Shelf
    from planbuilder.documents.registry import Paper
    from planbuilder.findings import Finding
    from planbuilder.plan.record import Plan

_USUAL = ("treatment-plan",)


def write_documents(
    plan: Plan, shelf: Shelf, documents: Iterable[str], output: Path, *, text: bool = False, force: bool = False
) -> list[Path]:
    """Print documents of a plan into a folder and return their paths; see :func:`write_papers`."""
    from planbuilder.documents.registry import document_homes

    return write_papers(plan, document_homes(shelf.root, shelf.documents), documents, output, text=text, force=force)


def write_papers(
    plan: Plan,
    homes: Sequence[Path],
    documents: Iterable[str],
    output: Path,
    *,
    text: bool = False,
    force: bool = False,
) -> list[Path]:
    """Print documents of a plan, all of them before the first is written, and return the paths of the files.

    A file that is there already stays: the next free name is used, or with ``force`` the file is replaced. ``text``
    adds the treatment plan as plain text. Raises UsageError for an unknown document, TemplateError where a template
    cannot print the plan, EnvironmentFaultError where the folder cannot be written.
    """
    from planbuilder.documents.registry import file_name, find_paper, render_paper
    from planbuilder.documents.saving import save

    made = [(file_name(plan, id), render_paper(plan, find_paper(homes, id))) for id in dict.fromkeys(documents)]
    if text:
        made.append(_text(plan, homes))
    return [save(output / name, content, force=force) for name, content in made]


def _text(plan: Plan, homes: Sequence[Path]) -> tuple[str, bytes]:
    """Return the name and content of the plain text of a plan."""
    from planbuilder.documents.registry import file_name
    from planbuilder.documents.text import DOCUMENT, plan_text

    return file_name(plan, DOCUMENT, ".txt"), plan_text(plan, homes).encode()


@click.command(epilog="\b\nExample:\n  planbuilder render plan.json -d treatment-plan -d client-copy")
@click.argument("plan", type=FILE)
@click.option("-d", "--document", "documents", multiple=True, help="A document to print; may be given again.")
@click.option("-o", "--output", type=FOLDER, help="Where the documents go (outputs/ without it).")
@click.option("--text", is_flag=True, help="Also write the plan as numbered plain text.")
@click.option("--force", is_flag=True, help="Overwrite documents that are there already.")
@library_option
def render(
    plan: Path, documents: Sequence[str], output: Path | None, text: bool, force: bool, library: Path | None
) -> int:
    """Print the plan record PLAN as Word documents: the treatment plan, or those that -d names.

    'planbuilder template list' names the documents there are.
    """
    from planbuilder.cli.workspace import workspace
    from planbuilder.plan.plans import load_plan

    place = workspace()
    folder = output or (place.outputs if place else Path("outputs"))
    made = load_plan(plan)
    for path in write_papers(made, _homes(library), documents or _USUAL, folder, text=text, force=force):
        click.echo(f"Wrote {path}")
    return 0


def _homes(library: Path | None) -> tuple[Path, ...]:
    """Return the folders of documents: the workspace's, those of the library in use, the shipped ones."""
    from planbuilder.cli.workspace import workspace
    from planbuilder.data import data_path
    from planbuilder.documents.registry import document_homes

    place = workspace()
    root = library or (place.library if place and place.library else data_path("library"))
    return document_homes(root, place.documents if place else None)


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
@click.argument("name", metavar="[FILE|DOCUMENT]", required=False)
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
@library_option
def check(name: str | None, format: str, library: Path | None) -> int:
    """Find everything that is wrong with a Word template: its tags, the fields it asks for, its accessibility.

    Name a .docx file or a document; without a name every document is checked.
    """
    return report(_checked(name, _homes(library)), format)


def _checked(name: str | None, homes: Sequence[Path]) -> list[Finding]:
    """Return the findings on one template, or on all."""
    from planbuilder.documents.checking import check_template
    from planbuilder.documents.registry import find_paper, papers

    if name and (name.lower().endswith(".docx") or Path(name).is_file()):
        return list(check_template(Path(name), _points(Path(name))))
    chosen = [find_paper(homes, name)] if name else list(papers(homes).values())
    return [each for paper in chosen for each in check_template(paper.template, paper.document.body_points)]


def _points(template: Path) -> float:
    """Return the points that the manifest beside a template asks for; the usual ones where there is none."""
    from planbuilder.documents.checking import USUAL_POINTS
    from planbuilder.documents.registry import read_manifest

    manifest = template.parent.resolve() / "document.yaml"
    return read_manifest(manifest).body_points if manifest.is_file() else USUAL_POINTS


@template.command("fields", epilog="\b\nExample:\n  planbuilder template fields treatment-plan")
@click.argument("name", metavar="[DOCUMENT]", required=False)
@_format_option
@library_option
def list_fields(name: str | None, format: str, library: Path | None) -> int:
    """List every field that the template of a document can print, with its type and what it holds.

    Every document is given the same fields. [] stands for an item of a list: problems[].title is the title of each
    problem, written {{ problem.title }} between {%p for problem in problems %} and {%p endfor %}.
    """
    from planbuilder.documents.fields import fields
    from planbuilder.documents.registry import find_paper

    if name:
        find_paper(_homes(library), name)
    found = fields()
    if format == "json":
        click.echo(as_json([asdict(each) for each in found]))
        return 0
    for each in found:
        click.echo(f"{each.name} ({each.type})\n  {each.description}")
    return 0
