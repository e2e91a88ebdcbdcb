"""The commands on layers and on the life of an entry, in a workspace with a layer over a small library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import planbuilder
from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.library.loading import load_library

sys.path.append(str(Path(__file__).parents[1] / "library"))
from layer_trees import DAY_PLAN, OURS, patch_of, roots
from library_trees import write_tree

Run = Callable[..., tuple[int, str, str]]
PATCH = "patches/intervention/day-plan.yaml"


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the layer of a workspace, which is the current folder."""
    monkeypatch.setenv("PLANBUILDER_CACHE", str(tmp_path / "cache"))
    small, ours = roots(tmp_path, {})
    (tmp_path / "planbuilder.toml").write_text(f'library = "{small.name}"\nlayers = ["{ours.name}"]\n')
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    return ours


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_commands_use_the_layers_of_the_workspace(call: Run, layer: Path) -> None:
    """And with --library the library that is named, alone."""
    write_tree(layer, {PATCH: patch_of(DAY_PLAN, {"title": "Tomorrow"})})
    assert "Tomorrow" in call("library", "list", "intervention")[1]
    assert "Tomorrow" not in call("library", "list", "intervention", "--library", "small")[1]
    assert json.loads(call("library", "show", "day-plan", "--format", "json")[1])["origin"]["layer"] == "ours"


def test_the_check_of_a_workspace_names_files_as_seen_from_here(call: Run, layer: Path) -> None:
    """Those of every layer."""
    write_tree(layer, {"patches/intervention/day-paln.yaml": patch_of(DAY_PLAN, {"title": "Tomorrow"})})
    code, out, _ = call("library", "check")
    assert code == 1
    assert out.startswith("layer-1/patches/intervention/day-paln.yaml:2:1")
    assert "Did you mean day-plan?" in out


def test_a_layer_is_checked_on_what_lies_beneath_it(call: Run, layer: Path) -> None:
    """Also where it is named; another folder is checked alone."""
    write_tree(layer, {PATCH: patch_of(DAY_PLAN, {"title": "Tomorrow"})})
    assert call("library", "check", layer.name)[:2] == (0, "Nothing found.\n")
    assert call("library", "check", "small")[:2] == (0, "Nothing found.\n")
    layer.rename(layer.with_name("moved"))
    Path("planbuilder.toml").write_text('library = "small"\n')
    assert "patch-target" in call("library", "check", "moved")[1]


def test_a_patch_takes_a_field_out(call: Run, layer: Path) -> None:
    """One that the entry can do without is gone in the workspace; any other is refused, and nothing written."""
    assert call("library", "patch", "health-check", "--without", "because", "--why", "Said elsewhere.")[0] == 0
    assert "\nbecause:" not in call("library", "explain", "health-check")[1]
    assert layer.joinpath("patches", "intervention", "health-check.yaml").is_file()
    assert "It has: " in call("library", "patch", "health-check", "--without", "nonsense")[2]
    for needed in ("title", "dose/per"):
        code, _, err = call("library", "patch", "health-check", "--without", needed)
        assert (code, f"{needed}: The entry cannot do without this field." in err) == (2, True)
    assert call("library", "check")[0] == 0


def test_what_a_patch_by_hand_takes_out_is_lacking_there(call: Run, layer: Path) -> None:
    """The file beneath is not to blame."""
    write_tree(layer, {PATCH: patch_of(DAY_PLAN, {"title": None})})
    code, out, _ = call("library", "check")
    assert (code, "lacks 'title'" in out) == (1, True)
    assert out.startswith(f"layer-1/{PATCH}:")


def test_an_entry_is_explained_as_text_and_as_json(call: Run, layer: Path) -> None:
    """Field by field."""
    assert call("library", "patch", "day-plan", "--field", "title=Tomorrow", "--why", "As we say.")[0] == 0
    code, out, _ = call("library", "explain", "day-plan")
    assert code == 0
    assert "title: Tomorrow\n  ours 2.0.0, patches/intervention/day-plan.yaml, line" in out
    assert "modality: cbt\n  small 0.1.0, interventions/cbt/day-plan.yaml, line" in out
    assert "ours 2.0.0 patches it: patches/intervention/day-plan.yaml because: As we say." in out
    data = json.loads(call("library", "explain", "day-plan", "--format", "json")[1])
    assert data["entry"] == "intervention/day-plan"
    assert {each["layer"] for each in data["fields"]} == {"small", "ours"}
    assert layer.joinpath(PATCH).is_file()


def test_an_unapproved_entry_is_told_until_it_is_approved(call: Run, layer: Path) -> None:
    """The exit code says so where approval is demanded."""
    about = {**OURS["library.yaml"], "policy": {"approval": "required"}}
    write_tree(layer, {"library.yaml": about})
    code, out, _ = call("library", "status")
    assert code == 1
    assert "Not approved, and offered to new plans: 11" in out
    names = json.loads(call("library", "status", "--format", "json")[1])["unapproved"]
    code, out, _ = call("library", "approve", *names, "--as", "director", "--by", "Dana Reyes")
    assert (code, out.count("Approved as director: ")) == (0, 11)
    code, out, _ = call("library", "status")
    assert code == 0
    assert "Not approved, and offered to new plans: none" in out
    assert "approved as director by Dana Reyes on" in call("library", "explain", "day-plan")[1]


def test_very_many_entries_are_counted_by_kind_and_named_where_that_is_asked(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a workspace on the shipped library nobody reads hundreds of lines to find the three that matter."""
    monkeypatch.chdir(tmp_path)
    assert call("init", "agency")[0] == 0
    monkeypatch.chdir(tmp_path / "agency")
    out = call("library", "status")[1]
    assert "of kind intervention" in out
    assert "name them with --all" in out
    assert len(out.splitlines()) < 60
    assert "  intervention/drinking-log" in call("library", "status", "--all")[1].splitlines()


def test_an_entry_is_begun_without_questions(call: Run, layer: Path) -> None:
    """From options, as a draft that nothing loads."""
    code, out, _ = call("library", "new", "intervention", "evening-log", "--set", "title=Evening log")
    assert code == 0
    assert "move it to interventions/<modality>/evening-log.yaml" in out
    assert 'title: "Evening log"' in (layer / "drafts/intervention/evening-log.yaml").read_text()
    assert call("library", "new", "problem", "bad-nights", "--no-questions")[0] == 0
    assert (
        "write ../../schemas/problem.schema.json into the first line"
        in (layer / "drafts/problem/bad-nights.yaml").read_text()
    )
    assert "into the first line" not in (layer / "drafts/intervention/evening-log.yaml").read_text()
    assert call("library", "new", "intervention", "day-plan")[0] == 2
    assert "Drafts that nothing loads yet: 2" in call("library", "status")[1]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal that a program can stand in for")
def test_on_a_terminal_it_asks(layer: Path) -> None:
    """What one line answers, each with what it wants; an empty answer leaves the field for later."""
    mine, theirs = os.openpty()
    code = "from planbuilder.cli import main; main()"
    words = [sys.executable, "-c", code, "library", "new", "source", "city-leaflet"]
    path = str(Path(planbuilder.__file__).parents[1])
    os.write(mine, b"web-page\nA leaflet\nA city\npublic-domain\n\n\n\n")
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(words, stdin=theirs, capture_output=True, text=True, timeout=60, check=False, env=env)
    os.close(mine)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "Kind of document. What it is. One of: guideline" in done.stdout
    assert load_library(layer.with_name("small"), layer).sources["city-leaflet"].title == "A leaflet"


def test_the_shipped_library_is_never_written_to(call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no layer is told how to get one."""
    monkeypatch.chdir(tmp_path)
    for words in (("approve", "drinking-log", "--as", "director"), ("new", "intervention", "x")):
        code, _, err = call("library", *words)
        assert (code, "The shipped library is not changed." in err) == (2, True)
    assert not (data_path("library") / "drafts").exists()


def test_an_entry_of_the_shipped_library_is_retired_in_the_layer(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hidden, or superseded by a patch; the shipped file stays as it is."""
    assert call("init", tmp_path / "agency")[0] == 0
    monkeypatch.chdir(tmp_path / "agency")
    code, out, _ = call("library", "withdraw", "drinking-log", "--reason", "We do not use it.")
    assert (code, "layer/hidden.yaml" in out) == (0, True)
    words = ("--by", "cannabis-log", "--reason", "One log: it is enough.")
    code, out, _ = call("library", "supersede", "worry-log", *words)
    assert (code, "layer/patches/intervention/worry-log.yaml" in out) == (0, True)
    found = {id: json.loads(call("library", "show", id, "--format", "json")[1]) for id in ("drinking-log", "worry-log")}
    assert (found["drinking-log"]["state"], found["drinking-log"]["why"]) == ("withdrawn", "We do not use it.")
    assert (found["worry-log"]["state"], found["worry-log"]["by"]) == ("superseded", ["cannabis-log"])
    code, _, err = call("library", "withdraw", "cannabis-log", "--reason", "two\nlines")
    assert (code, "This reason cannot be kept" in err) == (2, True)
    assert call("library", "check")[0] == 0
