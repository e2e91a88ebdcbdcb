"""Outcome measures: ranges, bands, meaningful change, critical answers, licences."""

from __future__ import annotations

from typing import Literal

from planbuilder.library.entries.parts import Checked, Citation, Entry, Part, Risk


class Loinc(Part, frozen=True):
    """Codes of a measure, and where they were read."""

    seen: str
    panel: str = ""
    total: str = ""


class Range(Part, frozen=True):
    """The lowest and the highest possible score."""

    min: float
    max: float


class Band(Part, frozen=True):
    """A band of scores with its label."""

    min: float
    max: float
    label: str


class Change(Part, frozen=True):
    """The smallest change that matters."""

    value: float
    unit: Literal["points", "percent"]
    source: str
    at: str = ""


class Critical(Part, frozen=True):
    """An answer that must not be hidden in a total, the risk it raises, and the total that proves it."""

    id: str
    title: str
    risk: Risk
    certain_from: float | None = None


class Licence(Part, frozen=True):
    """What may be done with a measure."""

    kind: Literal["free", "free-noncommercial", "permission", "licensed"]
    terms: str
    owner: str = ""


class Measure(Entry, frozen=True):
    """An outcome measure; never the text of an item."""

    title: str
    short: str
    construct: str
    plain: str
    range: Range
    direction: Literal["higher-worse", "higher-better"]
    bands: tuple[Band, ...]
    demands: tuple[str, ...]
    licence: Licence
    sources: tuple[Citation, ...]
    checked: Checked | None
    loinc: Loinc | None = None
    meaningful_change: Change | None = None
    critical: tuple[Critical, ...] = ()
    repeat_weeks: int = 0
    minutes: int = 0
    fractions: bool = False

    @property
    def whole(self) -> bool:
        """Whether every score is a whole number: no fractions are allowed, and range and bands hold none."""
        edges = (self.range.min, self.range.max, *(edge for band in self.bands for edge in (band.min, band.max)))
        return not self.fractions and all(float(edge).is_integer() for edge in edges)
