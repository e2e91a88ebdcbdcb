"""The fields a template can print, each with its type and what it holds, read from view.schema.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planbuilder.docx.formats import date as spelled_date
from planbuilder.schema import schema_text

_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "yes or no"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: how it is reached (``problems[].goals``; ``[]`` is an item of a loop), its type, words for it.

    ``tag`` is how a template writes it, with the names that loops over the lists around it are given; empty for a
    group, whose fields are written. ``example`` is a value as text, where the schema has one.
    """

    name: str
    type: str
    title: str
    description: str
    tag: str
    example: str


def template_fields(about: str = "") -> tuple[Field, ...]:
    """Return every field of the view, in the order of the schema; those alone whose name or words hold ``about``."""
    schema = schema_text("view")
    wanted = about.lower().split()
    return tuple(
        each
        for each in _of(schema, "", "", schema["$defs"])
        if all(word in f"{each.name} {each.title} {each.description}".lower() for word in wanted)
    )


def _of(shape: Mapping[str, Any], above: str, owner: str, defs: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields of a group, and those of the groups in it; ``owner`` is what a tag writes before them."""
    for name, part in shape["properties"].items():
        path, written = f"{above}{name}", f"{owner}{name}"
        held = _resolved(part, defs)
        items = _resolved(held["items"], defs) if held.get("type") == "array" else None
        type = _type(part, held, items)
        each = _each(held) if items else ""
        example = _example({**held, **part})
        example = spelled_date(example) if type == "date" else example
        yield Field(path, type, part["title"], part["description"], _tag(type, written, each), example)
        if items and "properties" in items:
            yield from _of(items, f"{path}[].", f"{each}.", defs)
        elif "properties" in held:
            yield from _of(held, f"{path}.", f"{written}.", defs)


def _each(held: Mapping[str, Any]) -> str:
    """Return the name that a loop over a list gives its items: that of their kind."""
    kind = str(held["items"].get("$ref", "/each"))
    return kind.rpartition("/")[2]


def _tag(type: str, written: str, each: str) -> str:
    """Return how a template writes a field of a type."""
    tags = {
        "group": "",
        "date": f"{{{{ {written}|date }}}}",
        "yes or no": f"{{%p if {written} %}}",
        "list of groups": f"{{%p for {each} in {written} %}}",
        "list of texts": f"{{{{ {written}|join(', ') }}}}",
    }
    return tags.get(type, f"{{{{ {written} }}}}")


def _example(part: Mapping[str, Any]) -> str:
    """Return the first example of a field as text, nothing where there is none."""
    found = next(iter(part.get("examples", ())), "")
    if isinstance(found, bool):
        return "yes" if found else "no"
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found)


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
