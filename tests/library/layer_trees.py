"""A layer to put on the small library, and what it needs to be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from library_trees import Tree, small_library, write_tree

from planbuilder.library.contents import content_hash

DAY_PLAN = "interventions/cbt/day-plan.yaml"
OURS: Tree = {
    "library.yaml": {
        "schema": 1,
        "id": "ours",
        "title": "Our agency",
        "version": "2.0.0",
        "language": "en-US",
        "licence": "Internal",
        "layer": "agency",
        "policy": {"approval": "optional"},
    }
}


def hash_of(file: str) -> str:
    """Return the content hash of an entry of the small library."""
    return content_hash(small_library()[file])


def patch_of(file: str, change: dict[str, Any], **more: Any) -> Tree:
    """Return a patch of an entry of the small library."""
    return {"schema": 1, "for": hash_of(file), "patch": change, **more}


def roots(home: Path, *layers: Tree) -> tuple[Path, ...]:
    """Write the small library and layers on top of it; return their folders, the lowest first."""
    upper = [write_tree(home / f"layer-{number}", {**OURS, **each}) for number, each in enumerate(layers, 1)]
    return (write_tree(home / "small", small_library()), *upper)
