"""Treatment options: which are put to the client, what speaks against each, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.library import entries
from planbuilder.library.coverage import expanded
from planbuilder.library.store import Library
from planbuilder.plan.citing import citation
from planbuilder.plan.filling import fill, said
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Exclusion, PlanOption, PlanProblem, SlotValue
from planbuilder.plan.selection import Decision, Selection


def considered_options(
    selection: Selection,
    library: Library,
    judge: Judge,
    problems: Sequence[PlanProblem],
    values: dict[str, SlotValue],
) -> tuple[PlanOption, ...]:
    """Return the options put to the client with the plan's objectives, and those that somebody decided about."""
    where: dict[str, list[str]] = {}
    for problem in problems:
        for goal in problem.goals:
            for step in goal.objectives:
                for id in step.options:
                    where.setdefault(id, []).append(step.number)
    ids = [id for id in (*where, *(each for each in selection.options if each not in where)) if id in library.options]
    return tuple(
        _option(library, library.options[id], judge, values, where.get(id, []), selection.options.get(id), number)
        for number, id in enumerate(ids, 1)
    )


def _option(
    library: Library,
    entry: entries.Option,
    judge: Judge,
    values: dict[str, SlotValue],
    objectives: Sequence[str],
    decision: Decision | None,
    number: int,
) -> PlanOption:
    """Return one option as considered for this client."""
    exclusions = tuple(_exclusion(each, judge, values) for each in entry.exclusions)
    return PlanOption(
        key=f"t{number}",
        id=entry.id,
        title=entry.title,
        kind=entry.kind,
        statement=fill(entry.statement, values),
        plain=fill(entry.plain, values),
        benefits=tuple(said(each, values) for each in entry.benefits),
        risks=tuple(said(each, values) for each in entry.risks),
        side_effects=tuple(said(each, values) for each in entry.side_effects),
        demands=expanded(entry.demands, library.vocabulary),
        exclusions=exclusions,
        alternatives=tuple(library.options[id].title for id in entry.alternatives if id in library.options),
        objectives=tuple(objectives),
        excluded=any(each.absolute and each.verdict == "met" for each in exclusions),
        decision=decision.decision if decision else "",
        decided=decision.on if decision else "",
        words=decision.words if decision else "",
        sources=tuple(citation(library, each) for each in entry.sources),
    )


def _exclusion(each: entries.Exclusion, judge: Judge, values: dict[str, SlotValue]) -> Exclusion:
    """Return a reason against an option as weighed for this client; one without a condition nobody can settle here."""
    outcome, names = ("unknown", ()) if each.when is None else judge.outcome(each.when)
    asks = names if outcome == "unknown" else ()
    return Exclusion(say=said(each.say, values), absolute=each.absolute, verdict=outcome, asks=asks)


def unknown_conditions(option: entries.Option, judge: Judge) -> tuple[str, ...]:
    """Return the conditions that decide about an option and that the client's file does not settle."""
    found: dict[str, None] = {}
    for exclusion in option.exclusions:
        outcome, names = judge.outcome(exclusion.when)
        if exclusion.when is not None and exclusion.absolute and outcome == "unknown":
            found |= dict.fromkeys(names)
    return tuple(found)
