"""How a plan record differs from the plan that its own facts, its choices and the library give."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from msgspec.structs import replace

from planbuilder.plan.record import Plan, Text

#: Fields that name other items by key or number: they follow the thread, and say nothing new once that is broken.
_FOLLOWING = frozenset({"key", "number", "activities", "applies_to", "accommodations", "answer", "objectives"})
#: Parts of a plan that are compared as a whole: short, and without names of their own.
_WHOLE = (
    *("heading", "lacks", "age", "setting", "level_of_care", "review", "until", "communication", "limitations"),
    *("declined", "requests", "discharge", "questions", "participation", "signers", "untreated"),
    *("weekly_minutes", "weekly_limit", "notices"),
)
_BELOW = ("goals", "objectives", "interventions")
_LEVELS = ("Problem", "Goal", "Objective", "Intervention")


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that differs: where, what it is in a reader's words, in which way, and in which fields."""

    where: str
    what: str
    kind: Literal["missing", "extra", "changed"]
    fields: tuple[str, ...] = ()


def differences(record: Plan, anew: Plan, *, same_library: bool) -> Iterator[Difference]:
    """Yield how the record differs from the plan made anew, but for pairs; own wording (``wrote``) is no difference.

    Where entries came from is compared only with the library that the record was made with.
    """
    thread = list(_thread(record.problems, anew.problems, 0, frozenset({"accommodations"})))
    broken = any(each.kind != "changed" or {"key", "number"}.intersection(each.fields) for each in thread)
    ignored = _FOLLOWING if broken else frozenset()
    exact = same_library and not broken
    yield from _thread(record.problems, anew.problems, 0, frozenset()) if exact else thread
    for name in _WHOLE:
        if _bare(getattr(record, name), ignored) != _bare(getattr(anew, name), ignored):
            said = name.replace("_", " ")
            yield Difference(said, f"The part '{said}'", "changed")
    for name, noun in (("accommodations", "Accommodation"), ("options", "Option"), ("measures", "Measure")):
        yield from _list(getattr(record, name), getattr(anew, name), name, noun, ignored)
    for name, noun in (("protocols", "Protocol"), ("safety", "The risk"), ("activities", "Activity")):
        yield from _list(getattr(record, name), getattr(anew, name), name, noun, ignored)
    if exact:
        yield from _list(record.provenance, anew.provenance, "provenance", "The origin of", ignored)


def _thread(record: Sequence[Any], anew: Sequence[Any], level: int, ignored: frozenset[str]) -> Iterator[Difference]:
    """Yield how problems, goals, objectives or interventions differ, and then what is in them."""
    noun = _LEVELS[level]
    known = {each.id: each for each in anew}
    below = _BELOW[level] if level < len(_BELOW) else ""
    for each in record:
        name = f"{noun} {each.number}"
        if (other := known.pop(each.id, None)) is None:
            yield Difference(each.number, name, "extra")
            continue
        if fields := _fields(each, other, ignored | {below}):
            yield Difference(each.number, name, "changed", fields)
        if below:
            yield from _thread(getattr(each, below), getattr(other, below), level + 1, ignored)
    for other in known.values():
        yield Difference(other.number, f"{noun} '{other.id}'", "missing")


def _list(
    record: Iterable[Any], anew: Iterable[Any], where: str, noun: str, ignored: frozenset[str]
) -> Iterator[Difference]:
    """Yield how the items of a list differ, found by what they are."""
    known = {_identity(each): each for each in anew}
    for each in record:
        other = known.pop(_identity(each), None)
        if other is None:
            yield Difference(where, f"{noun} '{_name(each)}'", "extra")
        elif fields := _fields(each, other, ignored):
            yield Difference(where, f"{noun} '{_name(each)}'", "changed", fields)
    for other in known.values():
        yield Difference(where, f"{noun} '{_name(other)}'", "missing")


def _identity(each: Any) -> tuple[Hashable, ...]:
    """Return what tells an item from the others of its list."""
    names = ("who", "id", "entry", "risk", "assessed", "kind")
    own = tuple(getattr(each, name, "") for name in names)
    return own if hasattr(each, "id") or hasattr(each, "risk") or hasattr(each, "entry") else (each.kind, each.title)


def _name(each: Any) -> str:
    """Return how a reader calls an item; never a person's name."""
    names = (getattr(each, name, "") for name in ("title", "risk", "entry", "id", "kind"))
    return next((str(name) for name in names if name), "without a title")


def _fields(each: Any, other: Any, ignored: frozenset[str]) -> tuple[str, ...]:
    """Return the fields in which two items differ, in words."""
    return tuple(
        name.rstrip("_").replace("_", " ")
        for name in each.__struct_fields__
        if name not in ignored and _bare(getattr(each, name), ignored) != _bare(getattr(other, name), ignored)
    )


def _bare(value: Any, ignored: frozenset[str]) -> Any:
    """Return a value without own wording, and without fields that are ignored."""
    if isinstance(value, tuple):
        return tuple(_bare(each, ignored) for each in value)
    if isinstance(value, Text):
        return replace(value, wrote="")
    if hasattr(value, "__struct_fields__"):
        names = (name for name in value.__struct_fields__ if name not in ignored)
        return tuple((name, _bare(getattr(value, name), ignored)) for name in names)
    return value
