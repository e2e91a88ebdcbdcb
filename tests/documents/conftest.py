"""What the tests of documents share: a plan on disk, commands run, papers printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from plan_files import rich_plan

from planbuilder.cli.main import run
from planbuilder.plan.plans import plan_json

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in an empty folder and returns its exit code, output and errors."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the file of a plan record."""
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(rich_plan()))
    return path
