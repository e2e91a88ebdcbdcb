"""Progress notes: kept in a chain beside the plan, with what their numbers stood for; access asked before blame."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from life_files import access, note, step, written
from msgspec.structs import replace

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.library.store import Library
from planbuilder.plan.life_rules import RULES
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan
from planbuilder.records.gaps import gaps
from planbuilder.records.kept_moments import kept_moments
from planbuilder.records.notes import read_notes
from planbuilder.records.noting import take_note
from planbuilder.records.store import read_chain, save_version

ON = dt.date(2026, 12, 31)
Take = Callable[..., KeptNote]


@pytest.fixture
def plans(tmp_path: Path, plan: Plan) -> Path:
    """Return a folder with the first version of the example plan."""
    save_version(tmp_path / "plans", plan, by="Rosa Alvarez")
    return tmp_path / "plans"


@pytest.fixture
def take(tmp_path: Path, plans: Path, plan: Plan, shipped: Library) -> Take:
    """Return a function that keeps a note with some fields changed."""

    def taken(**more: Any) -> KeptNote:
        kept, _, _ = take_note(plans, plan.client.id, written(tmp_path, note(plan, **more)), shipped, ON)
        return kept

    return taken


def test_a_note_keeps_what_its_numbers_stood_for(take: Take, plans: Path, plan: Plan) -> None:
    """Expect the objective by number and text, the intervention, each accommodation, and the bytes of the version."""
    kept = take()
    assert kept.text("1.B.2").startswith("Jordan reduces heavy drinking days")
    assert kept.text("1.B.2.a") == "Daily log of drinking and urges"
    assert kept.text("A1") == plan.accommodations[0].title
    assert {each.number: each.key for each in kept.named}["1.B.2"] == "o4"
    assert len(kept.plan_sha256) == 64
    assert read_notes(plans, plan.client.id).kept == (kept,)


def test_notes_are_numbered_and_each_names_the_bytes_before_it(take: Take, plans: Path, plan: Plan) -> None:
    """Expect a chain as that of the versions, and the versions untouched."""
    for day in ("2026-11-23", "2026-11-30", "2026-12-07"):
        take(date=day)
    notes = read_notes(plans, plan.client.id)
    assert [each.number for each in notes.kept] == [1, 2, 3]
    assert [each.saved.previous for each in notes.kept] == ["", *notes.sums[:2]]
    assert sorted(path.name for path in (plans / plan.client.id).iterdir()) == ["0001.json", "notes"]


def test_a_later_note_corrects_an_earlier_one_that_stays(take: Take, plans: Path, plan: Plan) -> None:
    """Expect both to be there, and a correction of nothing to be refused."""
    take(minutes=50)
    take(minutes=30, corrects={"note": 1, "why": "The minutes were wrong."})
    assert [each.note.minutes for each in read_notes(plans, plan.client.id).kept] == [50, 30]
    with pytest.raises(UsageError, match="not there"):
        take(corrects={"note": 9, "why": "x"})


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _reworded(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("Counted along.", "Said nothing."), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "number", "whole", "rule"),
    [(_cut, 2, 1, "note-unreadable"), (_reworded, 1, 0, "note-altered"), (Path.unlink, 2, 1, "note-missing")],
)
def test_a_torn_or_altered_note_is_reported_and_never_used(
    take: Take, plans: Path, plan: Plan, damage: Callable[[Path], None], number: int, whole: int, rule: str
) -> None:
    """Expect the good notes before it alone, and none to be kept behind it."""
    for _ in range(3):
        take()
    damage(plans / plan.client.id / "notes" / f"000{number}.json")
    notes = read_notes(plans, plan.client.id)
    assert (len(notes.kept), [each.rule for each in notes.findings]) == (whole, [rule])
    with pytest.raises(InputError, match="do not hold together"):
        take()


@pytest.mark.parametrize("what", [{"number": 2}, {"client": "c-9"}])
def test_a_note_put_in_from_elsewhere_is_found_out(take: Take, plans: Path, plan: Plan, what: dict[str, Any]) -> None:
    """Expect another number or another client to be told."""
    take()
    file = plans / plan.client.id / "notes" / "0001.json"
    record = json.loads(file.read_bytes())
    (record["note"] if "client" in what else record).update(what)
    file.write_text(json.dumps(record), encoding="utf-8")
    assert [each.rule for each in read_notes(plans, plan.client.id).findings] == ["note-altered"]


def test_a_note_is_bound_to_the_bytes_of_the_version_it_is_about(take: Take, plans: Path, plan: Plan) -> None:
    """Expect a version put in the place of the one whose numbers it uses to be found out."""
    take()
    file = plans / plan.client.id / "0001.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Rosa Alvarez", "Pam Lund"), encoding="utf-8")
    [found] = read_notes(plans, plan.client.id).findings
    assert "the version of the plan" in found.said


@pytest.mark.parametrize("call", ["fsync", "link", "open", "unlink", "close"])
def test_a_fault_at_any_step_leaves_the_notes_whole(
    take: Take, plans: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Expect one note more or none, never half of one."""
    take()
    for nth in range(1, 6):
        before = read_notes(plans, plan.client.id)
        calls, real = [0], getattr(os, call)

        def failing(*args: Any, calls: list[int] = calls, real: Any = real, nth: int = nth, **more: Any) -> Any:
            calls[0] += 1
            if calls[0] == nth:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            with contextlib.suppress(EnvironmentFaultError, InputError):
                take()
        after = read_notes(plans, plan.client.id)
        assert after.findings == ()
        assert after.kept[: len(before.kept)] == before.kept


_NO_ACCESS = {"access": {}}
_A3_FAILED = {"A3": {"delivered": "no", "happened": "The clock was forgotten."}}
#: What is wrong with a note by the rule that says so, and whether it is kept all the same.
CASES: dict[str, tuple[dict[str, Any], bool]] = {
    "life-other-client": ({"client": "c-2"}, False),
    "life-date": ({"date": "2026-11-01"}, False),
    "life-unknown-number": ({"objectives": {"9.Z.9": step()}}, False),
    "note-no-objective": ({"objectives": {}}, False),
    "note-gap": ({"objectives": {}, "no_objective": "A release was signed."}, True),
    "access-not-answered": (_NO_ACCESS, True),
    "access-nothing-said": ({"A3": {"delivered": "partly"}}, False),
    "engagement-before-access": ({**_NO_ACCESS, "engagement": "Came late."}, False),
    "blame-before-access": ({**_NO_ACCESS, "objectives": {"1.B.2": step(response="He was non-compliant.")}}, False),
    "blame-beside-barrier": ({**_A3_FAILED, "objectives": {"1.B.2": step(response="He was unmotivated.")}}, False),
    "life-words": ({"objectives": {"1.B.2": step(done="Spoke with other addicts.")}}, True),
}


def found_in(
    tmp_path: Path, plans: Path, plan: Plan, shipped: Library, more: dict[str, Any]
) -> tuple[list[str], list[str], bool]:
    """Return the rules and sentences found in a note with fields or accommodations changed, and whether it was kept."""
    fields = {name: value for name, value in more.items() if not name.startswith("A")}
    answers = {name: value for name, value in more.items() if name.startswith("A")}
    value = note(plan, **({"access": access(plan, **answers)} if answers else {}), **fields)
    try:
        _, _, findings = take_note(plans, plan.client.id, written(tmp_path, value), shipped, ON)
    except InputError as error:
        return [each.rule for each in error.findings], [f"{each.said} {each.fix}" for each in error.findings], False
    return [each.rule for each in findings], [f"{each.said} {each.fix}" for each in findings], True


@pytest.mark.parametrize("rule", CASES)
def test_every_rule_on_notes_fires(tmp_path: Path, plans: Path, plan: Plan, shipped: Library, rule: str) -> None:
    """Expect the rule, in a sentence without the person's name, and errors to keep the note from being kept."""
    more, is_kept = CASES[rule]
    rules, said, kept = found_in(tmp_path, plans, plan, shipped, more)
    assert rule in rules
    assert kept is is_kept
    assert kept is (read_notes(plans, plan.client.id).kept != ())
    assert not [each for each in said if "Jordan" in each or "Ellis" in each]
    assert RULES.rules[rule].severity == ("warning" if is_kept else "error")


def test_a_note_without_a_fault_finds_nothing(tmp_path: Path, plans: Path, plan: Plan, shipped: Library) -> None:
    """Expect the note that the cases change to be whole, also with the person's own words in it."""
    more = {"words": "I am an addict and I was unmotivated.", "engagement": "Came to every visit."}
    assert found_in(tmp_path, plans, plan, shipped, more) == ([], [], True)


def test_blame_after_a_complete_check_is_still_said_in_other_words(
    tmp_path: Path, plans: Path, plan: Plan, shipped: Library
) -> None:
    """Expect a warning, and the note to be kept: everything was there for the person."""
    more = {"objectives": {"1.B.2": step(response="He was non-compliant.")}}
    assert found_in(tmp_path, plans, plan, shipped, more)[::2] == (["life-words"], True)


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"objectives": {"1.B.2": step(interventions=["1.A.1.a"])}}, "under objective 1.B.2"),
        ({"A99": {"delivered": "yes"}}, "accommodation A99"),
    ],
)
def test_a_number_that_the_plan_does_not_have_is_told_with_those_it_has(
    tmp_path: Path, plans: Path, plan: Plan, shipped: Library, more: dict[str, Any], where: str
) -> None:
    """Expect interventions of another objective and unknown accommodations to be refused."""
    rules, said, kept = found_in(tmp_path, plans, plan, shipped, more)
    assert (rules, kept) == (["life-unknown-number"], False)
    assert where in said[0]
    assert "The plan has" in said[0]


def test_a_note_about_a_version_that_is_not_kept_is_refused(take: Take) -> None:
    """Expect the versions that there are."""
    with pytest.raises(UsageError, match="There is no version 4"):
        take(version=4)


def test_gaps_are_contacts_without_objective_silences_and_objectives_that_no_note_names(take: Take, plan: Plan) -> None:
    """Expect each in a sentence; a note that was corrected counts as the one that corrects it."""
    first = take()
    blank = take(date="2026-12-28", objectives={}, no_objective="A release was signed.")
    told = gaps(plan, (first, blank))
    assert told == (
        "Note 2 of 2026-12-28 names no objective.",
        "No note between 2026-11-23 and 2026-12-28, 35 days.",
        "No note names objectives 1.A.1, 1.A.2, 1.B.1, 1.C.1.",
    )
    again = take(date="2026-12-28", corrects={"note": 2, "why": "It served one."})
    assert not any("Note 2" in each for each in gaps(plan, (first, blank, again)))
    assert gaps(plan, ()) == ()


def test_a_note_for_an_objective_that_was_ended_is_asked_about(
    tmp_path: Path, plan: Plan, shipped: Library, plans: Path
) -> None:
    """Expect a warning with the day: work goes on for something that is over."""
    problem = plan.problems[0]
    goal = problem.goals[1]
    over = replace(goal, objectives=(goal.objectives[0], replace(goal.objectives[1], ended="2026-11-20")))
    ended = replace(plan, problems=(replace(problem, goals=(problem.goals[0], over, *problem.goals[2:])),))
    save_version(plans, ended, by="Rosa Alvarez")
    rules, said, kept = found_in(tmp_path, plans, plan, shipped, {"version": 2})
    assert (rules, kept) == (["life-objective-ended"], True)
    assert "2026-11-20" in said[0]


def test_clocks_know_the_notes_that_are_kept_beside_a_version(take: Take, plans: Path, plan: Plan) -> None:
    """A plan that was never saved leaves them unknown; one without notes has none."""
    latest = read_chain(plans, plan.client.id).latest
    assert latest is not None
    assert kept_moments(plans, plan).notes is None
    assert kept_moments(plans, latest.plan).notes == ()
    kept = take()
    assert kept_moments(plans, latest.plan).notes == (dt.date.fromisoformat(kept.note.date),)


def test_a_plan_is_as_old_as_its_first_version(plans: Path, plan: Plan) -> None:
    """One that is made anew later was not late for that."""
    again = save_version(plans, replace(plan, date="2026-12-20"), by="Rosa Alvarez", why="Made anew.")
    assert kept_moments(plans, again.plan).planned == dt.date.fromisoformat(plan.date)


def test_a_proposal_is_no_plan_yet_and_the_plan_that_follows_counts_by_its_own_day(plan: Plan, tmp_path: Path) -> None:
    """A proposal within time does not make a plan that comes later timely, nor does the later one change the first."""
    first = save_version(tmp_path, replace(plan, heading="proposal", lacks=("a meeting",)), by="Rosa Alvarez")
    assert kept_moments(tmp_path, first.plan).proposal
    later = save_version(tmp_path, replace(plan, date="2026-12-20"), by="Rosa Alvarez")
    known = kept_moments(tmp_path, later.plan)
    assert (known.proposal, known.planned) == (False, dt.date(2026, 12, 20))
    assert kept_moments(tmp_path, first.plan).proposal
