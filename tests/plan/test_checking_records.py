"""A plan record that was edited by hand is found out, in words that say what was changed and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sentences import read_well
from shipped import EXAMPLE_DAY, Example
from small_library import DAY, ON, client, library, needing, problem, selection

from planbuilder.errors import InputError
from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.plans import load_plan, plan_json
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_rules import RULES

Record = dict[str, Any]
Edit = Callable[[Record], object]


def whole() -> Plan:
    """Return a plan of a Deaf person with a risk, accommodations and two problems."""
    risk = {"risk": "suicide", "level": "moderate", "assessed": DAY, "same_day": "Safety plan.", "who": "R. Alvarez"}
    chosen = selection({"drinking": {}, "low-mood": {}}, options={"tablet": {"decision": "undecided", "on": DAY}})
    return compose(needing("deaf", risks=[risk]), chosen, library(), ON)


def edited(edit: Edit) -> Plan:
    """Return the plan after its record was edited."""
    record: Record = json.loads(plan_json(whole()))
    edit(record)
    return msgspec.convert(record, Plan)


def found(edit: Edit, shelf: Library | None = None) -> list[Finding]:
    """Return what the check of records finds in an edited record, beside what it finds in a plan."""
    return [each for each in check_record(edited(edit), shelf or library()) if each.rule in RULES.rules]


def step(record: Record) -> Record:
    """Return the first intervention of a record."""
    one: Record = record["problems"][0]["goals"][0]["objectives"][0]["interventions"][0]
    return one


def _decline(record: Record) -> None:
    """Call every answered pair declined."""
    for pair in record["pairs"]:
        pair.update(status="declined", answer="", ask_again="2027-01-04")


def _statement(record: Record, printed: str) -> None:
    """Print something else in a statement."""
    step(record)["statement"]["printed"] = printed


def _words(record: Record) -> None:
    """Word a statement anew, as if the library had said so."""
    step(record)["statement"] = {"library": "Sit still.", "printed": "Sit still.", "slots": {}}


_SAVED = {"at": "2026-11-16T20:14:05Z", "by": "Rosa Alvarez", "based_on": 0, "previous": ""}


def _kept(record: Record) -> None:
    """Word a statement anew in a version that is kept."""
    record["saved"] = _SAVED
    step(record)["statement"]["wrote"] = "Rest."


#: Rule id: an edit of the record that breaks it.
EDITS: dict[str, Edit] = {
    "record-key-twice": lambda record: record["problems"][1].update(key="p1"),
    "record-number": lambda record: record["problems"][0]["goals"][0].update(number="2.A"),
    "record-points-nowhere": lambda record: record["accommodations"].clear(),
    "record-dates": lambda record: record.update(review="2020-01-01"),
    "record-printed": lambda record: _statement(record, "Something that nobody chose."),
    "record-facts-changed": lambda record: record["client"].update(allergies=["Latex: rash."]),
    "record-own-wording": lambda record: step(record)["statement"].update(wrote="Rest."),
    "record-kept-wording": _kept,
    "record-version-altered": lambda record: record.update(saved={**_SAVED, "own": "0" * 64}),
    "record-of-two-people": lambda record: record["selection"].update(client="c-9"),
    "record-other-library": lambda record: record["made_with"].update(digest="2" * 64),
    "record-differs-from-library": lambda record: (record["made_with"].update(version="9"), _other(record)),
    "record-not-comparable": lambda record: record["selection"]["problems"].update(nowhere={}),
    "record-changed-since": lambda record: record["accommodations"][0].update(fallback="None."),
    "record-part-missing": lambda record: record["accommodations"].pop(),
    "record-part-extra": lambda record: record["selection"]["problems"].pop("low-mood"),
    "record-pair": lambda record: record["pairs"].pop(),
}


def _other(record: Record) -> None:
    """Make the record one of another library, with a fallback that this one does not have."""
    record["made_with"].update(digest="2" * 64)
    record["accommodations"][0].update(fallback="None.")


def test_every_rule_on_records_has_an_edit_that_breaks_it() -> None:
    """Expect a new rule to be tested here or not to exist."""
    assert set(EDITS) == set(RULES.rules)


@pytest.mark.parametrize("rule", EDITS)
def test_an_edited_record_is_found_out_in_words_a_clinician_understands(rule: str) -> None:
    """Expect the finding with its severity, without a name of a person in it."""
    those = [each for each in found(EDITS[rule]) if each.rule == rule]
    assert those
    for each in those:
        assert each.severity == RULES.rules[rule].severity
        assert not {"Alex", "Roe", "Alvarez"}.intersection(f"{each.where} {each.said} {each.why} {each.fix}".split())
        read_well(each)


def test_accommodations_taken_out_of_an_act_are_found(example: Example, shipped: Library, tmp_path: Path) -> None:
    """Expect each act to be named where what answers its demands is gone, and no other."""
    record = json.loads(plan_json(compose(example.client, example.selection, shipped, EXAMPLE_DAY)))
    goals = [goal for one in record["problems"] for goal in one["goals"]]
    acts = [act for goal in goals for each in goal["objectives"] for act in each["interventions"]]
    stripped = {act["number"] for act in acts if act.pop("accommodations", None)}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    told = check_record(load_plan(path), shipped)
    assert {each.where.at for each in told if each.rule == "record-changed-since"} == stripped


def test_a_record_with_a_library_hash_of_its_own_is_found_out() -> None:
    """Expect an error, not the mildness that a record of another library gets."""
    those = found(lambda record: record["made_with"].update(digest="2" * 64))
    assert "record-facts-changed" in {each.rule for each in those}


def test_a_condition_that_nobody_defined_is_refused(tmp_path: Path) -> None:
    """Expect a sentence, and nothing to be said of the record."""
    record = json.loads(plan_json(compose(client(), selection(), library(), ON)))
    step(record)["weighed"] = [{"kind": "applies", "names": ["residentialx"], "verdict": "met"}]
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_plan(path)
    assert [each.rule for each in raised.value.findings] == ["plan-unknown-condition-name"]


def test_a_record_nobody_touched_is_what_it_claims_to_be() -> None:
    """Expect silence of the check of records."""
    assert found(lambda record: record) == []


def test_every_example_is_what_it_claims_to_be(example: Example, shipped: Library, tmp_path: Path) -> None:
    """Expect no word about the examples, chosen, suggested, and suggested for a school that is not on record."""
    for chosen, school in ((example.selection, ""), (None, ""), (None, "cbt")):
        made = compose(example.client, chosen, shipped, EXAMPLE_DAY, orientation=school)
        path = tmp_path / "plan.json"
        path.write_bytes(plan_json(made))
        assert check_record(load_plan(path), shipped) == check_plan(made, shipped)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda record: record["pairs"].pop(0), "on record: nothing about it; by the facts: it is answered."),
        (_decline, "on record: the person declined what there is; by the facts: it is answered."),
        (lambda record: record["client"].update(needs=[]), "by the facts: nothing about it."),
    ],
)
def test_a_conflict_that_was_taken_out_or_settled_by_hand_is_an_error(edit: Edit, said: str) -> None:
    """Expect the pair of need and demand to be computed anew from the client's facts."""
    pairs = [each for each in found(edit) if each.rule == "record-pair"]
    assert pairs
    assert said in pairs[0].said


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda record: step(record)["demands"].clear(), "Intervention 1.A.1.a was changed since the plan was made"),
        (lambda record: record["activities"][0]["demands"].clear(), "was changed since the plan was made (demands)"),
        (_words, "Intervention 1.A.1.a was changed since the plan was made (statement)"),
        (lambda record: record.update(review="2026-11-17"), "The part 'review' was changed since"),
        (lambda record: record["safety"][0].update(level="low"), "The risk 'suicide' was changed since"),
        (lambda record: record["client"]["declined"].clear() or record.update(declined=[DECLINE]), "'declined'"),
        (lambda record: record["problems"].pop(), "Problem 'low-mood' is missing from the plan."),
        (lambda record: record.update(heading="proposal"), "The part 'heading' was changed since"),
    ],
)
def test_whatever_was_changed_is_named(edit: Edit, said: str) -> None:
    """Expect the part and the field that no fact, choice or library text gives."""
    assert any(
        said in each.said for each in found(lambda record: (record["client"].setdefault("declined", []), edit(record)))
    ), [each.said for each in found(edit)]


DECLINE = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}


@pytest.mark.parametrize("part", ["accommodations", "options", "measures", "protocols", "activities"])
def test_an_item_whose_title_was_taken_out_is_named_all_the_same(part: str) -> None:
    """Expect a finding, and no fault of the program's own."""

    def bare(record: Record) -> None:
        for each in record[part]:
            each.update(title="", id="other") if "id" in each else each.update(title="")

    assert json.loads(plan_json(whole()))[part] == [] or found(bare)


def test_own_wording_is_no_change_by_hand() -> None:
    """Expect what the clinician wrote, which the record shows as such, to stand, and the reader to be told of it."""
    [told] = found(lambda record: step(record)["statement"].update(wrote="We talk on Mondays."))
    assert told.rule == "record-own-wording"


def test_with_another_library_texts_are_warnings_and_a_missing_conflict_stays_an_error() -> None:
    """Expect a calm note, since a library that moved on is no fault of the plan."""
    old = replace(library(), digest="3" * 64)
    assert [each.severity for each in found(lambda record: record, old)] == ["note"]
    severities = {each.rule: each.severity for each in found(_words, old)}
    assert severities == {"record-other-library": "note", "record-differs-from-library": "warning"}
    assert "record-pair" in {each.rule for each in found(lambda record: record["pairs"].pop(), old)}


def test_a_library_without_what_the_plan_holds_is_said_and_the_rest_is_checked() -> None:
    """Expect the entry by its name, and what can be checked without it."""
    small = library(problems=(problem("drinking", {}),))
    rules = {each.rule for each in check_record(edited(EDITS["record-key-twice"]), small)}
    assert {"record-not-comparable", "unknown-id", "record-key-twice"} <= rules


def test_a_text_without_its_blanks_is_found_and_never_a_fault_of_the_program() -> None:
    """Expect slots that were deleted to count as blanks that nobody filled."""
    rules = {each.rule for each in found(lambda record: step(record)["because"]["slots"].clear())}
    assert "record-changed-since" in rules


def test_a_record_without_its_dates_is_not_counted_with() -> None:
    """Expect each missing day to be named, and nothing else to be computed from it."""
    missing = found(lambda record: record.update(date="", review="", until=""))
    assert [each.said for each in missing] == [
        "The plan has no date.",
        "The plan has no day of the next review.",
        "The plan has no last day.",
    ]


def test_an_empty_plan_is_an_error() -> None:
    """Expect a plan without a problem to be refused by either check."""
    plan = compose(client(), replace(selection(), problems={}), library(), ON)
    assert "plan-empty" in {each.rule for each in check_plan(plan, library())}
    assert "plan-empty" in {each.rule for each in check_record(plan, library())}


@pytest.mark.parametrize("letter", ["\u202e", "\u200b", "\u00ad", "\U000e0041", "\x07"])
def test_a_record_with_a_character_that_nobody_sees_is_not_read(tmp_path: Path, letter: str) -> None:
    """Expect the part of the record and the code point, wherever it stands: in a text or in the name of a blank."""
    for edit in (
        lambda record: step(record)["statement"].update(printed=f"a{letter}b"),
        lambda record: step(record)["statement"]["slots"].update({f"a{letter}b": {"value": "", "source": "blank"}}),
    ):
        record: Record = json.loads(plan_json(whole()))
        edit(record)
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        with pytest.raises(InputError) as refused:
            load_plan(path)
        assert f"U+{ord(letter):04X}" in "".join(each.said for each in refused.value.findings)
        assert "problems/1/goals/1/objectives/1" in str(refused.value.findings[0].where)
