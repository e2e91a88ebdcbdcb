"""The example repository of an agency: copied elsewhere its tests pass, and each fault fails them with what it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import planbuilder

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "agency-library"
#: Where the planbuilder under test lies, for processes in other folders.
SOURCE = {"PYTHONPATH": str(Path(planbuilder.__file__).parents[1])}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a copy of the example, away from this project's own settings."""
    return shutil.copytree(EXAMPLE, tmp_path / "agency", ignore=shutil.ignore_patterns("__pycache__"))


def run_tests(repository: Path, **environment: str) -> tuple[int, str]:
    """Run the repository's tests as its people do, and return the exit code and what was printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(repository)]
    done = subprocess.run(
        command,
        cwd=repository,
        env=os.environ | SOURCE | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def changed(path: Path, before: str, after: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_example_passes_its_own_tests(repository: Path) -> None:
    """As it stands in the documentation."""
    code, printed = run_tests(repository)
    assert (code, "4 passed" in printed) == (0, True), printed


def stale_patch(repository: Path) -> None:
    """Let the patch be for another text."""
    path = repository / "layer/patches/intervention/drinking-log.yaml"
    changed(path, "Daily log of drinking and urges", "Diary of drinking")
    changed(path, path.read_text(encoding="utf-8").split("for: ")[1][:64], "0" * 64)


def wrong_field(repository: Path) -> None:
    """Let the template ask for a field that is not there."""
    import docx

    path = repository / "documents/client-copy/template.docx"
    document = docx.Document(str(path))
    document.add_paragraph("{{ client.caled }}")
    document.save(str(path))


def other_words(repository: Path) -> None:
    """Let clients read other words than those that were kept."""
    changed(repository / "tests/texts/invented-person.client-copy.txt", "Nobody hurries me", "Somebody hurries me")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (stale_patch, "layer/patches/intervention/drinking-log.yaml"),
        (wrong_field, "client has no field caled."),
        (other_words, "+- I can watch the papers in ASL on the tablet in the lobby. Nobody hurries me. I"),
    ],
    ids=["patch", "template", "text"],
)
def test_a_fault_fails_the_tests_with_what_it_is(repository: Path, fault: Callable[[Path], None], said: str) -> None:
    """Where it is, what is wrong, and what to do, without a traceback through the program."""
    fault(repository)
    code, printed = run_tests(repository)
    assert code == 1
    assert said in printed.replace("\\", "/")
    assert "Jordan Ellis" not in printed
    assert "planbuilder/testing/" not in printed.replace("\\", "/")


def test_texts_are_kept_where_that_is_asked(repository: Path) -> None:
    """Once; the next run compares."""
    other_words(repository)
    assert run_tests(repository, PLANBUILDER_KEEP_TEXTS="1")[0] == 0
    assert run_tests(repository)[0] == 0


def test_without_a_workspace_that_is_said(tmp_path: Path) -> None:
    """Rather than testing the shipped library by mistake."""
    shutil.copytree(EXAMPLE / "tests", tmp_path / "tests")
    code, printed = run_tests(tmp_path)
    assert (code, "lies in no planbuilder workspace" in printed) == (1, True)


def hooks(path: Path) -> list[dict[str, str]]:
    """Return the hooks that a file defines."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return list(found if isinstance(found, list) else found["repos"][0]["hooks"])


@pytest.mark.parametrize("path", [ROOT / ".pre-commit-hooks.yaml", EXAMPLE / ".pre-commit-config.yaml"], ids=str)
def test_every_hook_runs_a_command_that_there_is(path: Path, repository: Path) -> None:
    """With file names where the hook is given some; the exit code stops a commit with a fault in it."""
    template, at = "documents/client-copy/template.docx", os.environ | SOURCE
    for hook in hooks(path):
        _, *words = hook["entry"].split()
        names = [template] if hook.get("pass_filenames", True) else []
        run = [sys.executable, "-c", "from planbuilder.cli import main; main()", *words, *names]
        good = subprocess.run(run, cwd=repository, env=at, capture_output=True, text=True, timeout=120, check=False)
        assert good.returncode == 0, good.stdout + good.stderr
    stale_patch(repository)
    wrong_field(repository)
    for hook in hooks(path):
        _, *words = hook["entry"].split()
        run = [sys.executable, "-c", "from planbuilder.cli import main; main()", *words]
        bad = subprocess.run(run, cwd=repository, env=at, capture_output=True, timeout=120, check=False)
        assert bad.returncode == 1


def test_the_people_of_the_example_are_invented() -> None:
    """And say so."""
    for path in EXAMPLE.glob("examples/*.client.yaml"):
        assert json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8"))))["invented"] is True
