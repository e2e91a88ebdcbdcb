"""Comparing editions of a library: folders, archives and revisions of git, as text and as JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from library_trees import small_library, write_tree

from planbuilder.cli.main import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs a command of the library and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["library", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small library that lies in a folder of a repository."""
    return write_tree(tmp_path / "repository" / "ours", small_library())


def reworded(root: Path) -> None:
    """Change the words of an entry."""
    path = root / "interventions" / "cbt" / "day-plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert "title: " in text
    path.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")


def test_two_folders_are_compared_field_by_field(call: Call, root: Path) -> None:
    """Expect the entry, its field with the words marked, what it means, and a summary with the number needed."""
    before = shutil.copytree(root, root.parent / "before")
    reworded(root)
    code, out, _ = call("diff", before, root)
    assert code == 0
    assert "Changed: intervention/day-plan" in out
    assert "title: {+New +}" in out
    assert "Means: Plans in use keep their words" in out
    assert "1 changed." in out
    assert "needs the version 0.1.1" in out


def test_the_same_is_given_as_json(call: Call, root: Path) -> None:
    """Expect every difference with its fields, weight and meaning; and that the library in use stands for B."""
    before = shutil.copytree(root, root.parent / "before")
    reworded(root)
    told = json.loads(call("diff", before, "--library", root, "--format", "json")[1])
    [each] = told["differences"]
    assert (each["id"], each["how"], each["weight"]) == ("day-plan", "changed", "wording")
    assert [word["how"] for word in each["fields"][0]["words"]][:1] == ["added"]
    assert told["needs_version"] == "0.1.1"


@pytest.fixture
def git(root: Path, program: Callable[[str], str]) -> Callable[..., None]:
    """Return a function that runs git in the repository that the library lies in, made with one commit, called v1."""

    def ran(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        command = [program("git"), "-C", str(root.parent), *who, *words]
        subprocess.run(command, check=True, capture_output=True)

    ran("init", "-q")
    ran("add", ".")
    ran("commit", "-q", "-m", "first")
    ran("tag", "v1")
    return ran


def test_revisions_of_git_are_compared_with_the_folder(call: Call, root: Path, git: Callable[..., None]) -> None:
    """Expect the change against the tag, and none between two names of one commit."""
    reworded(root)
    assert "Changed: intervention/day-plan" in call("diff", "v1", "--library", root)[1]
    git("add", ".")
    git("commit", "-q", "-m", "second")
    assert "1 changed." in call("diff", "v1", "HEAD", "--library", root)[1]
    assert "nothing differs" in call("diff", "HEAD", "--library", root)[1]


@pytest.mark.parametrize("revision", ["no-such-tag", "--output=x", "v1:ours"])
def test_a_revision_that_is_none_is_told(call: Call, root: Path, git: Callable[..., None], revision: str) -> None:
    """Expect a sentence, and no option smuggled into git."""
    assert git
    code, _, err = call("diff", "--library", root, "--", revision)
    assert code == 2
    assert "no folder, archive or revision" in err
    assert not (root.parent / "x").exists()


def test_a_link_in_a_revision_is_refused(call: Call, root: Path, git: Callable[..., None]) -> None:
    """Expect that nothing is followed out of the library."""
    (root / "routines" / "elsewhere.yaml").symlink_to("/etc/hostname")
    git("add", ".")
    git("commit", "-q", "-m", "link")
    (root / "routines" / "elsewhere.yaml").unlink()
    code, _, err = call("diff", "v1", "HEAD", "--library", root)
    assert code == 1
    assert "no plain file" in err


def test_without_git_folders_still_work(call: Call, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect a comparison of folders, and a sentence for a revision."""
    monkeypatch.setenv("PATH", "")
    assert call("diff", root, root)[0] == 0
    code, _, err = call("diff", "v1", "--library", root)
    assert (code, "git is not installed" in err) == (2, True)
