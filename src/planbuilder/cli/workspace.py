"""An agency's workspace: the folder with planbuilder.toml, its clients, its Word templates and its papers."""

from __future__ import annotations

import contextlib
import difflib
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import click

from planbuilder.cli.reporting import printable
from planbuilder.data import data_path
from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.files import read_file

_FILE = "planbuilder.toml"
_TOML = """# This folder is a planbuilder workspace. Commands that run in it, or below it, use these settings.

# A library of your own; leave it out to use the shipped one.
# library = "library"

# Where your Word templates are; a document that is not here is taken from the library.
documents = "documents"

# Where finished papers go. They hold health data: keep the folder on this machine, and out of shared drives.
outputs = "outputs"
"""
_SETTINGS = ("library", "documents", "outputs")
_KNOWN = f"Known settings, each a folder in quotes: {', '.join(_SETTINGS)}."
#: The most bytes of settings that are read.
_MOST = 100_000
_IGNORE = "# Health data does not go into version control.\nclients/\noutputs/\n*.json\n!schemas/*.json\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: its folder, its own library or None for the shipped one, its documents, where papers go."""

    root: Path
    library: Path | None
    documents: Path
    outputs: Path


def workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder is in (the current one without it), or None.

    Raises UsageError where planbuilder.toml holds a setting nobody knows or names a folder that is not there,
    EnvironmentFaultError where it cannot be read.
    """
    here = (start or Path.cwd()).resolve()
    root = next((each for each in (here, *here.parents) if (each / _FILE).exists()), None)
    if root is None:
        return None
    settings = _settings(root / _FILE)
    for name in ("library", "documents"):
        if name in settings and not (root / settings[name]).is_dir():
            fix = "Correct the name, make the folder, or take the line out to use what is shipped."
            raise UsageError(
                f"The setting '{name}' names a folder that is not there.", where=str(root / _FILE), fix=fix
            )
    library = root / settings["library"] if "library" in settings else None
    return Workspace(
        root, library, root / settings.get("documents", "documents"), root / settings.get("outputs", "outputs")
    )


def _settings(file: Path) -> dict[str, str]:
    """Return the settings in a file; raise UsageError where one cannot be used."""
    try:
        settings = tomllib.loads(read_file(file, _MOST).decode("utf-8"))
    except UnicodeDecodeError:
        raise _unusable("The settings are no UTF-8 text.", file, "Save the file as UTF-8.") from None
    except RecursionError:
        raise _unusable("The settings are nested too deeply.", file, _KNOWN) from None
    except tomllib.TOMLDecodeError as error:
        raise _unusable(f"The settings are not valid: {error}.", file, "Correct it.") from None
    for name, value in settings.items():
        if name not in _SETTINGS:
            near = difflib.get_close_matches(name, _SETTINGS, 1)
            fix = f"Did you mean '{near[0]}'?" if near else _KNOWN
            raise _unusable(f"There is no setting '{printable(name)}'.", file, fix)
        if not isinstance(value, str) or not value or "\0" in value:
            raise _unusable(f"The setting '{name}' is not the name of a folder in quotes.", file, _KNOWN)
    return settings


def _unusable(said: str, file: Path, fix: str) -> UsageError:
    """Return the error for settings that cannot be used."""
    return UsageError(said, where=str(file), fix=fix)


@click.command(epilog="\b\nExample:\n  planbuilder init our-agency")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
def init(directory: Path) -> int:
    """Make an agency's workspace in DIR: settings, a first client to copy, Word templates to restyle, outputs."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        fix = "Give a folder that does not exist yet or is empty."
        raise UsageError("There is something in the way already.", where=str(directory), fix=fix)
    shipped = data_path("library")
    was_there = directory.exists()
    try:
        _make(directory, shipped)
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
    (directory / _FILE).write_text(_TOML, encoding="utf-8")
    (directory / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    for kind in ("client", "selection"):
        text = (shipped / "examples" / f"deaf-alcohol.{kind}.yaml").read_text(encoding="utf-8")
        text = text.replace("$schema=../../schemas/", "$schema=../schemas/")
        (directory / "clients" / f"example.{kind}.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(data_path("schemas"), directory / "schemas")
    for template in sorted((shipped / "documents").glob("*/template.docx")):
        home = directory / "documents" / template.parent.name
        home.mkdir(parents=True)
        for each in ("document.yaml", "template.docx"):
            shutil.copyfile(template.parent / each, home / each)


def _unmake(directory: Path, *, keep: bool) -> None:
    """Take away what was made in a folder that was not there or empty; ``keep`` leaves the folder itself."""
    for each in directory.glob("*") if keep else (directory,):
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                each.unlink()
