"""What a careless hand writes to get past a check is no answer: it is missed, and told at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from complete_plan import DAY
from msgspec.structs import replace
from mutating import changed

from planbuilder.library.entries import Clock
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.checking import check_profiles
from planbuilder.profiles.clocks import deadline, moments_of
from planbuilder.records.kept_moments import kept_moments
from planbuilder.records.store import read_chain, save_version


def missed(plan: Plan, library: Library, on: dt.date = DAY) -> set[str]:
    """Return every requirement of every profile that a plan misses."""
    return {
        each.finding.rule
        for found in check_profiles(plan, library.profiles.values(), library, on)
        for each in found.shortfalls
    }


@pytest.mark.parametrize("words", ["TBD", "-", "n/a", "____", "[client quote]", "   "])
@pytest.mark.parametrize(
    ("paths", "rule"),
    [
        (["client/presenting/words"], "good-practice/own-words"),
        (["client/strengths/*"], "good-practice/strengths"),
        (["client/impairment/*/text"], "good-practice/impairment"),
        (["client/diagnoses/*/justified_by"], "good-practice/diagnosis-justified"),
        (["problems/*/goals/*/own_words"], "good-practice/goal-own-words"),
        (["client/risks/*/same_day", "safety/*/same_day"], "good-practice/risk-same-day"),
        (["selection/made_by/credentials"], "good-practice/maker-credentials"),
        (["selection/ending/next"], "good-practice/continuing-care"),
        (["accommodations/*/fallback"], "good-practice/accommodation-complete"),
    ],
)
def test_a_placeholder_meets_nothing(whole: Plan, shipped: Library, paths: list[str], rule: str, words: str) -> None:
    """Expect the requirement to be missed just as if nothing stood there."""
    assert rule not in missed(whole, shipped)
    made = changed(whole, {each: words for path in paths for each in _places(whole, path)})
    assert rule in missed(made, shipped)


@pytest.mark.parametrize(
    "words", ["None", "none identified.", "Not known at this time", "Nobody", "No strengths noted"]
)
@pytest.mark.parametrize(
    ("paths", "rule"),
    [
        (["client/presenting/words"], "good-practice/own-words"),
        (["client/strengths/*"], "good-practice/strengths"),
        (["client/impairment/*/text"], "good-practice/impairment"),
        (["problems/*/goals/*/own_words"], "good-practice/goal-own-words"),
        (["client/risks/*/who", "safety/*/who"], "good-practice/risk-same-day"),
        (["selection/ending/next"], "good-practice/continuing-care"),
    ],
)
def test_that_there_is_nothing_is_no_answer_where_there_must_be_something(
    whole: Plan, shipped: Library, paths: list[str], rule: str, words: str
) -> None:
    """Expect it missed; a person without barriers or allergies may have none."""
    made = changed(whole, {each: words for path in paths for each in _places(whole, path)})
    assert rule in missed(made, shipped)
    empty = changed(whole, dict.fromkeys(_places(whole, "client/allergies/*"), words))
    assert missed(empty, shipped) == missed(whole, shipped)


def _places(plan: Plan, path: str) -> list[str]:
    """Return the paths that a path with * for every item of a list stands for."""
    import msgspec

    found: list[tuple[str, Any]] = [("", msgspec.to_builtins(plan))]
    for step in path.split("/"):
        found = [
            (f"{at}/{name}".lstrip("/"), value)
            for at, here in found
            for name, value in (enumerate(here) if step == "*" else [(step, here.get(step))])
        ]
    return [at for at, value in found if value]


def test_the_counselor_or_a_sister_does_not_take_part_for_the_person(whole: Plan, shipped: Library) -> None:
    """Also where a name begins alike or the entry speaks of the person, or the person was away."""
    assert "good-practice/client-took-part" not in missed(whole, shipped)
    name, called = whole.client.identity.name, whole.client.identity.called
    for who, mode in ((f"{called}belle Smith", "by phone"), (f"The sister of {name}", "by phone"), (name, "absent")):
        entry = [{"who": who, "on": whole.date, "mode": mode, "part": "agreed"}]
        assert "good-practice/client-took-part" in missed(changed(whole, {"participation": entry}), shipped)


def test_a_signature_of_staff_or_family_does_not_stop_the_clock_for_the_persons(whole: Plan) -> None:
    """The clock waits for the person, or who represents them."""
    clock = Clock(due="signature", anchor="plan", within=10, unit="days")
    late = DAY + dt.timedelta(days=30)
    alone = replace(whole, signatures=tuple(each for each in whole.signatures if each.role == "counselor"))
    found, waiting = deadline(clock, moments_of(whole), late), deadline(clock, moments_of(alone), late)
    assert found is not None
    assert waiting is not None
    assert (found.standing, waiting.standing) == ("met", "late")


def test_a_proposal_is_no_plan_in_time(whole: Plan, tmp_path: Path) -> None:
    """The clock for the plan goes on; in a folder of versions it stops with the first that is a plan."""
    clock = Clock(due="plan", anchor="admission", within=14, unit="days")
    late = DAY + dt.timedelta(days=60)
    proposal = replace(whole, heading="proposal", lacks=("a selection made by a named person",))
    for plan, standing in ((whole, "met"), (proposal, "late")):
        found = deadline(clock, moments_of(plan), late)
        assert found is not None
        assert found.standing == standing
    save_version(tmp_path, proposal, by="Somebody")
    save_version(tmp_path, replace(whole, date=(DAY + dt.timedelta(days=20)).isoformat()), by="Somebody")
    latest = read_chain(tmp_path, whole.client.id).latest
    assert latest is not None
    assert kept_moments(tmp_path, latest.plan).planned == DAY + dt.timedelta(days=20)


def test_a_past_risk_that_nobody_assessed_is_an_error(shipped: Library, examples: dict[str, Plan]) -> None:
    """An overdose on file asks for an assessment, though somebody took the flag out of the file."""
    from planbuilder.plan.checking import check_plan

    plan = examples["wheelchair-pain-opioid"]
    assert plan.client.facts["overdose-before"]
    rest = tuple(each for each in plan.client.risks if each.risk != "overdose")
    found = check_plan(replace(plan, client=replace(plan.client, risks=rest)), shipped)
    assert "plan-risk-unassessed" in {each.rule for each in found}
