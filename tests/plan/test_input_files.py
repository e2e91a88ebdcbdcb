"""Client and selection files are read whole or refused with every fault at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from input_files import (
    CLIENT,
    SELECTION,
    changed,
    client_findings,
    loaded_selection,
    selection_findings,
)
from sentences import read_well
from shipped import Example
from small_library import ON, client, goal, intervention, library, objective, problem

from planbuilder.errors import EnvironmentFaultError, InputError
from planbuilder.findings import Finding
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.input_rules import RULES
from planbuilder.reading import MOST

#: Rule id: which file, what is exchanged in it, the line of the finding, and a word that it must say.
CLIENT_CASES: dict[str, tuple[dict[str, str], int, str]] = {
    "unknown-id": ({"need: deaf": "need: daef"}, 20, "Did you mean deaf"),
    "date-in-future": ({'born: "1990-02-03"': 'born: "2090-02-03"'}, 3, "future"),
    "birth-date-too-old": ({"1990-02-03": "1825-02-03"}, 3, "120 years"),
    "score-out-of-range": ({"value: 12": "value: 40"}, 16, "0 to 27"),
    "score-not-whole": ({"value: 12": "value: 12.5"}, 16, "whole scores only"),
    "id-tells-name": ({"id: c-1": "id: alex-7"}, 2, "tells nothing"),
    "count-not-whole": ({"value: 20": "value: 20.5"}, 14, "Round it"),
    "unknown-critical-answer": ({"[death]": "[deth]"}, 16, "Did you mean death"),
}
_YES_AND_NO = """\
answers:
  - {need: deaf, demand: read, hard: true, "on": "2026-11-09"}
  - {need: deaf, demand: read, hard: false, "on": "2026-11-09"}
needs:
"""
_TWO_SCORES = """\
scores:
  - {measure: mood, value: 14, "on": "2026-11-09"}
"""
CLIENT_CASES["date-before-birth"] = ({'value: 20, "on": "2026': 'value: 20, "on": "1986'}, 14, "birth")
CLIENT_CASES["count-out-of-range"] = ({"value: 20": "value: 99"}, 14, "30")
CLIENT_CASES["scores-contradict"] = ({"scores:\n": _TWO_SCORES}, 17, "counts")
CLIENT_CASES["answers-contradict"] = ({"needs:\n": _YES_AND_NO}, 21, "Ask again")
SELECTION_CASES: dict[str, tuple[dict[str, str], int, str]] = {
    "selection-of-another-client": ({"client: c-1": "client: c-2"}, 2, "another client"),
    "slot-value": ({"target: 4": "target: 99"}, 10, "the highest is 29"),
    "dose-too-large": (
        {"{delivery: telehealth}": "{dose: {minutes: 480, times: 50, per: week}}"},
        12,
        "24000 minutes in a week; there are 10080",
    ),
    "slot-name": ({"target: 4": "traget: 4"}, 10, "Did you mean target"),
    "not-of-this-objective": ({"talk: {delivery: telehealth}": "visit: {}"}, 12, "log, talk"),
    "delivery-unknown": ({"telehealth": "telehelth"}, 12, "Did you mean telehealth"),
}


def test_every_rule_has_a_negative_example() -> None:
    """Expect a new rule to be tested here or not to exist; 'entry-retired' has a test of its own below."""
    assert {*CLIENT_CASES, *SELECTION_CASES, "entry-retired"} == set(RULES.rules)


def test_files_without_a_fault_are_read(tmp_path: Path) -> None:
    """Expect the files that the cases change to be whole."""
    assert client_findings(tmp_path, CLIENT) == ()
    assert selection_findings(tmp_path, SELECTION) == ()
    assert list(loaded_selection(tmp_path, SELECTION).problems) == ["drinking", "low-mood"]


def check(found: tuple[Finding, ...], rule: str, file: str, line: int, word: str) -> None:
    """Assert that one rule fired, once, at its line, in sentences without a name."""
    assert [each.rule for each in found] == [rule]
    [only] = found
    assert (only.where.file, only.where.line) == (file, line)
    assert only.where.column > 0
    assert word in f"{only.said} {only.fix}"
    assert not {"Alexandra", "Alex", "Roe"}.intersection(f"{only.said} {only.why} {only.fix}".split())
    read_well(only)


@pytest.mark.parametrize("rule", CLIENT_CASES)
def test_every_rule_on_clients_fires_at_its_line(tmp_path: Path, rule: str) -> None:
    """Expect one finding, at the line of the field, with the next step."""
    changes, line, word = CLIENT_CASES[rule]
    check(client_findings(tmp_path, changed(CLIENT, changes)), rule, "c-1.client.yaml", line, word)


@pytest.mark.parametrize("rule", SELECTION_CASES)
def test_every_rule_on_selections_fires_at_its_line(tmp_path: Path, rule: str) -> None:
    """Expect one finding, at the line of the field, with the next step."""
    changes, line, word = SELECTION_CASES[rule]
    check(selection_findings(tmp_path, changed(SELECTION, changes)), rule, "c-1.selection.yaml", line, word)


@pytest.mark.parametrize(("born", "finds"), [("1906-11-16", False), ("1905-11-17", False), ("1905-11-16", True)])
def test_the_birthday_decides_who_is_too_old_to_be_true(tmp_path: Path, born: str, finds: bool) -> None:
    """Expect somebody to stay a hundred and twenty until the next birthday."""
    assert bool(client_findings(tmp_path, changed(CLIENT, {"1990-02-03": born}))) == finds


@pytest.mark.parametrize(
    ("dose", "finds"),
    [
        ("{minutes: 1440, times: 1, per: day}", False),
        ("{minutes: 1440, times: 2, per: day}", True),
        ("{minutes: 1440, times: 14, per: two-weeks}", False),
        ("{minutes: 1440, times: 15, per: two-weeks}", True),
        ("{minutes: 1440, times: 31, per: month}", False),
        ("{minutes: 1440, times: 32, per: month}", True),
        ("{minutes: 1440, times: 50, per: plan}", False),
    ],
)
def test_a_dose_fits_into_its_period(tmp_path: Path, dose: str, finds: bool) -> None:
    """Expect no more minutes than a day, two weeks or the longest month has; a plan has no such bound."""
    text = changed(SELECTION, {"{delivery: telehealth}": f"{{dose: {dose}}}"})
    assert [each.rule for each in selection_findings(tmp_path, text)] == (["dose-too-large"] if finds else [])


def test_a_retired_entry_is_refused_with_what_to_use_instead(tmp_path: Path) -> None:
    """Expect superseded and withdrawn entries to be refused at their lines, problem and intervention alike."""
    goals = {"all": goal("early", {"step": objective("old")})}
    shelf = library(
        problems=(problem("gone", goals, state="superseded", by=["drinking"], why="It was split."),),
        interventions=(intervention("old", state="withdrawn", why="It harmed."),),
    )
    path = tmp_path / "s.yaml"
    steps = "{goals: {all: {objectives: {step: {interventions: {old: {}}}}}}}"
    path.write_text(f"schema: 1\nclient: c-1\nproblems:\n  gone: {steps}\n", encoding="utf-8")
    with pytest.raises(InputError, match="no plan was made") as caught:
        load_selection(path, client(), shelf)
    found = caught.value.findings
    assert [each.rule for each in found] == ["entry-retired", "entry-retired"]
    assert found[0].said == "Problem 'gone' is superseded: It was split."
    assert found[0].fix == "Use drinking instead."
    assert found[1].fix == "Choose another one."
    for each in found:
        assert each.where.line == 4
        read_well(each)


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"setting: outpatient": "setting: outpatent"}, "outpatient"),
        ({"level_of_care: outpatient": "level_of_care: residental"}, "residential"),
        ({"measure: mood": "measure: moood"}, "mood"),
        ({"prefers: [interpreter]": "prefers: [interprter]"}, "interpreter"),
        ({"presenting:": "team: [{name: R, role: conselor}]\npresenting:"}, "counselor"),
        ({"presenting:": "preferences: {orientation: cbtt}\npresenting:"}, "cbt"),
        (
            {"presenting:": "participants: [{name: K, relation: a, takes_part_in: both, needs: [def]}]\npresenting:"},
            "deaf",
        ),
        ({"needs:": "answers: [{need: deaf, demand: raed, hard: true, 'on': '2026-11-09'}]\nneeds:"}, "read"),
        ({"needs:": "answers: [{need: daef, demand: read, hard: true, 'on': '2026-11-09'}]\nneeds:"}, "deaf"),
        (
            {
                "needs:": "declined: [{accommodation: captins, 'on': '2026-11-09', mode: x, ask_again: '2027-01-01'}]\n"
                "needs:"
            },
            "captions",
        ),
    ],
)
def test_every_unknown_id_of_a_client_is_found_with_the_nearest(
    tmp_path: Path, changes: dict[str, str], near: str
) -> None:
    """Expect each reference of a client's file to be checked, and the nearest known id to be offered."""
    [found] = client_findings(tmp_path, changed(CLIENT, changes))
    assert found.rule == "unknown-id"
    assert near in found.fix
    assert found.where.line > 0


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"  drinking:": "  drnking:"}, "drinking"),
        ({"[own-limit]": "[own-limits]"}, "own-limit"),
        ({"      less:": "      lesss:"}, "less"),
        ({"          fewer:": "          fewr:"}, "fewer"),
        ({"talk: {delivery: telehealth}": "tlk: {}"}, "talk"),
        ({"{delivery: telehealth}": "{responsible: conselor}"}, "counselor"),
        ({"client: c-1": "client: c-1\nreasons: {tallk: because}"}, "talk"),
        ({"client: c-1": "client: c-1\noptions: {bloker: {decision: chosen, 'on': '2026-11-09'}}"}, "blocker"),
        ({"client: c-1": "client: c-1\nmade_by: {name: R, role: nrse}"}, "nurse"),
        ({"client: c-1": "client: c-1\nending: {criteria: [drinking/stedy]}"}, "drinking/steady"),
    ],
)
def test_every_unknown_id_of_a_selection_is_found_with_the_nearest(
    tmp_path: Path, changes: dict[str, str], near: str
) -> None:
    """Expect each reference of a selection to be checked, and the nearest known id to be offered."""
    [found] = selection_findings(tmp_path, changed(SELECTION, changes))
    assert found.rule == "unknown-id"
    assert near in found.fix


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"slots: {target: 4}": "slots: {target: four}"}, "it should be a whole number"),
        ({"slots: {target: 4}": "slots: {target: 4.5}"}, "it should be a whole number"),
        ({"slots: {target: 4}": "slots: {target: -1}"}, "the lowest is 0"),
        ({"slots: {target: 4}": "slots: {target: 9, baseline: 9}"}, "it must be less than 'baseline'"),
        ({"slots: {target: 6}": "slots: {target: 60}"}, "the highest is 27"),
        ({"slots: {target: 6}": "slots: {target: six}"}, "it should be a number"),
        ({"slots: {target: 6}": "slots: {baseline: -3}"}, "the lowest is 0"),
    ],
)
def test_a_value_that_a_blank_cannot_take_is_refused(tmp_path: Path, changes: dict[str, str], wrong: str) -> None:
    """Expect the kind, the range, the other blank and the range of the measure to be kept."""
    [found] = selection_findings(tmp_path, changed(SELECTION, changes))
    assert found.rule == "slot-value"
    assert wrong in found.said


@pytest.mark.parametrize("name", ["target_date", "client.name", "reason"])
def test_a_blank_that_fills_itself_cannot_be_filled(tmp_path: Path, name: str) -> None:
    """Expect a value that would be lost without a word to be refused."""
    found = selection_findings(tmp_path, changed(SELECTION, {"{target: 4}": f"{{target: 4, {name}: text}}"}))
    assert [each.rule for each in found] == ["slot-name"]


def test_a_value_of_somebodys_own_words_is_not_repeated(tmp_path: Path) -> None:
    """Expect text in the wrong blank not to be printed in the finding."""
    [found] = selection_findings(tmp_path, changed(SELECTION, {"target: 4": "target: Alexandra Roe"}))
    assert "Alexandra" not in found.said


def test_an_intervention_of_another_objective_is_only_a_warning(tmp_path: Path) -> None:
    """Expect the clinician's choice to be used all the same."""
    text = changed(SELECTION, {"talk: {delivery: telehealth}": "visit: {}"})
    steps = (loaded_selection(tmp_path, text).problems["drinking"].goals or {})["less"].objectives or {}
    assert list(steps["fewer"].interventions or {}) == ["visit"]
    assert [each.severity for each in selection_findings(tmp_path, text)] == ["warning"]


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (CLIENT.replace("care:\n", "care: [\n"), "yaml", 7),
        (CLIENT.replace("  setting:", "\tsetting:"), "yaml-tab", 6),
        (CLIENT.replace("id: c-1\n", "id: c-1\nid: c-2\n"), "yaml", 3),
        (CLIENT.replace("id: c-1\n", "id: &a c-1\n"), "yaml", 2),
        (CLIENT.replace("id: c-1\n", "id: *a\n"), "yaml", 2),
        (CLIENT.encode().replace(b"Alcohol", b"\xe9lan"), "yaml", 12),
        (CLIENT.replace("called: Alex", 'called: "Al\x07ex"'), "yaml", 3),
        (CLIENT.replace("called: Alex", 'called: "Al\\u0007ex"'), "", 3),
        (CLIENT.replace("called: Alex", 'called: ""'), "schema", 3),
        (CLIENT.replace("called: Alex", "called: 7"), "schema", 3),
        (CLIENT.replace("1990-02-03", "1990-02-30"), "schema", 3),
        (CLIENT.replace("1990-02-03", "3 February 1990"), "schema", 3),
        (CLIENT.replace("pronouns: they", "pronouns: thy"), "schema", 3),
        (CLIENT.replace("  seen:", "  sen:"), "schema", 0),
        (CLIENT.replace("schema: 1", "schema: 2"), "schema-newer", 1),
        ("", "yaml", 0),
        ("- a list\n", "yaml", 1),
        (b"\x00\x01", "yaml", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_line(
    tmp_path: Path, content: str | bytes, rule: str, line: int
) -> None:
    """Expect findings with file and line, no crash, and nothing of the person in them."""
    found = client_findings(tmp_path, content)
    assert found
    for each in found:
        assert each.severity == "error"
        assert each.where.file == "c-1.client.yaml"
        assert each.rule.startswith(rule)
        assert not line or each.where.line == line
        assert not {"Alexandra", "Roe"}.intersection(f"{each.said} {each.why} {each.fix}".split())
        read_well(each)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Expect every fault of a file in one run, in the order of the lines."""
    text = changed(CLIENT, {"1990-02-03": "2190-02-03", "value: 12": "value: 40", "need: deaf": "need: daef"})
    found = client_findings(tmp_path, text)
    assert [each.rule for each in found] == ["date-in-future", "score-out-of-range", "unknown-id"]
    assert [each.where.line for each in found] == sorted(each.where.line for each in found)


@pytest.mark.parametrize("field", ["scores", "counts", "risks"])
def test_nothing_was_measured_in_the_future(tmp_path: Path, field: str) -> None:
    """Expect dates of scores, counts and assessments after the day of the plan to be refused."""
    head, _, tail = CLIENT.partition(f"{field}:\n")
    found = client_findings(tmp_path, f"{head}{field}:\n{tail.replace('2026-11-09', '2026-11-17', 1)}")
    assert [each.rule for each in found] == ["date-in-future"]


def test_the_day_of_the_plan_itself_is_not_the_future(tmp_path: Path) -> None:
    """Expect a score of today to be used."""
    assert client_findings(tmp_path, CLIENT.replace("2026-11-09", ON.isoformat())) == ()


def test_a_file_that_is_not_there_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    """Expect the name and the next step, for a file and for a folder."""
    with pytest.raises(EnvironmentFaultError, match="no such file"):
        load_client(tmp_path / "none.yaml", library(), ON)
    with pytest.raises(EnvironmentFaultError, match="folder"):
        load_client(tmp_path, library(), ON)


def test_the_examples_are_invented_and_say_so(example: Example) -> None:
    """Expect the mark in the file and in its first lines."""
    assert example.client.invented
    assert "invented" in "".join(example.file.read_text(encoding="utf-8").splitlines()[:3])


@pytest.mark.parametrize(
    "changes",
    [
        {"needs:\n": "Maria Garcia: 1\nneeds:\n"},
        {"need: deaf": "need: maria-garcia"},
        {"need: deaf": "need: !Maria deaf"},
        {"F10.20": "Maria Garcia"},
        {"critical: [death]": "critical: [maria]"},
        {"needs:\n": "Maria: 1\nMaria: 2\nneeds:\n"},
    ],
    ids=range(6),
)
def test_what_stands_in_a_persons_file_is_never_repeated(tmp_path: Path, changes: dict[str, str]) -> None:
    """Expect the place and the next step, since findings are logged and sent on."""
    found = client_findings(tmp_path, changed(CLIENT, changes))
    assert found
    for each in found:
        assert each.where.line
        assert "maria" not in f"{each.where} {each.said} {each.why} {each.fix}".lower()


@pytest.mark.parametrize("wrong", ["maria: 1", "fewer: {slots: {maria: 4}}", "maria: {}"])
def test_what_stands_in_a_selection_is_never_repeated(tmp_path: Path, wrong: str) -> None:
    """Expect the same of a clinician's choices."""
    text = changed(SELECTION, {"fewer:\n            slots: {target: 4}": wrong + "\n          fewer:"})
    for each in selection_findings(tmp_path, text):
        assert "maria" not in f"{each.where} {each.said} {each.why} {each.fix}".lower()


def test_a_file_with_more_faults_than_anybody_reads_is_soon_refused(tmp_path: Path) -> None:
    """Expect the first of them and a word that there are more, whichever way they are wrong."""
    fields = "".join(f"unknown{number}: 1\n" for number in range(50_000))
    needs = "needs:\n" + "".join(f"  - {{need: daef, words: w{number}}}\n" for number in range(900))
    twice = "twice: 1\n" * 20_000
    for changes in ({"needs:\n": fields + "needs:\n"}, {"needs:\n": needs}, {"needs:\n": twice + "needs:\n"}):
        found = client_findings(tmp_path, changed(CLIENT, changes))
        assert len(found) <= 2 * (MOST + 1)
        assert "more-findings" in {each.rule for each in found}
