"""Taking items out of the thread of a plan, with everything that hangs on them and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from planbuilder.plan.filling import fill
from planbuilder.plan.keyed import with_texts
from planbuilder.plan.record import (
    Plan,
    PlanAccommodation,
    PlanGoal,
    PlanObjective,
    PlanProblem,
    Question,
    SlotValue,
    Weighed,
)
from planbuilder.plan.record_parts import goals, interventions, objectives

#: The field of an intervention that can be struck alone: its reason becomes a blank again.
REASON = ".because"


def without(plan: Plan, struck: Collection[str]) -> Plan:
    """Return a plan without the items of these keys, and with a blank for each reason of these (``i3.because``).

    With a goal go its objectives, with an objective its interventions; with an intervention what it asked of people,
    and an accommodation that served nothing else. Keys that the plan does not have are passed over.
    """
    left = tuple(_problem(problem, struck) for problem in plan.problems)
    made = replace(
        plan,
        problems=left,
        discharge=tuple(each for each in plan.discharge if each.key not in struck),
        added_notes=tuple(each for each in plan.added_notes if each.key not in struck),
    )
    gone = {each.key: each.number for each in interventions(plan)}
    steps = {each.key: each.number for each in objectives(plan)}
    for each in interventions(made):
        gone.pop(each.key)
    for step in objectives(made):
        steps.pop(step.key)
    if gone or steps:
        made = _unasked(made, gone.keys(), {*gone.values(), *steps.values()}, {*steps, *steps.values()})
    return _unreasoned(made, struck)


def _problem(problem: PlanProblem, struck: Collection[str]) -> PlanProblem:
    """Return a problem without struck items."""

    def goal(each: PlanGoal) -> PlanGoal:
        return replace(each, objectives=tuple(step(one) for one in each.objectives if one.key not in struck))

    def step(each: PlanObjective) -> PlanObjective:
        return replace(each, interventions=tuple(one for one in each.interventions if one.key not in struck))

    left = replace(problem, goals=tuple(goal(each) for each in problem.goals if each.key not in struck))
    there = {f"{goal.id}/{step.id}" for goal in left.goals for step in goal.objectives}
    gone = {f"{goal.id}/{step.id}" for goal in problem.goals for step in goal.objectives} - there
    return _missed(left, gone) if gone else left


def _missed(problem: PlanProblem, gone: AbstractSet[str]) -> PlanProblem:
    """Return a problem whose objectives say that one which has to come first is no longer there."""

    def weighed(each: Weighed) -> Weighed:
        missing = tuple(name for name in each.names if name in gone)
        return replace(each, names=missing, verdict="unmet") if each.kind == "requires" and missing else each

    def step(each: PlanObjective) -> PlanObjective:
        return replace(each, weighed=tuple(weighed(one) for one in each.weighed))

    goals_ = tuple(replace(each, objectives=tuple(step(one) for one in each.objectives)) for each in problem.goals)
    return replace(problem, goals=goals_)


def _unasked(plan: Plan, gone: AbstractSet[str], numbers: Collection[str], steps: Collection[str]) -> Plan:
    """Return a plan without what struck interventions asked of people, and without what answered only that."""
    pairs = tuple(
        replace(pair, activities=tuple(key for key in pair.activities if key not in gone))
        for pair in plan.pairs
        if not pair.activities or not set(pair.activities) <= gone
    )
    answering = {pair.answer for pair in pairs}
    changed = {pair.answer for pair in plan.pairs if gone & set(pair.activities)}

    def stays(each: PlanAccommodation) -> bool:
        return each.key not in changed or each.key in answering

    kept = tuple(
        replace(each, applies_to=tuple(key for key in each.applies_to if key not in gone))
        for each in plan.accommodations
        if stays(each)
    )
    told = plan.communication
    there = {each.key for each in kept}
    made = replace(
        plan,
        pairs=pairs,
        activities=tuple(each for each in plan.activities if each.key not in gone),
        accommodations=kept,
        communication=replace(told, accommodations=tuple(key for key in told.accommodations if key in there)),
        options=tuple(
            replace(each, objectives=tuple(key for key in each.objectives if key not in steps)) for each in plan.options
        ),
        questions=tuple(_questions(plan, numbers)),
    )
    return _mentioning(made, there)


def _mentioning(plan: Plan, there: Collection[str]) -> Plan:
    """Return a plan whose interventions mention only the accommodations that are there."""

    def goal(each: PlanGoal, change: Callable[[PlanObjective], PlanObjective]) -> PlanGoal:
        return replace(each, objectives=tuple(change(step) for step in each.objectives))

    def step(each: PlanObjective) -> PlanObjective:
        acts = tuple(
            replace(one, accommodations=tuple(key for key in one.accommodations if key in there))
            for one in each.interventions
        )
        return replace(each, interventions=acts)

    problems = tuple(
        replace(problem, goals=tuple(goal(each, step) for each in problem.goals)) for problem in plan.problems
    )
    return replace(plan, problems=problems)


def _questions(plan: Plan, numbers: Collection[str]) -> Iterator[Question]:
    """Yield the questions that are still about something; struck numbers are no longer named."""
    for each in plan.questions:
        about = each.about.split(", ")
        left = [name for name in about if name not in numbers]
        if left == about:
            yield each
        elif left:
            yield replace(each, about=", ".join(left))


def _unreasoned(plan: Plan, struck: Collection[str]) -> Plan:
    """Return a plan with a blank for each struck reason."""
    texts = {}
    for each in interventions(plan):
        key = f"{each.key}{REASON}"
        if key in struck:
            asked = each.because.slots.get("reason", SlotValue(value="", source="blank", ask="the reason"))
            blank = replace(asked, value="", source="blank")
            texts[key] = fill(each.because.library, {**each.because.slots, "reason": blank})
    return with_texts(plan, texts) if texts else plan


def items_under(plan: Plan, key: str) -> tuple[str, ...]:
    """Return the keys of an item of the thread and of all that goes with it, the item first."""
    for goal in goals(plan):
        if goal.key == key:
            return (key, *(each for step in goal.objectives for each in items_under(plan, step.key)))
    for step in objectives(plan):
        if step.key == key:
            return (key, *(each.key for each in step.interventions))
    return (key,)
