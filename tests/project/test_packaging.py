"""The package as others get it: built, installed in an empty environment elsewhere, run from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
#: What pip says where it reaches no index.
_NO_INDEX = ("no matching distribution found", "could not find a version", "connection", "timed out", "resolve host")


def run(*words: str | Path, within: Path) -> str:
    """Return what a command prints, run in a folder without the environment's hints about where Python code is."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(words, cwd=within, env=clean, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def install(python: Path, wheel: Path | str, within: Path) -> None:
    """Install a wheel, or a package by its name, with what it depends on.

    Skip where pip reaches no index, but never where every test must run.
    """
    try:
        run(python, "-m", "pip", "install", "--quiet", wheel, within=within)
    except AssertionError as error:
        if os.environ.get("CI") != "true" and any(words in str(error).lower() for words in _NO_INDEX):
            pytest.skip("pip reaches no package index from here")
        raise


@pytest.mark.installed
def test_the_built_package_runs_the_demo_in_an_empty_environment_elsewhere(tmp_path: Path) -> None:
    """The wheel carries library, schemas and templates: without the source tree the demo prints, an agency tests."""
    pytest.importorskip("build", reason="the package 'build' is not installed")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, PROJECT, within=tmp_path)
    wheel = next(tmp_path.glob("*.whl"))
    home = tmp_path / "env"
    run(sys.executable, "-m", "venv", home, within=tmp_path)
    python = home / "bin" / "python"
    install(python, wheel, tmp_path)
    away = tmp_path / "away"
    away.mkdir()
    run(home / "bin" / "planbuilder", "demo", "-o", "papers", within=away)
    examples = sorted((PROJECT / "library" / "examples").glob("*.client.yaml"))
    assert len(list((away / "papers").glob("*-treatment-plan*.docx"))) == len(examples)
    where = run(python, "-c", "import planbuilder; print(planbuilder.data_path('library'))", within=away)
    assert Path(where.strip()).is_relative_to(home)
    install(python, "pytest", away)
    ours = shutil.copytree(PROJECT / "docs" / "examples" / "agency-library", tmp_path / "ours")
    assert "4 passed" in run(python, "-m", "pytest", "-q", within=ours)
