"""What a chart of a measure says in words: its scores with days and bands, its target, its bands."""

from __future__ import annotations

import datetime as dt

from planbuilder.documents.wording import number, series
from planbuilder.plan.filling import date_words
from planbuilder.plan.reviews import ReviewedMeasure, ScoreBand


def chart_words(measure: ReviewedMeasure) -> str:
    """Return in words what the chart shows: every score with its day and band, the target, the bands."""
    scores = [
        f"{number(each.value)} on {date_words(dt.date.fromisoformat(each.on))}{_in_band(measure, each.value)}"
        for each in measure.points
    ]
    better = "lower" if measure.direction == "higher-worse" else "higher"
    parts = [f"{measure.short}: {series(scores)}.", f"A {better} score is better."]
    if measure.target is not None:
        parts.append(f"The target is {number(measure.target)}.")
    if measure.bands:
        parts.append(f"Bands: {'; '.join(map(label_of, measure.bands))}.")
    return " ".join(parts)


def band_of(measure: ReviewedMeasure, value: float) -> str:
    """Return the band a score falls in; nothing where no band holds it."""
    return next((band.label for band in measure.bands if band.min <= value <= band.max), "")


def _in_band(measure: ReviewedMeasure, value: float) -> str:
    """Return the band of a score in brackets."""
    label = band_of(measure, value)
    return f" ({label})" if label else ""


def label_of(band: ScoreBand) -> str:
    """Return a band's label with its scores."""
    edges = number(band.min) if band.min == band.max else f"{number(band.min)} to {number(band.max)}"
    return f"{band.label}, {edges}"
