"""What the shipped library has for every need: answers to each part of care, and no text twice."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from planbuilder.data import data_path
from planbuilder.library.coverage import expanded, unanswered_combinations
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.reading import read_yaml

_NEEDS = sorted(
    (read_yaml((data_path("library") / "vocabulary" / "needs.yaml").read_bytes(), "needs.yaml").value or {})["needs"]
)
#: Parts of care, and the routines that they are; the others are gathered in :func:`asked`.
_ROUTINES = {
    "group work": ("group-session",),
    "the review and signing": ("review-meeting", "consent-and-releases"),
    "telehealth": ("telehealth-visit", "telehealth-by-choice"),
}
_PARTS = (*_ROUTINES, "homework", "measures", "emergencies")


@pytest.fixture(scope="module")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"), use_cache=False)


def asked(library: Library, part: str) -> set[str]:
    """Return what a part of care asks of a person, with all that it implies."""
    if part == "homework":
        found = [each.demands for each in library.interventions.values() if "self-directed" in each.delivery]
    elif part == "measures":
        found = [each.demands for each in library.measures.values()]
    elif part == "emergencies":
        found = [each.demands for each in library.protocols.values()] + [library.routines["evacuation"].demands]
    else:
        found = [library.routines[each].demands for each in _ROUTINES[part]]
    return set(expanded([demand for each in found for demand in each], library.vocabulary))


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize("need", _NEEDS)
def test_every_need_has_answers_to_every_part_of_care(shipped: Library, need: str, part: str) -> None:
    """Expect two different answers to what is usually hard, one to what can be, and so at least one for each part."""
    demands = asked(shipped, part)
    conflicts = {demand: each for demand, each in shipped.vocabulary.conflicts[need].items() if demand in demands}
    answers = Counter(
        pair.demand for each in shipped.accommodations.values() for pair in each.covers if pair.need == need
    )
    assert conflicts
    for demand, conflict in conflicts.items():
        assert answers[demand] >= (2 if conflict.degree == "usual" else 1), demand


def test_every_accommodation_says_who_provides_arranges_and_pays_and_by_when(shipped: Library) -> None:
    """Expect nothing to be left to chance, and something that replaces it when it fails."""
    for each in shipped.accommodations.values():
        provides = each.provides
        assert provides.who
        assert provides.arranges
        assert provides.pays
        assert provides.by
        assert each.fallback


def test_no_two_statements_of_the_library_say_almost_the_same(shipped: Library) -> None:
    """Expect near-duplicates to be merged or told apart: texts share less than half of their runs of three words."""
    texts = statements(shipped)
    runs = {name: _runs(text) for name, text in texts.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, found in runs.items():
        for run in found:
            holders[run].append(name)
    shared = Counter(pair for names in holders.values() for pair in itertools.combinations(names, 2))
    alike = [(one, two) for (one, two), count in shared.items() if count / len(runs[one] | runs[two]) >= _ALIKE]
    assert alike == []
    assert len(texts) > 500


#: From this share of their runs of three words on, two texts are near-duplicates.
_ALIKE = 0.5


def statements(library: Library) -> dict[str, str]:
    """Return every statement that a plan may print, by where it stands."""
    found: dict[str, str] = {}
    for id, problem in library.problems.items():
        for name, goal in problem.goals.items():
            found[f"{id}/{name}"] = goal.statement
            found |= {f"{id}/{name}/{step}": each.statement for step, each in goal.objectives.items()}
        found |= {f"{id}/discharge/{name}": each.statement for name, each in problem.discharge.items()}
    for home in (library.interventions, library.accommodations, library.options):
        found |= {f"{type(each).__name__}/{id}": each.statement for id, each in home.items()}
    for id, protocol in library.protocols.items():
        found |= {f"{id}/{name}": each.statement for name, each in protocol.steps.items()}
    return found


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words of a text, blanks and small differences aside."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\{\{.*?\}\}", "x", text.lower()))
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)} or {tuple(words)}


def test_what_two_needs_leave_open_stands_in_the_guide(shipped: Library) -> None:
    """Expect docs/coverage.md to name every two needs that are left without an answer where all that may be hard is."""
    words = shipped.vocabulary
    combined = [set(need.replaces) | {id} for id, need in words.needs.items() if need.replaces]
    found = {
        f"{words.needs[one].short} + {words.needs[two].short}"
        for one, two in itertools.combinations(words.needs, 2)
        if not any({one, two} <= together for together in combined) and _open(shipped, one, two)
    }
    guide = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")
    named = {line.split("|")[1].strip() for line in guide.splitlines() if line.startswith("| ") and " + " in line}
    assert found == named
    assert not [need for need in words.needs if _open(shipped, need)]
    assert unanswered_combinations(shipped) == ()


def _open(library: Library, *needs: str) -> list[tuple[str, str]]:
    """Return the needs and demands that have no answer but such as ask what one of these needs can make hard."""
    conflicts = library.vocabulary.conflicts
    hard = {demand for need in needs for demand in conflicts[need]}
    return [
        (need, demand)
        for need in needs
        for demand in conflicts[need]
        if not any(
            not hard.intersection(each.asks) and any((pair.need, pair.demand) == (need, demand) for pair in each.covers)
            for each in library.accommodations.values()
        )
    ]
