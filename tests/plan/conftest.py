"""What the tests of the plan room share: the shipped library and its example clients, each loaded once."""

from __future__ import annotations

import pytest
from shipped import Example, examples, load_example

from planbuilder.data import data_path
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library


@pytest.fixture(scope="session")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


@pytest.fixture(scope="session", params=examples(), ids=lambda path: path.name.removesuffix(".client.yaml"))
def example(request: pytest.FixtureRequest, shipped: Library) -> Example:
    """Return one of the example clients with the selection it has, if any."""
    return load_example(request.param, shipped)
