"""Whether a value has the shape that a JSON Schema asks for, fast: by jsonschema-rs, where it is there.

What it does not accept is looked at again by jsonschema, which alone puts into words what is wrong: so all machines
print the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Schema = dict[str, Any]

#: Whether jsonschema-rs is there; it is imported when the first value is looked at.
_THERE = find_spec("jsonschema_rs") is not None


def compiled(schema: Schema, others: Iterable[tuple[str, Schema]] = ()) -> Any:
    """Return a schema as a validator of jsonschema-rs, None where that is not there or does not fit the machine.

    ``others`` are the schemas that it refers to, by their URI; nothing is ever fetched.
    """
    if not _THERE:
        return None
    try:
        fast = import_module("jsonschema_rs")
    except ImportError:  # a build for another system than this one
        return None
    return fast.Draft202012Validator(
        schema,
        formats={"date": _is_date},
        validate_formats=True,
        registry=fast.Registry(list(others), draft=fast.Draft202012),
        offline=True,
    )


def accepts(validator: Any, value: object) -> bool:
    """Return whether a compiled validator accepts a value; False also where only jsonschema can tell."""
    try:
        return validator is not None and bool(validator.is_valid(value))
    except ValueError:  # keys that are no text, half a character, too deep: what is no JSON
        return False


def failed(validator: Any, value: object) -> frozenset[str] | None:
    """Return the keywords that a value fails, such as ``required``; None where only jsonschema can tell."""
    try:
        return None if validator is None else frozenset(each.kind.name for each in validator.iter_errors(value))
    except ValueError:
        return None


@cache
def _is_date(text: str) -> bool:
    """Return whether a text is a day that Python knows: jsonschema-rs would take the year 0."""
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
