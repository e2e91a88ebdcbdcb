"""The library moves on: every kept plan that it concerns is told, and merged field by field, losing nobody's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.errors import InputError, UsageError
from planbuilder.library.store import KINDS, Library
from planbuilder.plan.keyed import keyed_texts, with_texts
from planbuilder.plan.numbering import items
from planbuilder.plan.record import Plan, SlotValue
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import interventions
from planbuilder.plan.record_rules import RULES as RECORD_RULES
from planbuilder.records.outdated import outdated_entries, outdated_findings, outdated_plans
from planbuilder.records.outdated_rules import RULES
from planbuilder.records.store import read_chain, save_version
from planbuilder.records.updating import update_plan, updated

LOG, CHECK_IN, DIARY = "drinking-log", "evening-check-in", "signed-video-diary"


def moved(library: Library, changes: Mapping[str, Mapping[str, Any] | None]) -> Library:
    """Return a library with entries changed (``kind/id`` and fields), or taken away, as a new version of it."""
    made = library
    for number, (name, fields) in enumerate(changes.items(), 1):
        kind, _, id = name.partition("/")
        part = KINDS[kind][0]
        entries = dict(made.of_kind(kind))
        origins = dict(made.origins)
        if fields is None:
            del entries[id], origins[name]
        else:
            entries[id] = replace(entries[id], **fields)
            origins[name] = replace(origins[name], sha256=f"{number:x}" * 64)
        made = replace(made, **{part: entries}, origins=origins, digest=f"{number:x}" * 64)
    return made


def act(plan: Plan, id: str) -> Any:
    """Return the intervention of an entry."""
    return next(each for each in interventions(plan) if each.id == id)


def reworded(library: Library, *ids: str) -> Library:
    """Return a library with other statements of interventions."""
    known = library.interventions
    return moved(library, {f"intervention/{id}": {"statement": f"{known[id].statement} Newly checked."} for id in ids})


def written(plan: Plan, id: str, words: str) -> Plan:
    """Return a plan in which somebody wrote the statement of an intervention anew."""
    key = f"{act(plan, id).key}.statement"
    return with_texts(plan, {key: replace(keyed_texts(plan)[key], wrote=words)})


@pytest.fixture
def kept(tmp_path: Path, plan: Plan) -> Plan:
    """Return the plan of an example as version 1 of its client."""
    return save_version(tmp_path / "plans", plan, by="Rosa Alvarez").plan


def test_a_plan_of_the_library_as_it_is_has_nothing_to_update(kept: Plan, shipped: Library) -> None:
    """Expect silence, and the same plan."""
    assert outdated_entries(kept, shipped) == ()
    found = updated(kept, shipped)
    assert found.nothing
    assert replace(found.plan, saved=kept.saved) == kept


def test_a_new_wording_is_taken_where_nobody_had_changed_the_old_one(
    tmp_path: Path, kept: Plan, shipped: Library
) -> None:
    """Expect old and new side by side, the number kept, and the record to check with the new library."""
    library = reworded(shipped, LOG)
    found = updated(kept, library)
    [merge] = found.merges
    assert (merge.kind, merge.where, merge.what) == ("taken", act(kept, LOG).number, "Intervention, statement")
    assert merge.now == f"{merge.before} Newly checked."
    assert found.others == found.rest == ()
    assert act(found.plan, LOG).statement.now == merge.now
    assert [(each.key, each.number) for each in items(found.plan)] == [(each.key, each.number) for each in items(kept)]
    version = update_plan(tmp_path / "plans", kept, found, by="R.")
    told = [each.rule for each in check_record(version.plan, library)]
    assert not [rule for rule in told if rule in RECORD_RULES.rules]


def test_what_somebody_wrote_is_never_touched(tmp_path: Path, kept: Plan, shipped: Library) -> None:
    """Expect a conflict with all three wordings, the hand-written one in the plan, and no conflict a second time."""
    own = save_version(tmp_path / "plans", written(kept, LOG, "Jordan films a line each night."), by="R.").plan
    library = reworded(shipped, LOG)
    found = updated(own, library)
    [merge] = found.conflicts
    assert merge.wrote == "Jordan films a line each night."
    assert merge.before != merge.now
    version = update_plan(tmp_path / "plans", own, found, by="R.")
    text = act(version.plan, LOG).statement
    assert (text.wrote, text.printed) == (merge.wrote, merge.now)
    assert updated(version.plan, library).nothing


def test_what_the_library_now_says_itself_is_nobodys_own_any_more(tmp_path: Path, kept: Plan, shipped: Library) -> None:
    """Expect the wording of an agency that the library took over to be the library's."""
    new = act(updated(kept, reworded(shipped, LOG)).plan, LOG).statement.printed
    own = save_version(tmp_path / "plans", written(kept, LOG, new), by="R.").plan
    found = updated(own, reworded(shipped, LOG))
    assert [each.kind for each in found.merges] == ["agreed"]
    assert act(found.plan, LOG).statement.wrote == ""


def test_a_value_in_a_blank_that_is_gone_stays_in_its_words(tmp_path: Path, kept: Plan, shipped: Library) -> None:
    """Expect the old sentence, with the value, as own wording beside the new one."""
    key, text = next(
        (key, text) for key, text in keyed_texts(kept).items() if key.startswith("o") and "target" in text.slots
    )
    edited = replace(text, slots={**text.slots, "target": SlotValue(value="3", source="edited")})
    edited = replace(edited, printed=text.printed.replace(f"to {text.slots['target'].value} ", "to 3 ", 1))
    own = save_version(tmp_path / "plans", with_texts(kept, {key: edited}), by="R.").plan
    path = next(item.path for item in items(kept) if key.startswith(f"{item.key}."))
    _, problem, goal, step = path.split("/")
    entry = shipped.problems[problem]
    field = key.partition(".")[2]
    steps = dict(entry.goals[goal].objectives)
    steps[step] = replace(steps[step], **{field: "{{ client.name }} drinks less by {{ target_date }}."})
    goals = {**entry.goals, goal: replace(entry.goals[goal], objectives=steps)}
    found = updated(own, moved(shipped, {f"problem/{problem}": {"goals": goals}}))
    assert keyed_texts(found.plan)[key].wrote == edited.printed
    assert key.partition(".")[2] in [each.what.rpartition(", ")[2] for each in found.conflicts] or found.conflicts


def test_an_item_that_the_library_took_away_is_not_dropped_with_what_was_written_in_it(
    tmp_path: Path, kept: Plan, shipped: Library
) -> None:
    """Expect a refusal that names the item; without own words it goes, and its number stays vacant."""
    key = next(each.key for each in kept.accommodations if each.id == DIARY)
    statement = replace(keyed_texts(kept)[f"{key}.statement"], wrote="Jordan films it.")
    own = save_version(tmp_path / "plans", with_texts(kept, {f"{key}.statement": statement}), by="R.").plan
    library = moved(shipped, {f"accommodation/{DIARY}": {"state": "withdrawn", "why": "Retracted."}})
    with pytest.raises(UsageError, match="A4"):
        updated(own, library)
    found = updated(kept, library)
    assert "A4" not in [each.number for each in found.plan.accommodations]
    assert len({each.number for each in found.plan.accommodations}) == len(found.plan.accommodations)
    assert {(each.kind, each.where) for each in found.others} >= {("removed", "A4")}


def test_what_the_library_does_not_know_any_more_stops_the_update(kept: Plan, shipped: Library) -> None:
    """Expect the reason, and nothing changed; a retired entry that was chosen is told and does not stop it."""
    with pytest.raises(InputError):
        updated(kept, moved(shipped, {f"intervention/{LOG}": None}))
    retired = moved(shipped, {f"intervention/{LOG}": {"state": "superseded", "by": (CHECK_IN,), "why": "Shorter."}})
    assert act(updated(kept, retired).plan, LOG)


def test_a_signed_plan_is_amended_and_unsigned_after_an_update(tmp_path: Path, kept: Plan, shipped: Library) -> None:
    """Expect nobody's signature under words they never saw."""
    plans = tmp_path / "plans"
    signed = save_version(plans, kept, by="R.", state="signed").plan
    version = update_plan(plans, signed, updated(signed, reworded(shipped, LOG)), by="R.")
    assert (version.number, version.plan.state, version.plan.signatures) == (3, "amended", ())
    assert version.plan.saved is not None
    assert version.plan.saved.why.startswith("Updated to the library")
    assert read_chain(plans, kept.client.id).findings == ()


#: Rule id: what became of an entry.
CASES: dict[str, Mapping[str, Mapping[str, Any] | None]] = {
    "outdated-elsewhere": {f"intervention/{LOG}": {"cautions": ("Watch.",)}},
    "outdated-changed": {f"intervention/{LOG}": {"statement": "Another one entirely."}},
    "outdated-superseded": {f"intervention/{LOG}": {"state": "superseded", "by": (CHECK_IN,), "why": "Shorter"}},
    "outdated-withdrawn": {f"accommodation/{DIARY}": {"state": "withdrawn", "why": "Retracted."}},
    "outdated-gone": {f"intervention/{LOG}": None},
}


def test_every_rule_on_outdated_plans_has_a_case() -> None:
    """Expect a new rule to be tested here or not to exist."""
    assert {*CASES, "outdated-broken"} == set(RULES.rules)


@pytest.mark.parametrize("rule", CASES)
def test_what_became_of_an_entry_is_told_where_the_plan_uses_it(rule: str, kept: Plan, shipped: Library) -> None:
    """Expect one finding, with the number in the plan and what follows, and no name of a person."""
    library = moved(shipped, CASES[rule])
    [told] = outdated_findings(kept, library, outdated_entries(kept, library))
    assert (told.rule, told.severity) == (rule, RULES.rules[rule].severity)
    number = "A4" if "accommodation" in next(iter(CASES[rule])) else act(kept, LOG).number
    assert told.where.at.split(", ")[0] == number
    assert "Jordan" not in f"{told.said} {told.why} {told.fix}"


def test_plans_that_ended_rest_and_broken_ones_are_said(tmp_path: Path, kept: Plan, shipped: Library) -> None:
    """Expect every client of the folder to be looked at, by the latest version."""
    plans = tmp_path / "plans"
    library = reworded(shipped, LOG)
    looked = outdated_plans(plans, library)
    assert (looked.plans, looked.ended, [each.rule for each in looked.findings]) == (1, 0, ["outdated-changed"])
    save_version(plans, kept, by="R.", state="ended")
    assert (outdated_plans(plans, library).plans, outdated_plans(plans, library).ended) == (0, 1)
    (plans / kept.client.id / "0002.json").write_bytes(b"{}")
    assert [each.rule for each in outdated_plans(plans, library).findings] == ["outdated-broken"]
    assert outdated_plans(tmp_path / "nowhere", library).plans == 0


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from([LOG, CHECK_IN, "coping-rehearsal"]), st.sampled_from("abc")),
        st.tuples(st.just("library"), st.sampled_from([LOG, CHECK_IN, "coping-rehearsal"]), st.sampled_from("xyz")),
        st.tuples(st.just("without"), st.sampled_from([DIARY, "films-signed-and-captioned"]), st.just("")),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=_STEPS)
def test_whatever_is_written_and_updated_nothing_is_lost_and_numbers_hold(
    steps: list[tuple[str, str, str]], plan: Plan, shipped: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Expect every own wording still there, one item to a number for ever, and a chain that proves itself."""
    plans = tmp_path_factory.mktemp("plans")
    latest = save_version(plans, plan, by="R.").plan
    changes: dict[str, Mapping[str, Any] | None] = {}
    wrote: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for what, id, words in steps:
        if what == "write":
            wrote[id] = f"In our own words: {words}."
            latest = save_version(plans, written(latest, id, wrote[id]), by="R.").plan
            continue
        if what == "library":
            changes[f"intervention/{id}"] = {"statement": f"The counselor does it the {words} way, newly checked."}
        else:
            changes[f"accommodation/{id}"] = {"state": "withdrawn", "why": "Retracted."}
        latest = update_plan(plans, latest, updated(latest, moved(shipped, changes)), by="R.").plan
        for id_, own in wrote.items():
            assert act(latest, id_).statement.wrote == own
    chain = read_chain(plans, plan.client.id)
    assert chain.findings == ()
    for version in chain.versions:
        for item in items(version.plan):
            assert numbers.setdefault(item.key, item.path) == item.path
            assert numbers.setdefault(f"#{item.number}", item.path) == item.path or not item.number
    told = [each.rule for each in check_record(latest, moved(shipped, changes)) if each.severity == "error"]
    assert not [rule for rule in told if rule in RECORD_RULES.rules]


def test_the_commands_show_first_and_keep_on_yes(
    tmp_path: Path, kept: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Expect a dry run to change nothing, a name to be asked for, JSON to be JSON."""
    monkeypatch.chdir(tmp_path)
    assert run(["outdated"]) == 0
    assert "1 plan looked at. Nothing found." in capsys.readouterr().out
    assert run(["update", kept.client.id]) == 0
    assert "nothing is to be updated" in capsys.readouterr().out
    assert run(["update", kept.client.id, "--yes"]) == 2
    assert "Add --by NAME" in capsys.readouterr().err
    old = json.loads((tmp_path / "plans" / kept.client.id / "0001.json").read_bytes())
    key = f"{act(kept, LOG).key}.statement"
    text = replace(keyed_texts(kept)[key], library="An old wording.", printed="An old wording.", slots={})
    before = replace(
        with_texts(kept, {key: text}),
        provenance=tuple(
            replace(each, sha256="0" * 64) if each.entry == f"intervention/{LOG}" else each for each in kept.provenance
        ),
        made_with=replace(kept.made_with, digest="1" * 64),
    )
    save_version(tmp_path / "plans", before, by="R.")
    assert run(["outdated", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "outdated-changed"
    assert run(["update", kept.client.id]) == 0
    out = capsys.readouterr().out
    assert "Library then: An old wording." in out
    assert "Nothing was changed yet." in out
    assert len(read_chain(tmp_path / "plans", kept.client.id).versions) == 2
    assert run(["update", kept.client.id, "--yes", "--by", "Pam Lund", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 3
    assert json.loads((tmp_path / "plans" / kept.client.id / "0001.json").read_bytes()) == old
    assert run(["check", str(tmp_path / "plans" / kept.client.id / "0003.json")]) == 0
    assert data_path("library").is_dir()
