"""Every field of an entry with its path in the file, so that a check says what it looks for and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec

from planbuilder.library.entries import Part
from planbuilder.reading import FieldPath


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value in an entry: the part that has it, the field's name in the file, its path, and the value."""

    owner: Part
    field: str
    path: FieldPath
    value: str | float | bool

    @property
    def sort(self) -> tuple[type[Part], str]:
        """What kind of value it is: the class and the field, by which tables of fields are looked up."""
        return type(self.owner), self.field


def parts(part: Part, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Part]]:
    """Yield the part itself and every part within it, each with its path."""
    yield path, part
    for name, attribute in _names(type(part)):
        for inner, value in _spread(getattr(part, attribute), (*path, name)):
            if isinstance(value, Part):
                yield from parts(value, inner)


def leaves(part: Part, path: FieldPath = ()) -> Iterator[Leaf]:
    """Yield every single value in the part and in the parts within it, in the order of the classes' fields."""
    for owner_path, owner in parts(part, path):
        for name, attribute in _names(type(owner)):
            for inner, value in _spread(getattr(owner, attribute), (*owner_path, name)):
                if not isinstance(value, Part):
                    yield Leaf(owner, name, inner, value)


@cache
def is_free_text(owner: type[Part], field: str) -> bool:
    """Return whether a field holds text that somebody wrote, not a word of a fixed list or a number."""
    hint = get_type_hints(owner)[dict(_names(owner))[field]]
    return any(each is str for each in _atoms(hint))


def _atoms(hint: object) -> Iterator[object]:
    """Yield the plain types in an annotation; what stands in Literal is none."""
    if get_origin(hint) is Literal:
        return
    inner = get_args(hint)
    if get_origin(hint) in (Mapping, _MAPPING):
        inner = inner[1:]
    if not inner:
        yield hint
    for each in inner:
        yield from _atoms(each)


_MAPPING = get_origin(Mapping[str, str])


@cache
def _names(owner: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a class: the name in the file, and the attribute."""
    return tuple((each.encode_name, each.name) for each in msgspec.structs.fields(owner))


def _spread(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, Part | str | float | bool]]:
    """Yield what a field holds, item by item where it is a list or mapping; nothing where it is absent."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _spread(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spread(item, (*path, index))
    elif isinstance(value, Part | bool | int | float) or (isinstance(value, str) and value):
        yield path, value
