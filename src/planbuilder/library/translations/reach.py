"""What a translation is meant to cover: the entries that its scope names, with everything those reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: Fields that name entries a client's copy prints with the one that names them.
_NAMES = {
    "interventions": "intervention",
    "options": "option",
    "measures": "measure",
    "measure": "measure",
    "protocols": "protocol",
}
_RETIRED = ("superseded", "withdrawn")


def covered(scope: Iterable[str], values: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the entries (``kind/id``) of a scope and all that they reach, those in use; sorted.

    ``values`` are the entries and vocabulary files as they stand in their files.
    """
    found: set[str] = set()
    waiting = [name for part in scope for name in _named(part, values)]
    while waiting:
        name = waiting.pop()
        if name in found or name not in values or values[name].get("state") in _RETIRED:
            continue
        found.add(name)
        waiting += _reached(values[name])
    return tuple(sorted(found))


def _named(part: str, values: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the entries that a line of the scope stands for: one entry, or all of a kind."""
    if "/" in part:
        yield part
    else:
        yield from (name for name in values if name.startswith(f"{part}/"))


def _reached(value: Any) -> Iterator[str]:
    """Yield the entries that a part of an entry names."""
    if isinstance(value, dict):
        for key, each in value.items():
            if kind := _NAMES.get(key):
                ids = [each] if isinstance(each, str) else each if isinstance(each, list) else []
                yield from (f"{kind}/{id}" for id in ids if isinstance(id, str))
            yield from _reached(each)
    elif isinstance(value, list):
        for each in value:
            yield from _reached(each)
