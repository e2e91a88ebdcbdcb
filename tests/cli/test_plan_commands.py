"""The commands that make plans, on good input and on every bad one."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import planbuilder
from planbuilder.cli.main import COMMANDS, run
from planbuilder.data import data_path
from planbuilder.plan.plans import load_plan

Run = Callable[..., tuple[int, str, str]]

CLIENT = """\
schema: 1
id: c-77
identity: {name: Alexandra Roe, called: Xandra, pronouns: she, born: "1990-02-03"}
language: {speaks: English, english: full}
care:
  setting: outpatient
  level_of_care: outpatient
  admitted: "2026-11-09"
presenting:
  seen: Drinks on most days.
team:
  - {name: Rosa Alvarez, role: counselor}
diagnoses:
  - {code: F10.20, title: Alcohol use disorder}
counts:
  - {id: heavy-drinking-days-30, value: 20, "on": "2026-11-09"}
scores:
  - {measure: audit-c, value: 9, "on": "2026-11-09"}
needs: []
"""
SELECTION = """\
schema: 1
client: c-77
problems:
  alcohol-use:
    goals:
      lower-risk:
        objectives:
          fewer-heavy-days:
            slots: {target: 4}
"""
DATE = ("--date", "2026-11-16")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run([str(word) for word in words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return called


def written(name: str, content: str | bytes) -> Path:
    """Write a file in the current folder and return its path."""
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def client() -> Path:
    """Return the file of a client."""
    return written("c-77.client.yaml", CLIENT)


@pytest.fixture
def chosen() -> Path:
    """Return the file of a selection for the client."""
    return written("c-77.selection.yaml", SELECTION)


def made() -> list[str]:
    """Return every file that was made, hidden ones too, beside the input."""
    return sorted(
        path.relative_to(Path.cwd()).as_posix()
        for path in Path.cwd().rglob("*")
        if path.is_file() and path.suffix != ".yaml"
    )


class TestGoodInput:
    """What the commands do."""

    def test_plan_prints_a_word_document_and_says_what_it_is(self, call: Run, client: Path) -> None:
        """Expect one document in outputs/, its path, what the paper is, and how many things were found."""
        code, out, err = call("plan", client, *DATE)
        assert made() == ["outputs/c-77-treatment-plan.docx"]
        assert zipfile.is_zipfile(made()[0])
        assert "Wrote outputs/c-77-treatment-plan.docx" in out
        assert "Proposal for the planning meeting, dated 2026-11-16" in out
        assert "Found " in out
        assert err == ""
        assert code == int("error" in out.splitlines()[-1])

    def test_plan_prints_what_it_is_asked_for(self, call: Run, client: Path, chosen: Path) -> None:
        """Expect the documents named, the text, and the folder given."""
        call("plan", client, chosen, *DATE, "-d", "brief-plan", "-d", "client-copy", "--text", "-o", "papers")
        assert made() == [
            "papers/c-77-brief-plan.docx",
            "papers/c-77-client-copy.docx",
            "papers/c-77-treatment-plan.txt",
        ]
        text = Path("papers/c-77-treatment-plan.txt").read_text(encoding="utf-8")
        assert "from 20 to 4" in text

    def test_plan_never_overwrites_unless_it_is_told_to(self, call: Run, client: Path) -> None:
        """Expect the next free name, and with --force the same one."""
        call("plan", client, *DATE)
        first = Path("outputs/c-77-treatment-plan.docx")
        first.write_bytes(b"edited by hand")
        call("plan", client, *DATE)
        assert made() == ["outputs/c-77-treatment-plan-2.docx", "outputs/c-77-treatment-plan.docx"]
        assert first.read_bytes() == b"edited by hand"
        call("plan", client, *DATE, "--force")
        assert zipfile.is_zipfile(first)
        assert len(made()) == 2

    def test_plan_without_a_date_uses_today(self, call: Run, client: Path) -> None:
        """Expect the plan to be made on the day it is made."""
        _, out, _ = call("plan", client)
        assert "dated 20" in out

    def test_suggest_writes_a_selection_that_gives_the_same_plan(self, call: Run, client: Path) -> None:
        """Expect YAML that compose takes, and a record that differs from the one without it in nothing."""
        code, out, err = call("suggest", client, *DATE)
        assert (code, err) == (0, "")
        suggestion = written("s.yaml", out)
        with_it, without = (call("compose", client, *more, *DATE) for more in ([suggestion], []))
        assert with_it[0] == without[0] == 0
        assert json.loads(with_it[1]) == json.loads(without[1])
        assert json.loads(without[1])["heading"] == "proposal"

    def test_suggest_takes_an_orientation_and_gives_json(self, call: Run, client: Path) -> None:
        """Expect problems with reasons, and a word at what the school that was asked for brought."""
        _, plain, _ = call("suggest", client, *DATE, "--format", "json")
        _, school, _ = call("suggest", client, *DATE, "--format", "json", "--orientation", "coping-skills")
        assert [each["id"] for each in json.loads(plain)["problems"]] == ["alcohol-use"]
        assert json.loads(plain)["problems"][0]["reasons"][0].startswith("diagnosis F10.20")
        assert "the orientation asked for" in school
        assert "the orientation asked for" not in plain

    def test_suggest_says_where_to_look_when_nothing_fits(self, call: Run) -> None:
        """Expect a sentence with the next step and exit code 1."""
        nothing = CLIENT.replace("F10.20", "Z00.0").replace("value: 9", "value: 0").replace("value: 20", "value: 0")
        code, out, err = call("suggest", written("c.yaml", nothing), *DATE)
        assert (code, out) == (1, "")
        assert "library search" in err

    def test_compose_writes_a_record_that_check_and_render_take(self, call: Run, client: Path, chosen: Path) -> None:
        """Expect the record on standard output, findings from check, a document from render."""
        code, out, err = call("compose", client, chosen, *DATE)
        assert code == 0
        assert "plan-blank" in err
        record = written("plan.json", out)
        assert load_plan(record).problems[0].id == "alcohol-use"
        code, out, _ = call("check", record, "--format", "json")
        assert json.loads(out)["summary"]["error"] == 0
        assert code == 0
        code, out, _ = call("render", record, "-o", "papers")
        assert code == 0
        assert "plan-blank" in out
        assert "papers/c-77-treatment-plan.docx" in made()

    @pytest.mark.parametrize("wrong", ["level: high", "level: high, same_day: Called., who: R. Alvarez"])
    def test_a_plan_with_an_error_is_printed_as_a_proposal_by_every_command(
        self, call: Run, chosen: Path, wrong: str
    ) -> None:
        """Expect the error, the paper, and exit code 1 from plan, compose and render alike."""
        risky = CLIENT.replace("needs: []", f'needs: []\nrisks: [{{risk: violence, {wrong}, assessed: "2026-11-10"}}]')
        file = written("risky.yaml", risky)
        code, out, _ = call("plan", file, chosen, *DATE, "-o", "one")
        assert code == 1
        assert "Proposal for the planning meeting" in out
        code, record, err = call("compose", file, chosen, *DATE)
        assert code == 1
        assert "plan-risk-no-act" in err
        claimed = {**json.loads(record), "heading": "plan", "lacks": []}
        code, out, _ = call("render", written("claims.json", json.dumps(claimed)), "-o", "three", "--text")
        assert code == 1
        assert "Proposal for the planning meeting" in Path("three/c-77-treatment-plan.txt").read_text(encoding="utf-8")
        code, out, _ = call("render", written("risky.json", record), "-o", "two")
        assert code == 1
        assert "plan-risk-no-act" in out
        assert "an act for each flagged risk, beside its protocol" in out
        assert {"one/c-77-treatment-plan.docx", "two/c-77-treatment-plan.docx"} <= set(made())

    def test_a_record_that_was_changed_by_hand_is_printed_as_a_proposal(
        self, call: Run, client: Path, chosen: Path
    ) -> None:
        """Expect the errors that check finds, the heading, and exit code 1."""
        record = json.loads(call("compose", client, chosen, *DATE)[1])
        record["problems"][0]["goals"][0]["objectives"] = []
        code, out, _ = call("render", written("changed.json", json.dumps(record)))
        assert code == 1
        assert "a record that says what its own facts and the library give" in out
        assert "Proposal for the planning meeting" in out

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1999-12-31"])
    def test_a_day_that_no_plan_can_be_of_is_refused(self, call: Run, client: Path, day: str) -> None:
        """Expect a sentence with the years that can be."""
        code, out, err = call("plan", client, "--date", day)
        assert (code, out) == (2, "")
        assert "is not between 2000 and 2189" in err

    def test_compose_writes_the_same_bytes_every_time(self, call: Run, client: Path) -> None:
        """Expect nothing of the clock in a record."""
        assert call("compose", client, *DATE)[1] == call("compose", client, *DATE)[1]

    @pytest.mark.parametrize("format", ["text", "json", "sarif"])
    def test_check_exits_with_1_for_an_error(self, call: Run, format: str) -> None:
        """Expect an unanswered risk to be an error in every format."""
        risky = CLIENT.replace("needs: []", 'needs: []\nrisks: [{risk: violence, level: high, assessed: "2026-11-10"}]')
        _, out, _ = call("compose", written("c.yaml", risky), *DATE)
        code, out, err = call("check", written("plan.json", out), "--format", format)
        assert code == 1
        assert "plan-risk-same-day" in out
        assert err == ""

    def test_suggest_writes_a_file_and_leaves_an_edited_one_alone(self, call: Run, client: Path) -> None:
        """Expect what it prints in the file that is named, in UTF-8, and the next free name where one is there."""
        printed = call("suggest", client, *DATE)[1]
        assert call("suggest", client, "-o", "new/s.yaml", *DATE) == (0, f"Wrote {Path('new/s.yaml')}\n", "")
        assert Path("new/s.yaml").read_text(encoding="utf-8") == printed
        Path("new/s.yaml").write_text("edited", encoding="utf-8")
        assert call("suggest", client, "-o", "new/s.yaml", *DATE)[1] == f"Wrote {Path('new/s-2.yaml')}\n"
        assert Path("new/s.yaml").read_text(encoding="utf-8") == "edited"

    def test_sarif_says_where_in_a_plan(self, call: Run, client: Path) -> None:
        """Expect the place beside each finding that has one, though a plan's record has no lines to point at."""
        plan = written("plan.json", call("compose", client, *DATE)[1])
        (run,) = json.loads(call("check", plan, "--format", "sarif")[1])["runs"]
        found = json.loads(call("check", plan, "--format", "json")[1])["findings"]
        assert any(each["where"]["at"] for each in found)
        for result, each in zip(run["results"], found, strict=True):
            at = each["where"]["at"]
            assert result.get("locations", []) == [{"logicalLocations": [{"fullyQualifiedName": at}]}] * bool(at)

    def test_init_makes_a_workspace_in_which_a_plan_can_be_made(
        self, call: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Expect settings, an example to copy and templates; papers go to the workspace's outputs from below it."""
        code, out, _ = call("init", "agency")
        assert code == 0
        assert "Made a workspace in agency/" in out
        found = {path.relative_to("agency").as_posix() for path in Path("agency").rglob("*") if path.is_file()}
        assert {"planbuilder.toml", ".gitignore", "clients/example.client.yaml"} <= found
        assert "documents/treatment-plan/template.docx" in found
        assert "clients/" in Path("agency/.gitignore").read_text(encoding="utf-8")
        monkeypatch.chdir("agency/clients")
        code, out, _ = call("plan", "example.client.yaml", "example.selection.yaml", *DATE)
        assert code == 0
        assert [path.suffix for path in Path("../outputs").iterdir()] == [".docx"]

    def test_init_leaves_a_folder_alone_that_holds_something(self, call: Run) -> None:
        """Expect exit code 2, the next step, and the folder as it was."""
        Path("agency").mkdir()
        written("agency/notes.txt", "mine")
        code, _, err = call("init", "agency")
        assert code == 2
        assert "does not exist yet or is empty" in err
        assert [path.name for path in Path("agency").iterdir()] == ["notes.txt"]

    def test_demo_prints_every_example_without_an_error(self, call: Run) -> None:
        """Expect three documents and a text for each invented client, exit code 0, and the same on a second run."""
        code, out, err = call("demo", "-o", "demo")
        assert (code, err) == (0, "")
        clients = sorted((data_path("library") / "examples").glob("*.client.yaml"))
        assert len(clients) >= 5
        assert len(made()) == 4 * len(clients)
        assert "error" not in out
        assert all(path.name.removesuffix(".client.yaml") in out for path in clients)
        assert all(f"{Path(path).name[:7]} " in out for path in made())
        assert "proposal for" in out

    @pytest.mark.parametrize("name", ["plan", "suggest", "compose", "check", "demo", "init"])
    def test_every_command_has_help_with_an_example(self, call: Run, name: str) -> None:
        """Expect what it does and an example to copy."""
        code, out, _ = call(name, "--help")
        assert code == 0
        assert f"Example:\n    planbuilder {name}" in out
        assert name in COMMANDS


def laughs() -> str:
    """Return a file whose anchors would grow to a billion items."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


#: What is wrong with a client's file: its content, and the line of the finding.
BAD_CLIENTS: dict[str, tuple[str | bytes, int]] = {
    "broken YAML": (CLIENT.replace("care:\n", "care: [\n"), 7),
    "a tab": (CLIENT.replace("  setting:", "\tsetting:"), 6),
    "a duplicate key": (CLIENT.replace("id: c-77\n", "id: c-77\nid: c-78\n"), 3),
    "anchors that explode": (laughs(), 1),
    "not UTF-8": (CLIENT.encode().replace(b"on most", b"on m\xf6st"), 10),
    "a control character in a name": (CLIENT.replace("called: Xandra", 'called: "Xan\\u0007dra"'), 3),
    "an unknown setting": (CLIENT.replace("setting: outpatient", "setting: outpatent"), 6),
    "an unknown need": (CLIENT.replace("needs: []", "needs: [{need: deaf-sign-langage}]"), 19),
    "a date that does not exist": (CLIENT.replace("1990-02-03", "1990-02-30"), 3),
    "a birth date in the future": (CLIENT.replace("1990-02-03", "2090-02-03"), 3),
    "a score out of range": (CLIENT.replace("value: 9", "value: 19"), 18),
    "an unknown field": (CLIENT.replace("called:", "nickname: Xandra, called:"), 3),
    "a name that is a number": (CLIENT.replace("Alexandra Roe", "7"), 3),
    "nothing": ("", 0),
    "a list": ("- Alexandra Roe\n", 1),
    "a Word file": (b"PK\x03\x04\x00\x00", 1),
}
#: What is wrong with a selection, and a word that the finding says.
BAD_SELECTIONS = {
    "an unknown problem": ("  alcohol-use:", "  alcool-use:", "alcohol-use"),
    "an unknown objective": ("fewer-heavy-days", "fewer-heavy-day", "fewer-heavy-days"),
    "another client": ("client: c-77", "client: c-78", "another client"),
    "a value out of range": ("target: 4", "target: 40", "the highest is 29"),
    "a date that does not exist": ("slots: {target: 4}", 'target_date: "2027-02-30"', "not a date that exists"),
    "no problem": ("problems:\n", "problem:\n", "problem"),
}


def stands(code: int, out: str, err: str) -> None:
    """Assert that a command failed as it should: code 1 or 2, no traceback, no name, nothing made."""
    assert code in (1, 2)
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err
    assert "fault of its own" not in err
    assert not [name for name in ("Alexandra", "Xandra", "Roe", "Rosa") if name in err]
    assert not [path for path in made() if not path.startswith("in/")]


class TestBadInput:
    """A sentence with file and line, exit code 1 or 2, no traceback, nothing half-written, no name."""

    @pytest.mark.parametrize("command", ["plan", "suggest", "compose"])
    @pytest.mark.parametrize("fault", BAD_CLIENTS)
    def test_a_bad_client_is_refused_at_its_line(self, call: Run, command: str, fault: str) -> None:
        """Expect exit code 1 and the finding with file and line."""
        content, line = BAD_CLIENTS[fault]
        code, out, err = call(command, written("c-77.client.yaml", content), *DATE)
        stands(code, out, err)
        assert code == 1
        assert (f"c-77.client.yaml:{line}" if line else "c-77.client.yaml") in err

    @pytest.mark.parametrize("command", ["plan", "compose"])
    @pytest.mark.parametrize("fault", BAD_SELECTIONS)
    def test_a_bad_selection_is_refused_at_its_line(self, call: Run, client: Path, command: str, fault: str) -> None:
        """Expect exit code 1, the finding with file and line, and the nearest name where one is unknown."""
        old, new, word = BAD_SELECTIONS[fault]
        assert old in SELECTION
        selection = written("c-77.selection.yaml", SELECTION.replace(old, new))
        code, out, err = call(command, client, selection, *DATE)
        stands(code, out, err)
        assert code == 1
        assert "c-77.selection.yaml" in err
        assert word in err

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("plan", "none.yaml"), "none.yaml: There is no such file."),
            (("plan", "."), "This is a folder, not a file."),
            (("plan", "c-77.client.yaml", "none.yaml"), "none.yaml: There is no such file."),
            (("plan", "c-77.client.yaml", "--date", "2026-02-30"), "is not a date that exists"),
            (("plan", "c-77.client.yaml", "--orientation", "cbtt"), "cbt"),
            (("plan", "c-77.client.yaml", "--library", "none"), "none"),
            (("plan", "c-77.client.yaml", "-d", "treatment-pln"), "treatment-plan"),
            (("plan",), "CLIENT"),
            (("suggest", "c-77.client.yaml", "--most", "0"), "0"),
            (("check", "none.json"), "There is no such file."),
            (("check", "c-77.client.yaml"), "The file is not a plan record."),
            (("sugest", "c-77.client.yaml"), "suggest"),
        ],
        ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
    )
    @pytest.mark.usefixtures("client")
    def test_misuse_is_said_with_the_next_step(self, call: Run, words: tuple[str, ...], said: str) -> None:
        """Expect one sentence that names what is wrong and what is near."""
        code, out, err = call(*words)
        stands(code, out, err)
        assert said in err

    def test_a_need_that_nobody_covers_is_an_error_of_the_plan(self, call: Run, tmp_path: Path) -> None:
        """Expect exit code 1 and the sentence, and a whole proposal all the same, for the meeting that mends it."""
        bare = tmp_path / "library"
        shutil.copytree(data_path("library"), bare, ignore=shutil.ignore_patterns("accommodations", "examples"))
        deaf = written("c-77.client.yaml", CLIENT.replace("needs: []", "needs: [{need: deaf-sign-language}]"))
        code, out, err = call("plan", deaf, *DATE, "--library", bare)
        assert code == 1
        assert "and nobody has made that possible (Deaf, signs)." in out
        assert err == ""
        assert not {"Alexandra", "Xandra", "Roe"}.intersection(out.replace(",", " ").split())
        assert zipfile.is_zipfile("outputs/c-77-treatment-plan.docx")

    def test_a_library_with_an_error_is_not_used(self, call: Run, client: Path, tmp_path: Path) -> None:
        """Expect the file and line in the library."""
        broken = tmp_path / "library"
        shutil.copytree(data_path("library"), broken, ignore=shutil.ignore_patterns("examples"))
        entry = broken / "problems/alcohol-use.yaml"
        entry.write_text(entry.read_text(encoding="utf-8").replace("plain_title:", "plain_titel:"), encoding="utf-8")
        code, out, err = call("plan", client, *DATE, "--library", broken)
        stands(code, out, err)
        assert code == 1
        assert "problems/alcohol-use.yaml:5" in err

    @pytest.mark.parametrize("words", [["plan", "c-77.client.yaml"], ["demo"]], ids=["plan", "demo"])
    @pytest.mark.usefixtures("client")
    def test_an_output_folder_that_cannot_be_made_is_said(self, call: Run, words: list[str]) -> None:
        """Expect the path, the reason and the next step."""
        written("in-the-way.txt", "mine")
        code, out, err = call(*words, "-o", "in-the-way.txt/papers")
        assert (code, out) == (2, "")
        assert "in-the-way.txt/papers" in err
        assert "Traceback" not in err
        assert made() == ["in-the-way.txt"]

    @pytest.mark.usefixtures("client")
    def test_an_output_folder_that_is_read_only_is_said(self, call: Run) -> None:
        """Expect nothing to be written; the system refuses everybody in /proc, the superuser too."""
        folder = "/proc/self/papers" if Path("/proc/self").exists() else "locked"
        if folder == "locked":
            Path(folder).mkdir(mode=0o500)
        code, out, err = call("plan", "c-77.client.yaml", *DATE, "-o", folder)
        stands(code, out, err)
        assert code == 2

    @pytest.mark.parametrize("content", [b"no Word file", b"", b"PK\x03\x04broken"], ids=["text", "empty", "cut off"])
    def test_a_template_that_is_no_word_file_is_said(
        self, call: Run, monkeypatch: pytest.MonkeyPatch, content: bytes
    ) -> None:
        """Expect the template's path, and none of the documents although the other one is sound."""
        call("init", "agency")
        Path("agency/documents/brief-plan/template.docx").write_bytes(content)
        monkeypatch.chdir("agency")
        code, out, err = call("plan", "clients/example.client.yaml", *DATE, "-d", "treatment-plan", "-d", "brief-plan")
        assert code in (1, 2)
        assert out == ""
        assert "template.docx" in err
        assert "Traceback" not in err
        assert "Jordan" not in err
        assert list(Path("outputs").iterdir()) == []

    @pytest.mark.parametrize(
        "settings", ["library = 7\n", "colour = 'red'\n", "library = [\n", b"library = '\xff'\n"], ids=range(4)
    )
    @pytest.mark.usefixtures("client")
    def test_settings_that_cannot_be_used_are_said(self, call: Run, settings: str | bytes) -> None:
        """Expect the settings file and what to write there."""
        written("planbuilder.toml", settings)
        code, out, err = call("plan", "c-77.client.yaml", *DATE)
        assert (code, out) == (2, "")
        assert "planbuilder.toml" in err
        assert "Traceback" not in err
        assert made() == ["planbuilder.toml"]


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as a disk that is full does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestFullDisk:
    """What is written is whole, or not there."""

    def test_a_plan_that_does_not_fit_leaves_nothing(self, call: Run, client: Path) -> None:
        """Expect exit code 2, the path, and an empty folder."""
        call("suggest", client, *DATE)
        with full_disk(4000):
            code, out, err = call("plan", client, *DATE)
        stands(code, out, err)
        assert code == 2
        assert "outputs/c-77-treatment-plan.docx: The file could not be written" in err

    def test_a_paper_that_was_there_stays_whole(self, call: Run, client: Path) -> None:
        """Expect the old document to survive an attempt to replace it."""
        call("plan", client, *DATE)
        before = Path("outputs/c-77-treatment-plan.docx").read_bytes()
        with full_disk(4000):
            code, _, _ = call("plan", client, *DATE, "--force")
        assert code == 2
        assert made() == ["outputs/c-77-treatment-plan.docx"]
        assert Path("outputs/c-77-treatment-plan.docx").read_bytes() == before

    def test_a_workspace_that_does_not_fit_is_taken_away_again(self, call: Run) -> None:
        """Expect no half-made workspace that the next try would stumble over."""
        with full_disk(4000):
            code, _, err = call("init", "agency")
        assert code == 2
        assert "The workspace cannot be made." in err
        assert not Path("agency").exists()
        assert call("init", "agency")[0] == 0

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a device of Linux")
    def test_output_that_nothing_takes_is_said(self, client: Path) -> None:
        """Expect a sentence and exit code 2 where the record cannot be written to standard output."""
        command = [sys.executable, "-c", "from planbuilder.cli import main; main()", "compose", str(client), *DATE]
        source = {**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])}
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, env=source, timeout=60)
        said = done.stderr.decode()
        assert done.returncode == 2
        assert "Traceback" not in said
        assert "Xandra" not in said


_COMMAND = [sys.executable, "-c", "from planbuilder.cli import main; main()"]


def _outside(*words: object) -> dict[str, Any]:
    """Return how the command line is started as a process of its own, with words."""
    source = {**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])}
    return {"args": [*_COMMAND, *map(str, words)], "env": source, "stderr": subprocess.PIPE}


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of Unix")
class TestStopping:
    """Whoever stops a command, or no longer listens, gets no traceback and no half-made file."""

    @pytest.mark.parametrize("words", [("library", "list"), ("--help",), ("template", "fields")])
    def test_output_that_nobody_reads_any_more_ends_quietly(self, words: tuple[str, ...]) -> None:
        """Expect the exit code of a closed pipe, as shells count it, and silence."""
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as pipe:
            done = subprocess.run(**_outside(*words), stdout=pipe, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (141, b"")

    @pytest.mark.parametrize("words", [("demo",), ("init", "agency"), ("library", "list")])
    def test_without_an_output_nothing_is_begun(self, words: tuple[str, ...]) -> None:
        """Expect exit code 2, a sentence, and an empty folder, where standard output is closed."""
        asked = _outside(*words)
        asked["args"] = ["sh", "-c", 'exec "$@" >&-', "sh", *asked["args"]]
        done = subprocess.run(**asked, check=False, timeout=60)
        assert done.returncode == 2
        assert b"Standard output is closed" in done.stderr
        assert list(Path().iterdir()) == []

    @pytest.mark.parametrize("module", ["planbuilder.cli.main", "planbuilder.cli.workspace", "click"])
    def test_a_command_stopped_while_it_imports_is_stopped(self, module: str) -> None:
        """Expect exit code 130 and one word, wherever in the imports it was."""
        stop = (
            "import sys, os, signal\n"
            "class Stop:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.meta_path.insert(0, Stop())\n"
            "from planbuilder.cli import main; main()"
        )
        asked = _outside("init", "agency")
        asked["args"] = [sys.executable, "-c", stop, "init", "agency"]
        done = subprocess.run(**asked, stdout=subprocess.PIPE, check=False, timeout=60)
        assert done.returncode == 130
        assert done.stderr.split() == [b"Stopped."]
        assert not Path("agency").exists()

    @pytest.mark.parametrize("there", [False, True])
    def test_a_workspace_that_somebody_stops_is_taken_away_again(
        self, call: Run, monkeypatch: pytest.MonkeyPatch, *, there: bool
    ) -> None:
        """Expect the folder as it was, at whichever file the command was stopped."""
        copied = shutil.copyfile

        def stopped(source: Path, target: Path, **more: bool) -> None:
            """Copy a file, and be stopped at the first template."""
            copied(source, target, **more)
            if Path(target).name == "template.docx":
                raise KeyboardInterrupt

        if there:
            Path("agency").mkdir()
        monkeypatch.setattr("planbuilder.cli.workspace.shutil.copyfile", stopped)
        assert call("init", "agency")[0] == 130
        assert [str(each) for each in Path().rglob("*")] == ["agency"] * there

    def test_papers_that_somebody_stops_are_all_there_or_none(
        self, call: Run, client: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Expect the first document to be taken away again where the second was stopped."""
        from planbuilder.documents import writing

        save = writing.save
        saved: list[Path] = []

        def stopped(path: Path, content: bytes, *, force: bool, keep: bool) -> Path:
            """Save the first paper, and be stopped at the second."""
            if saved:
                raise KeyboardInterrupt
            saved.append(save(path, content, force=force, keep=keep))
            return saved[0]

        monkeypatch.setattr(writing, "save", stopped)
        words = ("plan", client, "-o", "papers", "-d", "treatment-plan", "-d", "client-copy", *DATE)
        assert call(*words)[0] == 130
        assert saved
        assert [*Path("papers").iterdir()] == []


class TestVersions:
    """Keeping a plan, and looking at what was kept."""

    def test_a_plan_is_kept_and_its_history_shown(self, call: Run) -> None:
        """Expect versions with who, when and why, the document named after its version, and what changed."""
        example = data_path("library") / "examples" / "deaf-alcohol.client.yaml"
        files = (example, example.with_name("deaf-alcohol.selection.yaml"))
        code, out, _ = call("plan", *files, "-o", "papers", "--save", "--why", "First plan", *DATE)
        assert code == 0
        assert "Saved version 1 in plans/ex-4071/" in out
        assert Path("papers/ex-4071-treatment-plan-v0001.docx").is_file()
        call("plan", *files, "-o", "papers", "--save", "--by", "Pam Lund", "--date", "2026-11-17")
        code, out, _ = call("history", "ex-4071")
        assert code == 0
        assert out.splitlines()[0].startswith("Version 1, draft treatment plan of 2026-11-16, saved ")
        assert out.splitlines()[0].endswith("UTC by Rosa Alvarez: First plan.")
        assert out.endswith("ex-4071: 2 versions, whole and in order.\n")
        code, out, _ = call("history", "ex-4071", "--diff", "1", "2")
        assert code == 0
        assert "dates, Plan, date: changed\n  Before: 2026-11-16\n  After: 2026-11-17" in out
        told = json.loads(call("history", "ex-4071", "--format", "json")[1])
        assert [each["by"] for each in told["versions"]] == ["Rosa Alvarez", "Pam Lund"]

    def test_a_version_that_was_changed_is_told_and_not_shown(self, call: Run) -> None:
        """Expect exit code 1, and nothing of it used."""
        example = data_path("library") / "examples" / "deaf-alcohol.client.yaml"
        call("plan", example, example.with_name("deaf-alcohol.selection.yaml"), "-o", "papers", "--save", *DATE)
        Path("plans/ex-4071/0001.json").write_text("{", encoding="utf-8")
        code, out, _ = call("history", "ex-4071")
        assert code == 1
        assert "Version 1 cannot be read as a plan record." in out
        assert out.endswith("ex-4071: 0 versions.\n")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("history", "c-9"), "No version of this plan is kept here."),
            (("history", "../etc"), "This is not the id of a client."),
        ],
    )
    def test_misuse_of_versions_is_said(self, call: Run, words: tuple[str, ...], said: str) -> None:
        """Expect a sentence and exit code 2."""
        code, _, err = call(*words)
        assert code == 2
        assert said in err
