"""The chart of a measure over time: its scores on its bands, readable in black and white, and the same in words."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import lru_cache

from planbuilder.documents.chart_words import chart_words, label_of
from planbuilder.documents.drawing import DPI, Sheet
from planbuilder.documents.lettering import CAPITAL, width_of
from planbuilder.documents.wording import number
from planbuilder.docx.values import Image
from planbuilder.plan.reviews import ReviewedMeasure, ScoreBand

#: The printed width of a chart, in millimeters: the text's on a letter page with the margins of our templates.
WIDTH_MM = 165.0
_WIDTH = round(WIDTH_MM / 25.4 * DPI)
_HEIGHT = 540
_LETTER = 21.0
_GRAY, _EDGE, _SOFT = 226, 150, 90
_TOP, _BOTTOM, _LEFT, _RIGHT = 44, 70, 80, 24
#: The widest that a label may be before it goes on in the next line, and the height of a line.
_LABEL, _LINE = 460.0, 36.0
#: The least room between the labels of two days.
_APART = 215
_DOT = 17.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and scores stand on the sheet."""

    measure: ReviewedMeasure
    left: float
    right: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        """Return the height of a score."""
        low, high = self.measure.low, self.measure.high
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)

    def x(self, on: str) -> float:
        """Return the place of a day; the only day stands in the middle."""
        days = [dt.date.fromisoformat(point.on).toordinal() for point in self.measure.points]
        day, first, last = dt.date.fromisoformat(on).toordinal(), min(days), max(days)
        inner = (self.left + 60, self.right - 60)
        share = (day - first) / (last - first) if last > first else 0.5
        return inner[0] + share * (inner[1] - inner[0])


@lru_cache(maxsize=64)
def chart(measure: ReviewedMeasure) -> Image:
    """Return the chart of a measure with at least one score; its alternative text says the same in words."""
    longest = max((_width(line) for band in measure.bands for line in _lines(band)), default=0)
    sheet = Sheet(_WIDTH, _HEIGHT)
    frame = _Frame(measure, _LEFT, _WIDTH - longest - 2 * _RIGHT, _TOP, _HEIGHT - _BOTTOM)
    _draw_bands(sheet, frame)
    _draw_axis(sheet, frame)
    _draw_scores(sheet, frame)
    return Image(sheet.png(), chart_words(measure), width_mm=WIDTH_MM)


def _width(said: str) -> float:
    """Return how wide a text is, in pixels."""
    return width_of(said) * _LETTER / CAPITAL


def _lines(band: ScoreBand) -> list[str]:
    """Return a band's label in lines that leave the larger part of the sheet to the scores; numbers stay together."""
    lines = [""]
    words, _, scores = label_of(band).rpartition(", ")
    for word in (*f"{words},".split(), scores):
        wider = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(wider) > _LABEL:
            lines.append(word)
        else:
            lines[-1] = wider
    return lines


def _draw_bands(sheet: Sheet, frame: _Frame) -> None:
    """Draw the bands as stripes, every second one gray, each with its label where there is room."""
    measure = frame.measure
    below = math.inf
    for place, band in enumerate(sorted(measure.bands, key=lambda each: each.min)):
        top = frame.y(min(band.max + 0.5, measure.high)) if band.max < measure.high else frame.top
        bottom = frame.y(max(band.min - 0.5, measure.low)) if band.min > measure.low else frame.bottom
        if place % 2:
            sheet.area(frame.left, top, frame.right, bottom, _GRAY)
        if place:
            sheet.line(((frame.left, bottom), (frame.right, bottom)), 1.5, _EDGE)
        lines = _lines(band)
        base = (top + bottom) / 2 + _LETTER / 2 + (len(lines) - 1) * _LINE / 2
        if below - base >= _LETTER * 1.35:
            for back, line in enumerate(reversed(lines)):
                sheet.text((frame.right + 16, base - back * _LINE), line, _LETTER)
            below = base - (len(lines) - 1) * _LINE


def _draw_axis(sheet: Sheet, frame: _Frame) -> None:
    """Draw the frame, the lowest and highest score and the edges of bands at the left, the days below."""
    measure = frame.measure
    corners = ((frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom))
    sheet.line(corners, 3)
    below = frame.bottom + 100
    for value in sorted({measure.low, measure.high, *(band.min for band in measure.bands)}):
        y = frame.y(value)
        if below - y >= _LETTER * 1.5:
            sheet.line(((frame.left - 8, y), (frame.left, y)), 3)
            sheet.text((frame.left - 16, y + _LETTER / 2), number(value), _LETTER, anchor="end")
            below = y
    taken: list[float] = []
    for each in (measure.points[-1], *measure.points):  # the last day is always said
        x = frame.x(each.on)
        sheet.line(((x, frame.bottom), (x, frame.bottom + 8)), 3)
        if all(abs(x - other) >= _APART for other in taken):
            day = dt.date.fromisoformat(each.on)
            label = f"{day.month}/{day.day}/{day.year}"
            sheet.text((x, frame.bottom + 20 + _LETTER), label, _LETTER, anchor="middle")
            taken.append(x)


def _draw_scores(sheet: Sheet, frame: _Frame) -> None:
    """Draw the target as a dashed line, and the scores as dots that a line joins, each with its number."""
    measure = frame.measure
    if measure.target is not None and measure.low <= measure.target <= measure.high:
        y = frame.y(measure.target)
        sheet.dashes((frame.left, y), (frame.right, y), 3.5)
        above = y - 10 if y - 10 - _LETTER > frame.top else y + 10 + _LETTER
        sheet.text((frame.left + 12, above), f"target {number(measure.target)}", _LETTER)
    places = [(frame.x(each.on), frame.y(each.value)) for each in measure.points]
    if len(places) > 1:
        sheet.line(places, 5)
    for (x, y), each in zip(places, measure.points, strict=True):
        sheet.line(((x, y),), _DOT * 1.5)
        _write_clear(sheet, (x, y - 20 if y - 44 > 0 else y + 24 + _LETTER), number(each.value))


def _write_clear(sheet: Sheet, at: tuple[float, float], said: str) -> None:
    """Write a number in the middle of a place, on white, so that no line runs through it."""
    height = _LETTER * 1.15
    half = width_of(said) * height / CAPITAL / 2 + 5
    sheet.area(at[0] - half, at[1] - height - 4, at[0] + half, at[1] + 3, 255)
    sheet.text(at, said, height, anchor="middle")
