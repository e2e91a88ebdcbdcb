"""Scores: bands that cover their measure, and targets that lie in its range and are better than its worst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Band, Measure, MeasuredBy, TargetSpec
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.reading import FieldPath

RANGE = RULES.rule(
    "measure-range",
    "error",
    said="The lowest score is not under the highest.",
    why="No score could be entered.",
    fix="Correct the range.",
    example="range: {min: 27, max: 0}",
)
BANDS = RULES.rule(
    "measure-bands",
    "error",
    said="{said}",
    why="A score would have no band, or two.",
    fix="Let the bands follow each other from the lowest score to the highest, each once.",
    example="bands: [{min: 0, max: 4, ...}, {min: 6, max: 27, ...}]",
)
LABELS = RULES.rule(
    "measure-band-label",
    "error",
    said="Two bands are called '{label}'.",
    why="A target names a band by its label.",
    fix="Give each band a label of its own.",
    example="bands: [{..., label: mild}, {..., label: mild}]",
)
BAND = RULES.rule(
    "target-band",
    "error",
    said="{measure} has no band '{band}'.",
    why="The target could not be worked out.",
    fix="{fix}",
    example="target: {band: moderat}",
)
SCORE = RULES.rule(
    "target-range",
    "error",
    said="A score of {score} does not exist on {measure}; it goes from {low:g} to {high:g}.",
    why="The target could never be reached.",
    fix="Give a score in the range.",
    example="target: {score: 40}",
)
WORST = RULES.rule(
    "target-direction",
    "error",
    said="The target {target} is the worst that {measure} can show.",
    why="Whoever reaches it has not become better: on this measure {direction}.",
    fix="Give a target on the better side.",
    example="target: {band: severe}",
)

CRITICAL_TOTAL = RULES.rule(
    "measure-critical-total",
    "error",
    said="A total of {total:g} on {measure} cannot prove the answer '{id}': {wrong}.",
    why="A total would raise a risk that it does not show, or never raise one that it does.",
    fix="Give what all other answers together reach, and one more; leave it out where the total proves nothing.",
    example="certain_from: 30, for a range of 0 to 27",
)


def check_measures(shelf: Shelf) -> Iterator[Finding]:
    """Yield ranges and bands that do not cover a measure, and targets that make no sense on theirs."""
    for item, measure in shelf.entries(Measure):
        if measure.range.min >= measure.range.max:
            yield item.finding(RANGE, ("range",))
        else:
            yield from _bands(item, measure)
            yield from _certain(item, measure)
    for item in shelf.items:
        for path, part in item.parts:
            if isinstance(part, MeasuredBy) and part.target is not None:
                named = shelf.entry("measure", part.measure, Measure)
                if named is not None and named.range.min < named.range.max:
                    yield from _target(item, (*path, "target"), part.target, named)


def _bands(item: Item, measure: Measure) -> Iterator[Finding]:
    """Yield the places where the bands leave a gap, overlap, or do not reach the ends of the range."""
    labels: set[str] = set()
    for index, band in enumerate(measure.bands):
        if band.label in labels:
            yield item.finding(LABELS, ("bands", index, "label"), label=band.label)
        labels.add(band.label)
        if said := _break(measure, measure.bands[:index], band):
            yield item.finding(BANDS, ("bands", index), said=said)
    if measure.bands and measure.bands[-1].max != measure.range.max:
        last = measure.bands[-1].max
        said = f"The last band ends at {last:g}, the measure at {measure.range.max:g}."
        yield item.finding(BANDS, ("bands", len(measure.bands) - 1), said=said)


def _break(measure: Measure, before: Sequence[Band], band: Band) -> str:
    """Return what is wrong with where a band begins, or nothing.

    Whole-number scores step by one; where a measure or its bands have fractions, a band may begin where the last ended.
    """
    if band.min > band.max:
        return f"The band '{band.label}' ends before it begins."
    if not before:
        low = measure.range.min
        return "" if band.min == low else f"The first band begins at {band.min:g}, the measure at {low:g}."
    last = before[-1]
    if band.min < last.max or (band.min == last.max and measure.whole):
        return f"The bands '{last.label}' and '{band.label}' overlap."
    gap = band.min != last.max + 1 if measure.whole else band.min - last.max >= 1
    return f"Scores between the bands '{last.label}' and '{band.label}' have no band." if gap else ""


def _certain(item: Item, measure: Measure) -> Iterator[Finding]:
    """Yield totals that are said to prove a critical answer and lie outside the range, or at its better end."""
    low, high = measure.range.min, measure.range.max
    best = low if measure.direction == "higher-worse" else high
    for index, each in enumerate(measure.critical):
        total = each.certain_from
        if total is None or (low <= total <= high and total != best):
            continue
        wrong = "every score would prove it" if total == best else f"the measure goes from {low:g} to {high:g}"
        words = {"total": total, "measure": measure.short, "id": each.id, "wrong": wrong}
        yield item.finding(CRITICAL_TOTAL, ("critical", index, "certain_from"), **words)


def _target(item: Item, path: FieldPath, target: TargetSpec, measure: Measure) -> Iterator[Finding]:
    """Yield what is wrong with a target on a measure."""
    low, high = measure.range.min, measure.range.max
    worst = high if measure.direction == "higher-worse" else low
    direction = "a higher score is worse" if measure.direction == "higher-worse" else "a higher score is better"
    if target.band:
        band = next((each for each in measure.bands if each.label == target.band), None)
        if band is None:
            known = [each.label for each in measure.bands]
            fix = nearest_words(target.band, known, f"Its bands: {', '.join(known) or 'none'}.")
            yield item.finding(BAND, (*path, "band"), measure=measure.short, band=target.band, fix=fix)
        elif band.min <= worst <= band.max:
            yield item.finding(
                WORST, (*path, "band"), target=f"'{band.label}'", measure=measure.short, direction=direction
            )
    elif target.score is not None:
        if not low <= target.score <= high:
            words = {"score": target.score, "measure": measure.short, "low": low, "high": high}
            yield item.finding(SCORE, (*path, "score"), **words)
        elif target.score == worst:
            yield item.finding(WORST, (*path, "score"), target=target.score, measure=measure.short, direction=direction)
