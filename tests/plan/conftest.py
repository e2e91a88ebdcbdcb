"""What the tests of the plan room share: the shipped library and its example clients, each loaded once."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_DAY, Example, examples

from planbuilder.data import data_path
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.files import load_client, load_selection


@pytest.fixture(scope="session")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


@pytest.fixture(scope="session", params=examples(), ids=lambda path: path.name.removesuffix(".client.yaml"))
def example(request: pytest.FixtureRequest, shipped: Library) -> Example:
    """Return one of the example clients with the selection it has, if any."""
    file = request.param
    client = load_client(file, shipped, EXAMPLE_DAY)
    choices = file.with_name(file.name.replace(".client.", ".selection."))
    selection = load_selection(choices, client, shipped)[0] if choices.exists() else None
    return Example(file, client, selection)
