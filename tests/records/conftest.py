"""What the tests of versions share: a plan of the examples, and one with something changed."""

from __future__ import annotations

import datetime as dt

import pytest

from planbuilder.data import data_path
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.record import Plan

EXAMPLES = data_path("library") / "examples"
DAY = dt.date(2026, 11, 16)


@pytest.fixture(scope="session")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


@pytest.fixture(scope="session")
def plan(shipped: Library) -> Plan:
    """Return the plan of an example client."""
    client = load_client(EXAMPLES / "deaf-alcohol.client.yaml", shipped, DAY)
    selection, _ = load_selection(EXAMPLES / "deaf-alcohol.selection.yaml", client, shipped)
    return compose(client, selection, shipped, DAY)
