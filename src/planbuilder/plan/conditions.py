"""Named conditions on a client, as client-predicates.schema.json describes them: how each comes out.

A condition is a JSON Schema over the view of the client. What it comes to depends on the few values of the view that
it names; from one person to the next these are often the same, and are then not judged again.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, Literal

from planbuilder.conforming import Schema, compiled, failed
from planbuilder.schema import schema_text, validator

Outcome = Literal["met", "unmet", "unknown"]
View = dict[str, Any]
#: A field of the view, with the member of it that is looked at; "" where all of it is.
Look = tuple[str, str]

#: The keywords of a schema that looks at nothing of an object but the members that it names.
_NAMING = frozenset({"properties", "required", "title", "description", "examples"})
#: More outcomes are not remembered: all that is commonly on file, several times over.
_MOST = 50_000
_remembered: dict[tuple[Hashable, ...], Outcome] = {}
#: What stands in a key for what is not on file, and for yes and no, which equal the numbers 1 and 0.
_ABSENT, _YES, _NO = object(), object(), object()
#: The kinds of value that are their own part of a key.
_PLAIN = frozenset({str, int, float, object, tuple})


class Outcomes(dict[str, Outcome]):
    """How the named conditions come out in the view of one client; each is looked at when it is first asked for.

    One comes out unknown where the view does not say what it asks. Raises KeyError for one that is not described.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._wholes: dict[str, Hashable] = {}

    def __missing__(self, name: str) -> Outcome:
        """Return how a condition comes out, and keep it."""
        looks = _looks(name)
        found = self[name] = _judged(name, self.view) if looks is None else self._known(name, looks)
        return found

    def _known(self, name: str, looks: tuple[Look, ...]) -> Outcome:
        """Return how a condition comes out that looks at fields alone: as it did for the same values before."""
        key: list[Hashable] = [name]
        for field, member in looks:
            value = self.view.get(field, _ABSENT) if member else self._whole(field)
            if member and type(value) is dict:
                value = value.get(member, _ABSENT)
            elif member:  # what has no members is not what a member may be
                value = (_part(value),)
            key.append(value if type(value) in _PLAIN else _part(value))
        found = _remembered.get(tuple(key))
        if found is None:
            if len(_remembered) >= _MOST:
                _remembered.clear()
            found = _remembered[tuple(key)] = _judged(name, self.view)
        return found

    def _whole(self, field: str) -> Hashable:
        """Return all of a field as a part of a key: several conditions ask for the same."""
        if field not in self._wholes:
            self._wholes[field] = _part(self.view.get(field, _ABSENT))
        return self._wholes[field]


def _part(value: Any) -> Hashable:
    """Return a value of the view as a part of a key."""
    if type(value) is bool:
        return _YES if value else _NO
    if type(value) is list:
        return ("list", *map(_part, value))
    if type(value) is dict:
        return ("object", *((name, _part(each)) for name, each in value.items()))
    plain: Hashable = value
    return plain


@cache
def _looks(name: str) -> tuple[Look, ...] | None:
    """Return what a condition looks at, None where that is more than fields; raise KeyError for one not described."""
    schema = schema_text("client-predicates")["$defs"][name]
    fields = _members(schema)
    if fields is None:
        return None
    members = {field: _members(schema.get("properties", {}).get(field, {})) for field in fields}
    return tuple((field, member) for field in fields for member in members[field] or ("",))


def _members(schema: Schema) -> tuple[str, ...] | None:
    """Return the members of an object that a schema looks at; None where it looks at all of it."""
    if not schema or not _NAMING.issuperset(schema):
        return None
    return tuple(dict.fromkeys((*schema.get("properties", {}), *schema.get("required", ()))))


def _judged(name: str, view: View) -> Outcome:
    """Return what the schema of a condition says to a view."""
    keywords = failed(_fast(name), view)
    if keywords is None:
        keywords = frozenset(error.validator for error in _validator(name).iter_errors(view))
    if not keywords:
        return "met"
    return "unknown" if "required" in keywords else "unmet"


@cache
def _fast(name: str) -> Any:
    """Return the fast validator of a condition; raise KeyError for one that is not described."""
    return compiled(schema_text("client-predicates")["$defs"][name])


@cache
def _validator(name: str) -> Any:
    """Return the validator of a condition; raise KeyError for one that is not described."""
    return validator("client-predicates").evolve(schema=schema_text("client-predicates")["$defs"][name])
