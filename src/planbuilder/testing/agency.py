"""An agency's workspace as its tests see it: its library with all layers, its templates, plans of invented people."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planbuilder.cli.failing import sentence
from planbuilder.cli.options import homes_of, library_roots
from planbuilder.cli.workspace import workspace
from planbuilder.errors import PlanbuilderError, UsageError
from planbuilder.files import read_file
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.record import Plan
from planbuilder.reading import read_yaml

#: The fields of a client's file and a selection that tell of a day that was.
_PAST = frozenset({"admitted", "assessed", "discussed", "made_on", "on"})


@dataclass(frozen=True, slots=True)
class Agency:
    """A workspace: its folder, the folders of its library's layers from the lowest, where its documents are."""

    root: Path
    layers: tuple[Path, ...]
    homes: tuple[Path, ...]

    @property
    def library(self) -> Library:
        """The library with all layers; InputError with every finding where it has errors."""
        return load_library(*self.layers)


def open_agency(folder: Path) -> Agency:
    """Return the workspace that a folder lies in.

    Raises UsageError where neither it nor a folder above it has a planbuilder.toml, or where that has faults.
    """
    place = workspace(folder)
    if place is None:
        fix = "Run 'planbuilder init' there, or name the folder that holds planbuilder.toml."
        raise UsageError("This folder lies in no planbuilder workspace.", where=str(folder), fix=fix)
    return Agency(place.root, library_roots(None, place), homes_of(None, place))


def plan_of(agency: Agency, client: Path, selection: Path | None = None, *, on: dt.date | None = None) -> Plan:
    """Return the plan of a client's file, and of a selection's where there is one.

    It is made on the day ``on``; without one on the latest day that the files tell of as past, so that it is the same
    whenever the tests run. Raises AssertionError with every finding where a file, or the library, has errors.
    """
    __tracebackhide__ = True
    with InWords():
        day = on or _latest_day(client, *([selection] if selection else []))
        library = agency.library
        person = load_client(client, library, day)
        chosen = load_selection(selection, person, library)[0] if selection else None
        return compose(person, chosen, library, day)


def _latest_day(*files: Path) -> dt.date:
    """Return the latest day that files tell of as past; a file that tells of none is no client's."""
    days = {day for file in files for day in _days(read_yaml(read_file(file), file.name).value)}
    return max(days, default=dt.date.max)


def _days(value: object) -> Iterator[dt.date]:
    """Yield the days in a part of a file that tell of what was."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name in _PAST and isinstance(each, str):
                with contextlib.suppress(ValueError):
                    yield dt.date.fromisoformat(each)
            yield from _days(each)
    elif isinstance(value, list):
        for each in value:
            yield from _days(each)


def examples(folder: Path) -> Iterator[tuple[Path, Path | None]]:
    """Yield each client's file in a folder (``<name>.client.yaml``), with the selection beside it or None."""
    for client in sorted(folder.glob("*.client.yaml")):
        selection = client.with_name(f"{client.name.removesuffix('.client.yaml')}.selection.yaml")
        yield client, selection if selection.is_file() else None


def printed(agency: Agency, plan: Plan, document: str) -> bytes:
    """Return a plan printed as one of the agency's documents.

    Raises AssertionError for a document nobody knows, and, with the place in the Word file, where its template cannot
    print the plan.
    """
    __tracebackhide__ = True
    from planbuilder.documents.registry import find_paper, render_paper

    with InWords():
        return render_paper(plan, find_paper(agency.homes, document))


class InWords:
    """Turns what planbuilder refuses into a failed assertion, in the words of the command line, without a traceback."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: object) -> None:
        """Raise AssertionError in place of an error of planbuilder's."""
        __tracebackhide__ = True
        if isinstance(error, PlanbuilderError):
            raise AssertionError(sentence(error)) from None  # noqa: TRY004 -- a test fails
