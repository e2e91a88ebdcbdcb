"""Shapes that templates themselves make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbuilder.docx.shapes import NUMBER, Shape

YES_NO: Shape = {"type": "boolean"}


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
