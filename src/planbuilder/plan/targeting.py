"""Targets of outcome measures: from meaningful change, a score, or a band."""

from __future__ import annotations

import math

from planbuilder.library.entries import Measure, TargetSpec


def target_score(measure: Measure, spec: TargetSpec, baseline: float | None) -> float | None:
    """Return the score to reach, or None where a percentage has no baseline to start from.

    A percentage is taken from the baseline and rounded to the whole score that reaches it; a band gives its nearest
    edge; the result never leaves the measure's range.
    """
    worse = measure.direction == "higher-worse"
    if spec.score is not None:
        return float(spec.score)
    if spec.band:
        band = next(band for band in measure.bands if band.label == spec.band)
        return band.max if worse else band.min
    if spec.percent is None or baseline is None:
        return None
    change = baseline * spec.percent / 100
    wanted = math.floor(baseline - change) if worse else math.ceil(baseline + change)
    return min(max(float(wanted), measure.range.min), measure.range.max)


def improves(measure: Measure, baseline: float | None, target: float | None) -> bool | None:
    """Return whether the target is better than the baseline, or None where one of them is missing."""
    return is_better(baseline, target, worse=measure.direction == "higher-worse")


def is_better(baseline: float | None, target: float | None, *, worse: bool) -> bool | None:
    """Return the same where only that is known of a measure, that a higher number is a worse one."""
    if baseline is None or target is None:
        return None
    return target < baseline if worse else target > baseline


def band_label(measure: Measure, value: float) -> str:
    """Return the label of the band a score falls in; empty where no band holds it."""
    return next((band.label for band in measure.bands if band.min <= value <= band.max), "")
