"""Entries that point at each other in a circle, so that no one is ever reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Entry, Goal, Problem, Vocabulary
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import KINDS, nearest_words
from planbuilder.reading import FieldPath

CIRCLE = RULES.rule(
    "circle",
    "error",
    said="These point at each other in a circle by '{field}': {circle}.",
    why="Whoever follows the pointers never arrives.",
    fix="Take one of the pointers out.",
    example="old-log: {by: [drinking-log]} and drinking-log: {by: [old-log]}",
)
OBJECTIVE = RULES.rule(
    "objective-requires",
    "error",
    said="This problem has no objective '{id}'.",
    why="The order of the steps cannot be kept.",
    fix="{fix}",
    example="requires: [safe-start/withdrawal-asessed]",
)

Edges = Mapping[str, tuple[str, ...]]


def check_circles(shelf: Shelf) -> Iterator[Finding]:
    """Yield circles of replacement, of steps that are required or left and of implied demands, and missing steps."""
    for kind in KINDS:
        yield from _replacements(shelf, kind)
    for item, problem in shelf.entries(Problem):
        yield from _steps(item, problem.goals)
    yield from _left(shelf)
    for item, vocabulary in shelf.entries(Vocabulary):
        implied = {id: demand.implies for id, demand in vocabulary.demands.items()}
        for circle in circles(implied):
            yield _circle(item, ("demands", circle[0], "implies"), "implies", circle)


def _replacements(shelf: Shelf, kind: str) -> Iterator[Finding]:
    """Yield circles of entries that replace each other."""
    items = {item.id: (item, entry) for item, entry in shelf.entries(Entry) if item.kind == kind}
    for circle in circles({id: entry.by for id, (_, entry) in items.items()}):
        yield _circle(items[circle[0]][0], ("by",), "by", circle)


def _steps(item: Item, goals: Mapping[str, Goal]) -> Iterator[Finding]:
    """Yield what is wrong with the order of a problem's objectives."""
    steps = {f"{goal}/{id}": one.requires for goal, each in goals.items() for id, one in each.objectives.items()}
    for step, required in steps.items():
        goal, _, id = step.partition("/")
        path = ("goals", goal, "objectives", id, "requires")
        for index, other in enumerate(required):
            if other not in steps:
                fix = nearest_words(other, steps, f"It has: {', '.join(steps)}.")
                yield item.finding(OBJECTIVE, (*path, index), id=other, fix=fix)
    for circle in circles(steps):
        goal, _, id = circle[0].partition("/")
        yield _circle(item, ("goals", goal, "objectives", id, "requires"), "requires", circle)


def _left(shelf: Shelf) -> Iterator[Finding]:
    """Yield circles of problems that leave a step to each other, so that none of them would have it."""
    items = {item.id: (item, problem.goals) for item, problem in shelf.entries(Problem)}
    edges = {
        id: tuple(other for goal in goals.values() for step in goal.objectives.values() for other in step.left_to)
        for id, (_, goals) in items.items()
    }
    for circle in circles(edges):
        yield _circle(items[circle[0]][0], ("goals",), "left_to", circle)


def _circle(item: Item, path: FieldPath, field: str, circle: tuple[str, ...]) -> Finding:
    """Return the finding of a circle."""
    return item.finding(CIRCLE, path, field=field, circle=" -> ".join([*circle, circle[0]]))


def circles(edges: Edges) -> list[tuple[str, ...]]:
    """Return circles in a graph until none is left in what remains, each from its first name; no recursion."""
    left = {name: {other for other in others if other in edges} for name, others in edges.items()}
    named_by: dict[str, set[str]] = {name: set() for name in edges}
    for name, others in left.items():
        for other in others:
            named_by[other].add(name)
    _take_out([name for name, others in left.items() if not others], left, named_by)
    found: list[tuple[str, ...]] = []
    while left:
        circle = _follow(left)
        found.append(circle)
        _take_out(circle, left, named_by)
    return sorted(found)


def _follow(left: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the circle that one comes to from the first name; every name leads on."""
    path: dict[str, None] = {}
    name = min(left)
    while name not in path:
        path[name] = None
        name = min(left[name])
    circle = list(path)[list(path).index(name) :]
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first])


def _take_out(names: Iterable[str], left: dict[str, set[str]], named_by: Mapping[str, set[str]]) -> None:
    """Take out names, and then whatever leads nowhere without them."""
    waiting = [name for name in names if left.pop(name, None) is not None]
    for name in waiting:
        for other in named_by[name] & left.keys():
            left[other].discard(name)
            if not left[other]:
                del left[other]
                waiting.append(other)
