"""The example clients of the shipped library."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from planbuilder.data import data_path
from planbuilder.plan.client import Client
from planbuilder.plan.selection import Selection


class Example(NamedTuple):
    """An example client: the file, the client, and the selection made for them or None."""

    file: Path
    client: Client
    selection: Selection | None


def examples() -> list[Path]:
    """Return the files of the example clients."""
    return sorted((data_path("library") / "examples").glob("*.client.yaml"))
