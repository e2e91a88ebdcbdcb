"""A library that does not know a person's needs makes no plan, since the plan would be without accommodations."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small_library import ON, client, library

from planbuilder import InputError, check_record, compose
from planbuilder.plan.client import ClientNeed


@pytest.mark.parametrize(
    ("emptied", "rule"),
    [
        ("needs", "plan-library-lacks-need"),
        ("conflicts", "plan-library-lacks-conflicts"),
        ("demands", "plan-library-lacks-demand"),
    ],
)
def test_no_plan_is_made_with_a_library_that_does_not_know_a_need(emptied: str, rule: str) -> None:
    """Each list of the vocabulary that accommodations hang on."""
    whole = library()
    lacking = replace(whole, vocabulary=replace(whole.vocabulary, **{emptied: {}}))
    person = replace(client(), needs=(ClientNeed(need="deaf"),))
    with pytest.raises(InputError, match="does not fit the needs") as caught:
        compose(person, None, lacking, ON)
    assert rule in [each.rule for each in caught.value.findings]


def test_a_whole_library_makes_a_plan() -> None:
    """The same person, and nothing emptied."""
    assert compose(replace(client(), needs=(ClientNeed(need="deaf"),)), None, library(), ON).pairs


def test_a_record_is_checked_against_a_library_that_does_not_know_its_needs() -> None:
    """It is an error of the check too, not a plan made anew without accommodations."""
    whole = library()
    plan = compose(replace(client(), needs=(ClientNeed(need="deaf"),)), None, whole, ON)
    lacking = replace(whole, vocabulary=replace(whole.vocabulary, conflicts={}))
    assert "plan-library-lacks-conflicts" in [each.rule for each in check_record(plan, lacking)]
