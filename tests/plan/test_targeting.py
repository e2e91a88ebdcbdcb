"""Targets of outcome measures, in both directions, never outside the range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import MOOD, WELL_BEING

from planbuilder.library.entries import Measure, TargetSpec
from planbuilder.plan.targeting import band_label, improves, target_score


@pytest.mark.parametrize(
    ("measure", "spec", "baseline", "target"),
    [
        (MOOD, TargetSpec(percent=50), 18, 9),
        (MOOD, TargetSpec(percent=20), 18, 14),
        (MOOD, TargetSpec(percent=50), 7, 3),
        (MOOD, TargetSpec(percent=100), 7, 0),
        (MOOD, TargetSpec(percent=50), None, None),
        (MOOD, TargetSpec(score=4), None, 4),
        (MOOD, TargetSpec(band="mild"), None, 9),
        (MOOD, TargetSpec(band="none"), 18, 4),
        (WELL_BEING, TargetSpec(percent=10), 40, 44),
        (WELL_BEING, TargetSpec(percent=25), 41, 52),
        (WELL_BEING, TargetSpec(percent=50), 90, 100),
        (WELL_BEING, TargetSpec(band="good"), 12, 51),
    ],
)
def test_a_target_is_computed_from_percent_score_or_band(
    measure: Measure, spec: TargetSpec, baseline: float | None, target: float | None
) -> None:
    """Expect the whole score that reaches the change, a band's nearest edge, and nothing without a baseline."""
    assert target_score(measure, spec, baseline) == target


@given(st.sampled_from([MOOD, WELL_BEING]), st.integers(0, 27), st.integers(1, 100))
def test_a_percentage_is_reached_and_stays_in_the_range(measure: Measure, baseline: int, percent: int) -> None:
    """Expect at least the change asked for, less only where the scale ends."""
    found = target_score(measure, TargetSpec(percent=percent), baseline)
    assert found is not None
    assert measure.range.min <= found <= measure.range.max
    assert found == int(found)
    wanted = baseline * percent / 100
    reached = baseline - found if measure.direction == "higher-worse" else found - baseline
    assert reached >= wanted or found in (measure.range.min, measure.range.max)
    assert reached < wanted + 1


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "better"),
    [
        (MOOD, 18, 9, True),
        (MOOD, 9, 9, False),
        (MOOD, 4, 9, False),
        (WELL_BEING, 40, 60, True),
        (WELL_BEING, 60, 40, False),
        (MOOD, None, 9, None),
        (MOOD, 9, None, None),
    ],
)
def test_better_is_what_the_direction_of_the_measure_says(
    measure: Measure, baseline: float | None, target: float | None, better: bool | None
) -> None:
    """Expect lower or higher to be better as the measure has it, and no judgment without both scores."""
    assert improves(measure, baseline, target) is better


@pytest.mark.parametrize(("value", "label"), [(0, "none"), (4, "none"), (5, "mild"), (27, "more"), (4.5, "")])
def test_a_score_has_the_label_of_its_band(value: float, label: str) -> None:
    """Expect the edges to belong to their bands, and no label between two bands."""
    assert band_label(MOOD, value) == label
