"""Failures against a JSON Schema in words that a clinician understands, each with what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "names with values",
    "null": "nothing",
}
_BOUNDS = {
    "minimum": ("is under {limit}, the lowest allowed", "Write {limit} or more."),
    "exclusiveMinimum": ("must be above {limit}", "Write more than {limit}."),
    "maximum": ("is over {limit}, the highest allowed", "Write {limit} or less."),
    "exclusiveMaximum": ("must be below {limit}", "Write less than {limit}."),
    "minLength": ("is shorter than {limit} characters", "Say more."),
    "maxLength": ("is longer than {limit} characters", "Shorten it, or split it."),
    "minItems": ("has fewer than {limit} items", "Give at least {limit}."),
    "maxItems": ("has more than {limit} items", "Give {limit} at most."),
    "minProperties": ("has fewer than {limit} fields", "Give at least {limit}."),
    "maxProperties": ("has more than {limit} fields", "Give {limit} at most."),
}
#: How many known names are listed where none is near.
_LISTED = 40

#: What is wrong, and what to do.
Words = tuple[str, str]


def words_for(error: Any, subject: str, *, show: bool = True) -> Words:
    """Return what is wrong with ``subject``, such as "'title'", in plain words, and what to do.

    With ``show`` off, what somebody wrote is not repeated.
    """
    if in_property_names(error):
        which = f"The name '{error.instance}'" if show else "A name here"
        return f"{which} {_of_name(error)}.", _shown(error)
    return _WORDS.get(error.validator, _other)(error, subject)


def unknown_names(error: Any) -> Iterator[str]:
    """Yield the names that the schema at fault does not know."""
    known = error.schema.get("properties", {})
    return (key for key in error.instance if key not in known)


def in_property_names(error: Any) -> bool:
    """Return whether the failure is about the name of a field, not about its value."""
    return "propertyNames" in error.absolute_schema_path


def unknown_words(subject: str, unknown: str, error: Any, *, show: bool = True) -> Words:
    """Return the words for one unknown field of ``subject``, with the nearest known one; ``show`` repeats its name."""
    known = list(error.schema.get("properties", {}))
    near = difflib.get_close_matches(unknown, known, 1)
    more = ", ..." if len(known) > _LISTED else ""
    fix = f"Did you mean '{near[0]}'?" if near else f"Known here: {', '.join(known[:_LISTED])}{more}."
    if " " in unknown:
        fix = "A sentence with a comma or colon in it belongs in quotes: put the whole sentence in quotes."
    named = f": '{unknown}'" if show else ""
    return f"{subject} has a field that nobody knows{named}.", fix


def _of_name(error: Any) -> str:
    """Return what is wrong with the name of a field."""
    if error.validator in _BOUNDS:
        return _BOUNDS[error.validator][0].format(limit=error.validator_value)
    return "is not one of the allowed names" if error.validator == "enum" else "does not have the right form"


def _required(error: Any, subject: str) -> Words:
    """Return the words for missing fields, all of them at once."""
    missing = [key for key in error.validator_value if key not in error.instance]
    fields = ", ".join(f"'{key}'" for key in missing)
    about = error.schema.get("properties", {}).get(missing[0], {}).get("description", "") if missing else ""
    return f"{subject} lacks {fields}.", f"Add {fields}. {about}".strip()


def _type(error: Any, subject: str) -> Words:
    """Return the words for a value of the wrong kind."""
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if error.instance is None:
        return f"{subject} is empty.", "Give it a value, or leave the whole line out."
    words = " or ".join(_KINDS[kind] for kind in wanted)
    unquoted = wanted == ["string"] and isinstance(error.instance, int | float)
    return f"{subject} should be {words}.", "Put the value in quotes." if unquoted else f"Write {words}."


def _enum(error: Any, subject: str) -> Words:
    """Return the words for a value outside a list, with the nearest allowed one."""
    allowed = [str(value) for value in error.validator_value]
    near = difflib.get_close_matches(str(error.instance), allowed, 1, 0.5)
    fix = f"Did you mean '{near[0]}'?" if near else f"Write one of: {', '.join(allowed)}."
    return f"{subject} is not one of the allowed words.", fix


def _pattern(error: Any, subject: str) -> Words:
    """Return the words for a text of the wrong form."""
    if not error.instance:
        return f"{subject} is empty.", "Give it a value, or leave the whole line out."
    if error.schema.get("title") == "Id":
        fix = f"Ids are written in small letters, with hyphens for blanks. {_shown(error)}"
        return f"{subject} does not have the right form.", fix
    return f"{subject} does not have the right form.", _shown(error)


def _shown(error: Any) -> str:
    """Return how it is written, by the schema's example, else by its description."""
    examples = error.schema.get("examples", [])
    return f"Write it like this: {examples[0]}" if examples else _described(error)


def _bound(error: Any, subject: str) -> Words:
    """Return the words for a number or length out of range."""
    said, fix = (words.format(limit=error.validator_value) for words in _BOUNDS[error.validator])
    return f"{subject} {said}.", fix


def _const(error: Any, subject: str) -> Words:
    """Return the words for a fixed value."""
    return f"{subject} must be {error.validator_value}.", f"Write {error.validator_value}."


def _unique(_: Any, subject: str) -> Words:
    """Return the words for a list with an item twice."""
    return f"{subject} holds the same item twice.", "Keep one of them."


def _choice(error: Any, subject: str) -> Words:
    """Return the words for a value that matches none, or more than one, of several forms."""
    forms = "; ".join(" and ".join(each["required"]) for each in error.validator_value if "required" in each)
    if not forms:
        return f"{subject} does not have one of the forms it may have.", _described(error)
    return (
        f"{subject} has {'none' if error.context else 'more than one'} of: {forms}.",
        f"Give exactly one of: {forms}.",
    )


def _format(error: Any, subject: str) -> Words:
    """Return the words for a date that does not exist and the like."""
    if error.validator_value == "date":
        return f"{subject} is not a date that exists.", "Write year-month-day, such as 2026-11-24."
    return f"{subject} is not a valid {error.validator_value}.", "Correct it."


def _other(error: Any, subject: str) -> Words:
    """Return the words for whatever has none of its own."""
    return f"{subject} does not fit its description.", _described(error)


def _described(error: Any) -> str:
    """Return what the schema says about the field."""
    found = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    return str(found) or "See the schema of this kind of file."


_WORDS: Mapping[str, Callable[[Any, str], Words]] = {
    "required": _required,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "const": _const,
    "uniqueItems": _unique,
    "oneOf": _choice,
    "anyOf": _choice,
    "format": _format,
    **dict.fromkeys(_BOUNDS, _bound),
}

#: What can be wrong with one value, in the order in which a reader mends it.
ORDER = ("type", "const", "enum", "pattern", "format", *_BOUNDS)
