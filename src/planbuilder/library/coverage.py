"""What the library asks of people, who finds it hard, and which accommodations answer: the cells that are empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from planbuilder.library.entries import Accommodation, Entry, Vocabulary
from planbuilder.library.store import Library
from planbuilder.remembering import Latest

#: The kinds of entry that ask something of a person.
ASKING_KINDS = ("intervention", "option", "measure", "protocol", "routine")


@dataclass(frozen=True, slots=True)
class Cell:
    """A need and a demand that it makes hard: who asks it (``kind/id``), and the ids of what answers it."""

    need: str
    demand: str
    degree: Literal["usual", "possible"]
    asked_by: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells of the matrix, by need and then by demand in the order of the vocabulary; nothing else is hard."""

    needs: tuple[str, ...]
    demands: tuple[str, ...]
    cells: tuple[Cell, ...]

    def empty(self, degree: Literal["usual", "possible"] = "usual") -> tuple[Cell, ...]:
        """Return the cells of a degree that nothing answers."""
        return tuple(cell for cell in self.cells if cell.degree == degree and not cell.answers)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two needs of one person that meet: what one of them finds hard, and the answers that the other rules out."""

    needs: tuple[str, str]
    need: str
    demand: str
    ruled_out: tuple[str, ...]


def coverage(library: Library) -> Coverage:
    """Return every pair of a need and a demand that it makes hard, among the demands that the library makes."""
    asked = demands_made(library)
    words = library.vocabulary
    answers = _answers(library)
    cells = tuple(
        Cell(need, demand, hard[demand].degree, asked[demand], tuple(answers.get((need, demand), ())))
        for need in words.needs
        for hard in [words.conflicts.get(need, {})]
        for demand in words.demands
        if demand in hard and demand in asked
    )
    return Coverage(tuple(words.needs), tuple(demand for demand in words.demands if demand in asked), cells)


def unanswered_combinations(library: Library) -> tuple[Gap, ...]:
    """Return the usual cells that have answers, all of which ask what a second need of the person usually makes hard.

    Two needs that a combined need replaces, or one that replaces the other, are not met in one person: the combined
    need has cells of its own.
    """
    cells = [cell for cell in coverage(library).cells if cell.degree == "usual" and cell.answers]
    words = library.vocabulary
    return tuple(
        Gap((one, other), cell.need, cell.demand, cell.answers)
        for one, other in combinations(words.needs, 2)
        if not _replaced(words, {one, other})
        for cell in cells
        if cell.need in (one, other)
        and all(_is_hard(library.accommodations[id], other if cell.need == one else one, words) for id in cell.answers)
    )


def demands_made(library: Library) -> dict[str, tuple[str, ...]]:
    """Return every demand that an entry in use makes, implied ones too, with the entries (``kind/id``) that make it."""
    found: dict[str, list[str]] = {}
    for kind in ASKING_KINDS:
        for id, entry in library.of_kind(kind).items():
            if in_use(entry):
                for demand in expanded(entry.demands, library.vocabulary):
                    found.setdefault(demand, []).append(f"{kind}/{id}")
    return {demand: tuple(names) for demand, names in found.items()}


#: The demands of entries with what they imply, in the words at hand: few lists, asked for plan after plan.
_expanded: Latest[dict[tuple[str, ...], tuple[str, ...]]] = Latest()


def expanded(demands: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the demands with everything they imply, each once."""
    known, listed = _expanded.of((vocabulary,), dict), tuple(demands)
    found = known.get(listed)
    if found is None:
        found = known[listed] = _with_implied(listed, vocabulary)
    return found


def _with_implied(demands: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the demands with everything they imply, looked up anew."""
    found: dict[str, None] = {}
    waiting = list(demands)
    for demand in waiting:
        if demand not in found:
            found[demand] = None
            waiting += vocabulary.demands[demand].implies if demand in vocabulary.demands else ()
    return tuple(found)


def in_use(entry: Entry) -> bool:
    """Return whether an entry may be planned: it is neither superseded nor withdrawn."""
    return entry.state in ("draft", "active")


def _answers(library: Library) -> dict[tuple[str, str], list[str]]:
    """Return the ids of the accommodations in use by the pair they answer."""
    found: dict[tuple[str, str], list[str]] = {}
    for id, entry in library.accommodations.items():
        for pair in entry.covers if in_use(entry) else ():
            found.setdefault((pair.need, pair.demand), []).append(id)
    return found


def _replaced(words: Vocabulary, needs: set[str]) -> bool:
    """Return whether a need stands for all of these, or for all but itself."""
    return any(needs <= {id, *need.replaces} and need.replaces for id, need in words.needs.items())


def _is_hard(entry: Accommodation, need: str, words: Vocabulary) -> bool:
    """Return whether an accommodation asks what a need usually makes hard."""
    conflicts = words.conflicts.get(need, {})
    return any(demand in conflicts and conflicts[demand].degree == "usual" for demand in entry.asks)
