"""Whether a plan says, unedited, what many kept plans say: text that was taken over for everybody alike."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import field

from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, RuleBook
from planbuilder.plan.plans import MOST_BYTES, plan_json
from planbuilder.plan.record import Plan
from planbuilder.records.links import name_of, numbers_in
from planbuilder.records.store import clients_kept

#: A statement that stands in the plans of so many other people counts, where the agency sets no other number.
CLONED_OVER = 10
#: A plan is told of where this part of its statements counts.
_PART = 0.5

RULES = RuleBook()
CLONED = RULES.rule(
    "plan-cloned",
    "warning",
    said="{same} of the {all} objectives and interventions stand word for word, with the same numbers and nothing "
    "edited, in the plans of {over} or more other people.",
    why="Surveyors and payers look for text that is the same for everybody; a plan like that is rarely this person's.",
    fix="Go through them with the person: numbers, days, places and words of their own. 'cloned' in planbuilder.toml "
    "says from how many plans on this is told.",
    example="eleven plans with the same eight statements",
)


class _Slot(msgspec.Struct):
    """A value in a statement."""

    value: str


class _Text(msgspec.Struct):
    """A statement as it is kept."""

    library: str
    slots: dict[str, _Slot] = field(default_factory=dict)
    wrote: str = ""


class _Act(msgspec.Struct):
    """An intervention."""

    statement: _Text


class _Step(msgspec.Struct):
    """An objective with its interventions."""

    statement: _Text
    interventions: tuple[_Act, ...] = ()


class _Goal(msgspec.Struct):
    """A goal with its objectives."""

    objectives: tuple[_Step, ...] = ()


class _Problem(msgspec.Struct):
    """A problem with its goals."""

    goals: tuple[_Goal, ...] = ()


class _Kept(msgspec.Struct):
    """As much of a plan as this looks at."""

    problems: tuple[_Problem, ...] = ()


def cloned_findings(plan: Plan, plans: Path, over: int = CLONED_OVER) -> tuple[Finding, ...]:
    """Return the finding on a plan of which at least half stands in ``over`` or more kept plans of other people.

    Statements of objectives and interventions are compared by hashes over the library's words and the values that fill
    them, but for name, pronouns and role; what somebody edited is nobody else's. Versions that cannot be read are
    passed over. Raises EnvironmentFaultError where the folder cannot be read.
    """
    own = [*_marks(msgspec.json.decode(plan_json(plan), type=_Kept))]
    counts: Counter[str] = Counter()
    for client in clients_kept(plans):
        if client != plan.client.id:
            counts.update(set(_marks(_latest(plans, client))))
    same = sum(counts[mark] >= over for mark in own if mark)
    if not own or same < _PART * len(own):
        return ()
    return (CLONED.finding(Place(at="problems"), same=same, all=len(own), over=over),)


def _latest(plans: Path, client: str) -> _Kept:
    """Return what the latest version of a client says; nothing where it cannot be read."""
    try:
        content = read_file(plans / client / name_of(max(numbers_in(plans / client))), MOST_BYTES)
        return msgspec.json.decode(content, type=_Kept)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, EnvironmentFaultError, OSError):
        return _Kept()


def _marks(kept: _Kept) -> Iterator[str]:
    """Yield a hash for each statement of a plan; an empty one for what was edited or has no words of the library."""
    steps = [step for problem in kept.problems for goal in problem.goals for step in goal.objectives]
    for step in steps:
        for text in (step.statement, *(each.statement for each in step.interventions)):
            yield "" if text.wrote or not text.library else _mark(text.library, text.slots)


def _mark(library: str, slots: Mapping[str, _Slot]) -> str:
    """Return the hash over a statement and the values of its own blanks."""
    values = {name: slot.value for name, slot in slots.items() if not name.startswith("client.") and name != "role"}
    return hashlib.sha256(msgspec.json.encode((library, values), order="sorted")).hexdigest()
