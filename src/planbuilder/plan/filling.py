"""Filling the blanks of a statement, once; the result is data and is never rendered again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from planbuilder.library.entries import SlotSpec
from planbuilder.plan.client import Client, Pronouns
from planbuilder.plan.record import SlotValue, Text
from planbuilder.plan.selection import Value

SLOT = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Span(NamedTuple):
    """Where a blank's value stands in a printed text: its name, start and end as slices count, and if it is empty."""

    name: str
    start: int
    end: int
    blank: bool


def fill(statement: str, values: Mapping[str, SlotValue]) -> Text:
    """Return the statement with its blanks filled; a blank without a value stays visible, with its name."""
    cut = _cut(statement)
    if len(cut) == 1:
        return _as_it_stands(statement)
    used: dict[str, SlotValue] = {}
    printed: list[str] = []
    for piece in cut:
        printed.append(piece.before)
        if name := piece.name:
            slot = used[name] = values.get(name) or _unfilled(name)
            printed.append(_filled(piece, slot))
    return Text(library=statement, printed="".join(printed), slots=used)


@lru_cache(maxsize=8192)
def _as_it_stands(statement: str) -> Text:
    """Return a statement without blanks as a text, the same for everybody."""
    return Text(library=statement, printed=statement)


def _unfilled(name: str) -> SlotValue:
    """Return a blank that nobody filled."""
    return SlotValue(value="", source="blank", ask=name.replace("_", " "))


def said(text: str, values: Mapping[str, SlotValue]) -> str:
    """Return a short text of the library with the person's name and pronouns in it; most hold none."""
    return fill(text, values).printed if "{{" in text else text


def spans(text: Text) -> tuple[Span, ...]:
    """Return where the blanks of a text stand in what was printed, in order; name, pronouns and role are none."""
    found: list[Span] = []
    at = 0
    for piece in _cut(text.library):
        slot = text.slots.get(piece.name)
        start = at + len(piece.before)
        at = start + len(_filled(piece, slot))
        if piece.asks:
            found.append(Span(piece.name, start, at, slot is None or slot.source == "blank"))
    return tuple(found)


class _Piece(Struct, frozen=True):
    """A piece of a statement: the text before a blank, the blank's name, how it stands there when nobody fills it.

    The last piece has no blank. ``starts`` says that the name or pronoun begins a sentence, ``asks`` that the blank is
    one of its own, and does not stand for the person or the role that acts.
    """

    before: str
    name: str = ""
    unfilled: str = ""
    starts: bool = False
    asks: bool = False


@lru_cache(maxsize=8192)  # the same statements are filled for client after client
def _cut(statement: str) -> tuple[_Piece, ...]:
    """Return a statement in pieces: each blank with the text before it, and the rest without one."""
    pieces: list[_Piece] = []
    at = 0
    for found in SLOT.finditer(statement):
        before, name = statement[at : found.start()], found.group(1)
        asks = _is_blank(name)
        starts = not asks and (before.endswith((". ", "! ", "? ")) or not found.start())
        pieces.append(_Piece(before, name, f"[fill in: {name.replace('_', ' ')}]", starts, asks))
        at = found.end()
    return (*pieces, _Piece(statement[at:]))


def _filled(piece: _Piece, slot: SlotValue | None) -> str:
    """Return what is printed in the place of a blank."""
    value = slot.value if slot else ""
    if not value:
        return piece.unfilled
    return value[0].upper() + value[1:] if piece.starts else value


def _is_blank(name: str) -> bool:
    """Return whether a name stands for a blank of its own, and not for the person or the role that acts."""
    return not name.startswith("client.") and name != "role"


def client_values(client: Client) -> dict[str, SlotValue]:
    """Return the values of the client's fields that a statement may hold."""
    return person_values(client.identity.called, client.identity.forms)


def person_values(name: str, forms: Pronouns) -> dict[str, SlotValue]:
    """Return the values of a person's fields: the name, and each form of the pronouns."""
    fields = {
        "name": name,
        "they": forms.they,
        "them": forms.them,
        "their": forms.their,
        "theirs": forms.theirs,
        "themself": forms.themself,
    }
    return {f"client.{field}": SlotValue(value=value, source="client") for field, value in fields.items()}


def slot_values(specs: Mapping[str, SlotSpec], chosen: Mapping[str, Value], client: Client) -> dict[str, SlotValue]:
    """Return what fills the declared blanks: the selection, else the client's counts, else the usual value."""
    return {name: _slot_value(name, spec, chosen, client) for name, spec in specs.items()}


def _slot_value(name: str, spec: SlotSpec, chosen: Mapping[str, Value], client: Client) -> SlotValue:
    """Return what fills one blank."""
    if name in chosen:
        return SlotValue(value=printed_value(chosen[name], spec.type), source="selection", ask=spec.ask)
    if spec.from_count and (count := client.count(spec.from_count)):
        return SlotValue(value=number_words(count.value), source="count", ask=spec.ask)
    if spec.default is not None:
        return SlotValue(value=printed_value(spec.default, spec.type), source="default", ask=spec.ask)
    return SlotValue(value="", source="blank", ask=spec.ask)


def printed_value(value: Value, type: str) -> str:
    """Return a value as it is printed: dates in words, numbers without needless decimals."""
    if isinstance(value, str):
        return date_words(dt.date.fromisoformat(value)) if type == "date" else value
    return number_words(value)


def number_words(value: float) -> str:
    """Return a number without needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def date_words(day: dt.date) -> str:
    """Return a date in words: November 24, 2026."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
