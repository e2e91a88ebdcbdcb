"""The fixtures of :mod:`planbuilder.testing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import pytest

from planbuilder.plan.record import Plan
from planbuilder.testing.agency import Agency, InWords, examples, open_agency, plan_of

T = TypeVar("T")


class Plans(dict[str, Plan]):
    """Plans by name; pytest prints what a failing test was given, and nobody's plan belongs into a log."""

    def __repr__(self) -> str:
        """Return how many there are."""
        return f"<{len(self)} plans>"


@pytest.fixture(scope="session")
def agency(pytestconfig: pytest.Config) -> Agency:
    """Return the workspace of the repository under test: the one that pytest's root folder lies in."""
    return _made(lambda: open_agency(pytestconfig.rootpath))


@pytest.fixture(scope="session")
def example_plans(agency: Agency) -> Mapping[str, Plan]:
    """Return the plan of each invented person in ``examples/`` of the workspace, by the name of the person's file."""
    files = examples(agency.root / "examples")
    return _made(
        lambda: Plans((client.name.partition(".")[0], plan_of(agency, client, chosen)) for client, chosen in files)
    )


def _made(make: Callable[[], T]) -> T:
    """Return what a fixture makes; where planbuilder refuses, the test fails with its words alone."""
    try:
        with InWords():
            return make()
    except AssertionError as error:
        said = str(error)
    pytest.fail(said, pytrace=False)
