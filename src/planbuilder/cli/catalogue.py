"""The command that prints the whole library: catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from planbuilder.cli.kinds import kind_named
from planbuilder.cli.options import FOLDER, library_option, usable_library
from planbuilder.errors import UsageError


@click.command(
    epilog="\b\nExample:\n  planbuilder library catalogue --docx outputs/catalogue.docx --kind problem\n"
    "  planbuilder library catalogue --html outputs/catalogue"
)
@click.option("--docx", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A Word document.")
@click.option("--html", type=FOLDER, metavar="DIR", help="A web site to open from its folder, with a search.")
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given again.")
@click.option("--force", is_flag=True, help="Replace a document or a site that is there already.")
@library_option
def catalogue(docx: Path | None, html: Path | None, kinds: Sequence[str], force: bool, library: Path | None) -> int:
    """Print the whole library to read: as a Word document for a meeting, as a web site, or both.

    The document has a table of contents, in which Word fills in the page numbers when it opens the file and asks. The
    site needs no server: open index.html in its folder. It loads nothing from elsewhere.
    """
    from planbuilder.documents.catalogue_site import catalogue_site, write_site
    from planbuilder.documents.catalogue_word import catalogue_document
    from planbuilder.saving import save

    if not docx and not html:
        raise UsageError("Nothing is to be printed.", fix="Add --docx FILE, --html DIR, or both.")
    shelf = usable_library(library)
    chosen = [kind_named(each) for each in kinds]
    if docx:
        click.echo(f"Wrote {save(docx, catalogue_document(shelf.library, chosen), force=force)}")
    if html:
        count = write_site(catalogue_site(shelf.library, chosen), html, force=force)
        click.echo(f"Wrote {html / 'index.html'} and {count - 1} pages")
    return 0
