"""A plan with a review, and a note about it, for tests of the documents that print them."""

from __future__ import annotations

from msgspec.structs import replace
from plan_files import rich_plan

from planbuilder.plan.client import Person, Score
from planbuilder.plan.notes import KeptNote, Named, Note, NoteStep
from planbuilder.plan.progress import AccessAnswer
from planbuilder.plan.record import Plan, Saved
from planbuilder.plan.reviewing import reviewed_plan
from planbuilder.plan.reviews import (
    Attainment,
    Attending,
    NeedsAsked,
    PlanReview,
    ReviewedAccess,
    ReviewedMeasure,
    ScoreBand,
    ScorePoint,
    StepProgress,
)

BY = Person(name="R. Alvarez", role="counselor", credentials="LADC")
_FAILED = "The interpreter was cut off for ten minutes; we stopped until the line was back."


def review() -> PlanReview:
    """Return a review of the rich plan's first objective, with an accommodation that failed once and a new score."""
    return PlanReview(
        version=1,
        date="2027-01-04",
        by=BY,
        since="2026-11-16",
        next_review="2027-02-15",
        needs=NeedsAsked(on="2027-01-04", words="The same, and more breaks.", changed="Sees less at night."),
        present=(Attending(who="Jordan Ellis", mode="in ASL", part="Asked for a later date."),),
        access=(
            ReviewedAccess(
                key="a1",
                number="A1",
                title="Qualified interpreter",
                delivered="partly",
                asked="Did you follow everything?",
                happened=_FAILED,
                words="Mostly.",
                change="A second line is kept ready.",
                yes=5,
                partly=1,
            ),
        ),
        steps=(
            StepProgress(
                key="o1",
                number="1.A.1",
                text="Jordan has four or fewer heavy drinking days in 30.",
                status="improving",
                seen_by="12 heavy days in the last 30, from 22.",
                decision="revised",
                before="no-change",
                words="It goes down.",
                in_the_way="Two visits without an interpreter.",
                why="The first weeks were lost.",
                gas=Attainment(level=1, scale=("None.", "One.", "Two.", "Three.", "Four.")),
                old_date="2027-02-16",
                target_date="2027-03-01",
                old_target=4,
                target=6,
                notes=(1, 2),
            ),
        ),
        scores=(Score(measure="phq-9", value=12, on="2026-12-21", critical=("thoughts-of-death",)),),
        measures=(
            ReviewedMeasure(
                id="phq-9",
                title="Patient Health Questionnaire-9",
                short="PHQ-9",
                direction="higher-worse",
                low=0,
                high=27,
                bands=(ScoreBand(min=0, max=9, label="mild or less"), ScoreBand(min=10, max=27, label="more")),
                points=(ScorePoint(on="2026-11-09", value=18), ScorePoint(on="2026-12-21", value=12)),
                target=9,
                change="better",
                critical=("The answer about thoughts of death is above zero",),
            ),
        ),
        in_the_way="No bus after nine.",
        engagement="Came to five of six visits.",
        notes=6,
    )


def reviewed() -> Plan:
    """Return the rich plan after the review."""
    return replace(reviewed_plan(rich_plan(), review()), version=2)


def kept_note(*, objectives: bool = True) -> KeptNote:
    """Return a note on the first objective, or on none."""
    step = NoteStep(
        done="Read the log together.",
        response="Jordan counted the days himself.",
        progress="improving",
        next="Plan two evenings.",
        interventions=("1.A.1.a",),
        seen_by="12 heavy days.",
    )
    named = (
        Named(number="A1", key="a1", text="Qualified interpreter"),
        Named(number="1.A.1", key="o1", text="Jordan has four or fewer heavy drinking days in 30."),
        Named(number="1.A.1.a", key="i1", text="Functional analysis of drinking"),
    )
    note = Note(
        schema=1,
        client="c-4071",
        version=1,
        date="2026-11-23",
        by=BY,
        kind="individual",
        access={"A1": AccessAnswer(delivered="partly", happened=_FAILED, words="I followed the rest.")},
        objectives={"1.A.1": step} if objectives else {},
        at="14:00",
        minutes=50,
        mode="in ASL",
        words="I did a whole weekend.",
        engagement="Came on time.",
        risk="No thoughts of suicide.",
        next_contact="2026-11-30",
        no_objective="" if objectives else "A release was signed.",
    )
    saved = Saved(at="2026-11-23T20:14:05Z", by=BY.name, based_on=0, previous="")
    return KeptNote(schema=1, number=1, saved=saved, plan_sha256="0" * 64, note=note, named=named)
