"""What the tests of batches share: the command, run here or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import planbuilder
from planbuilder.cli.main import run

Run = Callable[..., tuple[int, str, str]]
DATE = ("--date", "2026-11-16")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def batch(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs ``planbuilder batch`` and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["batch", *map(str, words), *DATE])
        said = capfd.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """Return a function that starts ``planbuilder batch`` as a process of its own, in a group of its own."""

    def started(*words: object, before: str = "") -> subprocess.Popen[str]:
        code = f"{before}\nfrom planbuilder.cli import main\nmain()"
        return subprocess.Popen(
            [sys.executable, "-c", code, "batch", *map(str, words), *DATE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])},
        )

    return started


@pytest.fixture
def manifest() -> Callable[[Path], list[dict[str, Any]]]:
    """Return a function that returns the lines of a folder's manifest, without the time that each took."""

    def lines(folder: Path) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        for line in found:
            line.pop("seconds")
        return found

    return lines
