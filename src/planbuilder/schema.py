"""The JSON Schemas, and failures against them in plain words with line and column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from planbuilder.data import data_path
from planbuilder.findings import Finding, RuleBook
from planbuilder.reading import FieldPath, YamlFile, spelled
from planbuilder.schema_words import in_property_names, unknown_names, unknown_words, words_for

BASE = "https://planbuilder.dev/schemas/"
RULES = RuleBook()
_SHAPE = RULES.rule(
    "schema",
    "error",
    said="{said}",
    why="{why}",
    fix="{fix}",
    example="id: Not A Slug\n",
)
_NEWER = RULES.rule(
    "schema-newer",
    "error",
    said="The file has format version {version}; this planbuilder reads version 1.",
    why="Fields of a newer format would be lost without a word.",
    fix="Update planbuilder, or ask for the file in format version 1.",
    example="schema: 2\n",
)


@cache
def schema_text(name: str) -> dict[str, Any]:
    """Return a schema by its name, such as ``problem`` or ``client``."""
    found: dict[str, Any] = json.loads((data_path("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


@cache
def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas, sorted."""
    return tuple(sorted(path.name.removesuffix(".schema.json") for path in data_path("schemas").glob("*.schema.json")))


@cache
def schemas_digest() -> str:
    """Return the SHA-256 over the names and contents of all schemas."""
    total = hashlib.sha256()
    for name in schema_names():
        total.update(f"{name}\n".encode())
        total.update((data_path("schemas") / f"{name}.schema.json").read_bytes())
    return total.hexdigest()


@cache
def _registry() -> Any:
    """Return the registry in which the schemas find each other."""
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    named = ((f"{BASE}{name}.schema.json", schema_text(name)) for name in schema_names())
    return Registry().with_resources((uri, DRAFT202012.create_resource(text)) for uri, text in named)


@cache
def validator(name: str, pointer: str = "") -> Any:
    """Return a validator for a schema, or for the part of it at ``pointer`` (``/$defs/pregnant``)."""
    from jsonschema import Draft202012Validator

    schema = {"$ref": f"{BASE}{name}.schema.json#{pointer}"}
    return Draft202012Validator(schema, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def shape_findings(source: YamlFile, name: str) -> list[Finding]:
    """Return what is wrong with a file's shape, each failure in plain words at its line and column."""
    value = source.value
    if value is None:
        return []
    version = value.get("schema")
    if isinstance(version, int) and not isinstance(version, bool) and version > 1:
        return [_NEWER.finding(source.place(("schema",)), version=version)]
    found = (finding for error in validator(name).iter_errors(value) for finding in _findings(error, source))
    return list(dict.fromkeys(found))


def _findings(error: Any, source: YamlFile) -> Iterator[Finding]:
    """Yield a failure as findings: the deepest cause that jsonschema's ``best_match`` finds, one an unknown name."""
    from jsonschema.exceptions import best_match

    deepest = (best_match([error]) or error) if error.context else error
    path: FieldPath = tuple(deepest.absolute_path)
    name = spelled(path[-1:])
    described = deepest.schema.get("description", "") if isinstance(deepest.schema, dict) else ""
    why = described or "The rest of the program relies on this shape."
    if deepest.validator == "additionalProperties" and not in_property_names(deepest):
        for unknown in unknown_names(deepest):
            said, fix = unknown_words(name, unknown, deepest)
            place = source.place((*path, unknown), spelled(path))
            yield _SHAPE.finding(place, said=said, why=why, fix=fix)
        return
    here = (*path, str(deepest.instance)) if in_property_names(deepest) else path
    said, fix = words_for(deepest, name)
    yield _SHAPE.finding(source.place(here, spelled(here)), said=said, why=why, fix=fix)
