"""What may fill a declared blank: limits that can be met, an order that can be kept, a usual value that fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.blanks import implicit
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Intervention, Objective, SlotSpec
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.reading import FieldPath

ORDER = RULES.rule(
    "slot-order",
    "error",
    said="'{other}' is not another blank of this text that holds a number.",
    why="The two numbers are compared; one of them would be missing.",
    fix="{fix}",
    example="less_than: basline",
)
LIMITS = RULES.rule(
    "slot-limits",
    "error",
    said="{said}",
    why="No value could be filled in, or a limit would never be looked at.",
    fix="Correct the limits or the type.",
    example="minimum: 5, maximum: 1",
)
DEFAULT = RULES.rule(
    "slot-default",
    "error",
    said="The usual value does not fit the blank: {said}.",
    why="It would be filled in and refused at once.",
    fix="Correct the default, the type or the limits.",
    example="type: integer, maximum: 4, default: 9",
)
#: Blanks that are always filled with a number, where they are there at all.
_COMPUTED_NUMBERS = frozenset({"baseline", "target"})


def check_slots(shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with the limits, the order and the usual value of every declared blank."""
    for item in shelf.items:
        for path, part in item.parts:
            if not isinstance(part, Objective | Intervention):
                continue
            numbers = {name for name, slot in part.slots.items() if slot.type in ("integer", "number")}
            numbers |= implicit(part, "statement") & _COMPUTED_NUMBERS
            for name, slot in part.slots.items():
                here = (*path, "slots", name)
                yield from _order(item, here, slot, numbers - {name})
                yield from _limits(item, here, slot)
                yield from _default(item, here, slot)


def _order(item: Item, path: FieldPath, slot: SlotSpec, others: set[str]) -> Iterator[Finding]:
    """Yield comparisons with a blank that is none or holds no number."""
    for field, other in (("less_than", slot.less_than), ("greater_than", slot.greater_than)):
        if other and other not in others:
            fix = nearest_words(other, others, "Name a blank that holds a number, or take the line out.")
            yield item.finding(ORDER, (*path, field), other=other, fix=fix)


def _limits(item: Item, path: FieldPath, slot: SlotSpec) -> Iterator[Finding]:
    """Yield limits that exclude each other, and limits on what is no number."""
    limits = [limit for limit in (slot.minimum, slot.maximum) if limit is not None]
    if slot.type not in ("integer", "number") and (limits or slot.less_than or slot.greater_than):
        yield item.finding(LIMITS, path, said=f"The blank holds a {_spoken(slot.type)}, and limits are for numbers.")
    elif limits != sorted(limits):
        yield item.finding(LIMITS, path, said="The lowest value is above the highest.")


def _default(item: Item, path: FieldPath, slot: SlotSpec) -> Iterator[Finding]:
    """Yield a usual value that the blank itself would refuse."""
    if slot.default is not None and (said := _misfit(slot, slot.default)):
        yield item.finding(DEFAULT, (*path, "default"), said=said)


def _misfit(slot: SlotSpec, value: float | str) -> str:
    """Return why a value does not fit, or nothing."""
    if slot.type == "date" and not (isinstance(value, str) and _is_date(value)):
        return "it is not a date"
    if slot.type == "string" and not isinstance(value, str):
        return "it is a number, and the blank holds text"
    if slot.type in ("date", "string"):
        return ""
    if isinstance(value, str) or (slot.type == "integer" and not float(value).is_integer()):
        return f"it is not a {_spoken(slot.type)}"
    return _beyond(slot, value)


def _beyond(slot: SlotSpec, value: float) -> str:
    """Return which limit a number passes, or nothing."""
    if slot.minimum is not None and value < slot.minimum:
        return f"it is under {slot.minimum:g}"
    return f"it is over {slot.maximum:g}" if slot.maximum is not None and value > slot.maximum else ""


def _spoken(type: str) -> str:
    """Return a type in words."""
    return {"integer": "whole number", "string": "text"}.get(type, type)


def _is_date(text: str) -> bool:
    """Return whether a text is a date that exists, written year-month-day."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
