"""What is remembered from plan to plan is that of one library and one plan: with two in turns, each has its own."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example, examples, load_example

from planbuilder.findings import Finding
from planbuilder.library.entries import DiagnosisSays, PersonFirst
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.counts import counting
from planbuilder.plan.record import Plan
from planbuilder.remembering import Latest


@pytest.fixture(scope="module", params=examples()[::5], ids=lambda path: path.name.removesuffix(".client.yaml"))
def some(request: pytest.FixtureRequest, shipped: Library) -> Example:
    """Return one of a few example clients."""
    return load_example(request.param, shipped)


def changed(library: Library) -> Library:
    """Return a library with the same entries, of which everything that is remembered differs."""
    words = library.vocabulary
    says = DiagnosisSays(label="any at all", codes=("F", "S"), sources=(), facts=("pregnant",), risks=("overdose",))
    term = next(iter(library.person_first.terms.values()))
    demands = {id: replace(each, implies=()) for id, each in words.demands.items()}
    interventions = {id: replace(each, evidence=each.evidence[-1:]) for id, each in library.interventions.items()}
    return replace(
        library,
        vocabulary=replace(words, demands=demands, diagnoses={"any": says}),
        person_first=PersonFirst(terms={"you": replace(term, avoid=("i", "my"), allowed_in=())}),
        interventions=interventions,
        accommodations={id: replace(each, covers=each.covers[:1]) for id, each in library.accommodations.items()},
        sources={id: replace(each, title=f"Other {each.title}") for id, each in library.sources.items()},
        origins={id: replace(each, version=f"{each.version}-other") for id, each in library.origins.items()},
    )


def made(example: Example, library: Library) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the plan of an example client, and what is wrong with it."""
    plan = compose(example.client, None, library, EXAMPLE_DAY)
    return plan, check_plan(plan, library)


def forget() -> None:
    """Forget what was remembered."""
    remembered: list[Latest[Any]] = [each for each in gc.get_objects() if isinstance(each, Latest)]
    assert len(remembered) > 10
    for each in remembered:
        vars(each).update(vars(Latest()))


def test_two_libraries_in_turns_give_what_each_gives_alone(some: Example, shipped: Library) -> None:
    """Expect no words, strengths, answers or citations of one in the plan of the other."""
    alone, other = [], changed(shipped)
    for library in (shipped, other):
        forget()
        alone.append(made(some, library))
    forget()
    assert [made(some, library) for library in (shipped, other, shipped)] == [*alone, alone[0]]
    assert alone[0] != alone[1]


def test_a_plan_is_checked_with_the_library_that_is_asked(some: Example, shipped: Library) -> None:
    """Expect the very same plan to be looked at anew with the words of another library."""
    plan, other = compose(some.client, None, shipped, EXAMPLE_DAY), changed(shipped)
    alone = []
    for library in (shipped, other):
        forget()
        alone.append(check_plan(plan, library))
    forget()
    assert [check_plan(plan, library) for library in (shipped, other, shipped)] == [*alone, alone[0]]
    assert alone[0] != alone[1]


def test_a_plan_is_checked_anew_whatever_of_it_differs(some: Example, shipped: Library) -> None:
    """Expect a plan that lacks one part to be taken for no other of the same person, whichever part it is."""
    plan = compose(some.client, some.selection, shipped, EXAMPLE_DAY)
    lists = [name for name in plan.__struct_fields__ if isinstance(getattr(plan, name), tuple) and getattr(plan, name)]
    plans = [plan, *(replace(plan, **{name: ()}) for name in lists if name != "lacks")]
    alone = []
    for each in plans:
        forget()
        alone.append(check_plan(each, shipped))
    forget()
    assert [found for each in plans for found in (check_plan(plan, shipped), check_plan(each, shipped))] == [
        found for each in alone for found in (alone[0], each)
    ]
    assert len(set(alone)) > 2


def test_counts_are_those_of_the_library_that_is_asked(shipped: Library) -> None:
    """Expect none in a library without entries, whatever was asked before."""
    empty = replace(shipped, problems={}, interventions={})
    assert [bool(counting(each).blanks) for each in (shipped, empty, shipped)] == [True, False, True]
