"""JSON in one line, which is YAML too, read in a tenth of the time: a batch reads each client so.

Whatever could be read otherwise as YAML, or is refused there, is left to the reader of YAML, which says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from planbuilder.reading_events import MAX_DEPTH, MAX_ITEMS, FieldPath
from planbuilder.reading_scalars import resolved

#: Names may be as long in YAML; the longest of a client's file has twenty letters.
_LONGEST_NAME = 128
#: A sign that is written as another one, but for those that stand for themselves or are allowed in a text.
_ESCAPED = re.compile(r'\\[^\\"nrt]')


def value_of_json(text: str) -> dict[str, Any] | None:
    """Return the value of a line of JSON, the same that it has as YAML; None for what is best read as YAML."""
    line = text.removesuffix("\n")
    if not (line.startswith("{") and line.isprintable()) or _ESCAPED.search(line):
        return None
    try:
        value: dict[str, Any] = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return None
    return value if _is_short(line) or _is_bounded(value, MAX_DEPTH) else None


class LatePlaces(Mapping[FieldPath, tuple[int, int]]):
    """The place of every field, looked up by the reader of YAML when the first is asked for; most never are."""

    def __init__(self, find: Callable[[], Mapping[FieldPath, tuple[int, int]]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[FieldPath, tuple[int, int]]:
        """The places."""
        return self._find()

    def __getitem__(self, path: FieldPath) -> tuple[int, int]:
        """Return line and column of a field; raise KeyError where there is none."""
        return self._found[path]

    def __iter__(self) -> Iterator[FieldPath]:
        """Yield the paths of all fields."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return how many fields there are."""
        return len(self._found)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object's members; raise ValueError where a name stands twice, or is too long for YAML."""
    found = dict(pairs)
    if len(found) < len(pairs) or any(len(name) > _LONGEST_NAME for name in found):
        raise ValueError
    return found


def _refused(text: str) -> float:
    """Refuse what JSON does not know: NaN and Infinity."""
    raise ValueError(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=resolved, parse_float=resolved, parse_constant=_refused
)


def _is_short(line: str) -> bool:
    """Return whether a line has too few brackets to nest too deep, and too few commas for a list that is too long."""
    return line.count("[") + line.count("{") <= MAX_DEPTH and line.count(",") < MAX_ITEMS


def _is_bounded(value: dict[str, Any] | list[Any], levels: int) -> bool:
    """Return whether no list in a value is too long, and nothing nests deeper than so many levels."""
    if not levels or (isinstance(value, list) and len(value) > MAX_ITEMS):
        return False
    inner = value if isinstance(value, list) else value.values()
    return all(_is_bounded(each, levels - 1) for each in inner if isinstance(each, dict | list))
