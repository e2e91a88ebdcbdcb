"""What a JSON Schema says of a value: its fields, its items, whether it is a single value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: A schema, or None where nothing is known.
Shape = Mapping[str, Any] | None

_COMBINED = ("anyOf", "oneOf", "allOf")
LIST, GROUP, TRUTH, LETTERS, FIGURE = "a list", "a group of fields", "a yes or no", "a text", "a number"
_KINDS = {
    "string": LETTERS,
    "number": FIGURE,
    "integer": FIGURE,
    "boolean": TRUTH,
    "array": LIST,
    "object": GROUP,
}
_DAYS = ("date", "date-time")
TEXT: Shape = {"type": "string"}
NUMBER: Shape = {"type": "number"}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Reads the shapes of one schema document."""

    root: Mapping[str, Any]

    def simple(self, shape: Shape, depth: int = 0) -> Iterator[Mapping[str, Any]]:
        """Yield the schemas that `shape` comes down to, references followed and combinations taken apart."""
        if not isinstance(shape, Mapping) or depth > 20:  # noqa: PLR2004 - deeper than any honest schema
            return
        yield shape
        if isinstance(reference := shape.get("$ref"), str):
            yield from self.simple(self._referred(reference), depth + 1)
        for word in _COMBINED:
            for part in shape.get(word, ()):
                yield from self.simple(part, depth + 1)

    def kind(self, shape: Shape) -> str:
        """Return what kind of value the shape is, in plain words; nothing when it may be more than one."""
        kinds: set[str] = set()
        for part in self.simple(shape):
            kinds |= {_KINDS.get(name, "") for name in _types(part) if name != "null"}
            kinds |= {LIST} if "items" in part or "prefixItems" in part else set()
            kinds |= {GROUP} if "properties" in part or "patternProperties" in part else set()
        return kinds.pop() if len(kinds) == 1 else ""

    def is_day(self, shape: Shape) -> bool:
        """Return whether a text may be a day: the schema says so, or it marks no text as one."""
        return any(part.get("format") in _DAYS for part in self.simple(shape)) or not _marks_days(self.root)

    def fields(self, shape: Shape) -> dict[str, Shape] | None:
        """Return the fields that the shape names; None when nothing is known of it or it may have any."""
        found: dict[str, Shape] = {}
        known = False
        for part in self.simple(shape):
            if part.get("additionalProperties") is True or part.get("patternProperties"):
                return None
            if "properties" in part or "additionalProperties" in part:
                known = True
            for name, field in part.get("properties", {}).items():
                found[name] = {"anyOf": [found[name], field]} if name in found else field
        return found if known else None

    def field(self, shape: Shape, name: str) -> Shape:
        """Return the shape of a field."""
        for part in self.simple(shape):
            for pattern, made in part.get("patternProperties", {}).items():
                if re.search(pattern, name):
                    return _shape(made)
        fields = self.fields(shape)
        if fields and name in fields:
            return fields[name]
        return self.other(shape)

    def other(self, shape: Shape) -> Shape:
        """Return the shape of the fields that have no name of their own: a map's values."""
        found = [part["additionalProperties"] for part in self.simple(shape) if "additionalProperties" in part]
        return next((made for made in found if isinstance(made, Mapping)), None)

    def items(self, shape: Shape) -> Shape:
        """Return the shape of a list's items; of a map's, its keys."""
        found = [part["items"] for part in self.simple(shape) if isinstance(part.get("items"), Mapping)]
        if found:
            return {"anyOf": found}
        return TEXT if any("object" in _types(part) or "properties" in part for part in self.simple(shape)) else None

    def values(self, shape: Shape) -> Shape:
        """Return the shape of a map's values."""
        known = [*(self.fields(shape) or {}).values(), self.other(shape)]
        made = [part for part in known if part is not None]
        return {"anyOf": made} if made else None

    def at(self, shape: Shape, index: int) -> Shape:
        """Return the shape of the item at `index` of a list."""
        for part in self.simple(shape):
            if index < len(part.get("prefixItems", ())):
                return _shape(part["prefixItems"][index])
        return self.items(shape)

    def _referred(self, reference: str) -> Shape:
        """Return what a reference inside the document points to."""
        if not reference.startswith("#"):
            return None
        found: Any = self.root
        for step in reference[1:].split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, Mapping) else None
        return _shape(found)


def _marks_days(part: object) -> bool:
    """Return whether a schema marks days as such anywhere."""
    if isinstance(part, Mapping):
        return part.get("format") in _DAYS or any(map(_marks_days, part.values()))
    return isinstance(part, (list, tuple)) and any(map(_marks_days, part))


def list_of(shape: Shape) -> Shape:
    """Return the shape of a list of such items."""
    return {"type": "array", "items": shape if shape is not None else True}


def pairs(first: Shape, second: Shape) -> Shape:
    """Return the shape of a list of pairs."""
    return list_of({"type": "array", "prefixItems": [first or True, second or True]})


def _types(part: Mapping[str, Any]) -> list[str]:
    """Return the types a schema allows."""
    if "const" in part:
        return ["string"] if isinstance(part["const"], str) else []
    if "enum" in part and "type" not in part:
        return ["string"] if all(isinstance(value, str) for value in part["enum"]) else []
    types = part.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _shape(found: Any) -> Shape:
    """Return a schema that says something, else None."""
    return found if isinstance(found, Mapping) else None
