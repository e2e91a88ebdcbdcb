"""The JSON Schemas, and failures against them in plain words with line and column."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from planbuilder.conforming import accepts, compiled
from planbuilder.data import data_path
from planbuilder.findings import Finding, RuleBook
from planbuilder.reading import MOST, FieldPath, YamlFile, bounded, spelled
from planbuilder.schema_words import ORDER, in_property_names, unknown_names, unknown_words, words_for

#: Where the schemas are said to be, so that they find each other; nothing is ever fetched.
BASE = "file:///schemas/"
RULES = RuleBook()
_SHAPE = RULES.rule(
    "schema",
    "error",
    said="{said}",
    why="{why}",
    fix="{fix}",
    example="id: Not A Slug\n",
)
#: Kinds of files that hold a person's data: what somebody wrote into them is never repeated in a finding, which may be
#: logged or sent on; the place is enough.
_PERSONAL = ("client", "selection", "plan", "note", "review", "ending")
_SOMEBODYS = "(a name)"
#: The schema that a reference leads to.
_FILE = re.compile(r'"\$ref": "([a-z-]+)\.schema\.json#')
#: The number of an item of a plan (1.A.1, A3), or its key (e2).
_NUMBER = re.compile(r"A?[1-9][0-9]{0,3}(?:\.[A-Za-z0-9]{1,3}){0,3}|[a-z][1-9][0-9]{0,3}")
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


@cache
def _fast(name: str) -> Any:
    """Return what accepts a file that is right about a schema, as nearly all are; None where nothing does it fast."""
    others = ((f"{BASE}{each}.schema.json", schema_text(each)) for each in sorted(_reached(name)))
    return compiled({"$ref": f"{BASE}{name}.schema.json"}, others)


def _reached(name: str, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names of a schema and of all that it refers to, over any number of steps."""
    found |= {name}
    for other in sorted(_referred(name)):
        if other not in found:
            found |= _reached(other, found)
    return found


@cache
def _referred(name: str) -> frozenset[str]:
    """Return the names of the schemas that a schema refers to."""
    return frozenset(_FILE.findall(json.dumps(schema_text(name))))


def shape_findings(source: YamlFile, name: str) -> list[Finding]:
    """Return what is wrong with a file's shape, each failure in plain words at its line and column."""
    value = source.value
    if value is None:
        return []
    version = value.get("schema")
    if isinstance(version, int) and not isinstance(version, bool) and version > 1:
        return [_NEWER.finding(source.place(("schema",)), version=version)]
    if accepts(_fast(name), value):
        return []
    errors = islice(validator(name).iter_errors(value), 10 * MOST)
    found = (finding for error in _causes(errors) for finding in _findings(error, source, name))
    return list(dict.fromkeys(bounded(found, source.file)))


def _causes(errors: Iterable[Any]) -> Iterator[Any]:
    """Yield the failures to report: of several about one value the first in the order that a reader mends them."""
    first: dict[FieldPath, Any] = {}
    for error in errors:
        for cause in _deepest(error):
            path = tuple(cause.absolute_path)
            if cause.validator not in ORDER or in_property_names(cause):
                yield cause
            elif path not in first or ORDER.index(cause.validator) < ORDER.index(first[path].validator):
                first[path] = cause
    yield from first.values()


def _deepest(error: Any) -> Iterator[Any]:
    """Yield what a failure comes down to.

    Of several forms, the one whose kind of value is there, with everything wrong in it; otherwise what jsonschema's
    ``best_match`` picks.
    """
    from jsonschema.exceptions import best_match

    if not error.context:
        yield error
        return
    wrong_kind = {each.schema_path[0] for each in error.context if each.validator == "type" and not each.path}
    meant = [each for each in error.context if each.schema_path[0] not in wrong_kind]
    if wrong_kind and len({each.schema_path[0] for each in meant}) == 1:
        for each in meant:
            yield from _deepest(each)
    else:
        yield best_match([error]) or error


def _findings(error: Any, source: YamlFile, name: str) -> Iterator[Finding]:
    """Yield a failure against the schema ``name`` as findings, one for each unknown field."""
    path: FieldPath = tuple(error.absolute_path)
    show = name not in _PERSONAL
    at = path if show else tuple(part if isinstance(part, int) or _is_told(part, name) else _SOMEBODYS for part in path)
    subject = "The file" if not at else "What stands here" if at[-1] == _SOMEBODYS else f"'{spelled(at[-1:])}'"
    described = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    why = described or "The rest of the program relies on this shape."
    if error.validator == "additionalProperties" and not in_property_names(error):
        for unknown in unknown_names(error):
            said, fix = unknown_words(subject, unknown, error, show=show)
            place = source.place((*path, unknown), spelled((*at, unknown) if show else at))
            yield _SHAPE.finding(place, said=said, why=why, fix=fix)
        return
    here = (*path, str(error.instance)) if in_property_names(error) else path
    said, fix = words_for(error, subject, show=show)
    yield _SHAPE.finding(source.place(here, spelled(here if show else at)), said=said, why=why, fix=fix)


def _is_told(part: str, name: str) -> bool:
    """Return whether a part of a path is a field of the schema or the number of an item, which names nobody."""
    return part in _field_names(name) or bool(_NUMBER.fullmatch(part))


@cache
def _field_names(name: str) -> frozenset[str]:
    """Return the names of all fields that a schema describes, with those of the schemas it refers to."""
    others = _referred(name) | {"common"}
    return frozenset(_named(schema_text(name)).union(*(_named(schema_text(other)) for other in others)))


def _named(part: object) -> set[str]:
    """Return the names of the fields that a part of a schema describes."""
    if isinstance(part, list):
        return {name for each in part for name in _named(each)}
    if not isinstance(part, dict):
        return set()
    inner = {name for each in part.values() for name in _named(each)}
    return inner | set(part.get("properties", {}))
