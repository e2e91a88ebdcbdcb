"""The commands export and import: shown first, asked, written; the shipped library is not changed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / "library"), str(Path(__file__).parents[1] / "interop")]

from library_trees import small_library, write_tree
from workbook_edits import Edited, contents

from planbuilder.cli.main import run

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
    """Return a small library."""
    return write_tree(tmp_path / "library", small_library())


@pytest.fixture
def edited(call: Run, root: Path, tmp_path: Path) -> Path:
    """Return its workbook with a title changed and a row that nobody can place."""
    path = tmp_path / "library.xlsx"
    assert call("library", "export", "--xlsx", path, "--library", root)[:2] == (0, f"Wrote {path}\n")
    made = Edited(path).put("problems", "low-mood", "title", "Low spirits").add("problems", title="Nameless")
    return made.saved()


def test_an_import_shows_asks_and_writes(call: Run, root: Path, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No means nothing; yes means the files that are named; asked again there is nothing left to do."""
    before = contents(root)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    code, out, _ = call("library", "import", edited, "--library", root)
    assert code == 0
    assert "problem/low-mood\n\n  title (problems B2)\n    was: Low mood\n    now: Low spirits\n" in out
    assert "The row has no id that can be one" in out
    assert "1 field changes, in 1 entry." in out
    assert out.endswith("Nothing was written.\n")
    assert contents(root) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    code, out, _ = call("library", "import", edited, "--library", root)
    assert (code, out.splitlines()[-1].endswith("problems/low-mood.yaml")) == (0, True)
    assert "title: Low spirits" in (root / "problems/low-mood.yaml").read_text(encoding="utf-8")
    code, out, _ = call("library", "import", edited, "--library", root, "--yes")
    assert (code, "The workbook changes nothing." in out) == (0, True)


def test_errors_write_nothing_and_give_exit_code_1(call: Run, root: Path, edited: Path) -> None:
    """Also with --yes."""
    before = contents(root)
    path = Edited(edited).put("problems", "low-mood", "measures", "mood-scor").saved("worse.xlsx")
    code, out, _ = call("library", "import", path, "--library", root, "--yes")
    assert code == 1
    assert "Did you mean mood-score?" in out
    assert "worse.xlsx, problems " in out
    assert contents(root) == before


def test_as_json_nobody_is_asked(call: Run, root: Path, edited: Path) -> None:
    """Changes, findings and written files; --yes writes."""
    before = contents(root)
    told = json.loads(call("library", "import", edited, "--library", root, "--format", "json")[1])
    assert told["changes"][0]["path"] == "title"
    assert (told["written"], contents(root) == before) == ([], True)
    assert [each["rule"] for each in told["findings"]] == ["sheet-no-id"]
    told = json.loads(call("library", "import", edited, "--library", root, "--format", "json", "--yes")[1])
    assert told["written"] == [str(root / "problems/low-mood.yaml")]


def test_the_shipped_library_is_not_changed(call: Run, edited: Path) -> None:
    """Unless it is named."""
    code, _, err = call("library", "import", edited, "--yes")
    assert code == 2
    assert "The shipped library is not changed." in err


def test_an_export_says_what_to_write_and_writes_all_of_it(call: Run, root: Path, tmp_path: Path) -> None:
    """A folder and a file here; without any of them, what to give."""
    code, _, err = call("library", "export", "--library", root)
    assert (code, "--xlsx FILE" in err) == (2, True)
    words = ("--csv", tmp_path / "csv", "--records", tmp_path / "records.csv")
    assert call("library", "export", *words, "--library", root)[0] == 0
    assert (tmp_path / "csv" / "problems.csv").is_file()
    lines = (tmp_path / "records.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [
        "type,name,description,problem,goal,objective,id",
        "P,Low mood,Low mood that makes days hard.,,,,low-mood",
    ]
