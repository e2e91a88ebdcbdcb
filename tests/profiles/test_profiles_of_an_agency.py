"""Profiles that an agency writes or changes: what is wrong is told, and nothing passes because of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.library.patterns import finds_everything, is_slow
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan

_PROFILE = """# yaml-language-server: $schema=../../schemas/profile.schema.json
schema: 1
id: ours
title: Ours
issuer: Us
kind: practice
about: For all.
proposed: {always: true}
requirements:
  one:
    says: Something.
    MUST
    severity: error
    missing: Nothing there.
    why: Because.
    fix: Write it.
    cites: [{source: cfr-42-8-12, at: "(f)"}]
    checked: null
"""
_BACKWARDS = (
    "clock: {due: review, anchor: plan, within: 3, unit: days, repeat: true, "
    "begins: {count: 2, unit: months}, ends: {count: 9, unit: days}}"
)
Printed = tuple[int, str, str]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examples: Mapping[str, Plan]) -> Path:
    """Return a new workspace, in which commands run, with a plan."""
    run(["init", str(tmp_path / "ws")])
    monkeypatch.chdir(tmp_path / "ws")
    (tmp_path / "ws" / "plan.json").write_bytes(plan_json(examples["deaf-alcohol"]))
    return tmp_path / "ws"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Printed]:
    """Return a function that runs a command and returns its exit code and what it printed."""

    def called(*words: str) -> Printed:
        capsys.readouterr()
        code = run(list(words))
        return (code, *capsys.readouterr())

    return called


def written(workspace: Path, must: str) -> None:
    """Write a profile of the agency."""
    (workspace / "layer" / "profiles").mkdir(exist_ok=True)
    (workspace / "layer" / "profiles" / "ours.yaml").write_text(_PROFILE.replace("MUST", must), encoding="utf-8")


@pytest.mark.parametrize(
    ("must", "rule"),
    [
        ("must: {properties: {strenghts: {minItems: 1}}}", "Did you mean 'strengths' of person"),
        ('must: {properties: {person: {properties: {own_words: {pattern: "(a|b|[a-z ])+[0-9]$"}}}}}', "pattern-slow"),
        ('must: {properties: {date: {pattern: ".*"}}}', "profile-always"),
        ("must: {properties: {goals: {contains: {properties: {plain: {minLength: 1}}}, minContains: 0}}}", "always"),
        ("clock: {due: plan, anchor: admission, within: 99999999, unit: days}", "9999"),
        ("clock: {due: signature, anchor: plan, within: 3, unit: days, repeat: true}", "profile-clock"),
        (_BACKWARDS, "never counts"),
        (
            "clock: {due: note, anchor: plan, within: 3, unit: days, begins: {count: 2, unit: months}}",
            "comes only once",
        ),
    ],
)
def test_a_profile_that_asks_for_nothing_is_not_used(
    workspace: Path, call: Callable[..., Printed], must: str, rule: str
) -> None:
    """Expect the finding, at once, and no check of a plan with it."""
    written(workspace, must)
    start = time.perf_counter()
    code, out, err = call("check", "plan.json", "--profile", "ours")
    assert code == 1
    assert "was not used" in err
    assert rule in out + err
    assert time.perf_counter() - start < 30


def test_contains_may_bound_how_many_at_most(workspace: Path, call: Callable[..., Printed]) -> None:
    """With maxContains, no number at least is something to say."""
    written(
        workspace,
        "must: {properties: {goals: {contains: {properties: {id: {minLength: 1}}}, minContains: 0, maxContains: 9}}}",
    )
    assert call("check", "plan.json", "--profile", "ours")[0] in (0, 1)


def test_a_profile_that_a_layer_weakened_says_so_wherever_it_is_printed(
    workspace: Path, call: Callable[..., Printed]
) -> None:
    """A requirement taken out, another made a note: expect the layer's name in text, data, list and on the sheet."""
    assert call("library", "patch", "profile/good-practice", "--field", "about=Ours.", "--why", "Shorter.")[0] == 0
    patch = workspace / "layer" / "patches" / "profile" / "good-practice.yaml"
    head = patch.read_text(encoding="utf-8").partition("was:")[0]
    patch.write_text(
        f"{head}patch:\n  requirements:\n    own-words: null\n    strengths: {{severity: note}}\n", encoding="utf-8"
    )
    said = "changed by the layer ws"
    assert said in call("check", "plan.json", "--profile", "good-practice")[1]
    assert '"changed_by": [' in call("check", "plan.json", "--profile", "good-practice", "--format", "json")[1]
    assert said in call("profiles", "show", "good-practice")[1]
    assert said not in call("profiles", "show", "cfr-42-8-12")[1]
    call("check", "plan.json", "--profile", "good-practice", "--sheet", "sheet.docx")
    from docx import Document

    sheet = Document(str(workspace / "sheet.docx"))
    texts = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    assert any(said in each for each in (*texts, *(one.text for one in sheet.paragraphs)))


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)+", r"(\w*\s?)*x", "((ab)*c)*", "(a{1,9}){9}", ".*.*.*.*.*x", "a" * 501]
)
def test_a_pattern_without_end_is_known(pattern: str) -> None:
    """Repeats in repeats, choices in repeats, too many one after another, too long ones."""
    assert is_slow(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["[Cc]ounselor", r"\b(MD|DO|M\.D\.)", r"(?i)\b(son|aunt)\b", r"^\d{4}-\d\d", "[(+*]+", r"\(a\)+", "(?:ab)+"],
)
def test_an_ordinary_pattern_is_used(pattern: str) -> None:
    """Expect those of the shipped profiles among them."""
    assert not is_slow(pattern)
    assert not finds_everything(pattern)


def test_what_could_not_be_proposed_is_said(
    workspace: Path, call: Callable[..., Printed], examples: Mapping[str, Plan]
) -> None:
    """No state, no payer, a payer of no known kind, a profile for every plan that a layer hides."""
    plan = examples["deaf-alcohol"]

    def told(**care: str) -> str:
        client = replace(plan.client, care=replace(plan.client.care, **care))
        (workspace / "plan.json").write_bytes(plan_json(replace(plan, client=client)))
        return call("check", "plan.json", "--profile", "proposed")[2]

    assert told() == ""
    assert "No state is on file" in told(state="")
    assert "No payer is on file" in told(payer="")
    assert "shows no kind of payer" in told(payer="Somebody")
    head = "# yaml-language-server: $schema=../schemas/hidden.schema.json\nschema: 1\n"
    hidden = workspace / "layer" / "hidden.yaml"
    hidden.write_text(f"{head}hidden:\n  profile/good-practice: Not ours.\n", encoding="utf-8")
    assert "out of use here: good-practice" in told()
