"""An entry field by field, each with the layer, version, file and line it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.library.layer_values import withdrawn
from planbuilder.library.patching import patched
from planbuilder.library.store import Approved, Library, Origin
from planbuilder.reading import MAX_BYTES, FieldPath, YamlFile, read_yaml, spelled


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """A field of an entry: its path in words, its value, and the layer, version, file and line it came from."""

    path: str
    value: str | int | float | bool | tuple[str | int | float | bool | None, ...] | None
    layer: str
    version: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class LayerPart:
    """What a layer has to do with an entry: it adds, patches or hides it; why, where the layer says so."""

    layer: str
    version: str
    file: str
    does: str
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """An entry by its kind and id: the layers that made it, the lowest first, its fields, and what approvals hold."""

    entry: str
    content: str
    layers: tuple[LayerPart, ...]
    fields: tuple[FieldOrigin, ...]
    approvals: tuple[Approved, ...]


def explain(roots: Sequence[Path], library: Library, name: str) -> Explained:
    """Return where every field of an entry came from; ``roots`` are the directories of the library's layers.

    Raises UsageError for a name that no entry or more than one has, and where a file has changed since the library was
    read; EnvironmentFaultError where one cannot be read.
    """
    kind, entry = library.find(name)
    name = f"{kind}/{entry.id}"
    origin = library.origin(kind, entry.id)
    steps = [*origin.under, origin]
    files = [_read(roots, library, step) for step in steps]
    whole = files[0]
    parts = [LayerPart(steps[0].layer, steps[0].version, steps[0].file, "adds it", "")]
    for step, file in zip(steps[1:], files[1:], strict=True):
        whole, does, why = _changed(whole, file, name)
        parts.append(LayerPart(step.layer, step.version, step.file, does, why))
    by_file = {file.file: step for step, file in zip(steps, files, strict=True)}
    fields = tuple(_fields(whole, by_file))
    return Explained(name, origin.content, tuple(parts), fields, library.approved(name))


def entry_file(roots: Sequence[Path], library: Library, name: str) -> YamlFile:
    """Return an entry (``kind/id``) as all layers have it, with the place of every field; raises as :func:`explain`."""
    kind, _, id = name.partition("/")
    origin = library.origin(kind, id)
    whole = _read(roots, library, origin.base)
    for step in (*origin.under, origin)[1:]:
        whole, _, _ = _changed(whole, _read(roots, library, step), name)
    return whole


def _read(roots: Sequence[Path], library: Library, origin: Origin) -> YamlFile:
    """Return a file that an entry came from, called by its layer and its name there."""
    layers = [each.id for each in library.layers]
    path = roots[layers.index(origin.layer) if origin.layer in layers else 0] / origin.file
    file = read_yaml(read_file(path, MAX_BYTES), str(path))
    if file.value is None:
        raise UsageError("The file has changed since the library was read.", where=str(path), fix="Try again.")
    return file


def _changed(whole: YamlFile, file: YamlFile, name: str) -> tuple[YamlFile, str, str]:
    """Return an entry as a file of a layer above changes it, what that does, and why."""
    said: Mapping[str, Any] = file.value or {}
    if "hidden" in said:
        why = str(said["hidden"][name])
        return withdrawn(whole, file, name, why), "hides it", why
    return patched(whole, file), "patches it", str(said.get("why", ""))


def _fields(file: YamlFile, by_file: Mapping[str, Origin]) -> Iterator[FieldOrigin]:
    """Yield every field of an entry with where it came from."""
    for path, value in _leaves(file.value):
        place = file.place(path)
        origin = by_file[place.file]
        yield FieldOrigin(spelled(path), value, origin.layer, origin.version, origin.file, place.line)


def _leaves(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every single value and every list of single values, each with its path."""
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _leaves(each, (*path, name))
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for index, each in enumerate(value):
            yield from _leaves(each, (*path, index))
    else:
        yield path, tuple(value) if isinstance(value, list) else None if isinstance(value, dict) else value
