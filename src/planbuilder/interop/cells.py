"""Values of the library as the text of a cell, and back: the same text for the same value, always."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.interop.columns import Column
from planbuilder.reading import read_yaml

#: A list and a mapping with nothing in them; an empty cell is a field that is absent.
_EMPTY_LIST, _EMPTY_MAP = "[]", "{}"
_EMPTY = {"list": _EMPTY_LIST, "parts": _EMPTY_LIST, "texts": _EMPTY_MAP, "named": _EMPTY_MAP}
_PLAIN = re.compile(r"[A-Za-z][\w ./()%'+-]*(?<! )")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_YES = {"yes": True, "no": False, "true": True, "false": False}
_KEY = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*): *(.*)")
#: What each form is called where a cell cannot be read as it.
KINDS: Mapping[str, tuple[str, str]] = {
    "integer": ("a whole number", "Write digits only."),
    "number": ("a number", "Write digits, with a point where there is a fraction."),
    "yes-no": ("yes or no", "Write yes or no, or leave the cell empty."),
    "text": ("a text", "Write words."),
    "list": ("a list", "Write each item in a line of its own."),
    "texts": ("names with a text each", "Write each in a line of its own: name: text."),
    "parts": ("a list of parts", 'Write each in a line of its own, as the others are: {field: value, field: "a: b"}.'),
    "named": (
        "named parts",
        'Write each in a line of its own, as the others are: name: {field: value, field: "a: b"}.',
    ),
    "value": ("a value", "Write it as the other rows do."),
}


def cell_text(value: Any, column: Column) -> str:
    """Return the value that a field of an entry has as the text of its cell."""
    match column.form:
        case "text":
            found = str(value).strip()
        case "integer" | "number":
            found = number_text(value)
        case "yes-no":
            found = "yes" if value else "no"
        case "list" | "parts":
            found = "\n".join(item if column.form == "list" else flow(item) for item in value) or _EMPTY_LIST
        case "texts" | "named":
            lines = (f"{key}: {item if column.form == 'texts' else flow(item)}" for key, item in value.items())
            found = "\n".join(lines) or _EMPTY_MAP
        case _:
            found = flow(value)
    return found


def cell_value(text: str, column: Column, before: Any = None) -> Any:
    """Return the value that the text of a cell stands for; ``before`` is what the library has there.

    A text keeps the line's end that it had. Raises UsageError, with what is wrong and the next step.
    """
    lines = [] if text == _EMPTY.get(column.form) else _lines(text)
    found: Any = None
    match column.form:
        case "text":
            found = f"{text}\n" if isinstance(before, str) and before.endswith("\n") else text
        case "integer" | "number":
            found = _number(text, column)
        case "yes-no":
            found = _yes(text, column)
        case "list":
            found = lines
        case "texts":
            found = _texts(lines, column)
        case "parts":
            found = _yaml("".join(f"\n  - {line}" for line in lines) or " []", column)
        case "named":
            found = _yaml("".join(f"\n  {line}" for line in lines) or " {}", column)
        case "value":
            found = _yaml(f" {' '.join(lines)}", column)
    return found


def number_text(value: float) -> str:
    """Return a number in digits, without a fraction where it has none."""
    return str(int(value)) if float(value).is_integer() else repr(value)


def flow(value: Any) -> str:
    """Return a value as YAML in one line, which JSON readers could read too but for the quotes that are left out."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return json.dumps(value, ensure_ascii=False)


def _lines(text: str) -> list[str]:
    """Return the lines of a cell that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _yes(text: str, column: Column) -> bool:
    """Return whether a cell says yes."""
    if text.lower() not in _YES:
        raise _unreadable(column, "it says something else")
    return _YES[text.lower()]


def _number(text: str, column: Column) -> float:
    """Return a cell as a number."""
    if not _NUMBER.fullmatch(text):
        raise _unreadable(column, "it holds something else")
    value = float(text)
    if value.is_integer():
        return int(value)
    if column.form == "integer":
        raise _unreadable(column, "it has a fraction")
    return value


def _texts(lines: Sequence[str], column: Column) -> dict[str, str]:
    """Return a cell with a name and a text in each line."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        matched = _KEY.fullmatch(line)
        if not matched or not matched[2]:
            raise _unreadable(column, f"line {number} is not a name, a colon and a text")
        if matched[1] in found:
            raise _unreadable(column, f"'{matched[1]}' stands in it twice")
        found[matched[1]] = matched[2]
    return found


def _yaml(text: str, column: Column) -> Any:
    """Return the value that a piece of YAML gives to ``value``."""
    read = read_yaml(f"value:{text}\n".encode(), "")
    if read.value is None or read.findings:
        problem = read.findings[0].said.rstrip(".") if read.findings else "it is empty"
        raise _unreadable(column, problem[:1].lower() + problem[1:])
    value = read.value["value"]
    expected = {"parts": list, "named": dict}.get(column.form, object)
    if len(read.value) != 1 or not isinstance(value, expected):
        raise _unreadable(column, "it is something else")
    return value


def _unreadable(column: Column, problem: str) -> UsageError:
    """Return the error for a cell that cannot be read as what it should be."""
    return UsageError(problem, fix=KINDS[column.form][1])
