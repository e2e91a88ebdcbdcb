"""Taking one thing at a time out of a complete plan, everywhere that a plan has it: what no requirement may miss."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from planbuilder.plan.record import Plan

Data = dict[str, Any]
Step = str | int
Path = tuple[Step, ...]

#: Parts of a record that no fact is made from.
_NO_FACTS = frozenset({"provenance", "made_with", "activities", "struck", "vacant", "remarks", "added_notes", "saved"})
#: Other words for fields that hold a word of a fixed list.
_WORDS: dict[str, tuple[str, ...]] = {
    "status": ("uncovered",),
    "level": ("high",),
    "decision": ("refused", "declined", "undecided", "open"),
    "source": ("blank",),
    "english": ("little",),
    "agrees": ("absent", "disagree"),
    "state": ("draft",),
    "setting": ("inpatient",),
}
#: Dates that every record has.
_NEVER_EMPTY = frozenset({"date", "admitted", "born", "review", "until", "next_review", "id"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FAR = dt.timedelta(days=800)


def mutations(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """Yield a plan with one kind of thing taken out or changed, with what it was; at all places that have it, or one.

    Values become empty, false, zero or far away; lists become empty; what the record can do without is gone. What is no
    plan afterwards is left out.
    """
    text = msgspec.json.encode(plan)
    data = json.loads(text)
    groups: dict[tuple[str, ...], list[Path]] = {}
    for path in _paths(data, ()):
        groups.setdefault(tuple("*" if isinstance(step, int) else step for step in path), []).append(path)
    for name, paths in groups.items():
        for where in (paths, paths[:1]) if len(paths) > 1 else (paths,):
            for label, value in _others(name[-1], _at(data, paths[0])):
                made = json.loads(text)
                for path in where:
                    _put(made, path, value)
                try:
                    yield f"{'/'.join(name)} {label}", msgspec.convert(made, Plan)
                except (msgspec.ValidationError, ValueError):
                    continue


def _paths(value: Any, path: Path) -> Iterator[Path]:
    """Yield the path of every value in a record, lists and groups too."""
    if path and path[0] in _NO_FACTS:
        return
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _paths(each, (*path, key))
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _paths(each, (*path, place))


def _others(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what may stand in the place of a value, each with a word for it."""
    yield from ((f"is {word}", word) for word in _WORDS.get(name, ()))
    if isinstance(value, bool):
        yield "turned", not value
    elif isinstance(value, int | float):
        yield "zero", 0
        yield "large", value * 1000 + 100_000
    elif isinstance(value, str):
        if name not in _NEVER_EMPTY:
            yield "empty", ""
        if _DATE.fullmatch(value):
            day = dt.date.fromisoformat(value)
            yield "later", (day + _FAR).isoformat()
            yield "earlier", (day - _FAR).isoformat()
    elif isinstance(value, list | tuple):
        yield "empty", []
    if not isinstance(value, list | tuple | str):
        yield "gone", None


def _at(data: Any, path: Path) -> Any:
    """Return the value at a path."""
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> None:
    """Put a value at a path."""
    _at(data, path[:-1])[path[-1]] = value


def changed(plan: Plan, changes: dict[str, Any]) -> Plan:
    """Return a plan with values put at paths of its record, written with slashes."""
    data = json.loads(msgspec.json.encode(plan))
    for written, value in changes.items():
        path: Path = tuple(int(step) if step.isdecimal() else step for step in written.split("/"))
        here = data
        for step, following in itertools.pairwise(path):
            if isinstance(here, dict) and here.get(step) is None:
                here[step] = [] if isinstance(following, int) else {}
            here = here[step]
        _set(here, path[-1], value)
    return msgspec.convert(data, Plan)


def without(plan: Plan, removal: dict[str, Any]) -> Plan:
    """Return a plan with values put at every place that a path leads to, '*' for every place of a list."""
    data = json.loads(msgspec.json.encode(plan))
    for pattern, value in removal.items():
        *way, last = pattern.split("/")
        here = [data]
        for step in way:
            here = [each for one in here for each in (one if step == "*" else [one.get(step, {})])]
        for one in here:
            one[last] = value
    return msgspec.convert(data, Plan)


def _set(here: Any, step: Step, value: Any) -> None:
    """Put a value into a group or list, at its end where the place is the next one."""
    if isinstance(here, list) and step == len(here):
        here.append(value)
    else:
        here[step] = value
