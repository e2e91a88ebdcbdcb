"""Ending a plan: nobody is put out for a return to use, nobody is left without care, and the paper says it all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.documents.registry import render_document
from planbuilder.documents.view import view
from planbuilder.docx import accessibility, verify
from planbuilder.docx.plain import as_text
from planbuilder.errors import InputError, UsageError
from planbuilder.findings import Finding
from planbuilder.library.entries import Document
from planbuilder.library.store import Library
from planbuilder.plan.client import Medication, Person
from planbuilder.plan.ending_files import ending_in, new_ending
from planbuilder.plan.ending_rules import RULES
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan, PlanProtocol, SafetyLine
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.reviews import NeedsAsked, PlanReview, StepProgress
from planbuilder.reading import YamlFile, read_yaml
from planbuilder.records.changes import changes
from planbuilder.records.ending import end_plan, latest_to_end
from planbuilder.records.store import read_chain, save_version
from planbuilder.schema import validator

TODAY = dt.date(2027, 3, 15)
ROOT = data_path("library")
Fields = dict[str, Any]


@pytest.fixture
def kept(tmp_path: Path, plan: Plan) -> Plan:
    """Return the plan of an example as version 1 of its client."""
    return save_version(tmp_path / "plans", plan, by="Rosa Alvarez").plan


def whole(plan: Plan, **changes_: Any) -> Fields:
    """Return a file that ends a plan well, with something changed; what is None is left out."""
    fields: Fields = {
        "schema": 1,
        "client": plan.client.id,
        "version": plan.version,
        "on": "2027-03-15",
        "by": {"name": "Rosa Alvarez", "role": "counselor"},
        "reason": "completed",
        "why": "Jordan coaches again.",
        "words": "I have my mornings back.",
        "criteria": {each.key: {"reached": "yes", "shown_by": "Seen by both."} for each in plan.discharge},
        "objectives": {each.number: {"status": "achieved", "goes_on": "With the group."} for each in objectives(plan)},
        "participation": [{"who": "Jordan Ellis", "on": "2027-03-15", "mode": "in ASL", "part": "chose the group"}],
        "next": [{"what": "Deaf group", "who": "M. Chen", "from": "2027-03-18", "reach": "videophone 555-0147"}],
        "handoffs": [
            {"to": "M. Chen", "by": "Rosa Alvarez", "on": "2027-03-10", "how": "one video call", "done": "yes"}
        ],
        "appointments": [{"who": "M. Chen", "on": "2027-03-18", "at": "18:00", "access": "group in sign"}],
        "check_ins": [{"on": "2027-03-17", "by": "T. Brandt", "how": "videophone"}],
        "medicines": {"prescriber": "Dr. Okafor", "in_hand_until": "2027-04-14", "naloxone": "Kit at home."},
        "access": [{"to": "River Clinic", "on": "2027-03-10", "agreed": "yes", "confirmed": "an interpreter"}],
        "if_it_comes_back": "I text Sam first.",
    }
    fields.update(changes_)
    return {name: value for name, value in fields.items() if value is not None}


def found(plan: Plan, fields: Fields) -> list[Finding]:
    """Return what is found in a file that ends a plan, also where it stops the work."""
    try:
        return list(ending_in(YamlFile("e.yaml", fields), plan, TODAY)[1])
    except InputError as error:
        return list(error.findings)


def _taking(plan: Plan, kind: str) -> Plan:
    taken = Medication(name="Tablet", kind=kind)  # type: ignore[arg-type]
    return replace(plan, client=replace(plan.client, medications=(taken,)))


def _in_danger(plan: Plan) -> Plan:
    line = SafetyLine(
        risk="suicide", level="moderate", note="", assessed=plan.date, by="", same_day="", who="", protocols=()
    )
    return replace(plan, safety=(line,))


def _with_overdose(plan: Plan) -> Plan:
    protocol: PlanProtocol = replace(plan.protocols[0], answers=("overdose",))
    return replace(plan, protocols=(protocol,))


_LATE = {"appointments": None, "check_ins": None, "handoffs": None, "next": [{"what": "A group"}]}
#: Rule id: what the plan is like, and what the file says that breaks the rule.
CASES: dict[str, tuple[Callable[[Plan], Plan], Fields]] = {
    "ending-other-client": (lambda plan: plan, {"client": "c-9"}),
    "ending-other-version": (lambda plan: plan, {"version": 7}),
    "ending-date": (lambda plan: plan, {"on": "2026-11-01"}),
    "ending-unknown-item": (lambda plan: plan, {"criteria": {"e99": {"reached": "yes"}}}),
    "ending-left-out": (lambda plan: plan, {"objectives": {}}),
    "ending-for-use": (
        lambda plan: plan,
        {"reason": "administrative", "why": "Two positive tests.", "tried": "A call."},
    ),
    "ending-nothing-tried": (lambda plan: plan, {"reason": "lost-contact"}),
    "ending-nothing-next": (lambda plan: plan, {"next": None, "handoffs": None, "appointments": None}),
    "ending-no-handoff": (lambda plan: plan, {"reason": "moved", "handoffs": None}),
    "ending-no-prescriber": (lambda plan: _taking(plan, "opioid-agonist"), {"medicines": None}),
    "ending-prescriber-asked": (lambda plan: _taking(plan, "other"), {"medicines": None}),
    "ending-naloxone": (_with_overdose, {"medicines": {"prescriber": "Dr. Okafor"}}),
    "ending-risk-open": (_in_danger, _LATE),
    "ending-first-contact-late": (lambda plan: replace(plan, safety=()), _LATE),
    "ending-without-the-person": (lambda plan: plan, {"participation": None, "words": None}),
    "ending-access-not-told": (lambda plan: plan, {"access": None}),
    "ending-told-without-consent": (lambda plan: plan, {"access": [{"to": "X", "on": "2027-03-10", "agreed": "no"}]}),
    "ending-contact-passed": (lambda plan: plan, {"appointments": [{"who": "M. Chen", "on": "2027-03-01"}]}),
}


def test_every_rule_on_endings_has_a_file_that_breaks_it() -> None:
    """Expect a new rule to be tested here or not to exist."""
    assert set(CASES) == set(RULES.rules)


@pytest.mark.parametrize("rule", CASES)
def test_what_must_not_be_is_said(rule: str, kept: Plan) -> None:
    """Expect the finding with its severity and no name of a person; and none of it in a file that is whole."""
    change, fields = CASES[rule]
    plan = change(kept)
    those = [each for each in found(plan, whole(plan, **fields)) if each.rule == rule]
    assert those
    for each in those:
        assert each.severity == RULES.rules[rule].severity
        assert not {"Jordan", "Ellis", "Chen", "Alvarez"}.intersection(f"{each.said} {each.why} {each.fix}".split())
    assert found(kept, whole(kept)) == []


@pytest.mark.parametrize("why", ["He drank again.", "Relapsed in May.", "A positive urine test.", "Came intoxicated."])
def test_a_return_to_use_is_no_reason_to_end_care(kept: Plan, why: str) -> None:
    """Expect a refusal in whatever words it is put; another reason in the same words of what happened is a fact."""
    assert "ending-for-use" in [each.rule for each in found(kept, whole(kept, reason="administrative", why=why))]
    assert "ending-for-use" not in [each.rule for each in found(kept, whole(kept, reason="completed", why=why))]


def test_after_a_death_nothing_is_asked_of_the_person(kept: Plan) -> None:
    """Expect no word about appointments, medicine or consent."""
    bare = whole(kept, reason="died", **dict.fromkeys(("next", "handoffs", "appointments", "access", "words"), None))
    assert found(kept, bare) == []


def test_the_ended_plan_is_the_last_version_and_holds_what_was_said(
    tmp_path: Path, kept: Plan, shipped: Library
) -> None:
    """Expect a chain that holds, a record that checks, and the ending in the history."""
    plans = tmp_path / "plans"
    made, _ = ending_in(YamlFile("e.yaml", whole(kept)), kept, TODAY)
    version = end_plan(plans, kept, made, why="Goals reached")
    chain = read_chain(plans, kept.client.id)
    assert chain.findings == ()
    assert (version.number, version.plan.state, version.plan.ending) == (2, "ended", made.ending)
    assert chain.latest is not None
    assert chain.latest.plan.ending == made.ending
    assert [each.severity for each in check_record(version.plan, shipped) if each.severity == "error"] == []
    assert "The end of the plan" in {each.what.partition(",")[0] for each in changes(kept, version.plan)}
    with pytest.raises(UsageError, match="ended already"):
        latest_to_end(plans, kept.client.id)


def test_a_plan_after_the_end_begins_without_it(tmp_path: Path, kept: Plan) -> None:
    """Expect the numbers to go on and the ending to stay where it belongs."""
    plans = tmp_path / "plans"
    made, _ = ending_in(YamlFile("e.yaml", whole(kept)), kept, TODAY)
    ended = end_plan(plans, kept, made).plan
    again = save_version(plans, ended, by="Rosa Alvarez").plan
    assert (again.state, again.ending, again.version) == ("draft", None, 3)


def test_a_new_file_has_a_blank_for_everything_and_says_so_until_it_is_filled(kept: Plan) -> None:
    """Expect each criterion and objective; and findings with line numbers for every blank, nothing kept."""
    text = new_ending(kept, TODAY)
    file = read_yaml(text.encode(), "e.yaml")
    assert file.findings == () or not [each for each in file.findings if each.severity != "error"]
    for step in objectives(kept):
        assert f'"{step.number}":' in text
        assert " ".join(step.statement.now.split()) in text
    with pytest.raises(InputError) as raised:
        ending_in(file, kept, TODAY)
    assert len([each for each in raised.value.findings if each.where.line]) == len(kept.discharge) + len(
        list(objectives(kept))
    )


def test_a_new_file_that_is_filled_in_ends_the_plan(kept: Plan) -> None:
    """Expect the file as it comes, with a word in each blank, to be taken."""
    filled = (
        new_ending(kept, TODAY).replace("reached:  #", "reached: yes  #").replace("status:\n", "status: achieved\n")
    )
    filled += "next: [{what: Deaf group, from: 2027-03-18}]\nwords: Enough.\n"
    filled += "medicines: {prescriber: Dr. Okafor}\n"
    _, told = ending_in(read_yaml(filled.encode(), "e.yaml"), kept, TODAY)
    assert [each.severity for each in told if each.severity == "error"] == []


def test_an_ending_begins_with_where_the_last_review_left_each_objective(kept: Plan) -> None:
    """Expect the status in the new file and on the draft, and a blank for what no review has looked at."""
    first, *_ = objectives(kept)
    step = StepProgress(
        key=first.key, number=first.number, text="", status="improving", seen_by="Two of three.", decision="stays"
    )
    looked = PlanReview(
        version=1,
        date="2026-12-28",
        by=Person(name="R.", role="counselor"),
        since=kept.date,
        next_review="2027-02-08",
        needs=NeedsAsked(on="2026-12-28", words="The same."),
        steps=(step,),
    )
    reviewed = replace(kept, reviews=(looked,))
    text = new_ending(reviewed, TODAY)
    assert "status: improving" in text
    assert "At the review of 2026-12-28: Two of three." in text
    assert text.count("status:\n") == len(list(objectives(kept))) - 1
    assert "Improving" in paper(reviewed)


def paper(plan: Plan) -> str:
    """Return the discharge plan as text, once it was found whole and accessible."""
    data = render_document(plan, ROOT, "discharge-plan")
    assert [*verify(data), *accessibility(data, 12)] == []
    return as_text(data)


def test_the_paper_says_what_was_reached_and_who_goes_on(kept: Plan) -> None:
    """Expect every part of the file on the page, and the plan's own protocols for when it comes back."""
    made, _ = ending_in(YamlFile("e.yaml", whole(kept)), kept, TODAY)
    said = " ".join(paper(replace(kept, state="ended", ending=made.ending)).split())
    for part in ("ended on March 15, 2027", "The plan was completed", "I have my mornings back.", "Seen by both."):
        assert part in said
    for part in (
        "Deaf group",
        "M. Chen",
        "March 18, 2027",
        "group in sign",
        "videophone",
        "Dr. Okafor",
        "April 14, 2027",
    ):
        assert part in said
    for part in (
        "Kit at home.",
        "River Clinic",
        "I text Sam first.",
        "If I drink or use again",
        "When this program ends",
    ):
        assert part in said
    for each in kept.accommodations:
        assert each.title in said
    assert "draft" not in said
    assert "____" not in said.partition("Signatures")[0]


def test_before_the_end_it_is_a_draft_with_room_to_write(kept: Plan) -> None:
    """Expect planning for the end to begin early: criteria, objectives, medicines, accommodations, blanks."""
    said = " ".join(paper(kept).split())
    assert "This is a draft." in said
    assert "Yes / partly / no" in said
    assert "____" in said
    assert all(each.statement.now in said for each in kept.discharge)


def test_the_view_of_an_ended_plan_is_what_its_schema_describes(kept: Plan) -> None:
    """Expect no field missing and none unknown."""
    made, _ = ending_in(YamlFile("e.yaml", whole(kept)), kept, TODAY)
    document = Document(
        schema=1,
        id="discharge-plan",
        title="Plan",
        purpose="P.",
        audience="clinician",
        template="t.docx",
        editable=False,
        body_points=12,
        plain_only=False,
    )
    shown = view(replace(kept, state="ended", ending=made.ending), document)
    assert [error.message for error in validator("view").iter_errors(json.loads(json.dumps(shown)))] == []


def test_the_command_ends_a_plan_and_prints_the_paper(
    tmp_path: Path, kept: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Expect 'end new' to write a file, 'end' to take one, a second end to be refused, and ids to be ids."""
    monkeypatch.chdir(tmp_path)
    assert run(["end", "new", kept.client.id, "--date", "2027-03-15"]) == 0
    assert 'client: "' + kept.client.id in capsys.readouterr().out
    file = tmp_path / "e.yaml"
    file.write_text(json.dumps(whole(kept)), encoding="utf-8")
    assert run(["end", kept.client.id, str(file), "--date", "2027-03-15"]) == 0
    out = capsys.readouterr().out
    assert "Saved version 2" in out
    assert (tmp_path / "outputs" / f"{kept.client.id}-discharge-plan-v0002.docx").is_file()
    assert run(["end", kept.client.id, str(file), "--date", "2027-03-15"]) == 2
    assert "ended already" in capsys.readouterr().err
    assert run(["end", "../plans", str(file)]) == 2
    assert run(["end", "c-none", str(file)]) == 2
    record = tmp_path / "plans" / kept.client.id / "0001.json"
    assert record.read_bytes() == plan_json(kept)
    assert run(["render", str(record), "-d", "discharge-plan", "-o", str(tmp_path / "drafts")]) == 0


def test_a_file_with_errors_ends_nothing(
    tmp_path: Path, kept: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Expect every error with its line, exit code 1 or 2, and no version more."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "e.yaml"
    file.write_text(json.dumps(whole(kept, objectives={})), encoding="utf-8")
    assert run(["end", kept.client.id, str(file), "--date", "2027-03-15"]) != 0
    assert "the plan was not ended" in "".join(capsys.readouterr())
    assert len(read_chain(tmp_path / "plans", kept.client.id).versions) == 1
