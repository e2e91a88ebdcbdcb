"""Charts of measures: our own drawing, in gray, with the same in words."""

from __future__ import annotations

import struct
import zlib

import msgspec
import pytest

from planbuilder.documents.chart import chart
from planbuilder.documents.chart_words import chart_words
from planbuilder.documents.drawing import Sheet
from planbuilder.documents.lettering import plain_letters, strokes, width_of
from planbuilder.docx import Image
from planbuilder.docx.pictures import look_at
from planbuilder.plan.reviews import ReviewedMeasure, ScoreBand, ScorePoint


def measure(*points: tuple[str, float], target: float | None = 9) -> ReviewedMeasure:
    """Return a measure from 0 to 27 with five bands and some scores."""
    edges = ((0, 4, "none or minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 19, "moderately severe"))
    return ReviewedMeasure(
        id="phq-9",
        title="Patient Health Questionnaire-9",
        short="PHQ-9",
        direction="higher-worse",
        low=0,
        high=27,
        bands=tuple(ScoreBand(min=low, max=high, label=label) for low, high, label in (*edges, (20, 27, "severe"))),
        points=tuple(ScorePoint(on=on, value=value) for on, value in points),
        target=target,
    )


THREE = (("2026-11-09", 18), ("2026-11-30", 16), ("2026-12-28", 12))


def rows(image: Image) -> list[bytes]:
    """Return the rows of gray pixels of a picture."""
    data = image.content
    width, height = struct.unpack(">II", data[16:24])
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    plain = zlib.decompress(packed)
    return [plain[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]


def test_a_chart_says_in_words_what_it_shows() -> None:
    """Expect every score with its day and band, which way is better, the target, and the bands."""
    said = chart(measure(*THREE)).alt
    assert said == chart_words(measure(*THREE))
    assert said.startswith("PHQ-9: 18 on November 9, 2026 (moderately severe), 16 on November 30, 2026")
    for part in ("12 on December 28, 2026 (moderate).", "A lower score is better.", "The target is 9.", "mild, 5 to 9"):
        assert part in said


@pytest.mark.parametrize("points", [THREE, THREE[:1], [*THREE, ("2026-12-29", 0), ("2026-12-30", 27)]])
def test_a_chart_is_a_picture_that_the_word_engine_takes(points: list[tuple[str, float]]) -> None:
    """Expect a PNG of one gray, whole, also of one score, of the lowest and the highest, and of days close together."""
    found = look_at(chart(measure(*points)).content)
    assert (found.kind, found.width) == ("png", 1299)


def test_a_chart_reads_in_black_and_white() -> None:
    """Expect lines and letters in black, every second band in a light gray, nothing else that tells anything apart."""
    lines = rows(chart(measure(*THREE)))
    assert min(min(line) for line in lines) == 0
    assert sum(line.count(226) for line in lines) > 10_000
    assert sum(line.count(255) for line in lines) > 100_000


def test_a_lower_score_stands_lower() -> None:
    """Expect the dot of a low score below that of a high one."""

    def lowest_dark(value: float) -> int:
        """Return the row of the middle of the only dot: the one with the longest black stretch inside the frame."""
        lines = rows(chart(measure(("2026-11-09", value), target=None)))
        return max(range(60, len(lines) - 90), key=lambda y: lines[y][200:800].count(0))

    assert lowest_dark(24) < lowest_dark(15) < lowest_dark(3)


def test_a_chart_is_the_same_each_time() -> None:
    """Expect the same bytes, so that a document made again is the same document."""
    assert chart.__wrapped__(measure(*THREE)).content == chart.__wrapped__(measure(*THREE)).content


def test_letters_that_nobody_drew_are_written_without_accents_or_as_a_question_mark() -> None:
    """Expect every text to be drawn, whatever an agency calls its bands."""
    assert plain_letters("S\u00e9v\u00e8re \u2013 \u2019") == "Severe - '"
    assert strokes("\u4e2d") == strokes("?")
    assert width_of("") == 0
    assert width_of("mm") > width_of("ii")


def test_a_sheet_draws_only_on_itself() -> None:
    """Expect nothing to be written outside, wherever a line leads."""
    sheet = Sheet(20, 10)
    sheet.line(((-50, -50), (70, 60)), 5)
    sheet.area(-5, -5, 400, 3, 0)
    sheet.text((15, 9), "Wide", 8)
    assert len(sheet.pixels) == 200
    assert look_at(sheet.png()).height == 10


@pytest.mark.parametrize(
    "label", ["low", "possible dependence, to be looked at by a specialist as soon as that can be", "x" * 30]
)
def test_labels_of_bands_stay_on_the_sheet(label: str) -> None:
    """Expect white at the right edge, however long an agency's names of bands are, and half of the sheet for scores."""
    bands = (ScoreBand(min=0, max=13, label=label), ScoreBand(min=14, max=27, label="more"))
    lines = rows(chart(msgspec.structs.replace(measure(*THREE), bands=bands)))
    assert {line[-1] for line in lines} == {255}
    assert min(line[640] for line in lines) < 255
