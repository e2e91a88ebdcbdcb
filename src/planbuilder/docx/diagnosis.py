"""Saying what went wrong in a rendering, with the place, and without any value of the data."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from msgspec import Struct

from planbuilder.docx.faults import Fault
from planbuilder.docx.instead import INSTEAD
from planbuilder.docx.marks import Mark
from planbuilder.docx.sandbox import MissingNameError
from planbuilder.docx.state import BoundError
from planbuilder.docx.text import UnprintableError
from planbuilder.findings import Place

_SAID: tuple[tuple[type[Exception], str], ...] = (
    (SecurityError, "The tag does something that a template may not do."),
    (OverflowError, "The tag makes a number or a list that is too large."),
    (ZeroDivisionError, "The tag divides by zero."),
    (TypeError, "The tag puts values together that do not go together."),
    (ValueError, "The tag cannot use the value it is given."),
    (UndefinedError, "The tag uses a value that is not there."),
)
#: A name that a tag computes may be a value of the data, so it is not said.
_COMPUTED = "The tag asks for a field by a name that it computes, and there is none."


def render_fault(error: Exception, mark: Mark | None, place: Place, names: Iterable[str]) -> Fault:
    """Return the fault of an error met at `mark`; `names` are the names that the data have."""
    where = mark.place if mark else place
    if isinstance(error, MissingNameError):
        written = mark is not None and error.name in mark.tag.code
        return _missing(error, where, names) if written else Fault(where, _COMPUTED, "Check what stands in brackets.")
    if isinstance(error, (UnprintableError, BoundError)):
        said, _, fix = str(error).partition(". ")
        return Fault(where, said.rstrip(".") + ".", fix)
    said = next((text for kind, text in _SAID if isinstance(error, kind)), "The tag cannot be computed.")
    return Fault(where, said, "Check the names and filters in it.")


def _missing(error: MissingNameError, where: Place, names: Iterable[str]) -> Fault:
    """Return the fault of a name that is not there, with the nearest that is."""
    if error.owner is missing:
        said, known = f"The data have no {error.name}.", list(names)
    elif error.owner is None:
        return Fault(where, f"What is asked for {error.name} is empty.", "Ask with if whether it is there.")
    elif error.name.lstrip("-").isdecimal():
        said = "The list has no such item."
        return Fault(where, said, "Ask with if whether it has, and count from 0.")
    else:
        said, known = f"There is no {error.name} in what is asked for it.", _names_of(error.owner)
    near = difflib.get_close_matches(error.name, known, 1)
    plain = error.owner is not missing and not known and INSTEAD.get(error.name)
    return Fault(where, said, f"Did you mean {near[0]}?" if near else plain or "Check the name.")


def _names_of(owner: object) -> list[str]:
    """Return the names of the fields that a value has."""
    if isinstance(owner, Mapping):
        return [name for name in owner if isinstance(name, str)]
    if is_dataclass(owner):
        return [item.name for item in fields(owner)]
    return list(owner.__struct_fields__) if isinstance(owner, Struct) else []
