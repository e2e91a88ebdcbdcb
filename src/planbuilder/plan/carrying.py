"""Carrying what people wrote into a plan over to the same plan made anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from planbuilder.library.store import Library
from planbuilder.plan.checking import errors_of
from planbuilder.plan.filling import fill
from planbuilder.plan.keyed import keyed_texts, with_texts
from planbuilder.plan.readiness import headed
from planbuilder.plan.record import Plan, PlanGoal, PlanIntervention, PlanObjective, Text
from planbuilder.plan.record_parts import interventions
from planbuilder.plan.reviewed_record import with_reviews
from planbuilder.plan.settling import settled
from planbuilder.plan.striking import without

_Item = TypeVar("_Item", PlanObjective, PlanIntervention)


def carried(plan: Plan, anew: Plan, library: Library) -> Plan:
    """Return a plan made anew with what people wrote into a kept version of it, and with what follows from that.

    Struck items are out, local ones are in, edited blanks and wording stand, and so does what reviews changed. Items
    are the same where their keys are.
    """
    made = without(anew, {each.key for each in plan.struck})
    made = _with_local(made, plan)
    old = keyed_texts(plan)
    texts = {key: _carried(old[key], text) for key, text in keyed_texts(made).items() if key in old}
    made = with_texts(replace(made, added_notes=plan.added_notes), texts)
    kept = replace(made, struck=plan.struck, vacant=plan.vacant, remarks=plan.remarks, signatures=plan.signatures)
    return reheaded(settled(with_reviews(plan, kept), library), library)


def was_edited(plan: Plan) -> bool:
    """Return whether people wrote anything into a plan, by hand or at a review."""
    texts = keyed_texts(plan).values()
    edited = (text.wrote or any(slot.source == "edited" for slot in text.slots.values()) for text in texts)
    return bool(plan.struck or plan.added_notes or plan.remarks or plan.reviews) or any(edited)


def reheaded(plan: Plan, library: Library) -> Plan:
    """Return a plan under the heading that its content calls for, whatever it bore before."""
    bare = replace(plan, heading="plan", lacks=())
    return headed(bare, errors_of(bare, library))


def _carried(old: Text, new: Text) -> Text:
    """Return a text made anew with the values and the wording that people gave it."""
    edited = {name: slot for name, slot in old.slots.items() if slot.source == "edited" and name in new.slots}
    made = fill(new.library, {**new.slots, **edited}) if edited else new
    return replace(made, wrote=old.wrote)


def _with_local(plan: Plan, kept: Plan) -> Plan:
    """Return a plan with the local items of a kept version, each where it stands there."""
    there = {goal.key: goal for problem in kept.problems for goal in problem.goals}

    def goal(each: PlanGoal) -> PlanGoal:
        if each.key not in there:
            return each
        merged = _merged(each.objectives, there[each.key].objectives)
        steps = {one.key: one for one in there[each.key].objectives}
        return replace(each, objectives=tuple(step(one, steps) for one in merged))

    def step(each: PlanObjective, steps: dict[str, PlanObjective]) -> PlanObjective:
        found = steps.get(each.key)
        return replace(each, interventions=_merged(each.interventions, found.interventions)) if found else each

    problems = tuple(replace(each, goals=tuple(goal(one) for one in each.goals)) for each in plan.problems)
    local = {each.key for each in interventions(kept) if each.local}
    asked = tuple(each for each in kept.activities if each.key in local)
    return replace(plan, problems=problems, activities=(*plan.activities, *asked))


def _merged(items: Sequence[_Item], kept: Iterable[_Item]) -> tuple[_Item, ...]:
    """Return items with the local ones of a kept version, each after the one that stands before it there."""
    merged = list(items)
    before = ""
    for each in kept:
        if each.local:
            place = next((place for place, one in enumerate(merged, 1) if one.key == before), len(merged))
            merged.insert(place if before else 0, each)
        before = each.key
    return tuple(merged)
