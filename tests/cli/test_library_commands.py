"""The commands on the library, and what the command line does when something goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_faults import SOMEBODY

from planbuilder import __version__
from planbuilder.cli.lazy import Command
from planbuilder.cli.main import COMMANDS, run

sys.path.append(str(Path(__file__).parents[1] / "library"))
from library_trees import small_library, write_tree

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of the small library."""
    return write_tree(tmp_path / "small", small_library())


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add commands that go wrong."""
    for name in ("fail", "say", "leave"):
        monkeypatch.setitem(COMMANDS, name, Command(f"cli_faults:{name}", "Go wrong."))


def broken(root: Path) -> Path:
    """Return the library with an error in one file and a warning in another."""
    tree = small_library()
    tree["interventions/cbt/day-plan.yaml"]["demands"] = ["hear-speach"]
    tree["routines/intake.yaml"]["plain"] = "Individualized psychotherapeutic interventions are administered."
    return write_tree(root, tree)


def test_a_sound_library_is_said_to_be_so(call: Run, root: Path) -> None:
    """With exit code 0."""
    assert call("library", "check", root) == (0, "Nothing found.\n", "")


def test_findings_are_told_in_short_lines_with_the_rule_last(call: Run, tmp_path: Path) -> None:
    """Place, sentence, why, fix; a summary at the end; exit code 1."""
    code, out, err = call("library", "check", broken(tmp_path / "b"))
    first, second, last = out.strip().split("\n\n")
    assert (code, err) == (1, "")
    assert first.splitlines() == [
        f"{tmp_path}/b/interventions/cbt/day-plan.yaml:25:3, demands/1",
        "  Error: 'hear-speach' is not in the vocabulary under demands.",
        "  Why: Nothing can be worked out from a word that nobody defined.",
        "  Fix: Did you mean hear-speech?",
        "  Rule: vocabulary-word",
    ]
    assert "  Warning: The plain text reads at grade 35.9 by Flesch-Kincaid" in second
    assert last == "Found 1 error, 1 warning."


def test_a_warning_alone_does_not_fail(call: Run, tmp_path: Path) -> None:
    """Exit code 0."""
    tree = small_library()
    tree["notes.yaml"] = "a: 1\n"
    code, out, _ = call("library", "check", write_tree(tmp_path / "w", tree))
    assert code == 0
    assert out.endswith("Found 1 warning.\n")


def test_files_are_named_as_seen_from_here(call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that an editor opens them."""
    broken(tmp_path / "b")
    monkeypatch.chdir(tmp_path)
    assert call("library", "check", "b")[1].startswith("b/interventions/cbt/day-plan.yaml:25:3")
    assert call("library", "check", "--library", "b")[1].startswith("b/interventions")


def test_findings_as_json_hold_every_part(call: Run, tmp_path: Path) -> None:
    """And how many there are."""
    code, out, _ = call("library", "check", broken(tmp_path / "b"), "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert told["summary"] == {"error": 1, "warning": 1, "question": 0, "note": 0}
    assert set(told["findings"][0]) == {"rule", "severity", "where", "said", "why", "fix"}
    assert told["findings"][0]["where"]["line"] == 25


def test_findings_as_sarif_name_rule_level_and_region(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As code hosts read them (SARIF 2.1.0)."""
    broken(tmp_path / "b c")
    monkeypatch.chdir(tmp_path)
    log = json.loads(call("library", "check", "b c", "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    (log_run,) = log["runs"]
    rules = log_run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["plain-grade", "vocabulary-word"]
    first, second = log_run["results"]
    assert (first["ruleId"], first["level"], rules[first["ruleIndex"]]["id"]) == (
        "vocabulary-word",
        "error",
        "vocabulary-word",
    )
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "b%20c/interventions/cbt/day-plan.yaml"
    assert place["region"] == {"startLine": 25, "startColumn": 3}
    assert second["level"] == "warning"
    whole = json.loads(call("library", "check", tmp_path / "b c", "--format", "sarif")[1])
    uri = whole["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")


def test_the_shipped_library_is_checked_without_a_folder(call: Run) -> None:
    """Whatever is found, it is found in it."""
    code, out, err = call("library", "check")
    assert code in (0, 1)
    assert err == ""
    assert out.splitlines()[-1].startswith(("Found ", "Nothing found."))


def test_a_file_name_cannot_command_the_terminal(call: Run, root: Path) -> None:
    """Control characters are written out."""
    (root / "a\x1b[31m\nb.yaml").write_text("a: 1\n")
    assert "a\\x1b[31m\\nb.yaml" in call("library", "check", root)[1]


def test_entries_are_listed(call: Run, root: Path) -> None:
    """Of one kind, in singular or plural, or of all; states other than active are told."""
    assert call("library", "list", "option", "--library", root)[1] == (
        "option/talking: Talking therapy\noption/waiting: Watchful waiting\n2 entries.\n"
    )
    assert "13 entries." in call("library", "list", "--library", root)[1]
    told = json.loads(call("library", "list", "measures", "--library", root, "--format", "json")[1])
    assert told == [{"kind": "measure", "id": "mood-score", "title": "Mood score", "state": "active"}]


def test_an_unknown_kind_offers_the_nearest(call: Run, root: Path) -> None:
    """With exit code 2 and nothing on standard output."""
    code, out, err = call("library", "list", "mesure", "--library", root)
    assert (code, out) == (2, "")
    assert "There is no kind of entry called 'mesure'. Did you mean measure" in err


def test_an_entry_is_shown_as_an_outline(call: Run, root: Path) -> None:
    """What it is first; where it came from last."""
    lines = call("library", "show", "day-plan", "--library", root)[1].splitlines()
    assert lines[:3] == ["kind: intervention", "id: day-plan", "title: Plan of the day"]
    assert "dose: minutes 50; times 1; per week; weeks 12" in lines
    assert lines[-1].startswith("origin: layer small; version 0.1.0; file interventions/cbt/day-plan.yaml")
    told = json.loads(call("library", "show", "problem/low-mood", "--library", root, "--format", "json")[1])
    assert told["codes"] == {"icd10cm": ["F32"], "not": ["F32.5"]}


def test_an_unknown_entry_offers_the_nearest(call: Run, root: Path) -> None:
    """With exit code 2."""
    code, out, err = call("library", "show", "day-plam", "--library", root)
    assert (code, out) == (2, "")
    assert err == "No entry is called 'day-plam'. Did you mean day-plan?\n"


def test_a_search_says_what_was_found(call: Run, root: Path) -> None:
    """The best first, cut at the number asked for; nothing found is no error."""
    code, out, _ = call("library", "search", "my", "health", "--library", root)
    assert code == 0
    assert out.startswith("intervention/health-check: Health check\n")
    assert "more: use --most" in call("library", "search", "counselor", "--most", "1", "--library", root)[1]
    assert call("library", "search", "zebra", "--library", root)[1].startswith("Nothing holds all")
    hits = json.loads(call("library", "search", "health", "--library", root, "--format", "json")[1])
    assert hits[0]["id"] == "health-check"
    assert json.loads(
        call("library", "search", "health", "--kind", "problem", "--library", root, "--format", "json")[1]
    )


def test_the_library_is_counted(call: Run, root: Path) -> None:
    """In words and as JSON."""
    out = call("library", "stats", "--library", root)[1]
    assert "Interventions: 2" in out
    assert "Sources by how they were looked up: 1 primary, 0 copy, 0 record, 1 unchecked" in out
    assert json.loads(call("library", "stats", "--library", root, "--format", "json")[1])["entries"]["option"] == 2


def test_coverage_prints_the_matrix_and_what_is_empty(call: Run, root: Path, tmp_path: Path) -> None:
    """Exit code 1 only where a usual conflict has no answer."""
    code, out, _ = call("library", "coverage", "--library", root)
    assert code == 0
    assert "  1 deaf\n  2 blind\n" in out
    assert "hear-speech   1   .\nread-text     . (1)\nsee-print     .   1\n" in out
    assert "Usual conflicts without an answer: none." in out
    tree = small_library()
    del tree["accommodations/hearing/interpreter.yaml"]
    code, out, _ = call("library", "coverage", "--library", write_tree(tmp_path / "less", tree))
    assert code == 1
    assert "Usual conflicts without an answer: 1.\n  deaf, hear-speech: asked by intervention/day-plan" in out


def test_coverage_of_two_needs_names_what_is_ruled_out(call: Run, root: Path) -> None:
    """By the pair of needs; as JSON too."""
    code, out, _ = call("library", "coverage", "--pairs", "--library", root)
    assert code == 0
    assert out.startswith("deaf with blind:\n  see-print, hard for blind: ruled out are read-aloud\n")
    told = json.loads(call("library", "coverage", "--pairs", "--library", root, "--format", "json")[1])
    assert told == [{"needs": ["deaf", "blind"], "need": "blind", "demand": "see-print", "ruled_out": ["read-aloud"]}]
    cells = json.loads(call("library", "coverage", "--library", root, "--format", "json")[1])["cells"]
    assert cells[0]["answers"] == ["interpreter"]


@pytest.mark.parametrize("command", ["list", "stats", "coverage"])
def test_a_library_with_errors_is_told_where_they_are(call: Run, root: Path, command: str) -> None:
    """On standard error, with exit code 1."""
    (root / "problems/low-mood.yaml").write_text("title: [x\n")
    code, out, err = call("library", command, "--library", root)
    assert (code, out) == (1, "")
    assert "problems/low-mood.yaml:2:1" in err
    assert "The library has errors and was not used." in err


def test_a_folder_that_is_not_there_is_a_sentence(call: Run, tmp_path: Path) -> None:
    """With exit code 2."""
    code, out, err = call("library", "check", tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "There is no such folder." in err


@pytest.mark.parametrize(
    "words",
    [["--help"], ["library", "--help"], *(["library", each, "--help"] for each in ("check", "list", "show"))]
    + [["library", each, "-h"] for each in ("search", "stats", "coverage")],
)
def test_every_command_has_help_with_an_example(call: Run, words: list[str]) -> None:
    """A line that can be typed as it stands."""
    code, out, _ = call(*words)
    assert code == 0
    assert "Example:\n    planbuilder library" in out


def test_help_lists_every_command_without_importing_one(call: Run) -> None:
    """Also those that are slow to import."""
    out = call("--help")[1]
    assert all(f"  {name} " in out for name in COMMANDS)
    code = "import sys; from planbuilder.cli.main import run; run(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for slow in ("jsonschema", "docx", "lxml", "rich", "jinja2", "yaml", "msgspec", "planbuilder.library"):
        assert f"'{slow}'" not in done.stdout.splitlines()[-1]


def test_a_mistyped_command_offers_the_nearest(call: Run) -> None:
    """With exit code 2."""
    code, _, err = call("libary")
    assert code == 2
    assert "There is no command 'libary'. Did you mean 'library'?" in err
    assert "Commands: demo, init" in call("zzz")[2]


def test_the_version_is_told(call: Run) -> None:
    """In one line."""
    assert call("--version") == (0, f"planbuilder {__version__}\n", "")


@pytest.mark.usefixtures("faults")
@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("input", 1, "a.yaml:3:1, name\n  Error: It is wrong."),
        ("usage", 2, "That cannot work. Do this."),
        ("environment", 2, "out: The folder cannot be written. Choose another."),
        ("template", 1, "t.docx: The template is no Word file."),
        ("disk", 2, "out/plan.docx: The system refused: No space left on device."),
        ("interrupt", 130, "Stopped."),
        ("end", 130, "Stopped."),
        ("bug", 2, "a fault of its own (KeyError in cli_faults.py, line "),
        ("recursion", 2, "a fault of its own (RecursionError"),
        ("memory", 2, "a fault of its own (MemoryError"),
    ],
)
def test_whatever_goes_wrong_is_a_sentence(call: Run, fault: str, code: int, said: str) -> None:
    """On standard error, without a traceback and without what a person's file held."""
    got, out, err = call("fail", fault)
    assert (got, out) == (code, "")
    assert said in err
    assert "Traceback" not in err
    assert SOMEBODY not in err


@pytest.mark.usefixtures("faults")
def test_the_details_of_a_fault_are_shown_when_asked_for(call: Run) -> None:
    """Wherever the word stands."""
    assert "--debug" in call("fail", "bug")[2]
    for words in (["--debug", "fail", "bug"], ["fail", "--debug", "bug"], ["fail", "bug", "--debug"]):
        code, _, err = call(*words)
        assert code == 2
        assert f"KeyError: '{SOMEBODY}'" in err


@pytest.mark.usefixtures("faults")
def test_a_command_may_leave_with_a_code(call: Run) -> None:
    """It is the exit code."""
    assert call("leave") == (1, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_output_is_utf_8_whatever_the_locale(encoding: str) -> None:
    """And what no encoding can hold is written out."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from planbuilder.cli import main as m;"
        "from planbuilder.cli.main import COMMANDS; from planbuilder.cli.lazy import Command;"
        "COMMANDS['say'] = Command('cli_faults:say', 'x'); sys.argv = ['planbuilder', 'say']; m()"
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    words = [sys.executable, "-c", code, str(Path(__file__).parent)]
    done = subprocess.run(words, capture_output=True, env=environment, check=True)
    assert done.stdout.decode() == "caf\u00e9 \u2028 \\udcff \U0001f600\n"


@pytest.mark.parametrize("kind", ["need", "needs", "demands", "modalities", "levels-of-care", "diagnoses", "fact"])
def test_words_that_files_may_use_are_listed(call: Run, kind: str) -> None:
    """Expect what a client's file or an entry may name, in singular or plural, with what it means."""
    code, out, _ = call("library", "list", kind)
    lines = out.splitlines()
    assert code == 0
    assert int(lines[-1].split()[0]) == len(lines) - 1 > 0
    assert all(": " in line for line in lines[:-1])
