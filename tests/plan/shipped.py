"""The example clients of the shipped library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from planbuilder.data import data_path
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.selection import Selection

#: The day for which the example clients were written.
EXAMPLE_DAY = dt.date(2026, 11, 16)


class Example(NamedTuple):
    """An example client: the file, the client, and the selection made for them or None."""

    file: Path
    client: Client
    selection: Selection | None


def examples() -> list[Path]:
    """Return the files of the example clients."""
    return sorted((data_path("library") / "examples").glob("*.client.yaml"))


def load_example(file: Path, shipped: Library) -> Example:
    """Return an example client with the selection it has, if any."""
    client = load_client(file, shipped, EXAMPLE_DAY)
    choices = file.with_name(file.name.replace(".client.", ".selection."))
    return Example(file, client, load_selection(choices, client, shipped)[0] if choices.exists() else None)


def load_examples(shipped: Library) -> list[Example]:
    """Return every example client, with the selection it has."""
    return [load_example(file, shipped) for file in examples()]
