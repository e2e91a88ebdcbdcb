"""Options that several commands share, and the library and workspace they stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.data import data_path
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.cli.workspace import Workspace
    from planbuilder.library.store import Library

#: Whether a file is there is said in our own words, where it is read.
FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
NEW_FILE = click.Path(path_type=Path, dir_okay=False)
#: A folder that is read, and must be there: a name that is mistyped would hold nothing, and nothing would be found.
THERE = click.Path(path_type=Path, file_okay=False, exists=True)
#: The years a plan can be of: dates that follow from it stay within those that the schemas take.
_YEARS = range(2000, 2190)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library in use: its directories, its content, the agency's own documents, where papers and versions go.

    ``roots`` are the library's own directory and those of the layers on top of it, the lowest first.
    """

    roots: tuple[Path, ...]
    library: Library
    documents: Path | None
    outputs: Path
    plans: Path

    @property
    def root(self) -> Path:
        """Return the directory of the lowest layer."""
        return self.roots[0]

    @property
    def homes(self) -> tuple[Path, ...]:
        """Return the folders that documents are looked for in, the agency's own first."""
        from planbuilder.documents.registry import document_homes

        return document_homes(self.root, self.documents, self.roots[1:])


class _Date(click.ParamType[dt.date]):
    """A day, written year-month-day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; fail with the form to use where it does not exist or no plan can be of that day."""
        try:
            day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date that exists. Write year-month-day, such as 2026-11-24.", param, ctx)
        if day.year not in _YEARS:
            self.fail(f"The year {day.year} is not between {_YEARS[0]} and {_YEARS[-1]}.", param, ctx)
        return day


#: A day as an option or argument.
DAY = _Date()


def papers_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--output`` to a command that prints papers, and with 'new' writes a file to fill in."""
    said = "Where its paper goes (outputs/ without it); with 'new' the file to write."
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=said)(command)


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--library``."""
    said = "A library to use instead of the workspace's or the shipped one."
    return click.option("--library", type=FOLDER, metavar="DIR", help=said)(command)


def date_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--date``: the day that counts as today."""
    said = "The day of the plan (today without it)."
    return click.option("--date", "on", type=DAY, default=dt.date.today, help=said)(command)


def today_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--date``: the day that counts as today where something is kept."""
    said = "The day that counts as today; nothing may lie after it."
    return click.option("--date", "on", type=DAY, default=dt.date.today, help=said)(command)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--language``: in which language a client's document is printed."""
    said = "The language of a client's document, such as es, where there is a translation (English without it)."
    return click.option("--language", default="", metavar="LANGUAGE", help=said)(command)


def orientation_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--orientation``: the clinician's school."""
    said = "The clinician's school, such as cbt: its interventions come first; what has better evidence stays."
    return click.option("--orientation", default="", metavar="MODALITY", help=said)(command)


def usable_library(
    directory: Path | None, orientation: str = "", *, near: Path | None = None, shipped: bool = False
) -> Shelf:
    """Return the library to use: the directory's, else the workspace's with its layers, else the shipped one.

    The workspace is the one around the current folder, else the one around ``near``, a client's or plan's file.

    Raises UsageError for an orientation that is no modality of it, InputError for a library with errors.
    """
    from planbuilder.cli.workspace import workspace
    from planbuilder.library.loading import load_library

    place = None if shipped else workspace() or (workspace(near.parent) if near else None)
    roots = library_roots(directory, place)
    library = load_library(*roots)
    if orientation and orientation not in library.vocabulary.modalities:
        known = ", ".join(library.vocabulary.modalities)
        raise UsageError(f"'{orientation}' is not a modality of the library.", fix=f"Use one of: {known}.")
    if orientation and not _has_school(library, orientation):
        click.echo(
            f"The library has no intervention of the modality '{orientation}' or its kin: it changes nothing.", err=True
        )
    outputs = place.outputs if place else Path("outputs")
    plans = place.plans if place else Path("plans")
    return Shelf(roots, library, place.documents if place else None, outputs, plans)


def library_roots(directory: Path | None, place: Workspace | None) -> tuple[Path, ...]:
    """Return the directory of the library to use, and those of the layers on top of it, the lowest first.

    A directory that was named stands alone.
    """
    if directory is not None:
        return (directory,)
    return (place.library or data_path("library"), *place.layers) if place else (data_path("library"),)


def homes_of(directory: Path | None, place: Workspace | None) -> tuple[Path, ...]:
    """Return the folders that documents are looked for in: the workspace's, the layers', the library's, the shipped."""
    from planbuilder.documents.registry import document_homes

    root, *upper = library_roots(directory, place)
    return document_homes(root, place.documents if place else None, upper)


def _has_school(library: Library, orientation: str) -> bool:
    """Return whether any intervention is of a modality, or of one of its kin."""
    near = {orientation, *library.vocabulary.modalities[orientation].kin}
    return any(each.modality in near for each in library.interventions.values())
