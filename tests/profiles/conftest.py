"""What the tests of profiles share: the shipped library, its example plans, and a plan that lacks nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from complete_plan import DAY, complete

from planbuilder.data import data_path
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.record import Plan


@pytest.fixture(scope="session")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


@pytest.fixture(scope="session")
def examples(shipped: Library) -> Mapping[str, Plan]:
    """Return the plan of every example client that has a selection, by the name of its file."""
    made = {}
    for file in sorted((data_path("library") / "examples").glob("*.client.yaml")):
        choices = file.with_name(file.name.replace(".client.", ".selection."))
        if choices.exists():
            client = load_client(file, shipped, DAY)
            made[file.name.removesuffix(".client.yaml")] = compose(
                client, load_selection(choices, client, shipped)[0], shipped, DAY
            )
    return made


@pytest.fixture(scope="session")
def whole(examples: Mapping[str, Plan]) -> Plan:
    """Return a plan that lacks nothing that any profile asks."""
    return complete(examples["wheelchair-pain-opioid"])
