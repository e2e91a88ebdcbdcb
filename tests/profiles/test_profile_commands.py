"""The commands: check with profiles as text, JSON and a Word sheet; profiles list, show, explain."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document

from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.docx import accessibility
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Called = tuple[int, str, str]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Called]:
    """Return a function that runs a command and returns its exit code and what it printed."""

    def called(*words: object) -> Called:
        code = run([str(word) for word in words])
        return (code, *capsys.readouterr())

    return called


@pytest.fixture
def record(tmp_path: Path, examples: Mapping[str, Plan]) -> Path:
    """Return the file of the plan of an example client."""
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(examples["deaf-alcohol"]))
    return path


CHECK = ("--date", "2026-11-16", "--profile", "good-practice", "--profile", "cfr-42-8-12")


def test_findings_stand_under_their_profile_with_citation_and_what_to_write(
    call: Callable[..., Called], record: Path
) -> None:
    """In the order in which the profiles were named, after what is wrong in the plan itself."""
    code, out, _ = call("check", record, *CHECK)
    assert code == 1
    plan, good, program = (out.index(said) for said in ("The plan itself", "(good-practice)", "(cfr-42-8-12)"))
    assert plan < good < program
    told = out[program:]
    assert "7 of 8 requirements are met." in told
    assert "  Write: Choose the overdose protocol" in told
    assert "(f)(4)(i); nobody has checked this requirement against the text" in told
    assert "Rule: cfr-42-8-12/harm-reduction" in told
    assert out.rstrip().endswith("It is no determination of compliance.")


def test_the_same_as_data(call: Callable[..., Called], record: Path) -> None:
    """Each profile with what is met, missing and unchecked."""
    code, out, _ = call("check", record, *CHECK, "--format", "json")
    data = json.loads(out)
    assert code == 1
    good, program = data["profiles"]
    assert (good["id"], good["findings"], good["unchecked"]) == ("good-practice", [], [])
    (found,) = program["findings"]
    assert (found["requirement"], found["severity"], found["where"]["at"]) == ("harm-reduction", "error", "safety")
    assert found["cites"][0]["source"] == "cfr-42-8-12"
    assert found["checked"] is None
    assert json.loads(call("check", record, *CHECK, "--format", "sarif")[1])["runs"]


def test_proposed_stands_for_all_that_go_with_the_plan(call: Callable[..., Called], record: Path) -> None:
    """Good practice is always among them."""
    assert "(good-practice)" in call("check", record, "--profile", "proposed", "--date", "2026-11-16")[1]
    rows = json.loads(call("profiles", "list", "--for", record, "--format", "json")[1])
    assert rows[0]["id"] == "good-practice"
    assert "cfr-42-8-12" not in {row["id"] for row in rows}


def test_a_profile_that_nobody_knows_is_a_sentence_with_the_nearest(call: Callable[..., Called], record: Path) -> None:
    """Wherever a profile or a requirement is named; a sheet without profiles has nothing to print."""
    for words in (
        ("check", record, "--profile", "good-prctice"),
        ("profiles", "show", "good-prctice"),
        ("profiles", "explain", "good-practice/strenghts"),
    ):
        code, _, err = call(*words)
        assert code == 2
        assert "Did you mean" in err
    assert "Add --profile proposed." in call("check", record, "--sheet", "x.docx")[2]


def test_a_profile_and_a_requirement_explain_themselves(call: Callable[..., Called]) -> None:
    """Whose it is, what it asks, why, by which text, what was seen of it, and what it looks at."""
    told = call("profiles", "show", "cfr-42-8-12")[1]
    assert "By when: the plan, within 14 days of admission" in told
    assert "What no look at a plan can tell:" in told
    one = call("profiles", "explain", "good-practice/strengths")[1]
    assert "Seen: (b)(7)" in one
    assert '"strengths":{"minItems":1}' in one
    assert json.loads(call("profiles", "show", "good-practice", "--format", "json")[1])["id"] == "good-practice"
    assert "good-practice: Good practice" in call("profiles", "list")[1]


def test_the_readiness_sheet_says_what_it_is(
    call: Callable[..., Called], record: Path, tmp_path: Path, validate: Callable[[bytes], list[str]]
) -> None:
    """Which text, read when, what is missing, by which clause, and that it determines nothing; no name of a person."""
    path = tmp_path / "sheet.docx"
    assert str(path) in call("check", record, *CHECK, "--sheet", path)[2]
    assert validate(path.read_bytes()) == []
    assert accessibility(path.read_bytes()) == ()
    said = "".join(text.text for text in Document(path).element.body.iter(f"{W}t"))
    for words in (
        "This is no determination of compliance.",
        "37 of 37 requirements",
        "Choose the overdose protocol",
        "42 CFR 8.12 (f)(4)(i); not checked against the text",
        "Plan by November 23, 2026: done in time",
        "None of its requirements was read in the text.",
    ):
        assert words in said
    assert "Jordan" not in said
    assert "sheet-2.docx" in call("check", record, *CHECK, "--sheet", path)[2]


def test_the_page_on_profiles_works_as_it_stands_in_a_new_workspace(
    call: Callable[..., Called], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its source and profile put where it says, and its patch: expect a library without errors, and both in use."""
    page = (data_path("library").parent / "docs" / "profiles.md").read_text(encoding="utf-8")
    source, profile = (block.partition("```")[0] for block in page.split("```yaml\n")[1:])
    monkeypatch.chdir(tmp_path)
    assert call("init", "agency")[0] == 0
    monkeypatch.chdir("agency")
    for folder, text in (("sources/our-handbook", source), ("profiles/our-clinic", profile)):
        path = Path(f"layer/{folder}.yaml")
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    patch = " ".join(page.partition("`planbuilder library patch profile")[2].partition("`")[0].split())
    assert call(*shlex.split(f"library patch profile{patch}"))[0] == 0
    code, out, _ = call("library", "check")
    assert (code, "Error" in out, "Warning" in out) == (0, False, False)
    saved = ("clients/example.client.yaml", "clients/example.selection.yaml", "--date", "2026-11-26", "--save")
    assert call("plan", *saved)[0] == 0
    code, out, _ = call("check", "plans/ex-4071/0001.json", "--profile", "proposed", "--date", "2026-11-26")
    assert code == 1
    assert "The plan came late. It was due by 2026-11-23; the plan is dated 2026-11-26, 3 days later." in out
    assert "  Error: No review is held or set within 30 days." in out
