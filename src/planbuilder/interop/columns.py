"""The sheets and their columns, as the schemas describe them: a sheet a kind, nested parts on sheets of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

import msgspec

from planbuilder.library.entries import Criterion, Entry, Goal, Objective, Part, Predicate, Step
from planbuilder.library.store import KINDS
from planbuilder.library.texts import REFERENCES, WORDS
from planbuilder.schema import schema_text

#: How a cell is read: a text, a number, yes or no, a list with one item a line, a text for each name, parts with one a
#: line, named parts with one a line, or a value as YAML writes it.
Form = Literal["text", "integer", "number", "yes-no", "list", "texts", "parts", "named", "value"]
#: Fields that have a column of their own or none.
_LEFT_OUT = frozenset({"schema", "id"})
#: Fields about the entry's life stand behind what it says.
_LAST = frozenset({"state", "by", "why"})
#: Parts on sheets of their own: name of the sheet, kind, the mappings that lead to them, what their ids are called.
_FOLDER_FIELDS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], type[Part]], ...] = (
    ("goals", "problem", ("goals",), ("problem", "goal"), Goal),
    ("objectives", "problem", ("goals", "objectives"), ("problem", "goal", "objective"), Objective),
    ("discharge", "problem", ("discharge",), ("problem", "criterion"), Criterion),
    ("steps", "protocol", ("steps",), ("protocol", "step"), Step),
)
#: Deepest fields that get columns of their own: measured_by/target/band.
_DEEPEST = 3
_SCALARS: Mapping[str, Form] = {"string": "text", "integer": "integer", "number": "number", "boolean": "yes-no"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field's path, how its cells are read, what the schema says of it, and what may stand in it.

    ``choices`` are the words of a fixed list; ``words`` names the kind of entry, or list of words, whose ids
    may.
    """

    path: tuple[str, ...]
    form: Form
    title: str
    note: str
    choices: tuple[str, ...] = ()
    words: str = ""

    @property
    def name(self) -> str:
        """Return the heading: the path with slashes."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the kind of entry, the mappings that lead to its parts, its id columns and the others."""

    name: str
    kind: str
    below: tuple[str, ...]
    keys: tuple[str, ...]
    columns: tuple[Column, ...]

    def inside(self, address: tuple[str, ...]) -> tuple[str, ...]:
        """Return where in its file a row's part stands: ``goals/safe-start`` for a goal, nothing for an entry."""
        return tuple(part for pair in zip(self.below, address[1:], strict=True) for part in pair)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return every sheet, each followed by those of the parts within its entries."""
    found: list[Sheet] = []
    for kind, (home, cls) in KINDS.items():
        nested = [each for each in _FOLDER_FIELDS if each[1] == kind]
        hidden = _LEFT_OUT | {below[0] for _, _, below, _, _ in nested}
        schema = resolved(schema_text(kind), kind)[0]
        columns = sorted(_columns(schema, kind, cls, hidden), key=lambda each: each.name in _LAST)
        found.append(Sheet(home, kind, (), ("id",), tuple(columns)))
        for name, _, below, keys, part in nested:
            within = frozenset(inner[-1] for _, _, inner, _, _ in nested if inner[:-1] == below)
            found.append(Sheet(name, kind, below, keys, tuple(_columns(_below(kind, below), kind, part, within))))
    return tuple(found)


def _below(kind: str, below: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema of the parts that mappings of a kind of entry lead to."""
    schema = schema_text(kind)
    for name in below:
        schema = resolved(resolved(schema, kind)[0]["properties"][name]["additionalProperties"], kind)[0]
    return schema


def _columns(
    schema: dict[str, Any], home: str, owner: type[Part], hidden: frozenset[str], path: tuple[str, ...] = ()
) -> Iterator[Column]:
    """Yield the columns for the fields of a schema, in its order."""
    for name, raw in schema["properties"].items():
        if name in hidden:
            continue
        field, where = resolved(raw, home)
        inner = _part_of(owner, name)
        if _spreads(field, where, len(path) + 1) and inner is not None:
            yield from _columns(field, where, inner, frozenset(), (*path, name))
            continue
        words = _words(owner, name)
        items = resolved(field["items"], where)[0] if "items" in field else field
        choices = tuple(str(each) for each in items.get("enum", ()))
        title, note = field.get("title", name), field.get("description", "")
        yield Column((*path, name), _form(field, where), title, note, choices, words)


def _spreads(field: Mapping[str, Any], home: str, depth: int) -> bool:
    """Return whether a field's own fields get columns: they are fixed, and simple in the end."""
    if "properties" not in field or depth >= _DEEPEST:
        return False
    inner = [resolved(each, home) for each in field["properties"].values()]
    return all(_form(each, at) in (*_SCALARS.values(), "list") or _spreads(each, at, depth + 1) for each, at in inner)


def _form(field: Mapping[str, Any], home: str) -> Form:
    """Return how the cells of a field are read."""
    if "enum" in field:
        return "text"
    type = field.get("type")
    if isinstance(type, str) and type in _SCALARS:
        return _SCALARS[type]
    if type == "array":
        items = resolved(field["items"], home)[0]
        return "list" if items.get("type") == "string" or "enum" in items else "parts"
    if type == "object":
        each = field.get("additionalProperties")
        plain = isinstance(each, dict) and resolved(each, home)[0].get("type") == "string"
        return "texts" if plain else "named"
    return "value"


def resolved(schema: dict[str, Any], home: str) -> tuple[dict[str, Any], str]:
    """Return a part of a schema with what it refers to put in, its own words first, and the schema that stands in."""
    while "$ref" in schema:
        name, _, pointer = schema["$ref"].partition("#")
        home = name.removesuffix(".schema.json") or home
        target: Any = schema_text(home)
        for part in pointer.strip("/").split("/"):
            target = target[part] if part else target
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema, home


def _part_of(owner: type[Part], field: str) -> type[Part] | None:
    """Return the class of the part that a field holds, or None."""
    names = {each.encode_name: each.name for each in msgspec.structs.fields(owner)}
    return next(_parts_in(get_type_hints(owner)[names[field]]), None) if field in names else None


def _parts_in(hint: object) -> Iterator[type[Part]]:
    """Yield the classes of parts that an annotation names."""
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for each in get_args(hint):
        yield from _parts_in(each)


def _words(owner: type[Part], field: str) -> str:
    """Return the kind of entry or list of the vocabulary whose ids a field holds, or nothing."""
    if owner is Predicate:
        return "condition"
    if issubclass(owner, Entry) and field == "by":
        return next(kind for kind, (_, cls) in KINDS.items() if cls is owner)
    return REFERENCES.get((owner, field), "") or WORDS.get((owner, field), "")
