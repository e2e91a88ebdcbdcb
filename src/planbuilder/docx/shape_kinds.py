"""Shapes that templates themselves make, and what kind of value a shape is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbuilder.docx.shapes import NUMBER, Shape, Shapes

YES_NO: Shape = {"type": "boolean"}
_PLAIN = {"string": "a text", "number": "a number", "integer": "a number", "boolean": "a yes or no"}
LIST, GROUP, TRUTH = "a list", "a group of fields", "a yes or no"


def kind_of(shapes: Shapes, shape: Shape) -> str:
    """Return what a shape is in plain words: a text, a number, a yes or no, a list, a group of fields; or nothing."""
    kinds: set[str] = set()
    for part in shapes.simple(shape):
        types = part.get("type", [])
        kinds |= {_said(name) for name in ([types] if isinstance(types, str) else types) if name != "null"}
        if "items" in part or "prefixItems" in part:
            kinds.add(LIST)
        if "properties" in part or "patternProperties" in part:
            kinds.add(GROUP)
        if "const" in part or "enum" in part:
            values = part["enum"] if "enum" in part else [part["const"]]
            kinds |= {"a text" if isinstance(value, str) else "" for value in values if value is not None}
    return kinds.pop() if len(kinds) == 1 else ""


def either(*parts: Shape) -> Shape:
    """Return the shape of what is one of several; nothing is known where nothing is known of one."""
    known = [part for part in parts if part is not None]
    return {"anyOf": known} if len(known) == len(parts) else None


def loop_of(item: Shape) -> Shape:
    """Return the shape of ``loop`` in a loop over such items."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    fields: dict[str, Any] = dict.fromkeys(numbers, NUMBER)
    fields |= {"first": YES_NO, "last": YES_NO, "previtem": item or {}, "nextitem": item or {}}
    return {"properties": {**fields, "cycle": {}, "changed": {}}}


def group_of(fields: Mapping[str, Shape]) -> Shape:
    """Return the shape of a map that a tag writes out."""
    return {"properties": {name: shape if shape is not None else {} for name, shape in fields.items()}}


def _said(name: str) -> str:
    """Return a type's name in plain words."""
    return {**_PLAIN, "array": LIST, "object": GROUP}.get(name, "")
