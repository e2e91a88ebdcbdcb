"""Remembering what was worked out last: steps that follow one another ask the same of one library or one person."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """What was worked out last, with the very objects and the values that it was worked out of.

    Several threads may ask, each about another person: what one of them gets is never what another asked for.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], tuple[object, ...], T] | None = None

    def of(self, objects: tuple[object, ...], make: Callable[[], T], *, values: tuple[object, ...] = ()) -> T:
        """Return what ``make`` gives; without asking it where the last one was made of the same.

        The same are the same objects, not equal ones (comparing a library would take longer), and equal values.
        """
        kept = self._kept  # read once: another thread may put another in its place meanwhile
        if kept is None or kept[1] != values or len(kept[0]) != len(objects) or not all(map(is_, kept[0], objects)):
            return self.put(objects, make(), values=values)
        return kept[2]

    def put(self, objects: tuple[object, ...], made: T, *, values: tuple[object, ...] = ()) -> T:
        """Remember what was made of objects and values in the place of what was before, and return it."""
        self._kept = (objects, values, made)
        return made
