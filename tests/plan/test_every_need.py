"""Every need of the shipped library, alone and with every other one, in a whole plan on real content."""

from __future__ import annotations

import itertools
import json

import pytest
from msgspec.structs import replace
from shipped import EXAMPLE_DAY
from small_library import DAY, client

from planbuilder.data import data_path
from planbuilder.documents.index import Index
from planbuilder.documents.printed import Printer
from planbuilder.documents.safety import contacts
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Answer, Client
from planbuilder.plan.composing import compose
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.reading import read_yaml
from planbuilder.schema import validator


def words(name: str) -> list[str]:
    """Return the ids of a list of the vocabulary, read before any test runs and without the cache."""
    content = (data_path("library") / "vocabulary" / f"{name}.yaml").read_bytes()
    return sorted((read_yaml(content, name).value or {})[name])


_NEEDS, _SETTINGS = words("needs"), words("settings")


def person(*needs: str, setting: str = "outpatient") -> Client:
    """Return a client with both problems of the library and these needs, of whom little else is known."""
    return client(
        care={"setting": setting, "level_of_care": "outpatient", "admitted": "2026-11-09"},
        diagnoses=[{"code": "F10.20", "title": "Alcohol"}, {"code": "F33.1", "title": "Depression"}],
        scores=[
            {"measure": "phq-9", "value": 16, "on": DAY},
            {"measure": "audit-c", "value": 8, "on": DAY},
            {"measure": "who-5", "value": 30, "on": DAY},
        ],
        needs=[{"need": need} for need in needs],
    )


def hard_for(library: Library, needs: set[str]) -> set[str]:
    """Return what the library presumes to be hard for people with these needs."""
    conflicts = library.vocabulary.conflicts
    return {demand for need in needs for demand, each in conflicts.get(need, {}).items() if each.degree == "usual"}


def holds(plan: Plan, library: Library) -> None:
    """Assert what holds for the accommodations of every plan."""
    needs = {each.need for each in plan.client.needs}
    replaced = {part for need in needs for part in library.vocabulary.needs[need].replaces}
    hard = hard_for(library, needs - replaced)
    by_key = {each.key: each for each in plan.accommodations}
    for each in plan.accommodations:
        assert not each.asks_hard
        assert not hard.intersection(library.accommodations[each.id].asks)
        assert each.everywhere or each.applies_to
    for pair in plan.pairs:
        assert pair.status in ("answered", "uncovered" if pair.degree == "usual" else "ask")
        if pair.answer:
            covers = {(one.need, one.demand) for one in library.accommodations[by_key[pair.answer].id].covers}
            assert (pair.need, pair.demand) in covers


@pytest.mark.parametrize("setting", _SETTINGS)
@pytest.mark.parametrize("need", _NEEDS)
def test_a_person_with_one_need_can_take_part_in_everything(shipped: Library, need: str, setting: str) -> None:
    """Expect no usual conflict without an answer, in any setting, and a record that is valid."""
    plan = compose(person(need, setting=setting), None, shipped, EXAMPLE_DAY)
    holds(plan, shipped)
    assert [(pair.demand, pair.activities) for pair in plan.pairs if pair.status == "uncovered"] == []
    assert not [each for each in check_plan(plan, shipped) if each.severity == "error"]
    if setting == "outpatient":
        assert not list(validator("plan").iter_errors(json.loads(plan_json(plan))))


def test_two_needs_are_answered_together_or_the_plan_says_what_is_missing(shipped: Library) -> None:
    """Expect that nothing asks what is hard for the other need, and that an open pair is an error that is said."""
    uncovered = 0
    for one, two in itertools.combinations(_NEEDS, 2):
        plan = compose(person(one, two), None, shipped, EXAMPLE_DAY)
        holds(plan, shipped)
        missing = sum(pair.status == "uncovered" for pair in plan.pairs)
        errors = [each for each in check_plan(plan, shipped) if each.severity == "error"]
        assert bool(missing) == bool(errors)
        uncovered += bool(missing)
    print(f"{uncovered} of {len(list(itertools.combinations(_NEEDS, 2)))} pairs of needs leave something open")


@pytest.mark.parametrize(
    ("need", "answers", "calls"),
    [
        ("deaf-sign-language", [], False),
        ("deafblind", [], False),
        ("speech", [], False),
        ("hard-of-hearing", [], False),
        ("hard-of-hearing", [False], True),
        ("hard-of-hearing", [False, True], False),
        ("brain-injury", [True], True),
        ("autism", [True], True),
        ("limited-english", [], True),
    ],
)
def test_nobody_is_told_to_call_who_cannot_and_911_by_voice_stays_for_all_others(
    shipped: Library, need: str, answers: list[bool], calls: bool
) -> None:
    """Expect a call that is only hard to stay beside the easier ways: in danger it may be the one that works."""
    told = tuple(
        Answer(need=need, demand="use-voice-phone", hard=hard, on=f"2026-11-0{day}")
        for day, hard in enumerate(answers, 1)
    )
    plan = compose(replace(person(need), answers=told), None, shipped, EXAMPLE_DAY)
    assert plan.communication.voice_call == calls
    emergency = contacts(Index.of(plan, Printer(statements=False, plains=False)))[0]
    assert emergency["voice"] == "911"
    assert ("call 911" in emergency["ways"]) == calls
