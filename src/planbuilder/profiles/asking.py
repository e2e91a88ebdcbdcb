"""Asking a JSON Schema of the facts of a plan: whether it holds, and where in the plan it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from planbuilder.library.entries import Shape

Data = Mapping[str, Any]


def holds(shape: Shape | None, facts: Data) -> bool:
    """Return whether a schema holds for the facts; no schema always does."""
    return shape is None or bool(_validator(shape).is_valid(facts))


def failing(shape: Shape, facts: Data) -> tuple[str, ...]:
    """Return where a schema does not hold: the places of the items that fail, each once, in the plan's order.

    A failure that belongs to no item has the empty place.
    """
    places = [_place(facts, error.absolute_path) for error in _validator(shape).iter_errors(facts)]
    return tuple(dict.fromkeys(places))


def _validator(shape: Shape) -> Any:
    """Return the validator of a schema."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(msgspec.to_builtins(shape))


def _place(facts: Any, path: Any) -> str:
    """Return the place of the innermost item on a path through the facts, empty where no item has one."""
    found = ""
    here = facts
    for step in path:
        here = here[step]
        if isinstance(here, Mapping) and isinstance(here.get("at"), str):
            found = here["at"]
    return found
