"""An entry to fill in: every field of its kind with a comment that says what it wants, taken from the schema."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.schema import schema_text

#: Fields that are written by whoever makes the skeleton.
GIVEN = ("schema", "id", "state", "by", "why")
#: Whether a field must be there.
WANTED = "wanted"
#: The schema that a part stands in, so that what it refers to is found.
_HOME = "home"
#: An id in the place of those that the author chooses.
_OWN_ID = "your-own-id"
_WIDTH = 110


def fields_of(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the fields of a kind of entry that an author fills in, each with what its schema says, in their order."""
    schema = schema_text(kind)
    named = {name: resolved(node, kind) for name, node in schema["properties"].items() if name not in GIVEN}
    return {name: {**node, WANTED: name in schema["required"]} for name, node in named.items()}


def is_line(node: Mapping[str, Any]) -> bool:
    """Return whether a field is a single text, number or word of a list, so that one line answers it."""
    return "enum" in node or node.get("type") in ("string", "integer", "number", "boolean")


def resolved(node: Mapping[str, Any], home: str) -> dict[str, Any]:
    """Return a part of the schema ``home`` with what it refers to put in its place; what it says itself stands."""
    while "$ref" in node:
        file, _, pointer = node["$ref"].partition("#")
        home = file.removesuffix(".schema.json") or home
        target: Any = schema_text(home)
        for step in pointer.strip("/").split("/"):
            target = target[step]
        node = {**target, **{name: each for name, each in node.items() if name != "$ref"}}
    return {**node, _HOME: home}


def skeleton(kind: str, values: Mapping[str, object]) -> str:
    """Return the fields of a kind of entry as YAML with comments; ``values`` are those that are known, by name."""
    lines: list[str] = []
    for name, node in fields_of(kind).items():
        lines += ["", *_field(name, node, "", required=node[WANTED], value=values.get(name))]
    return "\n".join(lines) + "\n"


def _field(name: str, node: Mapping[str, Any], indent: str, *, required: bool, value: object = None) -> Iterator[str]:
    """Yield a field with its comment: to fill in where it is required, as an example behind # where it is not."""
    yield from _comment(node, indent, required=required)
    if value is not None:
        yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"
    elif not required:
        yield f"{indent}# {name}: {_example(node)}"
    else:
        yield from _empty(name, node, indent)


def _comment(node: Mapping[str, Any], indent: str, *, required: bool) -> Iterator[str]:
    """Yield what a field wants, as comments."""
    said = f"{node.get('title', 'Field')}{'' if required else ' (may be left out)'}. {node.get('description', '')}"
    if "enum" in node:
        said += f" One of: {', '.join(map(str, node['enum']))}."
    elif required and node.get("examples"):
        said += f" For example: {_example(node)}"
    for line in textwrap.wrap(said.strip(), _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False):
        yield f"{indent}# {line}"


def _example(node: Mapping[str, Any]) -> str:
    """Return the example of a field on one line."""
    return json.dumps((node.get("examples") or node.get("enum") or ["..."])[0], ensure_ascii=False)


def _empty(name: str, node: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield a field without a value, with the fields that must stand in it."""
    yield f"{indent}{name}:"
    inner = indent + "  "
    if node.get("properties"):
        yield from _parts(node, inner)
    elif isinstance(node.get("additionalProperties"), dict):
        item = resolved(node["additionalProperties"], node[_HOME])
        yield f"{inner}# One or more, each under an id of its own: small letters, digits and hyphens."
        yield from _empty(_OWN_ID, item, inner)
    elif node.get("type") == "array" and (item := resolved(node["items"], node[_HOME])).get("properties"):
        first, *rest = [line for line in _parts(item, inner + "  ") if not line.lstrip().startswith("#")]
        yield f"{inner}- {first.strip()}"
        yield from rest


def _parts(node: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the fields in a field; those that may be left out as examples."""
    for name, each in node["properties"].items():
        yield from _field(name, resolved(each, node[_HOME]), indent, required=name in node.get("required", ()))
