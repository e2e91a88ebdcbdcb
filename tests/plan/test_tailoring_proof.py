"""Change one fact of a client, and exactly the lines that depend on it change."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable

import pytest
from shipped import EXAMPLE_DAY, Example, examples
from tailoring_changes import CHANGES, Comparison

from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.predicates import Judge, client_view
from planbuilder.plan.record import Plan
from planbuilder.plan.selection import Selection


def compared(
    client: Client, change: Callable[[Client], Client | None], selection: Selection | None, shipped: Library
) -> Comparison | None:
    """Return the plans of a client before and after a change, or None where the change makes no sense for them."""
    other = change(client)
    if other is None:
        return None
    plans = (compose(each, selection, shipped, EXAMPLE_DAY) for each in (client, other))
    judges = (Judge(client_view(client, shipped, EXAMPLE_DAY)), Judge(client_view(other, shipped, EXAMPLE_DAY)))
    return Comparison(shipped, *plans, judges, open=selection is None)


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "suggested"])
def test_no_line_changes_that_does_not_depend_on_the_fact(
    example: Example, shipped: Library, name: str, chosen: bool, record_property: Callable[[str, object], None]
) -> None:
    """Expect each changed line to belong to an item of the library that depends on what changed."""
    selection = example.selection if chosen else None
    found = compared(example.client, CHANGES[name][0], selection, shipped)
    if found is None or (chosen and selection is None):
        return
    record_property("changed lines", dict(Counter(line.kind for line in found.changed)))
    assert found.unexplained() == []
