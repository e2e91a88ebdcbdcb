"""Clinicians' wordings that may be worth sharing, as drafts for the agency's library without anything of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from planbuilder.data import data_path
from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan, PlanGoal, PlanIntervention, PlanObjective
from planbuilder.records.nameless import Nameless, nameless, words_of
from planbuilder.saving import save
from planbuilder.saving_yaml import rewritten
from planbuilder.schema import schema_text

#: The folder of a library for entries that are not finished; nothing in it is loaded.
DRAFTS = "drafts"
_HEAD = (
    "A draft from practice. No plan uses it, and nobody has approved it.",
    "Nothing of the person whom it was written for may be in it: read it once more as a stranger would.",
)
_Item = PlanGoal | PlanObjective | PlanIntervention


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording that may be shared: which item, what it was written for, what the library says, and it nameless.

    ``path`` is the id of the library's entry, or of what it stands under for one that was added by hand (``local``).
    """

    kind: Literal["goal", "objective", "intervention"]
    name: str
    path: str
    local: bool
    library: str
    wording: Nameless
    title: str = ""


def proposals(plan: Plan, library: Library) -> tuple[Proposal, ...]:
    """Return the wordings of a plan that clinicians made, in its order; those of goals, objectives, interventions."""
    known = words_of(library)
    return tuple(_proposals(plan, known))


def _proposals(plan: Plan, known: frozenset[str]) -> Iterator[Proposal]:
    """Yield the wordings."""
    for problem in plan.problems:
        for goal in problem.goals:
            here = f"{problem.id}/{goal.id}"
            yield from _proposal("goal", f"Goal {goal.number}", here, goal, plan, known)
            for step in goal.objectives:
                there = here if step.local else f"{here}/{step.id}"
                yield from _proposal("objective", f"Objective {step.number}", there, step, plan, known)
                for each in step.interventions:
                    path = f"{here}/{step.id}" if each.local else each.id
                    yield from _proposal("intervention", f"Intervention {each.number}", path, each, plan, known)


def _proposal(
    kind: Literal["goal", "objective", "intervention"],
    name: str,
    path: str,
    item: _Item,
    plan: Plan,
    known: frozenset[str],
) -> Iterator[Proposal]:
    """Yield the wording of an item, where a clinician made it."""
    if item.statement.wrote:
        local = not isinstance(item, PlanGoal) and item.local
        own = nameless(item.title, plan, known).text if local and isinstance(item, PlanIntervention) else ""
        title = re.sub(r"\{\{[^{}]*\}\}", "\u2026", own)
        wording = nameless(item.statement.wrote, plan, known, item.statement.library)
        yield Proposal(kind, name, path, local, item.statement.library, wording, title)


def write_draft(layer: Path, proposal: Proposal, library: Library, roots: Sequence[Path]) -> Path:
    """Write a wording as a draft into the folder of an agency's layer, and return the file.

    ``roots`` are the directories of the library's layers, the lowest first. Whoever calls this has asked a person about
    this one wording. Raises UsageError for the shipped library and a folder that is not there, EnvironmentFaultError
    where the disk refuses.
    """
    if layer.resolve() == data_path("library").resolve():
        fix = "Name the folder of your agency's own library."
        raise UsageError("The shipped library is not changed.", where=str(layer), fix=fix)
    if not layer.is_dir():
        raise UsageError("There is no such folder.", where=str(layer), fix="Make it, or name another.")
    id = f"{proposal.path.rpartition('/')[2]}-own"
    path = layer / DRAFTS / proposal.kind / f"{id}.yaml"
    number = 2
    while path.exists():
        path = path.with_name(f"{id}-{number}.yaml")
        number += 1
    return save(path, _content(path.stem, proposal, library, roots))


def _content(id: str, proposal: Proposal, library: Library, roots: Sequence[Path]) -> bytes:
    """Return a draft as YAML: of an intervention of the library all of its entry, else what is there."""
    whole = proposal.kind == "intervention" and not proposal.local and proposal.path in library.interventions
    source = read_file(library.file_of(roots, "intervention", proposal.path)) if whole else b"schema: 1\n"
    fields: set[str] = set()

    def change(entry: Any) -> None:
        """Set what is proposed."""
        entry["id"], entry["state"] = id, "draft"
        if proposal.title:
            entry["title"] = proposal.title
        entry["statement"] = proposal.wording.text
        if blanks := {each.name: {"type": each.type, "ask": each.ask} for each in proposal.wording.blanks}:
            entry["slots"] = {**entry.get("slots", {}), **blanks}
        fields.update(entry)

    made = rewritten(source, change).decode("utf-8-sig")
    lines = [f"# {line}" for line in (*_HEAD, *_advice(proposal, whole=whole, fields=fields))]
    return "\n".join((*lines, made)).encode()


def _advice(proposal: Proposal, *, whole: bool, fields: set[str]) -> Iterator[str]:
    """Yield what is to be done with a draft."""
    if whole:
        yield f"Worded anew from intervention/{proposal.path}; its plain words are still those of that entry."
        yield "To use it, complete it and move it beside that entry."
    elif proposal.kind == "intervention":
        missing = [name for name in schema_text("intervention")["required"] if name not in fields]
        yield f"Added by hand under {proposal.path}. Still to be written: {', '.join(missing)}."
    else:
        yield f"To use it, complete it and put it into the problem's file, at {proposal.path}."
