"""The items of a plan by their keys: reading and exchanging their texts, whatever part they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from planbuilder.plan.record import Plan, Text

_Item = TypeVar("_Item", bound=msgspec.Struct)
#: The parts of a plan whose items hold texts, or items that do.
PARTS = ("problems", "accommodations", "options", "protocols", "discharge", "added_notes")


def keyed_texts(plan: Plan) -> dict[str, Text]:
    """Return every text of a plan by the key of its item and the field: ``o1.statement``."""
    return {key: text for part in PARTS for each in getattr(plan, part) for key, text in _texts(each)}


def _texts(item: msgspec.Struct) -> Iterator[tuple[str, Text]]:
    """Yield the texts of an item and of those in it."""
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if isinstance(value, Text):
            yield f"{item.key}.{name}", value  # type: ignore[attr-defined]
        elif isinstance(value, tuple):
            for each in value:
                if hasattr(each, "key"):
                    yield from _texts(each)


def with_texts(plan: Plan, texts: Mapping[str, Text]) -> Plan:
    """Return a plan with other texts, by the key of the item and the field; the rest of it is the same."""
    parts = {part: tuple(_with(each, texts) for each in getattr(plan, part)) for part in PARTS}
    return replace(plan, **parts)


def _with(item: _Item, texts: Mapping[str, Text]) -> _Item:
    """Return an item with other texts in it and in the items in it."""
    fields: dict[str, object] = {}
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if isinstance(value, Text):
            found = texts.get(f"{item.key}.{name}")  # type: ignore[attr-defined]
            if found is not None:
                fields[name] = found
        elif isinstance(value, tuple) and any(hasattr(each, "key") for each in value):
            fields[name] = tuple(_with(each, texts) if hasattr(each, "key") else each for each in value)
    return replace(item, **fields)
