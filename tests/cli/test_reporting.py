"""Findings as text: short lines; what is found in many places is said once, and none of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.cli.reporting import findings_as_text
from planbuilder.findings import Finding, Place, Severity


def blank(at: str, fix: str = "Fill it.", rule: str = "plan-blank") -> Finding:
    """Return a finding at a place."""
    return Finding(rule, "warning", Place(at=at), "A blank is not filled.", "It shows.", fix)


def test_three_places_are_one_block_where_the_first_stands() -> None:
    """Expect the sentence once, and each place with what to do there."""
    listed = [blank("1.A.1", "Say why."), blank("1.A.2", "Say when."), blank("1.A.3", "Say who.")]
    other = blank("1.A.2", rule="plan-other")
    assert findings_as_text([listed[0], listed[1], other, listed[2]]).splitlines() == [
        "3 places, listed below",
        "  Warning: A blank is not filled.",
        "  Why: It shows.",
        "  Fix, place by place:",
        "    1.A.1: Say why.",
        "    1.A.2: Say when.",
        "    1.A.3: Say who.",
        "  Rule: plan-blank",
        "",
        "1.A.2",
        "  Warning: A blank is not filled.",
        "  Why: It shows.",
        "  Fix: Fill it.",
        "  Rule: plan-other",
        "",
        "Found 4 warnings.",
    ]


def test_one_fix_for_all_places_is_said_once() -> None:
    """Expect the places under the fix that they share."""
    text = findings_as_text([blank("1"), blank("2"), blank("3")])
    assert text.count("Fill it.") == 1
    assert "  Places:\n    1\n    2\n    3\n" in text


@pytest.mark.parametrize(("severity", "times"), [("note", 1), ("warning", 3)])
def test_a_note_is_said_once_for_all_files(severity: Severity, times: int) -> None:
    """Expect one note with its places, as a library can hold dozens of one kind; anything else stays with its file."""
    found = [
        Finding("unchecked", severity, Place(f"{name}.yaml", 3), "Nobody checked it.", "It may be wrong.", "Look.")
        for name in "abc"
    ]
    text = findings_as_text(found)
    assert text.count("Nobody checked it.") == times
    assert all(f"{name}.yaml:3" in text for name in "abc")


@given(st.lists(st.builds(blank, st.sampled_from("abcdefgh"), st.sampled_from("xy"), st.sampled_from("rst"))))
def test_no_place_is_lost(listed: list[Finding]) -> None:
    """Expect as many places in the text as there are findings, and the count of them at the end."""
    text = findings_as_text(listed)
    alone = sum(line in tuple("abcdefgh") for line in text.splitlines())
    grouped = sum(line.startswith("    ") for line in text.splitlines())
    assert alone + grouped == len(listed)
    assert text.endswith(f"Found {len(listed)} warning{'s' * (len(listed) != 1)}." if listed else "Nothing found.")
