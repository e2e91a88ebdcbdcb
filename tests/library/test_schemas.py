"""The schemas and the classes say the same, and every field explains itself to the person who fills it in."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec import Struct

from planbuilder.library.entries import About, Document, Notice, PersonFirst, Vocabulary
from planbuilder.library.entries.sharing import Approvals, Hidden
from planbuilder.library.store import KINDS
from planbuilder.library.translations.phrases import Phrases
from planbuilder.schema import schema_names, schema_text, validator

CLASSES: dict[str, type[Struct]] = {
    **{kind: cls for kind, (_, cls) in KINDS.items()},
    "vocabulary": Vocabulary,
    "person-first": PersonFirst,
    "library": About,
    "document": Document,
    "notice": Notice,
    "hidden": Hidden,
    "approvals": Approvals,
    "phrases": Phrases,
}
#: Schemas of what people write by hand; the plan record is written by the program.
WRITTEN = sorted({*CLASSES, "client", "selection", "common", "patch"} & set(schema_names()))
#: Fields of a schema over facts that hold such a schema again.
_INNER = ("/not", "/if", "/then", "/else", "/contains", "/items", "/properties/*", "/allOf[]", "/anyOf[]")
ATOMS = {"string": str, "integer": int, "number": float, "boolean": bool}


def resolve(node: Mapping[str, Any], home: str) -> tuple[Mapping[str, Any], str]:
    """Return what a schema node comes down to, and the schema it stands in."""
    while "$ref" in node:
        file, _, pointer = node["$ref"].partition("#")
        home = file.removesuffix(".schema.json") or home
        node = schema_text(home)
        for step in pointer.strip("/").split("/"):
            node = node[step]
    return node, home


def shapes(hint: Any) -> list[Any]:
    """Return the alternatives of an annotation without None."""
    if get_origin(hint) in (Union, types.UnionType):
        return [each for each in get_args(hint) if each is not type(None)]
    return [hint]


def differences(node: Mapping[str, Any], home: str, hint: Any, at: str) -> Iterator[str]:
    """Yield where a schema and an annotation differ."""
    node, home = resolve(node, home)
    if at.endswith(_INNER):  # a schema over facts holds others of its own kind
        return
    if forms := [form for form in node.get("anyOf", []) if form.get("type") != "null"]:
        yield from differences(forms[0], home, hint, at)
        return
    options = shapes(hint)
    if "enum" in node or "const" in node:
        words = set(node.get("enum", [node.get("const")]))
        said = {word for each in options if get_origin(each) is Literal for word in get_args(each)}
        if said and said != words:
            yield f"{at}: {words ^ said}"
    elif node.get("type") == "array":
        yield from differences(node["items"], home, get_args(options[0])[0], f"{at}[]")
    elif "properties" in node:
        yield from fields(node, home, options[0], at)
    elif node.get("type") == "object":
        assert get_origin(options[0]) is Mapping or "Mapping" in str(options[0]), at
        yield from differences(node["additionalProperties"], home, get_args(options[0])[1], f"{at}/*")
    else:
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        if {ATOMS[kind] for kind in kinds} != set(options):
            yield f"{at}: {kinds} is not {options}"


def fields(node: Mapping[str, Any], home: str, cls: type[Struct], at: str) -> Iterator[str]:
    """Yield where the fields of an object and of a class differ: names, which must be there, and what they hold."""
    mine = {each.encode_name: each for each in msgspec.structs.fields(cls)}
    hints = get_type_hints(cls)
    yield from (f"{at}/{name}: in one of the two only" for name in mine.keys() ^ node["properties"].keys())
    for name in mine.keys() & node["properties"].keys():
        if mine[name].required and name not in node.get("required", []):
            yield f"{at}/{name}: the class requires it, the schema does not"
        yield from differences(node["properties"][name], home, hints[mine[name].name], f"{at}/{name}")


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_schema_and_class_name_the_same_fields(name: str) -> None:
    """Down to the last part: names, kinds of value, words of fixed lists, and what must be there."""
    assert list(differences(schema_text(name), name, CLASSES[name], name)) == []


def test_the_comparison_sees_a_difference() -> None:
    """Otherwise its silence would prove nothing."""
    assert list(differences(schema_text("measure"), "measure", CLASSES["option"], "x"))
    assert list(differences({"type": "integer"}, "x", str, "x"))
    assert list(differences({"enum": ["a", "b"]}, "x", Literal["a"], "x"))


def objects(node: Any, at: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every object of a schema that lists its fields, conditions left out."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield at, node
        for key, each in node.items():
            if key not in ("if", "then", "else", "oneOf", "allOf", "examples"):
                yield from objects(each, f"{at}/{key}")


@pytest.mark.parametrize("name", WRITTEN)
def test_every_field_explains_itself(name: str) -> None:
    """Title and description for each, an example where a single value or a list of those is written."""
    for at, node in objects(schema_text(name), name):
        for field, each in node["properties"].items():
            final, home = resolve(each, name)
            assert each.get("title") or final.get("title"), f"{at}/{field}"
            assert each.get("description") or final.get("description"), f"{at}/{field}"
            if is_leaf(final, home):
                item = resolve(final["items"], home)[0] if "items" in final else {}
                assert any(part.get("examples") for part in (each, final, item)), f"{at}/{field}"


def is_leaf(node: Mapping[str, Any], home: str) -> bool:
    """Return whether a field holds a single value or a list of single values."""
    if node.get("type") == "array":
        return is_leaf(*resolve(node["items"], home))
    return "properties" not in node and node.get("type") != "object" and "anyOf" not in node and "oneOf" not in node


@pytest.mark.parametrize("name", WRITTEN)
def test_no_object_takes_unknown_fields(name: str) -> None:
    """A misspelled name is an error, never ignored."""
    for at, node in objects(schema_text(name), name):
        assert node.get("additionalProperties") is False, at


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_valid_and_so_are_its_examples(name: str) -> None:
    """An example that breaks its own rule would teach the mistake."""
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema_text(name))
    for pointer, node in examples(schema_text(name), ""):
        for example in node["examples"]:
            assert [error.message for error in validator(name, pointer).iter_errors(example)] == [], pointer


def examples(node: Any, pointer: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every node with examples, with its JSON pointer; of collections keyed by id one item is shown of many."""
    if isinstance(node, dict):
        if isinstance(node.get("examples"), list) and not isinstance(node.get("additionalProperties"), dict):
            yield pointer, node
        for key, each in node.items():
            if key != "examples":
                yield from examples(each, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
