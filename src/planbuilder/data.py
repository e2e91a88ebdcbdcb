"""Where the shipped library and the schemas are: inside the installed package, else in the source tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_path(name: str) -> Path:
    """Return the directory of shipped data called ``name`` (``library`` or ``schemas``)."""
    here = Path(__file__).resolve().parent
    inside = here / "data" / name
    return inside if inside.is_dir() else here.parent.parent / name
