"""An agency's workspace: the folder with planbuilder.toml, its clients, its Word templates and its papers."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import click

from planbuilder.cli.settings import FILE, read_settings
from planbuilder.data import data_path
from planbuilder.errors import EnvironmentFaultError, UsageError

_TOML = """# This folder is a planbuilder workspace. Commands that run in it, or below it, use these settings.

# A library of your own; leave it out to use the shipped one.
# library = "library"

# Layers on top of that library, the lowest first: each adds entries, changes some and hides others.
# layers = ["layer"]

# Where your Word templates are; a document that is not here is taken from the library.
documents = "documents"

# Where finished papers go. They hold health data: keep the folder on this machine, and out of shared drives.
outputs = "outputs"

# Where versions of plans are kept. They hold health data too; back this folder up.
plans = "plans"

# Whether 'planbuilder propose' may offer clinicians' wordings, without anything of the person, to your library.
propose = true
"""
_LAYER = """# yaml-language-server: $schema=../schemas/library.schema.json
schema: 1
id: {id}
title: What this agency adds and changes
version: 0.1.0
language: en
licence: not licensed to others
layer: agency
policy: {{approval: optional}}
"""
_IGNORE = "# Health data does not go into version control.\nclients/\noutputs/\nplans/\n*.json\n!schemas/*.json\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: its folder, its own library or None for the shipped one, its documents, where things are kept.

    ``propose`` says whether wordings of plans may be offered to its library; ``layers`` lie on that, the lowest first.
    ``cloned`` is from how many plans of other people on the same text is told of, None where nobody says.
    """

    root: Path
    library: Path | None
    documents: Path
    outputs: Path
    plans: Path
    propose: bool = True
    layers: tuple[Path, ...] = ()
    cloned: int | None = None


def workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder is in (the current one without it), or None.

    Raises what :func:`planbuilder.cli.settings.read_settings` raises for a planbuilder.toml that cannot be used.
    """
    here = (start or Path.cwd()).resolve()
    root = next((each for each in (here, *here.parents) if os.path.lexists(each / FILE)), None)
    if root is None:
        return None
    found = read_settings(root)
    return Workspace(
        root, found.library, found.documents, found.outputs, found.plans, found.propose, found.layers, found.cloned
    )


@click.command(epilog="\b\nExample:\n  planbuilder init our-agency")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--library", is_flag=True, help="Copy the shipped library into it, to change as your own.")
def init(directory: Path, *, library: bool) -> int:
    """Make an agency's workspace in DIR: settings, a first client to copy, Word templates to restyle, outputs.

    In 'layer' your agency adds entries to the shipped library, changes some and hides others; later changes of the
    shipped library come in beneath it. With --library the workspace gets a library of its own instead, a copy of the
    shipped one: later changes of the shipped library do not come into that.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        fix = "Give a folder that does not exist yet or is empty."
        raise UsageError("There is something in the way already.", where=str(directory), fix=fix)
    shipped = data_path("library")
    was_there = directory.exists()
    try:
        _make(directory, shipped)
        if library:
            _make_library(directory, shipped)
        else:
            _make_layer(directory)
    except BaseException as error:  # also where somebody stops it: half a workspace would be in the way
        _unmake(directory, keep=was_there)
        if not isinstance(error, OSError):
            raise
        fix = f"{error.strerror or 'The system refused'}. Choose another folder."
        raise EnvironmentFaultError("The workspace cannot be made.", where=str(directory), fix=fix) from None
    click.echo(f"Made a workspace in {directory}/")
    click.echo("Next: copy clients/example.client.yaml, describe a person in it, and run 'planbuilder suggest' on it.")
    return 0


def _make(directory: Path, shipped: Path) -> None:
    """Make the workspace: settings, a first client, the schemas, and the Word templates of the shipped library."""
    for name in ("clients", "outputs"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    (directory / FILE).write_text(_TOML, encoding="utf-8")
    (directory / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    for kind in ("client", "selection"):
        text = (shipped / "examples" / f"deaf-alcohol.{kind}.yaml").read_text(encoding="utf-8")
        text = text.replace("$schema=../../schemas/", "$schema=../schemas/")
        (directory / "clients" / f"example.{kind}.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(data_path("schemas"), directory / "schemas")
    for template in sorted((shipped / "documents").glob("*/template.docx")):
        home = directory / "documents" / template.parent.name
        home.mkdir(parents=True)
        shutil.copyfile(template, home / template.name)
        manifest = (template.parent / "document.yaml").read_text(encoding="utf-8")
        (home / "document.yaml").write_text(manifest.replace("../../../schemas/", "../../schemas/"), encoding="utf-8")


def _make_library(directory: Path, shipped: Path) -> None:
    """Copy the shipped library, but for its examples, and name it in the settings."""
    left = shutil.ignore_patterns("examples", "__pycache__", "make.py")
    shutil.copytree(shipped, directory / "library", ignore=left)
    settings = directory / FILE
    text = settings.read_text(encoding="utf-8").replace('# library = "library"', 'library = "library"')
    settings.write_text(text, encoding="utf-8")


def _make_layer(directory: Path) -> None:
    """Make an empty layer on top of the shipped library, and name it in the settings."""
    id = re.sub("[^a-z0-9]+", "-", directory.resolve().name.casefold())[:50].strip("-")
    (directory / "layer").mkdir()
    (directory / "layer" / "library.yaml").write_text(_LAYER.format(id=id or "our-agency"), encoding="utf-8")
    settings = directory / FILE
    text = settings.read_text(encoding="utf-8").replace('# layers = ["layer"]', 'layers = ["layer"]')
    settings.write_text(text, encoding="utf-8")


def _unmake(directory: Path, *, keep: bool) -> None:
    """Take away what was made in a folder that was not there or empty; ``keep`` leaves the folder itself."""
    for each in directory.glob("*") if keep else (directory,):
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                each.unlink()
