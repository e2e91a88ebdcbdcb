"""The text that a value prints as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from jinja2 import Undefined

from planbuilder.docx.fieldvalues import Checkbox, DateField, DropDown
from planbuilder.docx.values import Break, Editable, Image


class UnprintableError(Exception):
    """A value that has no text of its own; the sentence names its type, never the value."""


def text_of(value: object) -> str:
    """Return the text of a value: nothing for None, ISO for dates; raise UnprintableError for what has no text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        raise UnprintableError(
            "The value is a yes or no. Write {{ 'Yes' if name else 'No' }}, with the words you want."
        )
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (Editable, Undefined, Decimal, Checkbox, DateField, DropDown)):
        return str(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    raise UnprintableError(f"The value is {_kind(value)}. {_ADVICE}")


_ADVICE = "Print one of its fields, or loop over it with for."


def _number(value: float) -> str:
    """Return a number as people write it: whole ones without a point."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - only NaN differs from itself
        raise UnprintableError("The value is not a number that can be printed.")
    return str(int(value)) if value.is_integer() else repr(value)


def _kind(value: object) -> str:
    """Return what a value is, in plain words."""
    if isinstance(value, (list, tuple, set, frozenset, Iterator)):
        return "a list"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, (Image, Break)):
        return f"a {'picture' if isinstance(value, Image) else 'break'}, which stands alone in its tag"
    return f"of a kind that cannot be printed ({type(value).__name__})"
