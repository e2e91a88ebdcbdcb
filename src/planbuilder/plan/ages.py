"""For people of which ages the library was written, and what of a plan was written for somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planbuilder.library.entries import Ages, Intervention, Problem
from planbuilder.library.store import Library
from planbuilder.plan.record import PlanProblem


class Misfit(NamedTuple):
    """Something of a plan that was written for people of other ages: its number, its title, for whom."""

    number: str
    title: str
    ages: str


def ages_of(entry: Problem | Intervention, library: Library) -> Ages:
    """Return the ages that an entry was written for: its own, else those of the library."""
    return entry.ages or library.about.ages or Ages()


def fits(age: int, ages: Ages) -> bool:
    """Return whether somebody of an age, in full years, is among those whom something was written for."""
    return (ages.from_ is None or age >= ages.from_) and (ages.to is None or age <= ages.to)


def ages_words(ages: Ages) -> str:
    """Return ages as words after 'people': "of 18 and older"."""
    if ages.from_ is None:
        return f"of {ages.to} and younger"
    return f"of {ages.from_} and older" if ages.to is None else f"from {ages.from_} to {ages.to}"


def misfits(problems: Iterable[PlanProblem], library: Library, age: int) -> Iterator[Misfit]:
    """Yield the problems written for other ages, and within the others the interventions that are."""
    for problem in problems:
        entry = library.problems.get(problem.id)
        if entry and not fits(age, ages_of(entry, library)):
            yield Misfit(problem.number, problem.title, ages_words(ages_of(entry, library)))
        else:
            yield from _interventions(problem, library, age)


def _interventions(problem: PlanProblem, library: Library, age: int) -> Iterator[Misfit]:
    """Yield the interventions of a problem that were written for other ages."""
    for step in (step for goal in problem.goals for step in goal.objectives):
        for each in step.interventions:
            entry = library.interventions.get(each.id)
            if entry and not fits(age, ages_of(entry, library)):
                yield Misfit(each.number, each.title, ages_words(ages_of(entry, library)))
