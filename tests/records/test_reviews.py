"""Reviews: the next version with numbers and keys kept, every objective decided on, measures over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from life_files import REVIEW_DAY, SECOND_DAY, access, looked_at, note, review, written
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.errors import InputError, UsageError
from planbuilder.library.store import Library
from planbuilder.plan.carrying import carried
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.life_rules import RULES
from planbuilder.plan.numbering import kept_numbers
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import interventions, keys, objectives
from planbuilder.plan.reviewing import with_objectives
from planbuilder.records.accepting import accept_edits
from planbuilder.records.changes import changes
from planbuilder.records.noting import take_note
from planbuilder.records.reviewing import take_review
from planbuilder.records.signing import sign_version
from planbuilder.records.store import read_chain, save_version
from word_edits import edited, typed_over

ON = dt.date(2027, 3, 31)
LIBRARY = data_path("library")
EXAMPLES = LIBRARY / "examples"
Take = Callable[..., Plan]


@pytest.fixture
def plans(tmp_path: Path, plan: Plan) -> Path:
    """Return a folder with the first version of the example plan."""
    save_version(tmp_path / "plans", plan, by="Rosa Alvarez")
    return tmp_path / "plans"


@pytest.fixture
def take(tmp_path: Path, plans: Path, plan: Plan, shipped: Library) -> Take:
    """Return a function that keeps a review of the latest version, with some fields changed, and returns the plan."""

    def taken(steps: dict[str, dict[str, Any]] | None = None, **more: Any) -> Plan:
        latest = read_chain(plans, plan.client.id).latest
        assert latest is not None
        file = written(tmp_path, review(latest.plan, steps=steps, **more))
        version, _ = take_review(plans, plan.client.id, file, shipped, ON)
        return version.plan

    return taken


def _open(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return decisions that move every target date of the example plan behind the second review."""
    return {
        each.number: looked_at(decision="revised", target_date="2027-06-01")
        for each in objectives(plan)
        if not each.ended
    }


def step_of(plan: Plan, number: str) -> Any:
    """Return an objective by its number."""
    return next(each for each in objectives(plan) if each.number == number)


def test_a_review_is_the_next_version_with_numbers_and_keys_kept(take: Take, plans: Path, plan: Plan) -> None:
    """Expect a whole chain of two, the same keys and numbers, and the review with what it looked at."""
    made = take(next_review="2027-02-01")
    chain = read_chain(plans, plan.client.id)
    assert (chain.findings, len(chain.versions)) == ((), 2)
    assert list(keys(made)) == list(keys(plan))
    assert [each.number for each in interventions(made)] == [each.number for each in interventions(plan)]
    assert (made.review, made.state, made.version) == ("2027-02-01", "draft", 2)
    [held] = made.reviews
    assert (held.version, held.since, len(held.steps)) == (1, plan.date, 5)
    assert made.saved
    assert made.saved.why == f"Review of {REVIEW_DAY}"


def test_the_next_review_is_counted_from_the_level_of_care(take: Take) -> None:
    """Expect the four weeks of intensive outpatient care, or what the selection chose, never a day in the past."""
    assert take().review > REVIEW_DAY


def test_a_revised_target_changes_every_place_that_says_it(take: Take, plan: Plan) -> None:
    """Expect date and number in the sentence, in the plain words, in the fields, and old beside new in the review."""
    made = take({"1.B.2": looked_at(decision="revised", target=6, target_date="2027-03-01")})
    step = step_of(made, "1.B.2")
    assert "to 6 or fewer" in step.statement.now
    assert "March 1, 2027" in step.statement.now
    assert "March 1, 2027" in step.plain.now
    assert (step.target_date, step.measured.target, step.measured.improves) == ("2027-03-01", 6, True)
    held = next(each for each in made.reviews[-1].steps if each.number == "1.B.2")
    assert (held.old_target, held.target, held.old_date) == (4, 6, "2027-02-08")
    assert held.text == step_of(plan, "1.B.2").statement.now


def test_new_wording_stands_beside_what_the_library_said(take: Take, plan: Plan) -> None:
    """Expect the words that were agreed, and the library's kept for an update."""
    made = take(
        {"1.C.1": looked_at(decision="revised", wording="Jordan meets two people a week.", plain="I meet two.")}
    )
    step = step_of(made, "1.C.1")
    assert (step.statement.now, step.plain.now) == ("Jordan meets two people a week.", "I meet two.")
    assert step.statement.library == step_of(plan, "1.C.1").statement.library


def test_an_ended_objective_stays_in_the_record_and_is_not_asked_for_again(take: Take) -> None:
    """Expect the day on it; the next review neither needs it nor takes it."""
    made = take({"1.A.1": looked_at(status="achieved", decision="ended")} | _without_end())
    assert step_of(made, "1.A.1").ended == REVIEW_DAY
    again = take(date=SECOND_DAY, needs={"on": SECOND_DAY, "words": "The same."})
    assert "1.A.1" not in {each.number for each in again.reviews[-1].steps}
    with pytest.raises(InputError) as caught:
        take({"1.A.1": looked_at()}, date="2027-03-01")
    assert [each.rule for each in caught.value.findings] == ["review-ended-again"]


def _without_end() -> dict[str, dict[str, Any]]:
    """Return decisions that move the dates which lie before the second review."""
    return {
        number: looked_at(decision="revised", target_date="2027-06-01")
        for number in ("1.A.2", "1.B.1", "1.B.2", "1.C.1")
    }


@pytest.mark.parametrize(("last", "change"), [(12, "better"), (17, "small"), (18, "none"), (25, "worse")])
def test_a_change_is_judged_by_what_the_source_says_matters(take: Take, last: int, change: str) -> None:
    """Expect a fifth of the score before, for this measure."""
    scores = [
        {"measure": "phq-9", "value": value, "on": on} for on, value in (("2026-12-01", 18), ("2026-12-21", last))
    ]
    held = next(each for each in take(scores=scores).reviews[-1].measures if each.id == "phq-9")
    assert held.change == change


def test_scores_are_told_over_time(take: Take) -> None:
    """Expect the score of the plan and the new ones; how much of a change matters nobody has published for this one."""
    made = take(scores=[{"measure": "audit-c", "value": 7, "on": "2026-12-21"}])
    [measure] = made.reviews[-1].measures
    assert [(each.on, each.value) for each in measure.points] == [("2026-11-09", 11), ("2026-12-21", 7)]
    assert measure.change == "unjudged"
    shown = next(each for each in made.measures if each.id == "audit-c")
    assert (shown.score, shown.on) == (7, "2026-12-21")
    later = take(_open(made), date=SECOND_DAY, scores=[{"measure": "audit-c", "value": 7, "on": SECOND_DAY}])
    assert later.reviews[-1].measures[0].change == "none"
    assert [each.value for each in later.reviews[-1].measures[0].points] == [11, 7, 7]


def test_a_scale_of_goal_attainment_is_given_once_and_kept(take: Take) -> None:
    """Expect the second review to need the level alone, and its record to hold the scale."""
    scale = ["None.", "One.", "Two.", "Three.", "Four."]
    moved = {"decision": "revised", "target_date": "2027-06-01"}
    made = take(_without_end() | {"1.C.1": looked_at(gas={"level": -1, "scale": scale}, **moved)})
    assert made.reviews[-1].steps[-1].gas
    again = take({"1.C.1": looked_at(gas={"level": 1})}, date=SECOND_DAY)
    held = again.reviews[-1].steps[-1].gas
    assert held
    assert (held.level, held.scale) == (1, tuple(scale))


def test_the_notes_since_the_last_review_are_counted(
    take: Take, tmp_path: Path, plans: Path, plan: Plan, shipped: Library
) -> None:
    """Expect how often an accommodation was delivered, and the numbers of the notes that name an objective."""
    late = {"A3": {"delivered": "no", "happened": "The clock was forgotten."}}
    for day, answers in (("2026-11-23", {}), ("2026-11-30", late)):
        file = written(tmp_path, note(plan, date=day, access=access(plan, **answers)), "note.yaml")
        take_note(plans, plan.client.id, file, shipped, ON)
    held = take().reviews[-1]
    third = next(each for each in held.access if each.number == "A3")
    assert (held.notes, third.yes, third.no) == (2, 1, 1)
    assert {each.number: each.notes for each in held.steps}["1.B.2"] == (1, 2)
    again = take(_without_end(), date=SECOND_DAY).reviews[-1]
    assert again.notes == 0


def test_without_progress_twice_an_objective_needs_a_revision_or_a_reason(take: Take) -> None:
    """Expect the second review to ask, and to take a reason, a revision or an end."""
    stuck = {"1.C.1": looked_at(status="no-change", why=None)}
    stuck = {number: {name: value for name, value in each.items() if value} for number, each in stuck.items()}
    take(_without_end() | stuck)
    with pytest.raises(InputError) as caught:
        take(stuck, date=SECOND_DAY)
    assert [each.rule for each in caught.value.findings] == ["review-unchanged"]
    reasoned = {"1.C.1": looked_at(status="no-change", why="The gym opens in March.")}
    assert take(reasoned, date=SECOND_DAY).reviews[-1].steps[-1].before == "no-change"


def test_what_a_review_changed_can_be_shown_beside_the_version_before(take: Take, plan: Plan) -> None:
    """Expect the date, the sentence, the score, and the review itself among the changes."""
    made = take(
        {"1.B.2": looked_at(decision="revised", target_date="2027-03-01")},
        scores=[{"measure": "audit-c", "value": 7, "on": "2026-12-21"}],
    )
    told = {(each.where, each.what) for each in changes(plan, made)}
    assert ("1.B.2", "Objective, target date") in told
    assert ("measures", "Score of 2026-12-21") in told
    assert ("reviews", f"Review of {REVIEW_DAY}") in told


def test_a_review_of_an_older_version_is_refused(take: Take) -> None:
    """Expect the second of two people to be told, and nothing to be kept."""
    take()
    with pytest.raises(UsageError, match="version 2 is kept by now"):
        take(version=1)


def test_an_ended_plan_is_not_reviewed(take: Take, plans: Path, plan: Plan) -> None:
    """Expect a new plan to be asked for."""
    save_version(plans, plan, by="Rosa Alvarez", state="ended")
    with pytest.raises(UsageError, match="ended"):
        take()


def _plain(**more: Any) -> dict[str, Any]:
    """Return what a review says of an objective, without a reason."""
    return {"status": "improving", "seen_by": "Two of three.", "decision": "stays", **more}


_FAILED = {"delivered": "no", "happened": "Nobody came."}
_PHQ = {"measure": "phq-9", "value": 12, "on": "2026-12-21"}
#: What is wrong with a review by the rule that says so, and whether it is kept all the same.
CASES: dict[str, tuple[dict[str, Any], bool]] = {
    "life-other-client": ({"client": "c-2"}, False),
    "life-date": ({"date": "2026-11-01", "needs": {"on": "2026-11-01", "words": "x"}}, False),
    "life-unknown-number": ({"steps": {"9.Z.9": looked_at()}}, False),
    "review-access-not-answered": ({"access": {}}, False),
    "access-nothing-said": ({"A3": {"delivered": "partly"}}, False),
    "engagement-before-access": ({"access": {}, "engagement": "Came late."}, False),
    "blame-before-access": ({"access": {}, "in_the_way": "He was unmotivated."}, False),
    "blame-beside-barrier": ({"A3": _FAILED, "steps": {"1.C.1": looked_at(why="He was non-compliant.")}}, False),
    "life-words": ({"in_the_way": "He is an addict."}, True),
    "review-objective-left-out": ({"drop": "1.C.1"}, False),
    "review-target-passed": ({"steps": {"1.A.2": _plain()}}, False),
    "review-nothing-revised": ({"steps": {"1.C.1": looked_at(decision="revised")}}, False),
    "review-new-without-revision": ({"steps": {"1.C.1": looked_at(target_date="2027-06-01")}}, False),
    "review-ended-no-reason": ({"steps": {"1.C.1": _plain(decision="ended")}}, False),
    "review-target-date": ({"steps": {"1.C.1": looked_at(decision="revised", target_date=REVIEW_DAY)}}, False),
    "review-target-number": ({"steps": {"1.A.2": looked_at(decision="revised", target=4)}}, False),
    "review-scale": ({"steps": {"1.C.1": looked_at(gas={"level": 0})}}, False),
    "review-critical-answer": ({"scores": [{**_PHQ, "critical": ["thoughts-of-death"]}]}, True),
    "review-needs-changed": ({"needs": {"on": REVIEW_DAY, "words": "More.", "changed": "Sees less."}}, True),
    "review-without-the-person": ({"present": [{"who": "Rosa Alvarez", "mode": "in the room"}]}, True),
    "score-out-of-range": ({"scores": [{**_PHQ, "value": 99}]}, False),
    "score-not-whole": ({"scores": [{**_PHQ, "value": 7.5}]}, False),
    "unknown-id": ({"scores": [{**_PHQ, "measure": "phq-99"}]}, False),
}
#: Rules that notes, or a history of two reviews, show.
_ELSEWHERE = {
    *("note-no-objective", "note-gap", "access-not-answered", "life-objective-ended"),
    *("review-ended-again", "review-unchanged", "review-wording-needed"),
}


def test_every_rule_has_a_negative_example() -> None:
    """Expect a new rule to be tested here, with the notes, or not to exist."""
    assert set(RULES.rules) - set(CASES) == _ELSEWHERE


@pytest.mark.parametrize("rule", CASES)
def test_every_rule_on_reviews_fires(tmp_path: Path, plans: Path, plan: Plan, shipped: Library, rule: str) -> None:
    """Expect the rule at a line of the file, without the person's name, and no version where it is an error."""
    more, is_kept = CASES[rule]
    answers = {name: value for name, value in more.items() if name.startswith("A")}
    rest = {name: value for name, value in more.items() if not name.startswith("A") and name != "drop"}
    value = review(plan, **({"access": access(plan, **answers)} if answers else {}), **rest)
    value["objectives"].pop(more.get("drop"), None)
    try:
        _, found = take_review(plans, plan.client.id, written(tmp_path, value), shipped, ON)
        kept = True
    except InputError as error:
        found, kept = error.findings, False
    assert rule in {each.rule for each in found}
    assert kept is is_kept
    assert len(read_chain(plans, plan.client.id).versions) == 1 + kept
    assert all(each.where.line for each in found)
    assert not [each for each in found if "Jordan" in f"{each.said} {each.fix}"]


@pytest.mark.parametrize(
    "more",
    [
        {"next_review": REVIEW_DAY},
        {"needs": {"on": "2027-01-02", "words": "x"}},
        {"scores": [{**_PHQ, "on": "2027-01-02"}]},
        {"date": "2029-01-01", "needs": {"on": REVIEW_DAY, "words": "x"}},
    ],
)
def test_days_that_cannot_be_are_refused(take: Take, more: dict[str, Any]) -> None:
    """Expect no review before itself, no score after it, none in the future."""
    with pytest.raises(InputError) as caught:
        take(**more)
    assert "life-date" in {each.rule for each in caught.value.findings}


def test_a_second_review_lies_after_the_first(take: Take) -> None:
    """Expect the same day to be refused."""
    take(_without_end())
    with pytest.raises(InputError) as caught:
        take()
    assert "life-date" in {each.rule for each in caught.value.findings}


def test_wording_by_hand_is_not_rewritten_by_the_program(take: Take, plans: Path, plan: Plan) -> None:
    """Expect the new sentence to be asked for where the old one holds the day that changes."""
    problem = plan.problems[0]
    goal = problem.goals[2]
    step = goal.objectives[0]
    wrote = replace(step, statement=replace(step.statement, wrote="Three people a week by March 8, 2027."))
    goals = (*problem.goals[:2], replace(goal, objectives=(wrote,)))
    save_version(plans, replace(plan, problems=(replace(problem, goals=goals),)), by="Rosa Alvarez")
    moved = looked_at(decision="revised", target_date="2027-06-01")
    with pytest.raises(InputError) as caught:
        take({"1.C.1": moved})
    assert [each.rule for each in caught.value.findings] == ["review-wording-needed"]
    made = take({"1.C.1": {**moved, "wording": "Two people a week by June 1, 2027."}})
    assert step_of(made, "1.C.1").statement.now == "Two people a week by June 1, 2027."


def by_hand(plan: Plan, library: Library) -> list[str]:
    """Return the rules by which a record is found to have been changed by hand."""
    found = check_record(plan, library)
    return [each.rule for each in found if each.rule.startswith("record-") and each.severity != "note"]


def test_what_a_review_changed_is_no_change_by_hand(take: Take, shipped: Library) -> None:
    """Expect the check of a reviewed version to explain dates, targets, scores and the next review by the review."""
    made = take(
        {
            **_without_end(),
            "1.A.1": looked_at(status="achieved", decision="ended"),
            "1.B.2": looked_at(decision="revised", target=6, target_date="2027-06-01"),
        },
        scores=[{"measure": "audit-c", "value": 7, "on": "2026-12-21"}],
    )
    assert by_hand(made, shipped) == []
    again = take({"1.C.1": looked_at(decision="revised", target_date="2027-07-01")}, date=SECOND_DAY)
    assert by_hand(again, shipped) == []


@pytest.mark.parametrize("change", [{"target_date": "2027-09-09"}, {"ended": "2027-01-01"}])
def test_what_no_review_changed_still_is(take: Take, shipped: Library, change: dict[str, str]) -> None:
    """Expect another day, typed into the record, to be found."""
    made = take(_without_end())
    typed = with_objectives(made, lambda each: replace(each, **change) if each.number == "1.C.1" else each)
    assert "record-changed-since" in by_hand(typed, shipped)


def test_a_review_and_edits_in_word_stand_beside_each_other(take: Take, plans: Path, shipped: Library) -> None:
    """Expect wording accepted after a review to be kept with what it revised, and again after the next review."""
    made = take(_without_end())
    paper = edited(render_document(made, LIBRARY, "treatment-plan"), typed_over("g1.statement", "Jordan is safe."))
    accepted = accept_edits(plans, paper, document_homes(LIBRARY), shipped, by="Pam Lund")
    assert accepted.version
    after = accepted.version.plan
    assert after.problems[0].goals[0].statement.now == "Jordan is safe."
    assert (step_of(after, "1.C.1").target_date, after.reviews) == ("2027-06-01", made.reviews)
    assert by_hand(after, shipped) == []
    again = take({"1.C.1": looked_at(decision="revised", target_date="2027-07-01")}, date=SECOND_DAY)
    assert again.problems[0].goals[0].statement.now == "Jordan is safe."
    assert by_hand(again, shipped) == []


def test_a_review_after_signing_waits_to_be_signed_again(take: Take, plans: Path, plan: Plan, shipped: Library) -> None:
    """Expect the version that holds it to be amended, with nobody's signature."""
    day = dt.date(2026, 11, 17)
    said = {"name": "Jordan Ellis", "role": "client", "agrees": "agree", "on": day, "despite": "Agreed in sign."}
    sign_version(plans, plan.client.id, shipped, **said)  # type: ignore[arg-type]
    made = take()
    assert (made.state, made.signatures, made.version) == ("amended", (), 3)


def test_a_plan_composed_again_keeps_what_reviews_decided(
    take: Take, plans: Path, plan: Plan, shipped: Library
) -> None:
    """Expect target dates, ends and reviews to stay, and the next review to be counted from the new day."""
    take({**_without_end(), "1.A.1": looked_at(status="achieved", decision="ended")})
    latest = read_chain(plans, plan.client.id).latest
    assert latest
    later = dt.date(2027, 1, 15)
    client = load_client(EXAMPLES / "deaf-alcohol.client.yaml", shipped, later)
    selection, _ = load_selection(EXAMPLES / "deaf-alcohol.selection.yaml", client, shipped)
    composed = kept_numbers(latest.plan, compose(client, selection, shipped, later))
    kept = save_version(plans, carried(latest.plan, composed, shipped), by="Rosa Alvarez").plan
    assert (step_of(kept, "1.C.1").target_date, step_of(kept, "1.A.1").ended) == ("2027-06-01", REVIEW_DAY)
    assert (len(kept.reviews), kept.review > "2027-02-20") == (1, True)
    assert by_hand(kept, shipped) == []
