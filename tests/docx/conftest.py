"""What the tests of the Word engine share."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def convert(tmp_path: Path) -> Callable[[bytes, str], bytes]:
    """Return a function that sends a document through LibreOffice; skips where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")

    def converted(data: bytes, kind: str) -> bytes:
        source = tmp_path / "in" / "document.docx"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (tmp_path / "out" / f"document.{kind.partition(':')[0]}").read_bytes()

    return converted
