"""Every rule of the library fires on its own negative example, and on nothing in a library that is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from library_trees import Tree, small_library, write_tree
from test_layers import NEGATIVE as LAYERED
from test_translations import NEGATIVE as TRANSLATED

from planbuilder.library.checking import check_library
from planbuilder.library.rules import every_rule

PROBLEM = "problems/low-mood.yaml"
DAY_PLAN = "interventions/cbt/day-plan.yaml"
HEALTH = "interventions/medical/health-check.yaml"
READ = "accommodations/vision/read-aloud.yaml"
MEASURE = "measures/mood-score.yaml"
WORDS = "vocabulary/words.yaml"
PROFILE = "profiles/agency-rules.yaml"
STRENGTHS = ("requirements", "strengths")
SCORED = ("goals", "better", "objectives", "lower-score")
COUNTED = ("goals", "better", "objectives", "more-days")
OLD_NOTICE = """# yaml-language-server: $schema=../../schemas/notice.schema.json
schema: 1
id: state
title: Notice of the state
citation: State law 1
source: seen-guide
version: of 2020
effective: "2020-01-01"
compliance: "2020-01-01"
full: [This information has been disclosed to you from records.]
short: State law.
superseded: [has been disclosed to you from]
"""
Change = Callable[[Tree], object]


def put(file: str, *path: Any) -> Change:
    """Return a change that puts the last of ``path`` where the others lead."""
    *way, last, value = path

    def change(tree: Tree) -> None:
        here = tree[file]
        for step in way:
            here = here[step]
        here[last] = value

    return change


def raw(file: str, content: bytes | str) -> Change:
    """Return a change that puts text or bytes in the place of a file."""
    return lambda tree: tree.update({file: content})


def moved(file: str, to: str) -> Change:
    """Return a change that moves a file."""
    return lambda tree: tree.update({to: tree.pop(file)})


def copied(file: str, to: str) -> Change:
    """Return a change that copies a file."""
    return lambda tree: tree.update({to: tree[file]})


def retire(tree: Tree) -> None:
    """Withdraw an option that another entry names."""
    tree["options/waiting.yaml"].update(state="withdrawn", why="It helped nobody.")


def replace_each_other(tree: Tree) -> None:
    """Let two options replace each other."""
    for id, other in (("talking", "waiting"), ("waiting", "talking")):
        tree[f"options/{id}.yaml"].update(state="superseded", why="The other is better.", by=[other])


NEGATIVE: dict[str, Change] = {
    "profile-fact": put(PROFILE, *STRENGTHS, "must", {"properties": {"strenghts": {"minItems": 1}}}),
    "profile-word": put(PROFILE, *STRENGTHS, "must", {"properties": {"date": {"minItems": 1}}}),
    "profile-value": put(PROFILE, *STRENGTHS, "given", {"properties": {"plan_state": {"const": "sigend"}}}),
    "profile-pattern": put(PROFILE, *STRENGTHS, "must", {"properties": {"date": {"pattern": "(2026"}}}),
    "profile-pattern-slow": put(PROFILE, *STRENGTHS, "must", {"properties": {"date": {"pattern": "(a+)+$"}}}),
    "profile-always": put(PROFILE, *STRENGTHS, "must", {"properties": {"problems": {"minItems": 0}}}),
    "profile-proposed": put(PROFILE, "proposed", {"states": ["XX"]}),
    "profile-checked-ahead": put(
        PROFILE, *STRENGTHS, "checked", {"on": "2199-01-01", "level": "primary", "saw": "The clause."}
    ),
    "profile-idle": put(PROFILE, *STRENGTHS, "must", {"if": {"properties": {"substance_use": {"const": True}}}}),
    "profile-clock": put(PROFILE, "requirements", "in-time", "clock", "anchor", "plan"),
    "profile-unchecked": put(PROFILE, *STRENGTHS, "checked", None),
    "medication-name-twice": put(
        WORDS,
        "medications",
        "buprenorphine",
        {"kind": "opioid-agonist", "names": ["DOLOPHINE"], "sources": [{"source": "seen-guide"}]},
    ),
    "medication-name-empty": put(WORDS, "medications", "methadone", "names", ["-"]),
    "dose-range": put(DAY_PLAN, "dose", {"minutes": 600, "times": 9, "per": "day"}),
    "fact-name": put(
        WORDS,
        "diagnoses",
        {
            "cirrhosis": {
                "label": "cirrhosis",
                "codes": ["K74.6"],
                "facts": ["cirrosis"],
                "sources": [{"source": "seen-guide"}],
            }
        },
    ),
    "ages-span": put(PROBLEM, "ages", {"from": 65, "to": 18}),
    "yaml-syntax": raw(PROBLEM, "title: [Alcohol use\n"),
    "yaml-tab": raw(PROBLEM, "title:\n\tx: 1\n"),
    "yaml-encoding": raw(PROBLEM, b"title: caf\xe9\n"),
    "yaml-control-character": raw(PROBLEM, "title: a\x07b\n"),
    "yaml-invisible-character": raw(PROBLEM, "title: a\u202eb\n"),
    "yaml-duplicate-key": raw(PROBLEM, "title: a\ntitle: b\n"),
    "yaml-anchor": raw(PROBLEM, "a: &x 1\nb: *x\n"),
    "yaml-tag": raw(PROBLEM, "a: !thing 1\n"),
    "yaml-too-deep": raw(PROBLEM, "a: " + "[" * 60 + "]" * 60),
    "yaml-too-long": raw(PROBLEM, "a:\n" + "  - b\n" * 1_001),
    "yaml-too-big": raw(PROBLEM, b"a: " + b"x" * 4_000_001),
    "yaml-several-documents": raw(PROBLEM, "a: 1\n---\nb: 2\n"),
    "yaml-empty": raw(PROBLEM, "\n"),
    "yaml-not-a-mapping": raw(PROBLEM, "- a\n- b\n"),
    "more-findings": raw(PROBLEM, "".join(f"unknown{number}: 1\n" for number in range(300))),
    "yaml-key": raw(PROBLEM, "{a: 1}: 2\n"),
    "schema": put(PROBLEM, "id", "Not A Slug"),
    "schema-newer": put(PROBLEM, "schema", 2),
    "library-about": lambda tree: tree.pop("library.yaml"),
    "library-file-name": put(PROBLEM, "id", "other"),
    "library-folder": put(DAY_PLAN, "modality", "medical"),
    "library-subfolder": moved(PROBLEM, "problems/mood/low-mood.yaml"),
    "library-id-twice": copied(DAY_PLAN, "interventions/medical/day-plan.yaml"),
    "vocabulary-twice": put("vocabulary/more.yaml", "roles", {"nurse": {"label": "a nurse", "plain": "a nurse"}}),
    "library-stray-file": raw("notes.yaml", "a: 1\n"),
    "library-editor-line": raw("vocabulary/more.yaml", "schema: 1\ngroups: {other: Other}\n"),
    "reference-entry": put(PROBLEM, "protocols", ["bad-day"]),
    "reference-retired": retire,
    "notice-superseded": raw("notices/state.yaml", OLD_NOTICE),
    "document-template": lambda tree: tree.pop("documents/letter/template.docx"),
    "vocabulary-word": put(DAY_PLAN, "demands", ["hear-speach"]),
    "need-without-conflict": put(WORDS, "conflicts", "deaf", {}),
    "condition-name": put(HEALTH, "not_for", {"any_of": ["pregnent"]}),
    "person-first-exemption": put("language/person-first.yaml", "terms", "addict", "exempt", ["qoute"]),
    "objective-requires": put(PROBLEM, *SCORED, "requires", ["safe/chekced"]),
    "circle": replace_each_other,
    "statement-template": put(HEALTH, "statement", "The nurse checks {% if minor %}with a parent{% endif %}."),
    "statement-client-field": put(HEALTH, "statement", "The nurse checks {{ client.name }}, aged {{ client.age }}."),
    "slot-undeclared": put(HEALTH, "statement", "The nurse checks {{ client.name }} {{ wekks }} times."),
    "slot-unused": put(DAY_PLAN, "slots", "days", {"type": "integer", "ask": "How many days"}),
    "slot-implicit": put(PROBLEM, *COUNTED, "slots", "target_date", {"type": "date", "ask": "By when"}),
    "because-reason": put(HEALTH, "because", "Chosen because it works"),
    "slot-order": put(PROBLEM, *COUNTED, "slots", "goal", "greater_than", "nwo"),
    "slot-limits": put(DAY_PLAN, "slots", "hours", {"type": "integer", "minimum": 5, "maximum": 1, "ask": "Hours"}),
    "slot-default": put(DAY_PLAN, "slots", "hours", "default", 9),
    "pronoun-verb": put(HEALTH, "statement", "The nurse checks what {{ client.they }} drinks each week."),
    "plain-client": put(HEALTH, "plain", "The nurse checks {{ client.name }} first."),
    "objective-verb": put(
        PROBLEM, *SCORED, "statement", "{{ client.name }} understands {{ baseline }} and {{ target }}."
    ),
    "objective-number": put(
        PROBLEM, "goals", "safe", "objectives", "checked", "statement", "The nurse checks the health."
    ),
    "objective-date": put(PROBLEM, *SCORED, "statement", "{{ client.name }} goes from {{ baseline }} to {{ target }}."),
    "objective-target": put(PROBLEM, *SCORED, "statement", "{{ client.name }} scores lower by {{ target_date }}."),
    "measure-range": put(MEASURE, "range", {"min": 10, "max": 0}),
    "measure-bands": put(MEASURE, "bands", 1, "min", 6),
    "measure-band-label": put(MEASURE, "bands", 1, "label", "mild"),
    "measure-critical-total": put(
        MEASURE, "critical", [{"id": "death", "title": "Thoughts of death", "risk": "suicide", "certain_from": 11}]
    ),
    "target-band": put(PROBLEM, *SCORED, "measured_by", "target", {"band": "milt"}),
    "target-range": put(PROBLEM, *SCORED, "measured_by", "target", {"score": 40}),
    "target-direction": put(PROBLEM, *SCORED, "measured_by", "target", {"band": "severe"}),
    "source-unchecked": put(DAY_PLAN, "evidence", [{"source": "never-seen", "strength": "trial"}]),
    "accommodation-pair": put(READ, "covers", [{"need": "blind", "demand": "hear-speech"}]),
    "accommodation-asks": put(READ, "asks", ["see-print"]),
    "accommodation-group": put(READ, "covers", [{"need": "deaf", "demand": "hear-speech"}]),
    "person-first": put(HEALTH, "statement", "The nurse checks the addict before anything changes."),
    "plain-grade": put(HEALTH, "plain", "Individualized psychotherapeutic interventions are administered."),
}
#: Rules whose example is no file of one library: tested where links, layers and translations are.
ELSEWHERE = {"library-link", "hidden-nothing", *LAYERED, *TRANSLATED}


def changed(root: Path, change: Change) -> list[Any]:
    """Return what is found in the small library after a change."""
    tree = small_library()
    if change is NEGATIVE["vocabulary-twice"]:
        tree["vocabulary/more.yaml"] = {"schema": 1}
    change(tree)
    return list(check_library(write_tree(root, tree)))


def test_nothing_is_found_in_a_sound_library(tmp_path: Path) -> None:
    """Every kind of entry is in it."""
    assert check_library(write_tree(tmp_path, small_library())) == ()


def test_every_rule_has_a_negative_example() -> None:
    """A new rule without one would fail here."""
    assert set(every_rule()) == set(NEGATIVE) | ELSEWHERE


@pytest.mark.parametrize("id", sorted(NEGATIVE))
def test_a_rule_fires_on_its_example(id: str, tmp_path: Path) -> None:
    """It says what, why and what to do, at a place in the file that was changed."""
    found = [each for each in changed(tmp_path, NEGATIVE[id]) if each.rule == id]
    assert found
    rule = every_rule()[id]
    assert rule.example
    for each in found:
        assert each.severity == rule.severity
        assert each.said.endswith((".", "!", "?")) or id == "library-editor-line"
        assert each.why
        assert each.fix
        assert each.where.file
        assert "{" not in (each.said + each.why + each.fix).replace("{{", "").replace("{%", "")


@pytest.mark.parametrize("id", sorted(set(NEGATIVE) - {"accommodation-group", "library-about", "vocabulary-twice"}))
def test_one_mistake_gives_no_findings_elsewhere(id: str, tmp_path: Path) -> None:
    """A file with a mistake does not make sound files look wrong: what is found is in one file, or names it."""
    files = {each.where.file for each in changed(tmp_path, NEGATIVE[id]) if each.severity == "error"}
    assert len(files) <= (2 if id == "circle" else 1)
