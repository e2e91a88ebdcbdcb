"""Withdrawing and superseding entries: the file says so, keeps everything else, and nothing is done by halves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.library.loading import load_library

Run = Callable[..., tuple[int, str, str]]
WHY = "The trial it stood on was retracted."


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
    """Return a copy of the shipped library, with a comment in one of its files."""
    root = shutil.copytree(data_path("library"), tmp_path / "library")
    entry = root / "interventions" / "self-monitoring" / "drinking-log.yaml"
    entry.write_text(
        entry.read_text(encoding="utf-8") + "# Ask the group before changing the dose.\n", encoding="utf-8"
    )
    return root


@pytest.fixture
def entry(root: Path) -> Path:
    """Return the file of an intervention."""
    return root / "interventions" / "self-monitoring" / "drinking-log.yaml"


def test_a_withdrawn_entry_keeps_its_text_and_comments(call: Run, root: Path, entry: Path) -> None:
    """Two lines more, behind its id; and where it is still named is said."""
    before = entry.read_text(encoding="utf-8").splitlines()
    code, out, _ = call("library", "withdraw", "drinking-log", "--reason", WHY, "--library", root)
    assert code == 0
    assert "intervention/drinking-log is withdrawn" in out
    assert "problems/alcohol-use.yaml:" in out
    after = entry.read_text(encoding="utf-8").splitlines()
    assert after[:3] == before[:3]
    assert after[3:5] == ["state: withdrawn", f"why: {WHY}"]
    assert after[5:] == before[3:]
    assert load_library(root).interventions["drinking-log"].state == "withdrawn"


def test_a_superseded_entry_points_to_what_follows(call: Run, root: Path, entry: Path) -> None:
    """And what is said of it names that one; asked again, the later answer stands."""
    words = ("--by", "intervention/cannabis-log", "--reason", "One log for all.", "--library", root)
    assert call("library", "supersede", "drinking-log", *words)[0] == 0
    text = entry.read_text(encoding="utf-8")
    assert "state: superseded\nby:\n  - cannabis-log\nwhy: One log for all.\n" in text
    assert call("library", "withdraw", "drinking-log", "--reason", WHY, "--library", root)[0] == 0
    assert "cannabis-log" not in entry.read_text(encoding="utf-8").partition("title:")[0]


def test_line_ends_stay_as_they_are(call: Run, root: Path, entry: Path) -> None:
    """A file from Windows stays one."""
    entry.write_bytes(entry.read_bytes().replace(b"\n", b"\r\n"))
    assert call("library", "withdraw", "drinking-log", "--reason", WHY, "--library", root)[0] == 0
    assert entry.read_bytes().count(b"\n") == entry.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("withdraw", "drinking-lgo", "--reason", WHY), "drinking-log"),
        (("withdraw", "drinking-log", "--reason", ""), "This reason cannot be kept"),
        (("withdraw", "drinking-log", "--reason", "two\nlines"), "This reason cannot be kept"),
        (("supersede", "drinking-log", "--by", "drinking-log", "--reason", WHY), "cannot replace"),
        (("supersede", "drinking-log", "--by", "no-log", "--reason", WHY), "no-log"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    call: Run, root: Path, entry: Path, words: tuple[str, ...], said: str
) -> None:
    """With a sentence."""
    before = entry.read_bytes()
    code, _, err = call("library", *words, "--library", root)
    assert code == 2
    assert said in err
    assert entry.read_bytes() == before


def test_the_shipped_library_is_left_alone(call: Run) -> None:
    """Unless it is named."""
    code, _, err = call("library", "withdraw", "drinking-log", "--reason", WHY)
    assert (code, "The shipped library is not changed." in err) == (2, True)
