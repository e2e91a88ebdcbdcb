"""Every problem of the shipped library for every need, and for needs that are likely together, in a whole plan."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator

import pytest
from shipped import EXAMPLE_DAY
from small_library import DAY, client, selection

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes
from planbuilder.documents.text import plan_text
from planbuilder.library.entries import MeasuredBy, SlotSpec
from planbuilder.library.readability import PLAIN_GRADE, flesch_kincaid, smog
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.counts import counting
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan, Text
from planbuilder.plan.record_parts import objectives
from planbuilder.reading import read_yaml
from planbuilder.schema import validator

_LIBRARY = data_path("library")
_PROBLEMS = sorted(path.stem for path in (_LIBRARY / "problems").glob("*.yaml"))
_NEEDS = sorted((read_yaml((_LIBRARY / "vocabulary" / "needs.yaml").read_bytes(), "needs").value or {})["needs"])
#: Needs that often come together: by one illness or injury, by age, or because one is easily overlooked beside another.
_TOGETHER = [
    ("deaf-sign-language", "low-vision"),
    ("deaf-sign-language", "intellectual-disability"),
    ("deaf-sign-language", "serious-mental-illness"),
    ("hard-of-hearing", "dementia-mci"),
    ("hard-of-hearing", "low-vision"),
    ("hard-of-hearing", "limited-english"),
    ("blind", "chronic-pain-fatigue"),
    ("wheelchair", "chronic-pain-fatigue"),
    ("wheelchair", "limited-hand-use"),
    ("brain-injury", "mobility"),
    ("brain-injury", "serious-mental-illness"),
    ("intellectual-disability", "speech"),
    ("autism", "attention-adhd"),
    ("aphasia", "limited-hand-use"),
    ("serious-mental-illness", "reading-difficulty"),
    ("limited-english", "reading-difficulty"),
]
_EVERYBODY = [(), *((need,) for need in _NEEDS), *_TOGETHER]
_STAGES = ("early", "engagement", "action", "maintenance")
_LOW_SUICIDE = {"risk": "suicide", "level": "low", "assessed": DAY}
#: A diagnosis with withdrawal says that there are signs now: then somebody has looked at the risk.
_ASSESSED = {"risk": "withdrawal", "level": "moderate", "assessed": DAY, "same_day": "Seen.", "who": "R. Alvarez"}


def whole(library: Library, problem: str, stage: str, *needs: str) -> Client:
    """Return a client with a problem, everything scored and counted that the library may ask, and these needs."""
    entry = library.problems[problem]
    counts = {spec.from_count: _between(spec) for spec in counting(library).blanks}
    scores = [
        {"measure": id, "value": _bad(library, id), "on": DAY, "critical": []}
        for id, each in library.measures.items()
        if not any(answer.certain_from is not None for answer in each.critical) or id in entry.measures
    ]
    return client(
        care={"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09", "stage": stage},
        diagnoses=[
            {"code": f"{code}0" if "." in code else code, "title": "As told"} for code in entry.codes.icd10cm[:1]
        ],
        scores=scores,
        counts=[{"id": id, "value": value, "on": DAY} for id, value in counts.items()],
        risks=[_LOW_SUICIDE, *([_ASSESSED] if problem == "withdrawal-management" else [])],
        needs=[{"need": need} for need in needs],
    )


def _bad(library: Library, measure: str) -> float:
    """Return a score two thirds of the way from the best to the worst, as the measure counts."""
    found = library.measures[measure]
    low, high = found.range.min, found.range.max
    worse = low + (high - low) * 2 / 3 if found.direction == "higher-worse" else high - (high - low) * 2 / 3
    return float(round(worse))


def _between(spec: SlotSpec) -> float:
    """Return a count in the middle of what a blank can hold."""
    low, high = spec.minimum or 0, spec.maximum if spec.maximum is not None else 10
    return float(round((low + high) / 2))


def specs_of(library: Library, plan: Plan) -> Iterator[tuple[Text, dict[str, SlotSpec], MeasuredBy]]:
    """Yield the statement of each objective of a plan with the blanks that the library describes."""
    for problem in plan.problems:
        for goal in problem.goals:
            for step in goal.objectives:
                entry = library.problems[problem.id].goals[goal.id].objectives[step.id]
                yield step.statement, dict(entry.slots), entry.measured_by


@pytest.mark.parametrize("needs", _EVERYBODY, ids=lambda needs: "+".join(needs) or "none")
@pytest.mark.parametrize("problem", _PROBLEMS)
def test_a_plan_for_each_problem_and_need_is_whole(shipped: Library, problem: str, needs: tuple[str, ...]) -> None:
    """Expect nothing asked that nobody made possible, every score used, no text twice, numbers in range."""
    stage = _STAGES[len(needs) % 2]
    person = whole(shipped, problem, stage, *needs)
    plan = compose(person, selection({problem: {}}), shipped, EXAMPLE_DAY)
    assert list(objectives(plan))
    assert [pair.demand for pair in plan.pairs if pair.status == "uncovered"] == []
    found = check_plan(plan, shipped)
    assert [each.said for each in found if each.severity == "error"] == []
    assert [each for each in found if each.rule == "plan-words"] == []
    _scores_are_used(shipped, plan)
    _nothing_stands_twice(plan)
    if len(needs) < 2:
        assert not list(validator("plan").iter_errors(json.loads(plan_json(plan))))


def _scores_are_used(library: Library, plan: Plan) -> None:
    """Assert that no blank is left that a score or count could have filled, and that numbers are in range."""
    for text, specs, measured in specs_of(library, plan):
        for name, slot in text.slots.items():
            spec = specs.get(name)
            if (measured.measure and name in ("baseline", "target")) or (spec is not None and spec.from_count):
                assert slot.source != "blank", f"{name}: {text.printed}"
            if spec is not None and slot.value and spec.type in ("integer", "number"):
                number = float(slot.value)
                assert spec.minimum is None or number >= spec.minimum
                assert spec.maximum is None or number <= spec.maximum


def _nothing_stands_twice(plan: Plan) -> None:
    """Assert that no goal, step, answer or option says what another one says."""
    goals = [goal.statement.printed for problem in plan.problems for goal in problem.goals]
    steps = [step.statement.printed for step in objectives(plan)]
    answers = [each.statement.printed for each in plan.accommodations]
    acts = {each.id: each.statement.printed for step in objectives(plan) for each in step.interventions}
    for texts in (goals, steps, answers, list(acts.values()), [each.statement.printed for each in plan.options]):
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("problem", _PROBLEMS)
def test_the_persons_copy_reads_at_or_under_grade_six(shipped: Library, problem: str) -> None:
    """Expect the whole text of the copy to be plain, for nobody's need and for some that change most."""
    for needs in ((), ("deaf-sign-language",), ("brain-injury",), ("blind", "chronic-pain-fatigue")):
        plan = compose(whole(shipped, problem, "early", *needs), selection({problem: {}}), shipped, EXAMPLE_DAY)
        text = plan_text(plan, document_homes(_LIBRARY), "client-copy")
        grade, beside = flesch_kincaid(text), smog(text.splitlines())
        print(f"{problem} {'+'.join(needs) or 'none'}: grade {grade:.1f} by Flesch-Kincaid, {beside:.1f} by SMOG")
        assert grade <= PLAIN_GRADE


def test_what_is_tested_together_is_a_pair_of_needs() -> None:
    """Expect no need that the vocabulary does not have, and no pair twice."""
    assert {need for pair in _TOGETHER for need in pair} <= set(_NEEDS)
    assert len({frozenset(pair) for pair in _TOGETHER}) == len(_TOGETHER)
    assert not [pair for pair in itertools.combinations(_TOGETHER, 2) if set(pair[0]) == set(pair[1])]
    assert isinstance(EXAMPLE_DAY, dt.date)
