"""Invented people for batches: as files, as lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planbuilder.data import data_path
from planbuilder.reading import read_yaml

EXAMPLES = data_path("library") / "examples"
#: A name that must stand in no manifest and in no message.
NOBODY = "Quirina Zabel"


def person(number: int, **more: Any) -> dict[str, Any]:
    """Return the data of a client's file; every number gives another id and other scores."""
    return {
        "schema": 1,
        "id": f"c-{number:05}",
        "identity": {"name": NOBODY, "called": "Quirina", "pronouns": "she", "born": "1990-02-03"},
        "language": {"speaks": "English", "english": "full"},
        "care": {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09"},
        "presenting": {"seen": "Drinks on most days."},
        "team": [{"name": "Rosa Alvarez", "role": "counselor"}],
        "diagnoses": [{"code": "F10.20", "title": "Alcohol use disorder"}],
        "counts": [{"id": "heavy-drinking-days-30", "value": number % 25 + 1, "on": "2026-11-09"}],
        "scores": [{"measure": "audit-c", "value": number % 12 + 1, "on": "2026-11-09"}],
        "needs": [],
        **more,
    }


def write_folder(folder: Path, numbers: range) -> Path:
    """Write a file for each person (JSON is YAML too) and return the folder."""
    folder.mkdir()
    for number in numbers:
        (folder / f"c-{number:05}.client.yaml").write_text(json.dumps(person(number)), encoding="utf-8")
    return folder


def write_lines(path: Path, people: list[dict[str, Any]]) -> Path:
    """Write a line for each person and return the file."""
    path.write_text("".join(json.dumps(each) + "\n" for each in people), encoding="utf-8")
    return path


def example(name: str) -> dict[str, Any]:
    """Return an example's file of the shipped library as plain data."""
    value = read_yaml((EXAMPLES / f"{name}.yaml").read_bytes(), name).value
    assert value is not None
    return value
