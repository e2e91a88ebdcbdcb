"""What a plan still lacks: while anything does, the paper is a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.plan.client import Client
from planbuilder.plan.record import PlanProblem, Weighed
from planbuilder.plan.selection import Selection
from planbuilder.plan.supporting import Support


def lacking(client: Client, selection: Selection) -> tuple[str, ...]:
    """Return what is missing for a plan; while anything is, the paper is a proposal."""
    missing = (
        (selection.made_by is None, "a selection made by a named person"),
        (not client.presenting.words, "what brings the person, in the person's own words"),
        (not selection.participation, "an entry that says who took part, when and in which mode"),
    )
    return tuple(said for absent, said in missing if absent)


def blocking(problems: Iterable[PlanProblem], support: Support) -> tuple[str, ...]:
    """Return what must be settled before a plan can be signed: what is ruled out, and what nobody made possible."""
    weighed = (each for problem in problems for _, each in weighings(problem))
    against = any(each.kind == "not_for" and each.verdict == "met" for each in weighed)
    excluded = any(each.excluded and each.decision == "chosen" for each in support.options)
    uncovered = any(each.status == "uncovered" for each in support.pairs)
    settled = (
        (against or excluded, "another choice where the library rules something out for this person"),
        (uncovered, "an answer to what the plan asks and nobody has made possible"),
    )
    return tuple(said for open_, said in settled if open_)


def weighings(problem: PlanProblem) -> Iterator[tuple[str, Weighed]]:
    """Yield every condition that was weighed in a problem, with the number of its objective or intervention."""
    for goal in problem.goals:
        for step in goal.objectives:
            yield from ((step.number, each) for each in step.weighed)
            for one in step.interventions:
                yield from ((one.number, each) for each in one.weighed)
