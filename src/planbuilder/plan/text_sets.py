"""All texts of a plan as one set, without their places: of most plans it is only asked whether they hold something.

A set may hold more than what is printed, such as the wording that a clinician's took the place of, never less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct

from planbuilder.plan.printed_words import ALL_NAMES, printed_fields
from planbuilder.plan.record import Plan, Text

#: How fields are annotated that hold a text, a list of them, or none.
_TEXT = re.compile(r"str|Literal\[[^\]]*\]")
_LIST = "tuple[str, ...]"
_NO_TEXT = frozenset({"bool", "int", "float", "bool | None", "float | None", "dict[str, bool]", "tuple[int, ...]"})
#: How fields are annotated whose parts are never printed.
_UNPRINTED = frozenset(said for kind in ALL_NAMES for said in (kind.__name__, f"tuple[{kind.__name__}, ...]"))
_Getter = Callable[[Any], tuple[Any, ...]]


class _Shape(Struct, frozen=True):
    """What to take from a part of a plan: its texts, its lists of texts, and the parts in it that may hold some."""

    texts: _Getter
    lists: _Getter | None
    parts: _Getter | None


def all_printed(plan: Plan) -> set[str]:
    """Return every text that a plan can print; own words and names are left out, as in ``printed_texts``."""
    chosen = plan.selection
    found = {chosen.ending.next, *(each.why for each in chosen.left_out)}
    _add(plan, found, _printed)
    return found


def all_written(plan: Plan) -> set[str]:
    """Return every text of the client's file and the selection that a plan was made from."""
    found: set[str] = set()
    _add(plan.client, found, _whole)
    _add(plan.selection, found, _whole)
    return found


def _add(part: Any, found: set[str], shape_of: Callable[[type], _Shape | None]) -> None:
    """Add the texts in a part of a plan to a set."""
    kind = part.__class__
    if kind is tuple:
        for each in part:
            _add(each, found, shape_of)
    elif shape := shape_of(kind):
        found.update(shape.texts(part))
        if shape.lists:
            found.update(*shape.lists(part))
        for each in shape.parts(part) if shape.parts else ():
            if each:  # most are empty
                _add(each, found, shape_of)
    elif isinstance(part, str):
        found.add(part)
    elif isinstance(part, Mapping):
        for each in part.values():
            _add(each, found, shape_of)


@cache
def _printed(kind: type) -> _Shape | None:
    """Return what is printed of a kind of part; None for what is no part."""
    return _shape(kind, [name for name, _ in printed_fields(kind)], _UNPRINTED) if issubclass(kind, Struct) else None


@cache
def _whole(kind: type) -> _Shape | None:
    """Return what a kind of part holds; None for what is no part."""
    return _shape(kind, kind.__struct_fields__) if issubclass(kind, Struct) else None


def _shape(kind: type[Struct], names: Iterable[str], empty: Container[str] = ()) -> _Shape:
    """Return what to take from a kind of part, by how its fields are annotated; those of ``empty`` hold nothing."""
    if kind is Text:
        return _Shape(attrgetter("printed", "wrote"), None, None)
    said = {name: kind.__annotations__.get(name, "") for name in names}
    texts = [name for name in said if _TEXT.fullmatch(said[name])]
    lists = [name for name in said if said[name] == _LIST]
    worded = [name for name in said if said[name] == "Text"]
    known = {*texts, *lists, *worded}
    parts = [name for name in said if name not in known and said[name] not in _NO_TEXT and said[name] not in empty]
    both = [f"{name}.{each}" for name in worded for each in ("printed", "wrote")]
    return _Shape(_getter([*texts, *both]) or _nothing, _getter(lists), _getter(parts))


def _nothing(_: Struct) -> tuple[()]:
    """Return no texts."""
    return ()


def _getter(names: list[str]) -> _Getter | None:
    """Return what takes fields from a part, as a tuple however many they are; None where they are none."""
    if not names:
        return None
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda part: (get(part),)
