"""Keys and numbers that stay: an item of a later version has those it had, and those of what is gone stay vacant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planbuilder.plan.record import Plan, PlanCriterion, PlanStep, Vacant
from planbuilder.plan.renumbering import Names, renumbered

_KEY = re.compile(r"(.*\D)(\d+)")
#: How numbers of a level are written: 1, A, 1, a; those of accommodations A1, A2.
_Style = Literal["figure", "capital", "letter", "accommodation", ""]
_LEVELS: tuple[tuple[str, _Style], ...] = (("g", "capital"), ("o", "figure"), ("i", "letter"))


@dataclass(frozen=True, slots=True)
class Item:
    """An item that has a key: the path that tells what it is in every version, its key, its number if it has one.

    ``above`` is the path of the item it stands in, empty for none; ``letter`` begins its key.
    """

    path: str
    key: str
    letter: str
    number: str = ""
    style: _Style = ""
    above: str = ""


def letters(count: int) -> str:
    """Return A for 1, B for 2, ... Z, AA."""
    found = ""
    while count:
        count, rest = divmod(count - 1, 26)
        found = chr(65 + rest) + found
    return found


def items(plan: Plan) -> Iterator[Item]:
    """Yield every item of a plan that has a key, what holds others before what it holds."""
    for problem in plan.problems:
        here = f"problem/{problem.id}"
        yield Item(here, problem.key, "p", problem.number, "figure")
        yield from (Item(f"sign/{problem.id}/{sign.id}", sign.key, "d") for sign in problem.signs)
        yield from _below(problem.goals, here, 0)
    yield from (Item(f"option/{each.id}", each.key, "t") for each in plan.options)
    for each in plan.accommodations:
        yield Item(f"accommodation/{each.who}/{each.id}", each.key, "a", each.number, "accommodation")
    for protocol in plan.protocols:
        here = f"protocol/{protocol.id}"
        yield Item(here, protocol.key, "r")
        yield from (Item(f"{here}/{_told(step)}", step.key, "s", above=here) for step in protocol.steps)
    yield from (Item(f"discharge/{_told(each)}", each.key, "e") for each in plan.discharge)


def _below(those: Iterable[object], above: str, level: int) -> Iterator[Item]:
    """Yield goals, objectives or interventions, and what stands in them."""
    letter, style = _LEVELS[level]
    for each in those:
        id, key, number = (str(getattr(each, name)) for name in ("id", "key", "number"))
        here = f"{above}/{id}"
        yield Item(here, key, letter, number, style, above)
        if level + 1 < len(_LEVELS):
            yield from _below(getattr(each, ("objectives", "interventions")[level]), here, level + 1)


def _told(each: PlanStep | PlanCriterion) -> str:
    """Return what tells a step or criterion from its neighbors: its id, or in older records what the library said."""
    return each.id or each.statement.library


def kept_numbers(before: Plan, after: Plan) -> Plan:
    """Return a plan with the keys and numbers of the version before it.

    What is in both, by what it is and where it stands, has the key and number that it had; so has what was in an
    earlier one and comes back. What is new gets the next that was never used. Those of what is gone are vacant. The
    order of the plan stays; pointers follow. A plan made from ``before`` is returned as it is.
    """
    used = _Used.of(before)
    keys: dict[str, str] = {}
    numbers: dict[str, str] = {}
    places: dict[str, tuple[str, str]] = {}
    for item in items(after):
        above = places.get(item.above, ("", ""))
        places[item.path] = keys[item.key], number = used.of_item(item, above)
        if item.number:
            numbers[item.number] = number
    gone: list[Vacant] = [
        *before.vacant,
        *(Vacant(key=item.key, number=item.number, path=item.path) for item in items(before)),
    ]
    vacant = {each.key: each for each in gone if each.path not in places}
    return renumbered(after, Names(keys, numbers), tuple(vacant.values()))


@dataclass(slots=True)
class _Used:
    """What was ever used: key and number by path, all keys, all numbers."""

    places: Mapping[str, tuple[str, str]]
    keys: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan) -> _Used:
        """Return what a plan and the versions before it used."""
        every: tuple[Vacant | Item, ...] = (*plan.vacant, *items(plan))
        known = [(each.path, each.key, each.number) for each in every]
        made = cls({path: (key, number) for path, key, number in known})
        for _, key, number in known:
            made.note(key, number)
        return made

    def note(self, key: str, number: str) -> None:
        """Keep that a key and a number are used."""
        if found := _KEY.fullmatch(key):
            self.keys[found[1]] = max(self.keys.get(found[1], 0), int(found[2]))
        self.numbers.add(number)

    def of_item(self, item: Item, above: tuple[str, str]) -> tuple[str, str]:
        """Return the key and number of an item that stands in another: those it had, else the next ones."""
        if item.path in self.places:
            return self.places[item.path]
        begins = f"{above[0]}s" if item.letter == "s" else item.letter
        key = f"{begins}{self.keys.get(begins, 0) + 1}"
        number = self._next(item.style, above[1]) if item.number else ""
        self.note(key, number)
        return key, number

    def _next(self, style: _Style, above: str) -> str:
        """Return the number after the last one that was used at a level, under the number above."""
        begins = "A" if style == "accommodation" else f"{above}." if above else ""
        tails = (each[len(begins) :] for each in self.numbers if each.startswith(begins))
        last = max((_count(tail, style) for tail in tails), default=0)
        return begins + _written(last + 1, style)


def _count(tail: str, style: _Style) -> int:
    """Return what the last part of a number counts; 0 where it is no part of this level."""
    if style in ("figure", "accommodation"):
        return int(tail) if tail.isdecimal() else 0
    if not (tail.isascii() and tail.isalpha()):
        return 0
    total = 0
    for each in tail.upper():
        total = total * 26 + ord(each) - 64
    return total


def _written(count: int, style: _Style) -> str:
    """Return a count as the last part of a number of a level."""
    if style in ("figure", "accommodation"):
        return str(count)
    return letters(count) if style == "capital" else letters(count).lower()
