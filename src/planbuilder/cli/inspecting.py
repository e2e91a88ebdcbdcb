"""The command that looks at a finished Word file: inspect."""

from __future__ import annotations

from pathlib import Path

import click

from planbuilder.cli.options import FILE
from planbuilder.cli.reporting import FORMATS, report

#: From the smallest print that people read to the largest that Word has.
_POINTS = click.FloatRange(6, 1638)


@click.command(epilog="\b\nExample:\n  planbuilder inspect outputs/c-4071-client-copy.docx --points 14")
@click.argument("file", type=FILE)
@click.option("--points", type=_POINTS, default=12, show_default=True, help="The least size of body text: 14, 18, ...")
@click.option("--no-quotes", is_flag=True, help="Print nothing of the document's text, only where each place is.")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
def inspect(file: Path, points: float, no_quotes: bool, format: str) -> int:
    """Find what is wrong in the Word file FILE, whoever made it: whether it is whole, and whether everyone can read it.

    A place shows how its paragraph begins, so that you find it with Ctrl+F in Word. The client copy asks for 14 points,
    large print for 18.
    """
    from planbuilder.documents.inspecting import inspect_document

    return report(inspect_document(file, points, quotes=not no_quotes), format)
