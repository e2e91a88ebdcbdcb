"""The commands on layers: explain, patch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import FOLDER, library_option, library_roots, usable_library
from planbuilder.cli.reporting import as_json, printable

if TYPE_CHECKING:
    from planbuilder.library.explaining import Explained, FieldOrigin

#: The layer that a command writes into.
layer_option = click.option(
    "--layer", type=FOLDER, metavar="DIR", help="Your own layer (the workspace's uppermost without it)."
)


def layers_in_use(layer: Path | None, library: Path | None) -> tuple[Path, ...]:
    """Return the directories of the layers in use, lowest first, with the one to write into on top.

    A layer that is named and not in use lies on top of the library in use.
    """
    from planbuilder.cli.workspace import workspace

    roots = library_roots(library, None if library else workspace())
    if layer is None:
        return roots
    known = [each.resolve() for each in roots]
    if layer.resolve() in known:
        return roots[: known.index(layer.resolve()) + 1]
    return (*roots, layer)


@click.command(epilog="\b\nExample:\n  planbuilder library explain intervention/drinking-log")
@click.argument("name", metavar="ID")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def explain(name: str, format: str, library: Path | None) -> int:
    """Show the entry ID field by field, each with the layer, version, file and line it came from."""
    from planbuilder.library.explaining import explain as explain_entry

    shelf = usable_library(library)
    found = explain_entry(shelf.roots, shelf.library, name)
    click.echo(as_json(asdict(found)) if format == "json" else "\n".join(_told(found)))
    return 0


def _told(found: Explained) -> Iterator[str]:
    """Yield an entry with its origins as lines that read aloud well."""
    yield found.entry
    for part in found.layers:
        why = f" because: {part.why}" if part.why else ""
        yield printable(f"  {part.layer} {part.version} {part.does}: {part.file}{why}")
    for approval in found.approvals:
        by = f" by {approval.by}" if approval.by else ""
        yield printable(f"  approved as {approval.role}{by} on {approval.on}, in this wording")
    if not found.approvals:
        yield "  nobody has approved this wording"
    for field in found.fields:
        yield ""
        yield printable(f"{field.path}: {_value(field)}")
        yield printable(f"  {field.layer} {field.version}, {field.file}, line {field.line}")


def _value(field: FieldOrigin) -> str:
    """Return the value of a field in words."""
    value = field.value
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@click.command(
    epilog='\b\nExample:\n  planbuilder library patch drinking-log --field "title=Log of drinks" --why "As we say."'
)
@click.argument("name", metavar="ID")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="PATH[=TEXT]",
    help="A field to change, a/b for b in a; may be given again.",
)
@click.option("--without", multiple=True, metavar="PATH", help="A field to take out; may be given again.")
@click.option("--why", default="", help="Why it is said differently here, in one line.")
@layer_option
@library_option
def patch(
    name: str, fields: Sequence[str], without: Sequence[str], why: str, layer: Path | None, library: Path | None
) -> int:
    """Change the entry ID of a layer beneath in your own layer, by a patch that notes which text it is for.

    A field without =TEXT is written as it stands, for you to change in the file. Run again, a patch keeps its changes
    and notes that they fit the entry as it is now: after you have read what changed beneath it.
    """
    from planbuilder.library.patch_writing import write_patch

    roots = layers_in_use(layer, library)
    done = write_patch(roots, name, fields, why=why.strip(), without=without)
    click.echo(f"{'Renewed' if done.renewed else 'Wrote'} {done.file}: it changes {done.entry}.")
    click.echo("Run 'planbuilder library check' to see whether it fits.")
    return 0
