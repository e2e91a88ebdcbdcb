"""A review of a plan: as its file says it, and as the plan's record keeps it, complete in itself."""

from __future__ import annotations

from typing import Literal

from planbuilder.plan.client import Fact, Person, Score
from planbuilder.plan.progress import AccessAnswer, Achievement, Delivered

#: What a change of a score means: by an amount that matters, too small to count on, or nobody knows how much matters.
ScoreChange = Literal["", "better", "worse", "small", "none", "unjudged"]
Decided = Literal["stays", "revised", "ended"]


class Attainment(Fact, frozen=True):
    """A step from -2 to 2 on a scale of five; the scale is empty where an earlier review gave it."""

    level: int
    scale: tuple[str, ...] = ()


class ReviewStep(Fact, frozen=True):
    """Where one objective stands, and what is decided about it."""

    status: Achievement
    seen_by: str
    decision: Decided
    words: str = ""
    in_the_way: str = ""
    why: str = ""
    target_date: str = ""
    target: float | None = None
    wording: str = ""
    plain: str = ""
    gas: Attainment | None = None


class Attending(Fact, frozen=True):
    """Somebody who took part in a review, in which mode, with which part in it."""

    who: str
    mode: str
    part: str = ""


class NeedsAsked(Fact, frozen=True):
    """When the person was asked again what is needed to take part, the answer, and what is new or gone."""

    on: str
    words: str
    changed: str = ""


class Review(Fact, frozen=True):
    """A review as its file says it: access first, then every objective by its number."""

    schema: int
    client: str
    version: int
    date: str
    by: Person
    present: tuple[Attending, ...]
    access: dict[str, AccessAnswer]
    needs: NeedsAsked
    objectives: dict[str, ReviewStep]
    scores: tuple[Score, ...] = ()
    in_the_way: str = ""
    engagement: str = ""
    next_review: str = ""


class ReviewedAccess(Fact, frozen=True):
    """An accommodation in a review; the counts are those of the notes since the last one."""

    key: str
    number: str
    title: str
    delivered: Delivered
    asked: str = ""
    happened: str = ""
    words: str = ""
    change: str = ""
    yes: int = 0
    partly: int = 0
    no: int = 0


class StepProgress(Fact, frozen=True):
    """An objective in a review: what it said, where it stood before and stands now, what is decided, old beside new.

    ``after`` is what it says since, where that is something else.
    """

    key: str
    number: str
    text: str
    status: Achievement
    seen_by: str
    decision: Decided
    before: str = ""
    words: str = ""
    in_the_way: str = ""
    why: str = ""
    gas: Attainment | None = None
    old_date: str = ""
    target_date: str = ""
    old_target: float | None = None
    target: float | None = None
    wording: str = ""
    plain: str = ""
    after: str = ""
    notes: tuple[int, ...] = ()


class ScoreBand(Fact, frozen=True):
    """A band of a measure's scores."""

    min: float
    max: float
    label: str


class ScorePoint(Fact, frozen=True):
    """A score on a day."""

    on: str
    value: float


class ReviewedMeasure(Fact, frozen=True):
    """A measure over time: its range and bands, every score so far, the target, what the last change means.

    ``change`` is what the last change means, where two scores are there; ``again`` the day on which it is due.
    """

    id: str
    title: str
    short: str
    direction: Literal["higher-worse", "higher-better"]
    low: float
    high: float
    bands: tuple[ScoreBand, ...]
    points: tuple[ScorePoint, ...]
    target: float | None = None
    change: ScoreChange = ""
    critical: tuple[str, ...] = ()
    again: str = ""


class PlanReview(Fact, frozen=True):
    """A review that a plan has had: of which version, when, by whom, since when, and all that was found and decided."""

    version: int
    date: str
    by: Person
    since: str
    next_review: str
    needs: NeedsAsked
    present: tuple[Attending, ...] = ()
    access: tuple[ReviewedAccess, ...] = ()
    steps: tuple[StepProgress, ...] = ()
    scores: tuple[Score, ...] = ()
    measures: tuple[ReviewedMeasure, ...] = ()
    in_the_way: str = ""
    engagement: str = ""
    notes: int = 0
