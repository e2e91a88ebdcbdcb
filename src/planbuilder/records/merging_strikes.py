"""Striking from the latest version of a plan what somebody struck from a printed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from planbuilder.documents.index import in_full
from planbuilder.plan.keyed import keyed_texts
from planbuilder.plan.record import Plan, Struck
from planbuilder.plan.record_parts import interventions
from planbuilder.plan.striking import REASON, items_under, without
from planbuilder.records.acceptance import Collision, Merge
from planbuilder.records.edits import StruckText
from planbuilder.records.items import plan_texts

_STATEMENT = ".statement"


def merge_strikes(struck: Iterable[StruckText], merge: Merge, when: str, version: int) -> None:
    """Strike items from the version that is made, and keep what they said; what cannot be struck in Word is left.

    Goals, objectives, interventions, criteria and added notes can be struck, and an intervention's reason alone. What
    somebody else changed or added to since is a collision.
    """
    listed = list(struck)
    keys = {key for each in listed if (key := _item(each, merge.base))}
    covered = {under for key in keys for under in items_under(merge.latest, key)}
    for each in listed:
        key = _item(each, merge.base)
        if key:
            _collide(each, key, merge)
        elif each.key.endswith(REASON):
            if each.key.removesuffix(REASON) not in covered:
                covered.add(each.key)
        elif not _goes_with(each, merge.base, covered):
            merge.left.append((each.name, each.text, ""))
    if not merge.collisions:
        merge.made = _without(merge.made, covered, when, version)


def _item(each: StruckText, base: Plan) -> str:
    """Return the key of the item that a struck text stands for, empty where it stands for no item of its own."""
    key, _, field = each.key.rpartition(".")
    if field == "statement" and key[:1] in {"g", "o", "i", "e", "n"}:
        return key
    numbers: dict[str, str] = {}
    for one in interventions(base):
        full = numbers.setdefault(in_full(one), one.number)
        if one.key == key and full != one.number and any(line.startswith(one.number) for line in each.lines):
            return key  # it was printed by another one's number, so its reason is all that could be struck
    return ""


def _goes_with(each: StruckText, base: Plan, covered: set[str]) -> bool:
    """Return whether an accommodation's text went with an intervention under which it was printed."""
    key = each.key.removesuffix(_STATEMENT)
    first = next((one.key for one in interventions(base) if key in one.accommodations), "")
    return first in covered


def _collide(each: StruckText, key: str, merge: Merge) -> None:
    """Note that somebody else changed an item that is struck, or something under it."""
    there = keyed_texts(merge.latest)
    items = set(items_under(merge.latest, key))
    changed = [
        (name, text)
        for name, text in there.items()
        if name.rpartition(".")[0] in items and text != merge.printed.get(name)
    ]
    if changed:
        now = "\n".join(text.now for _, text in changed if text.now)
        merge.collisions.append(Collision(each.key, each.name, each.text, now, ""))


def _without(plan: Plan, keys: set[str], when: str, version: int) -> Plan:
    """Return a plan without items, each kept among what was struck."""
    left = without(plan, keys)
    gone = [key for key in keyed_texts(plan) if key.endswith(_STATEMENT) and key not in keyed_texts(left)]
    names, paths, numbers = plan_texts(plan), dict(_paths(plan)), dict(_numbers(plan))
    made = [
        Struck(
            key=key.removesuffix(_STATEMENT),
            number=numbers.get(key.removesuffix(_STATEMENT), ""),
            name=names[key].name,
            text=names[key].text.now,
            when=when,
            version=version,
            path=paths.get(key.removesuffix(_STATEMENT), ""),
        )
        for key in gone
    ]
    reasons = [key for key in keyed_texts(plan) if key in keys and key.endswith(REASON)]
    made += [
        Struck(key=key, number="", name=names[key].name, text=names[key].text.now, when=when, version=version)
        for key in reasons
    ]
    return replace(left, struck=(*left.struck, *made))


def _paths(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the keys of the items of the thread with their ids from the problem down."""
    for problem in plan.problems:
        for goal in problem.goals:
            here = f"{problem.id}/{goal.id}"
            yield goal.key, here
            for step in goal.objectives:
                yield step.key, f"{here}/{step.id}"
                yield from ((each.key, f"{here}/{step.id}/{each.id}") for each in step.interventions)


def _numbers(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the keys of items with their numbers."""
    for problem in plan.problems:
        for goal in problem.goals:
            yield goal.key, goal.number
            for step in goal.objectives:
                yield step.key, step.number
                yield from ((each.key, each.number) for each in step.interventions)
    yield from ((each.key, each.number) for each in plan.accommodations)
