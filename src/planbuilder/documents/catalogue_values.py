"""Values of library entries in a reader's words: doses, conditions, citations, ids by their titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from planbuilder.documents.doses import short_dose
from planbuilder.library.entries import (
    Ages,
    Band,
    Change,
    Citation,
    Contact,
    Dose,
    Evidence,
    Horizon,
    Pair,
    Part,
    Predicate,
    Range,
    Sign,
    SlotSpec,
)
from planbuilder.library.place_words import field_in_words
from planbuilder.library.search import title_of
from planbuilder.library.store import KINDS, Library
from planbuilder.library.texts import REFERENCES, WORDS

_BLANK = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
#: Fields of the client that a statement may hold, as a reader sees them.
_CLIENT = {"client.name": "the person's name"}


@dataclass(frozen=True, slots=True)
class Word:
    """A value to read: its text; the entry (``kind/id``) or address it leads to, empty where it leads nowhere."""

    text: str
    entry: str = ""
    address: str = ""


def readable(text: str) -> str:
    """Return a text with its blanks in square brackets, named for a reader: ``{{ client.them }}`` is [them]."""
    return _BLANK.sub(lambda found: f"[{_blank_name(found[1])}]", text)


def _blank_name(name: str) -> str:
    """Return how a blank is called."""
    return _CLIENT.get(name) or name.removeprefix("client.").replace("_", " ")


class Wording:
    """Puts values of a library's entries into words."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.conditions = library.words_of_kind("condition")
        self.special: Mapping[type[Part], Callable[..., str]] = {
            Dose: lambda dose: _joined(short_dose(dose), dose.note),
            Predicate: self._predicate,
            Ages: lambda ages: _from_to(ages.from_, ages.to, "years"),
            Range: lambda span: f"{span.min:g} to {span.max:g}",
            Band: lambda band: f"{band.min:g} to {band.max:g}: {band.label}",
            Change: lambda change: f"{change.value:g} {change.unit}",
            Horizon: _horizon,
            SlotSpec: _blank,
            Pair: self._pair,
            Sign: self._sign,
        }

    def words(self, owner: Part, field: str, value: object) -> Iterator[Word]:
        """Yield a value as words to read, item by item; ``owner`` is the part that has it under ``field``."""
        if isinstance(value, tuple):
            for item in value:
                yield from self.words(owner, field, item)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                said = "; ".join(word.text for word in self.words(owner, field, item))
                yield Word(said if field == "definitions" else f"{_blank_name(key)}: {said}")
        elif isinstance(value, Citation | Evidence):
            yield self._citation(value)
        elif isinstance(value, Part):
            yield Word(self.inline(value))
        elif isinstance(value, str):
            yield self._text(owner, field, value)
        else:
            yield Word("yes" if value is True else "no" if value is False else f"{value:g}")

    def inline(self, part: Part) -> str:
        """Return a part in one line."""
        if type(part) in self.special:
            return self.special[type(part)](part)
        found: list[str] = []
        for each in msgspec.structs.fields(type(part)):
            value = getattr(part, each.name)
            if value in ("", (), None, False) or (value == 0 and not isinstance(value, Predicate)):
                continue
            said = ", ".join(word.text for word in self.words(part, each.encode_name, value))
            plain = each.encode_name in ("say", "statement", "reason", "note") or isinstance(part, Contact)
            label = field_in_words(each.encode_name)
            found.append(said if plain else label if value is True else f"{label}: {said}")
        return "; ".join([*(each.removesuffix(".") for each in found[:-1]), *found[-1:]])

    def _text(self, owner: Part, field: str, value: str) -> Word:
        """Return a single text: an id by the title of what it names, another as it is."""
        sort = type(owner), field
        if sort in REFERENCES:
            return self.entry(REFERENCES[sort], value)
        if sort in WORDS:
            known = getattr(self.library.vocabulary, WORDS[sort]).get(value)
            return Word(known if isinstance(known, str) else getattr(known, "label", None) or value)
        if field == "url":
            return Word(value, address=value if value.startswith(("https://", "http://")) else "")
        return Word(readable(value))

    def entry(self, kind: str, id: str) -> Word:
        """Return an entry by its title, leading to it where the library has it."""
        known = self.library.of_kind(kind).get(id) if kind in KINDS else None
        return Word(title_of(known), f"{kind}/{id}") if known else Word(id)

    def _citation(self, each: Citation | Evidence) -> Word:
        """Return a citation: title of the source, the place in it, how strong the evidence is."""
        known = self.library.sources.get(each.source)
        strength = f" ({each.strength.replace('-', ' ')})" if isinstance(each, Evidence) else ""
        said = (known.title if known else each.source) + (f", {each.at}" if each.at else "") + strength
        return Word(said, f"source/{each.source}" if known else "")

    def _predicate(self, each: Predicate) -> str:
        """Return a condition on the client by what its parts mean."""
        named = {"one of": each.any_of, "all of": each.all_of, "none of": each.none_of}
        said = {head: [self.conditions.get(id, id).rstrip(".") for id in ids] for head, ids in named.items() if ids}
        if list(said) == ["one of"] and len(said["one of"]) == 1:
            return said["one of"][0]
        return "; ".join(f"{head}: {' / '.join(ids)}" for head, ids in said.items())

    def _sign(self, each: Sign) -> str:
        """Return a sign by its reason, and by its condition where the reason does not say it already."""
        condition = self._predicate(each.when)
        said = each.reason if each.reason.startswith(condition) else f"{each.reason} (when: {condition})"
        return f"{said}; urgent" if each.urgent else said

    def _pair(self, each: Pair) -> str:
        """Return a need and what it makes hard."""
        words = self.library.vocabulary
        need, demand = words.needs.get(each.need), words.demands.get(each.demand)
        return f"{need.label if need else each.need}: {demand.label if demand else each.demand}"


def _joined(first: str, second: str) -> str:
    """Return two texts as one."""
    return f"{first}; {readable(second)}" if second else first


def _from_to(low: float | None, high: float | None, unit: str) -> str:
    """Return a span in words."""
    if low is not None and high is not None:
        return f"{low:g} to {high:g} {unit}"
    return f"from {low:g} {unit}" if low is not None else f"to {high:g} {unit}" if high is not None else "any"


def _horizon(each: Horizon) -> str:
    """Return how far ahead a date lies."""
    named = {"days": each.days, "weeks": each.weeks, "months": each.months}
    return next((f"{number} {unit}" for unit, number in named.items() if number is not None), "")


def _blank(each: SlotSpec) -> str:
    """Return what may fill a blank."""
    span = _from_to(each.minimum, each.maximum, each.unit) if (each.minimum, each.maximum) != (None, None) else ""
    usual = f"usually {each.default}" if each.default is not None else ""
    more = f"more than {_blank_name(each.greater_than)}" if each.greater_than else ""
    less = f"less than {_blank_name(each.less_than)}" if each.less_than else ""
    return "; ".join(part.strip() for part in (each.ask, span, more, less, usual) if part)
