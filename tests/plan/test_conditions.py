"""Conditions judged once for the values that they look at come out as their schemas say, person after person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.conditions import Outcomes, View
from planbuilder.schema import schema_text, validator

_CONDITIONS: dict[str, Any] = schema_text("client-predicates")["$defs"]
_VALUES = st.one_of(
    st.booleans(), st.integers(-1, 2), st.sampled_from([1.0, 8, 9.5, 17, 18, 65]), st.sampled_from(["high", "F10.20"])
)


def _as_the_schema_says(name: str, view: View) -> str:
    """Return how a condition comes out, by jsonschema alone."""
    judge = validator("client-predicates").evolve(schema=_CONDITIONS[name])
    failed = {error.validator for error in judge.iter_errors(view)}
    return "unknown" if "required" in failed else "unmet" if failed else "met"


@st.composite
def _questions(draw: st.DrawFn) -> tuple[str, View]:
    """Draw a condition, and a view with values, right and wrong, at the places that it looks at and at others."""
    name = draw(st.sampled_from(sorted(_CONDITIONS)))
    view: View = {"pronouns": draw(_VALUES)}
    for field, part in _CONDITIONS[name]["properties"].items():
        members = st.sampled_from([*part.get("properties", {}), "something else"])
        fitting = st.lists(_VALUES, max_size=2) if "contains" in part else st.dictionaries(members, _VALUES, max_size=2)
        value = draw(st.one_of(st.none(), _VALUES, fitting, fitting))
        if value is not None:
            view[field] = value
    return name, view


@given(_questions())
def test_a_condition_comes_out_as_its_schema_says(question: tuple[str, View]) -> None:
    """Expect the same whether the values are seen for the first time or again; yes is not 1."""
    name, view = question
    assert {Outcomes(view)[name], Outcomes(dict(view))[name]} == {_as_the_schema_says(name, view)}


@pytest.mark.parametrize("value", [1, 1.0, "1", [True], {"yes": True}])
def test_what_only_looks_like_yes_is_no_yes(value: object) -> None:
    """Expect values that equal yes in Python to be judged by themselves, before and after it."""
    answers = [Outcomes({"facts": {"pregnant": each}})["pregnant"] for each in (True, value, True)]
    assert answers == ["met", "unmet", "met"]


def test_a_condition_that_is_not_described_is_refused() -> None:
    """Expect a wrong name not to pass for an open question."""
    with pytest.raises(KeyError):
        Outcomes({})["made-up"]
