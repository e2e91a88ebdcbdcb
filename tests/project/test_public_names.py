"""What `import planbuilder` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import planbuilder

#: Packages that take tens of milliseconds to import.
SLOW = (
    "click",
    "docx",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "lxml",
    "msgspec",
    "openpyxl",
    "rich",
    "ruamel",
    "yaml",
)


def loaded_by(code: str) -> set[str]:
    """Return the modules that a new process has loaded once it has run some code."""
    command = f"{code}\nimport sys\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", command], check=True, capture_output=True, text=True).stdout.split()
    )


def test_importing_the_package_imports_nothing_slow() -> None:
    """Neither a room nor a package from elsewhere comes with the bare import."""
    loaded = loaded_by("import planbuilder")
    assert not loaded.intersection(SLOW)
    assert {name for name in loaded if name.startswith("planbuilder")} == {"planbuilder"}


def test_every_public_name_resolves() -> None:
    """Each name of ``__all__`` is there, and ``dir`` lists them all."""
    assert [name for name in planbuilder.__all__ if not hasattr(planbuilder, name)] == []
    assert set(dir(planbuilder)) == set(planbuilder.__all__)


def test_a_name_is_imported_with_its_own_room_only() -> None:
    """Asking for the library does not import plans or the Word engine."""
    loaded = loaded_by("from planbuilder import load_library")
    assert "planbuilder.library.loading" in loaded
    assert not {name for name in loaded if name.startswith(("planbuilder.plan", "planbuilder.docx", "planbuilder.cli"))}


def test_a_name_that_is_not_public_is_refused() -> None:
    """What the package does not export is an AttributeError that names it."""
    assert not hasattr(planbuilder, "no_such_name")
