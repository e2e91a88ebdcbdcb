"""The schemas of client, selection and plan say what the classes say, and explain every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from msgspec import inspect
from small_library import ON, client, library

from planbuilder.plan.client import Client
from planbuilder.plan.endings import EndingFile
from planbuilder.plan.notes import Note
from planbuilder.plan.predicates import client_view
from planbuilder.plan.record import Plan
from planbuilder.plan.reviews import Review
from planbuilder.plan.selection import Selection
from planbuilder.schema import schema_text

CLASSES: dict[str, type[msgspec.Struct]] = {
    "client": Client,
    "selection": Selection,
    "plan": Plan,
    "note": Note,
    "review": Review,
    "ending": EndingFile,
}
_ATOMS: dict[type[inspect.Type], str] = {
    inspect.StrType: "string",
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.BoolType: "boolean",
}
Node = Mapping[str, Any]


def resolved(node: Node, home: str) -> tuple[Node, str]:
    """Return what a node comes down to, and the schema it stands in."""
    while "$ref" in node:
        file, _, pointer = node["$ref"].partition("#")
        home = file.removesuffix(".schema.json") or home
        node = schema_text(home)
        for part in filter(None, pointer.split("/")):
            node = node[part]
    return node, home


def differences(node: Node, home: str, type: inspect.Type, at: str) -> Iterator[str]:
    """Yield where a schema node and the type of a field differ."""
    node, home = resolved(node, home)
    if isinstance(type, inspect.UnionType):
        yield from _union(node, home, [each for each in type.types if not isinstance(each, inspect.NoneType)], at)
    elif isinstance(type, inspect.StructType):
        yield from _struct(node, home, type, at)
    elif isinstance(type, inspect.VarTupleType):
        if node.get("type") != "array":
            yield f"{at}: is no list in the schema"
        else:
            yield from differences(node["items"], home, type.item_type, f"{at}[]")
    elif isinstance(type, inspect.DictType):
        yield from _mapping(node, home, type, at)
    elif isinstance(type, inspect.LiteralType):
        if set(node.get("enum", ())) != set(type.values):
            yield f"{at}: {sorted(set(node.get('enum', ())) ^ set(type.values))} is allowed on one side only"
    elif _word(node) != {_ATOMS[type.__class__]}:
        yield f"{at}: {_word(node)} in the schema, {_ATOMS[type.__class__]} in the class"


def _word(node: Node) -> set[str]:
    """Return the kinds of value that a node takes."""
    if "enum" in node:
        return {"string"}
    kinds = node.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _union(node: Node, home: str, types: list[inspect.Type], at: str) -> Iterator[str]:
    """Yield the differences of a field that takes several kinds of value, or none at all."""
    if len(types) == 1:
        yield from differences(node, home, types[0], at)
    elif "oneOf" in node:
        for form in node["oneOf"]:
            fitting = inspect.StructType if "properties" in form else inspect.LiteralType
            [type] = [each for each in types if isinstance(each, fitting)]
            yield from differences(form, home, type, at)
    elif _word(node) != {_ATOMS[each.__class__] for each in types}:
        yield f"{at}: other kinds of value"


def _struct(node: Node, home: str, type: inspect.StructType, at: str) -> Iterator[str]:
    """Yield the differences of an object and a class: names, what must be there, and every field."""
    mine = {field.encode_name: field for field in type.fields}
    there = node.get("properties", {})
    yield from (f"{at}/{name}: in one of the two only" for name in mine.keys() ^ there.keys())
    for name in mine.keys() & there.keys():
        if mine[name].required != (name in node.get("required", ())):
            yield f"{at}/{name}: required in one of the two only"
        yield from differences(there[name], home, mine[name].type, f"{at}/{name}")


def _mapping(node: Node, home: str, type: inspect.DictType, at: str) -> Iterator[str]:
    """Yield the differences of a mapping: free names, or a closed list of names of one kind."""
    if isinstance(node.get("additionalProperties"), dict):
        yield from differences(node["additionalProperties"], home, type.value_type, f"{at}/*")
    elif node.get("properties"):
        for name, each in node["properties"].items():
            yield from differences(each, home, type.value_type, f"{at}/{name}")
    else:
        yield f"{at}: takes nothing"


@pytest.mark.parametrize("name", CLASSES)
def test_schema_and_class_name_the_same_fields(name: str) -> None:
    """Expect no difference in names, kinds of value, lists of words, and what must be there, at any depth."""
    assert list(differences(schema_text(name), name, inspect.type_info(CLASSES[name]), name)) == []


def test_the_comparison_sees_a_difference() -> None:
    """Expect the comparison of two things that have nothing to do with each other to say so."""
    assert list(differences(schema_text("client"), "client", inspect.type_info(Selection), "x"))
    assert list(differences({"type": "integer"}, "client", inspect.type_info(str), "x"))
    assert list(differences({"enum": ["a"]}, "client", inspect.type_info(Client), "x"))


def objects(node: Any, at: str) -> Iterator[tuple[str, Node]]:
    """Yield every object that lists its fields, with its path."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield at, node
        for key, each in node.items():
            yield from objects(each, f"{at}/{key}")
    elif isinstance(node, list):
        for place, each in enumerate(node):
            yield from objects(each, f"{at}/{place}")


_OBJECTS = [(at, node) for name in CLASSES for at, node in objects(schema_text(name), name)]


@pytest.mark.parametrize(("at", "node"), _OBJECTS, ids=[at for at, _ in _OBJECTS])
def test_every_object_explains_its_fields_and_takes_no_others(at: str, node: Node) -> None:
    """Expect title and description for each field, an example for each that holds a value, and no unknown name."""
    assert node.get("additionalProperties") is False
    for name, field in node["properties"].items():
        assert field.get("title"), f"{at}/{name}"
        assert field.get("description", "").endswith((".", "?")), f"{at}/{name}"
        final, home = resolved(field, at.partition("/")[0])
        if _is_leaf(final, home):
            assert field.get("examples") or final.get("examples") or _item(final, home).get("examples"), f"{at}/{name}"


def _item(node: Node, home: str) -> Node:
    """Return the items of a list, or nothing."""
    return resolved(node["items"], home)[0] if "items" in node else {}


def _is_leaf(node: Node, home: str) -> bool:
    """Return whether a field holds a value or a list of values."""
    if node.get("type") == "array":
        return _is_leaf(*resolved(node["items"], home))
    return node.get("type") != "object" and "oneOf" not in node


def test_every_condition_asks_what_the_client_view_can_hold() -> None:
    """Expect no condition on a field that nobody computes, and no fact or word that a client's file cannot say."""
    properties = schema_text("client")["properties"]
    view = client_view(
        client(living={"with": "alone"}, scores=[{"measure": "mood", "value": 1, "on": "2026-01-01"}]), library(), ON
    )
    facts = set(properties["facts"]["properties"])
    living = set(properties["living"]["properties"]["with"]["enum"])
    for name, condition in schema_text("client-predicates")["$defs"].items():
        [(field, asked)] = condition["properties"].items()
        assert field in view, name
        assert condition["required"] == [field], name
        if field == "facts":
            assert set(asked["properties"]) <= facts, name
        if field == "living":
            assert {asked["const"]} if "const" in asked else set(asked["enum"]) <= living, name


def test_every_fact_of_a_client_decides_something() -> None:
    """Expect each fact that a file may say to be asked by a condition."""
    asked = {
        fact
        for condition in schema_text("client-predicates")["$defs"].values()
        for fact in condition["properties"].get("facts", {}).get("properties", {})
    }
    assert set(schema_text("client")["properties"]["facts"]["properties"]) == asked
