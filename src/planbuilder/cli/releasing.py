"""The commands that give a library to others and take it from them: release, install."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.layers import layer_option, layers_in_use
from planbuilder.cli.options import DAY, FOLDER, library_option, usable_library
from planbuilder.cli.reporting import details, printable, summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.workspace import Workspace
    from planbuilder.library.installing import Installed
    from planbuilder.library.releasing import Release

_RELEASES = Path("releases")


@click.command(
    epilog="\b\nExample:\n  planbuilder library release 1.0.0 --first --library our-library\n"
    "  planbuilder library release 1.1.0 --check --library our-library"
)
@click.argument("version")
@click.option("-o", "--output", type=FOLDER, help="The folder of releases (releases/ without it).")
@click.option("--since", metavar="EARLIER", help="The earlier release: an archive, a folder, or a revision of git.")
@click.option("--first", is_flag=True, help="There is no earlier release.")
@click.option("--check", is_flag=True, help="Only say what would be released; write nothing.")
@click.option("--as", "kind", type=click.Choice(["zip", "tar"]), default="zip", show_default=True, help="The archive.")
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day of the release (today without it).")
@layer_option
@library_option
def release(
    version: str,
    output: Path | None,
    since: str | None,
    first: bool,
    check: bool,
    kind: str,
    on: dt.date,
    layer: Path | None,
    library: Path | None,
) -> int:
    """Pack the library as VERSION: three numbers, which must fit what changed since the last release.

    The last release is the one of the highest version in the folder of releases, or the one given with --since. What
    plans in use stand on raises the first number, what new plans get the second, wording the third; while the first is
    0, each raises the one to its right. The changes go into CHANGES.md of the library, unless you have described them
    there for this version yourself, and the version into its library.yaml. The archive holds the hash of every file,
    and has the same bytes whenever and wherever it is made. In a workspace with layers it is the uppermost one that is
    released, or the one given with --layer.
    """
    from planbuilder.data import data_path
    from planbuilder.library.loading import load_library
    from planbuilder.library.releasing import newest_release, prepare_release, write_release

    roots, folder = layers_in_use(layer, library), output or _RELEASES
    root, below = roots[-1], roots[:-1]
    if library is None and root == data_path("library"):
        raise UsageError("The shipped library is not released from here.", fix="Name yours with --library DIR.")
    earlier = since or str(newest_release(folder, load_library(*roots).layers[-1].id) or "")
    if first and earlier:
        raise UsageError("There is an earlier release.", where=earlier, fix="Leave out --first.")
    if not first and not earlier:
        why = "Whether the number fits can only be said beside what it follows."
        fix = "Name it with --since, or the folder it is in with -o; or say --first."
        raise UsageError("No earlier release was found.", where=str(folder), why=why, fix=fix)
    made = prepare_release(root, version, earlier, on, below)
    if code := _told(made):
        return code
    if check:
        click.echo("Nothing was written.")
        return 0
    path, hashed = write_release(made, root, folder, f".{kind}")
    click.echo(f"Wrote {path}\nSHA-256: {hashed}\nTell the hash to those who install it, by another way than the file.")
    return 0


def _told(made: Release) -> int:
    """Say what a release would be, and return 1 where something speaks against it."""
    click.echo("\n".join(printable(line) for line in made.changes.splitlines()) + "\n")
    for name in made.left_out:
        click.echo(printable(f"Left out, because nothing reads it: {name}"))
    if made.findings:
        click.echo(f"{details(made.findings)}\n\n{summary(made.findings)}")
    return int(any(each.severity == "error" for each in made.findings))


@click.command(
    epilog="\b\nExample:\n  planbuilder library install our-library-1.1.0.zip --sha256 3f9a...\n"
    "  planbuilder library install our-library-1.1.0.zip --use"
)
@click.argument("source", metavar="ARCHIVE|DIR", type=click.Path(path_type=Path))
@click.option(
    "--use", is_flag=True, help="Use it from now on, also where the workspace names another library, or has layers."
)
@click.option("--sha256", "expected", default="", metavar="HASH", help="The SHA-256 that the archive must have.")
def install(source: Path, use: bool, expected: str) -> int:
    """Put a released library into the workspace, and use it where no other is named in planbuilder.toml.

    Every file is verified against the manifest, and the library is checked, before anything of it is used. It lies in
    libraries/ under its id and version; nothing that is there is ever overwritten. A release that is no library by
    itself is used as a layer on the one the workspace has: in the place of an earlier version of it, or beneath the
    workspace's own layer.
    """
    from planbuilder.cli.workspace import workspace
    from planbuilder.library.installing import install_release

    place = workspace()
    if place is None:
        raise UsageError("This is no workspace.", fix="Run it in the folder that 'planbuilder init' made.")
    shelf = usable_library(None)
    done = install_release(source, place.root, expected=expected, below=shelf.roots)
    name = done.folder.relative_to(place.root).as_posix()
    click.echo(_said(done, name))
    click.echo(_used(place, done, name, use=use))
    return 0


def _used(place: Workspace, done: Installed, name: str, *, use: bool) -> str:
    """Put what was installed to use where nothing else is in its place, and return what was done or is to do."""
    from planbuilder.cli.settings import FILE
    from planbuilder.cli.using import named_layers, setting_of_layers, use_layers, use_library, with_layer

    if done.folder.resolve() in [each.resolve() for each in (place.library, *place.layers) if each]:
        return "The workspace uses it."
    if done.is_layer:
        release = done.manifest
        layers = with_layer(named_layers(place.root), name, name.removesuffix(release.version))
        set_it = (not place.layers or use) and use_layers(place.root, layers)
        by_hand = f"To use it, write this into {FILE}, or add --use: {setting_of_layers(layers)}"
    else:
        set_it = (place.library is None or use) and use_library(place.root, name)
        by_hand = f'To use it, write this into {FILE}, or add --use: library = "{name}"'
    if not set_it:
        return by_hand
    what = "as a layer on its library" if done.is_layer else "as its library"
    said = f"The workspace uses it from now on, {what} ({FILE})."
    return f"{said}\nNext: 'planbuilder outdated' lists the kept plans whose entries have changed."


def _said(done: Installed, name: str) -> str:
    """Return what was installed, in a line or two."""
    manifest = done.manifest
    first = "It was there already" if done.was_there else "Installed"
    hashed = f"\nSHA-256 of the archive: {done.sha256}" if done.sha256 else ""
    return printable(f"{first}: {manifest.title}, {manifest.id} {manifest.version}, in {name}/") + hashed
