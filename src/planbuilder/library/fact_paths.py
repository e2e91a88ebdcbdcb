"""Walking a requirement's schema beside the description of the facts: every name and every word has its place there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from planbuilder.library.entries import Shape
from planbuilder.reading import FieldPath
from planbuilder.schema import schema_text

Described = Mapping[str, Any]

#: Which kind of fact a word of a schema says something about; about any other it would say nothing, silently.
_WORDS: Mapping[str, frozenset[str]] = {
    "properties": frozenset({"object"}),
    **dict.fromkeys(("items", "contains", "min_items", "max_items", "unique_items"), frozenset({"array"})),
    **dict.fromkeys(("min_length", "max_length", "pattern"), frozenset({"string"})),
    **dict.fromkeys(("minimum", "maximum"), frozenset({"integer", "number"})),
}
_NAMED = {
    "min_items": "minItems",
    "max_items": "maxItems",
    "unique_items": "uniqueItems",
    "min_length": "minLength",
    "max_length": "maxLength",
}
#: How near a name must be to be meant, as everywhere.
_NEAR = 0.55
_KINDS = {
    "array": "a list",
    "object": "a group of facts",
    "string": "a text",
    "integer": "a number",
    "number": "a number",
}


@dataclass(frozen=True, slots=True)
class Strayed:
    """A place in a requirement's schema that the facts do not bear out.

    ``kind`` is field (no fact of that name), word (a word that says nothing about this kind of fact), or value (a
    value that the fact never has); ``wrong`` is the name, word or value, ``known`` what there is instead.
    """

    kind: Literal["field", "word", "value"]
    path: FieldPath
    wrong: str
    known: tuple[str, ...]


def strayed(shape: Shape, path: FieldPath) -> Iterator[Strayed]:
    """Yield every place of a schema at ``path`` in its file that names what the facts do not have."""
    yield from _walk(shape, _facts(), path)


def close(wrong: str, known: Iterable[str]) -> bool:
    """Return whether a name is near to one of those that are known."""
    return bool(difflib.get_close_matches(wrong, sorted(set(known)), 1, _NEAR))


def facts_called(wrong: str) -> tuple[str, ...]:
    """Return where the facts are, anywhere in a plan, whose names are nearest to a wrong one: 'strengths' of person."""
    named: dict[str, list[str]] = {}
    for place, name in _named(_facts(), ""):
        named.setdefault(name, []).append(f"'{name}' of {place}" if place else f"'{name}' of the plan")
    near = difflib.get_close_matches(wrong, sorted(named), 2, _NEAR)
    return tuple(place for name in near for place in named[name][:3])


def _named(node: Described, where: str) -> Iterator[tuple[str, str]]:
    """Yield the name of every fact with where it stands."""
    node = _resolved(node)
    for name, inner in node.get("properties", {}).items():
        yield where, name
        yield from _named(inner, f"{where}: {name}" if where else name)
    if "items" in node:
        yield from _named(node["items"], where)


@cache
def _facts() -> Described:
    """Return the description of the facts."""
    return schema_text("plan-facts")


def _resolved(node: Described) -> Described:
    """Return what a description comes down to."""
    found: Described = _facts()["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    return found


def _type(node: Described) -> str:
    """Return the kind of value of a fact; words of a fixed list are text."""
    return str(node.get("type", "string"))


def _walk(shape: Shape, node: Described, path: FieldPath) -> Iterator[Strayed]:
    """Yield what strays in a schema about the fact that ``node`` describes."""
    node = _resolved(node)
    kind = _type(node)
    for word, kinds in _WORDS.items():
        if getattr(shape, word) not in (None, (), {}, "") and kind not in kinds:
            name = _NAMED.get(word, word)
            yield Strayed("word", (*path, name), name, (_KINDS.get(kind, "yes or no"),))
    yield from _values(shape, node, path)
    fields = node.get("properties", {})
    for name, inner in shape.properties.items():
        if name in fields:
            yield from _walk(inner, fields[name], (*path, "properties", name))
        elif kind == "object":
            yield Strayed("field", (*path, "properties", name), name, tuple(fields))
    if "items" in node:
        for word, item in (("items", shape.items), ("contains", shape.contains)):
            if item is not None:
                yield from _walk(item, node["items"], (*path, word))
    yield from _branches(shape, node, path)


def _branches(shape: Shape, node: Described, path: FieldPath) -> Iterator[Strayed]:
    """Yield what strays in the schemas about the very same fact."""
    for word, several in (("allOf", shape.all_of), ("anyOf", shape.any_of)):
        for place, each in enumerate(several):
            yield from _walk(each, node, (*path, word, place))
    for word, one in (("not", shape.not_), ("if", shape.if_), ("then", shape.then), ("else", shape.else_)):
        if one is not None:
            yield from _walk(one, node, (*path, word))


def _values(shape: Shape, node: Described, path: FieldPath) -> Iterator[Strayed]:
    """Yield the values that a fact never has: not of its kind, or not in its fixed list."""
    named = [("const", (shape.const,))] if shape.const is not None else []
    for word, values in [*named, ("enum", shape.enum)]:
        for value in values:
            if "enum" in node and value not in node["enum"]:
                yield Strayed("value", (*path, word), str(value), tuple(map(str, node["enum"])))
            elif "enum" not in node and not _fits(value, _type(node)):
                yield Strayed("value", (*path, word), str(value), (_KINDS.get(_type(node), "true or false"),))


def _fits(value: object, kind: str) -> bool:
    """Return whether a value is of a kind."""
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, str):
        return kind == "string"
    return kind in ("integer", "number")
