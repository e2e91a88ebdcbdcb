"""Findings on placeholders in what somebody wrote: the client's file, the selection, wording of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from planbuilder.findings import Finding, Place
from planbuilder.plan.placeholders import has_blank
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

PLACEHOLDER = RULES.rule(
    "plan-placeholder",
    "warning",
    said="Here stands a placeholder, or a blank that nobody filled.",
    why="It looks as if something had been said; whoever checks the plan reads that nothing was.",
    fix="Write what is true of this person, or leave the field out.",
    example="the person's own words: TBD",
)


def placeholder_findings(plan: Plan, texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield each place where a placeholder stands instead of words, or a blank inside them.

    ``texts`` are those that the plan prints, each with where it stands.
    """
    written = dict.fromkeys((*_written(plan.client, ""), *_written(plan.selection, "")))
    known = {text for _, text in written}
    printed = [(where, text) for where, text in texts if text not in known]
    places = [where for where, text in (*written, *printed) if has_blank(text)]
    yield from (PLACEHOLDER.finding(Place(at=where)) for where in dict.fromkeys(places))


def _written(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a file, with the names of the fields that lead to it; never the keys, which may be names."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for each in value:
            yield from _written(each, where)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _written(each, where)
    elif isinstance(value, Struct):
        for name, said in _fields(type(value)):
            if part := getattr(value, name):  # most fields are empty
                yield from _written(part, f"{where}, {said}" if where else said)


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a part of a file, each with how it is called in a place."""
    return tuple((name, name.rstrip("_").replace("_", " ")) for name in kind.__struct_fields__)
