"""Files of notes and reviews for tests: whole ones for the example plan, and the same with something changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives

NOTE_DAY, REVIEW_DAY, SECOND_DAY = "2026-11-23", "2026-12-28", "2027-02-08"
BY = {"name": "Rosa Alvarez", "role": "counselor", "credentials": "LADC"}


def access(plan: Plan, **other: Any) -> dict[str, Any]:
    """Return an answer for each accommodation: delivered, but for those that are named (``A3={...}``)."""
    return {**{each.number: {"delivered": "yes"} for each in plan.accommodations}, **other}


def step(**more: Any) -> dict[str, Any]:
    """Return what a note says of an objective."""
    said = {"done": "Read the log together.", "response": "Counted along.", "progress": "improving", "next": "Go on."}
    return {**said, **more}


def note(plan: Plan, **more: Any) -> dict[str, Any]:
    """Return a note on the objective 1.B.2, with fields changed; one that is None is left out."""
    made = {
        "schema": 1,
        "client": plan.client.id,
        "version": 1,
        "date": NOTE_DAY,
        "by": BY,
        "kind": "individual",
        "access": access(plan),
        "objectives": {"1.B.2": step(interventions=["1.B.2.a"])},
        **more,
    }
    return {name: value for name, value in made.items() if value is not None}


def looked_at(**more: Any) -> dict[str, Any]:
    """Return what a review says of an objective: improving, stays, with the reason."""
    return {"status": "improving", "seen_by": "Two of three.", "decision": "stays", "why": "It works.", **more}


def review(plan: Plan, *, steps: dict[str, dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return a review of every open objective, those in ``steps`` in other words, with fields changed."""
    made = {
        "schema": 1,
        "client": plan.client.id,
        "version": plan.version or 1,
        "date": REVIEW_DAY,
        "by": BY,
        "present": [{"who": "Jordan Ellis", "mode": "in ASL"}],
        "access": access(plan),
        "needs": {"on": REVIEW_DAY, "words": "The same as before."},
        "objectives": {each.number: looked_at() for each in objectives(plan) if not each.ended} | (steps or {}),
        **more,
    }
    return {name: value for name, value in made.items() if value is not None}


def written(folder: Path, value: dict[str, Any], name: str = "file.yaml") -> Path:
    """Return a file with a value as JSON, which is YAML too."""
    path = folder / name
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path
