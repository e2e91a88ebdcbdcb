"""A patch put on an entry: RFC 7396 on its values, with the place of every field kept, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from planbuilder.findings import Finding
from planbuilder.library.contents import content_hash
from planbuilder.library.layer_rules import PATCH_ELSEWHERE, PATCH_IDENTITY, PATCH_NOTHING, PATCH_OUTDATED
from planbuilder.reading import FieldPath, YamlFile

_MISSING = object()
#: Where in the file of a patch the changes stand.
_CHANGES: FieldPath = ("patch",)
#: The longest text that a finding repeats.
_SHOWN = 300


def merged(value: object, patch: object) -> Any:
    """Return a value with a JSON Merge Patch applied to it (RFC 7396): null takes a field out."""
    if not isinstance(patch, dict):
        return patch
    result: dict[str, Any] = dict(value) if isinstance(value, dict) else {}
    for name, change in patch.items():
        if change is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), change)
    return result


def patched(file: YamlFile, patch: YamlFile) -> YamlFile:
    """Return the file with a patch applied; what the patch gives is placed in it, a mapping that was there stays.

    A mapping that loses a field is placed where the patch takes it out, so that what it lacks then is told there.
    """
    changes = (patch.value or {})["patch"]
    places, elsewhere = dict(file.places), dict(file.elsewhere)
    for path, change in leaves(changes):
        if change is None and (line := patch.places.get((*_CHANGES, *path))) is not None:
            places[path[:-1]], elsewhere[path[:-1]] = line, patch.file
        for known in [each for each in places if each[: len(path)] == path]:
            del places[known]
            elsewhere.pop(known, None)
    for path, place in patch.places.items():
        if path[:1] == _CHANGES and path[1:] and path[1:] not in places:
            places[path[1:]], elsewhere[path[1:]] = place, patch.file
    return replace(file, value=merged(file.value, changes), places=places, elsewhere=elsewhere)


def leaves(changes: Mapping[str, Any], path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every value that a patch sets, lists whole, and None where it takes a field out."""
    for name, change in changes.items():
        if isinstance(change, dict) and change:
            yield from leaves(change, (*path, name))
        else:
            yield (*path, name), change


def at(value: object, path: FieldPath) -> object:
    """Return what stands at a path, or a marker that equals nothing else where nothing does."""
    for name in path:
        if not isinstance(value, dict) or name not in value:
            return _MISSING
        value = value[name]
    return value


def same(one: object, other: object) -> bool:
    """Return whether two values are the same in a file; 1 is not true."""
    if one is _MISSING or other is _MISSING:
        return one is other
    return msgspec.json.encode(one) == msgspec.json.encode(other)


def patch_findings(name: str, file: YamlFile, patch: YamlFile, *, translates: bool) -> Iterator[Finding]:
    """Yield what is wrong with a patch of the entry ``name`` (``kind/id``) as the layers beneath have it.

    In a translation a word may be the same in both languages; one that changes nothing at all is still wrong.
    """
    said = patch.value or {}
    changes = list(leaves(said["patch"]))
    idle = [path for path, change in changes if _changes_nothing(at(file.value, path), change)]
    if not changes:
        yield PATCH_NOTHING.finding(patch.place(_CHANGES), why="it names no field")
    for path in idle if not translates or len(idle) == len(changes) else ():
        why = "there is no such field to take out" if at(said["patch"], path) is None else "the text is the same"
        yield PATCH_NOTHING.finding(patch.place((*_CHANGES, *path)), why=why)
    for field in ("id", "schema"):
        if field in said["patch"]:
            yield PATCH_IDENTITY.finding(patch.place((*_CHANGES, field)), field=field)
    if said["for"] != content_hash(file.value or {}):
        yield from _outdated(name, file, patch, [path for path, _ in changes])


def _changes_nothing(now: object, change: object) -> bool:
    """Return whether a change leaves what stands there as it is."""
    return now is _MISSING if change is None else same(now, change)


def _outdated(name: str, file: YamlFile, patch: YamlFile, paths: list[FieldPath]) -> Iterator[Finding]:
    """Yield each text that the patch replaces and that has changed since, or that the rest of the entry has."""
    was = (patch.value or {}).get("was", {})
    moved = [path for path in paths if not same(at(was, path), at(file.value, path))]
    for path in moved:
        said = {"was": _told(at(was, path), "not noted"), "now": _told(at(file.value, path), "nothing")}
        yield PATCH_OUTDATED.finding(patch.place((*_CHANGES, *path)), said, name=name)
    if not moved:
        yield PATCH_ELSEWHERE.finding(patch.place(("for",)), name=name)


def _told(value: object, missing: str) -> str:
    """Return a value for a sentence: a text in quotes, anything else as JSON; what is very long is cut."""
    if value is _MISSING:
        return missing
    text = f"'{value}'" if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\u2026"
