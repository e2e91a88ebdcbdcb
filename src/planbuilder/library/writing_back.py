"""YAML written by the program into a layer: comments stay, and nothing that would not check is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from planbuilder.data import data_path
from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.reading import read_yaml
from planbuilder.saving import save
from planbuilder.saving_yaml import rewritten
from planbuilder.schema import shape_findings


def require_own(layer: Path) -> None:
    """Raise UsageError for a layer that is the shipped library, or no layer at all."""
    if layer.resolve() == data_path("library").resolve():
        fix = "Name a layer of your own with --layer DIR; 'planbuilder init DIR' makes a workspace that has one."
        raise UsageError("The shipped library is not changed.", fix=fix)
    if not (layer / "library.yaml").is_file():
        fix = "Name the folder that holds library.yaml."
        raise UsageError("This folder is no layer of a library.", where=str(layer), fix=fix)


def rewrite(path: Path, schema: str, change: Callable[[Any], None], refused: str, *, depth: int = 1) -> Path:
    """Write a YAML file anew as ``change`` leaves its content, or make it, and return its path.

    ``depth`` says how many folders lie between the file and the folder that holds the schemas. Raises UsageError with
    the sentence ``refused`` where the result would not check, EnvironmentFaultError where the file cannot be read or
    written. Then nothing has changed.
    """
    head = f"# yaml-language-server: $schema={'../' * depth}schemas/{schema}.schema.json\nschema: 1\n"
    there = read_file(path) if path.is_file() else head.encode()
    if read_yaml(there, path.name).value is None:
        raise UsageError(
            "The file cannot be read as it is.", where=str(path), fix="'planbuilder library check' says why."
        )
    written = rewritten(there, change)
    file = read_yaml(written, path.name)
    if found := [*file.findings, *shape_findings(file, schema)]:
        raise UsageError(refused, where=str(path), fix=f"{found[0].said} {found[0].fix}")
    return save(path, written, force=True)
