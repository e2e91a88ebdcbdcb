"""Documents with and without the extra that deflates faster: other bytes, the same parts."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_RENDER = """
import sys
from planbuilder.docx import Template
from pathlib import Path
path, out = sys.argv[1:]
Path(out).write_bytes(Template(path).render({"called": "Zo\\u00eb", "rows": list(range(500))}))
"""
_WITHOUT = "import sys\nsys.modules['isal'] = None\n"


def parts(path: Path) -> list[tuple[str, bytes]]:
    """Return the parts of a package in their order."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return [(name, package.read(name)) for name in package.namelist()]


def test_with_and_without_isal_the_parts_are_the_same(tmp_path: Path) -> None:
    """And each way gives the same bytes again."""
    pytest.importorskip("isal", reason="isal is not installed (planbuilder[speed])")
    from planbuilder.docx.authoring import Author

    author = Author("{{ called }}")
    for text in ("{%p for row in rows %}", "Row {{ row }} of {{ called }}", "{%p endfor %}"):
        author.paragraph(text)
    template = tmp_path / "template.docx"
    template.write_bytes(author.saved())
    for name, before in (("fast", ""), ("fast-again", ""), ("plain", _WITHOUT), ("plain-again", _WITHOUT)):
        command = [sys.executable, "-c", before + _RENDER, str(template), str(tmp_path / f"{name}.docx")]
        subprocess.run(command, check=True)
    made = {path.stem: path for path in tmp_path.glob("*.docx")}
    assert parts(made["fast"]) == parts(made["plain"])
    assert made["fast"].read_bytes() == made["fast-again"].read_bytes()
    assert made["plain"].read_bytes() == made["plain-again"].read_bytes()
    assert made["fast"].read_bytes() != made["plain"].read_bytes()
