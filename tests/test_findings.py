"""Findings are data: placed, ordered, told by severity; each rule is registered once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import EnvironmentFaultError, InputError, PlanbuilderError
from planbuilder.findings import SEVERITIES, Finding, Place, RuleBook, ordered, worst_is_error


def finding(severity: str = "error", where: Place | None = None, rule: str = "r") -> Finding:
    """Return a finding."""
    return Finding(rule, severity, where or Place("a.yaml", 1, 1), "Said.", "Why.", "Fix.")  # type: ignore[arg-type]


def _at(at: str) -> Finding:
    """Return a finding at a place of a plan."""
    return finding(where=Place(at=at))


@pytest.mark.parametrize(
    ("place", "spelled"),
    [
        (Place(), ""),
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 5, "goals/safe"), "a.yaml:3:5, goals/safe"),
        (Place(at="1.A.1"), "1.A.1"),
    ],
)
def test_a_place_leaves_out_what_is_unknown(place: Place, spelled: str) -> None:
    """File, line, column, path."""
    assert str(place) == spelled


def test_a_rule_fills_its_sentences() -> None:
    """What was said, why, and the fix; braces in a value stay as they are."""
    rule = RuleBook().rule("x", "error", said="{a} is wrong.", why="{b} says so.", fix="Undo {a}.", example="e")
    made = rule.finding(Place(), a="{thing}", b="The law")
    assert (made.said, made.why, made.fix) == ("{thing} is wrong.", "The law says so.", "Undo {thing}.")


def test_a_rule_is_registered_once() -> None:
    """A second one of the same id is a mistake of the programmer."""
    book = RuleBook()
    book.rule("x", "error", said="s", why="w", fix="f", example="e")
    with pytest.raises(ValueError, match="registered twice"):
        book.rule("x", "note", said="s", why="w", fix="f", example="e")


def test_findings_are_sorted_by_place_and_then_by_how_pressing_they_are() -> None:
    """Lines and the numbers of a plan as one counts, each finding once."""
    assert [str(each.where) for each in ordered(map(_at, ("options", "1.A.10", "1.A.2", "1.A.1.b", "")))] == [
        "",
        "1.A.1.b",
        "1.A.2",
        "1.A.10",
        "options",
    ]
    late, early, mild = finding(where=Place("a", 10)), finding(where=Place("a", 9)), finding("note", Place("a", 9))
    assert ordered([late, mild, early, late]) == (early, mild, late)


@given(
    st.lists(
        st.builds(finding, st.sampled_from(SEVERITIES), st.builds(Place, st.sampled_from("ab"), st.integers(0, 3)))
    )
)
def test_the_order_does_not_depend_on_how_findings_came(every: list[Finding]) -> None:
    """The same findings, the same report."""
    assert ordered(every) == ordered(reversed(every))
    assert worst_is_error(every) == any(each.severity == "error" for each in every)


def test_an_error_says_place_sentence_reason_and_next_step() -> None:
    """In that order, whatever is missing left out."""
    error = EnvironmentFaultError("It is full.", where="disk", why="No room.", fix="Make room.")
    assert str(error) == "disk: It is full. No room. Make room."
    assert str(PlanbuilderError("It is full.")) == "It is full."


def test_an_input_error_keeps_its_findings() -> None:
    """For whoever prints them."""
    assert InputError("Bad.", (finding(),)).findings == (finding(),)
