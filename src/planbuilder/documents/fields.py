"""The fields a template can print, each with its type and what it holds, read from view.schema.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planbuilder.schema import schema_text

_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "yes or no"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: how it is reached (``problems[].goals``; ``[]`` is an item of a loop), its type, words for it."""

    name: str
    type: str
    title: str
    description: str


def template_fields() -> tuple[Field, ...]:
    """Return every field of the view, in the order of the schema."""
    schema = schema_text("view")
    return tuple(_of(schema, "", schema["$defs"]))


def _of(shape: Mapping[str, Any], above: str, defs: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields of a group, and those of the groups in it."""
    for name, part in shape["properties"].items():
        path = f"{above}{name}"
        held = _resolved(part, defs)
        items = _resolved(held["items"], defs) if held.get("type") == "array" else None
        yield Field(path, _type(part, held, items), part["title"], part["description"])
        if items and "properties" in items:
            yield from _of(items, f"{path}[].", defs)
        elif "properties" in held:
            yield from _of(held, f"{path}.", defs)


def _type(part: Mapping[str, Any], held: Mapping[str, Any], items: Mapping[str, Any] | None) -> str:
    """Return a field's type in plain words."""
    if items is not None:
        return "list of groups" if "properties" in items else "list of texts"
    if "properties" in held:
        return "group"
    return "date" if "filter date" in part["description"] else _KINDS[held["type"]]


def _resolved(part: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a shape, or what it refers to."""
    found: Mapping[str, Any] = defs[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return found
