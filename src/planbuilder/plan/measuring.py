"""How objectives are measured: baseline and target from scores, from the selection, or from the blanks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from planbuilder.library.entries import Objective
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.filling import number_words
from planbuilder.plan.record import Filled, Measured, SlotValue
from planbuilder.plan.selection import ChosenObjective
from planbuilder.plan.targeting import improves, target_score


def measured(
    step: Objective, chosen: ChosenObjective, client: Client, library: Library
) -> tuple[Measured, dict[str, SlotValue]]:
    """Return how an objective is measured, and for a measure what fills baseline and target."""
    by = step.measured_by
    if not by.measure or by.target is None:
        return Measured(how=by.count or by.done or by.observed), {}
    measure = library.measures[by.measure]
    score = client.latest(by.measure)
    asked = {name: float(value) for name, value in chosen.slots.items() if not isinstance(value, str)}
    baseline = asked.get("baseline", score.value if score else None)
    target = asked.get("target", target_score(measure, by.target, baseline))
    asks = {"baseline": f"The {measure.short} score at the start", "target": f"The {measure.short} score to reach"}
    values = {
        name: _number_slot(value, asks[name], "selection" if name in asked else "score")
        for name, value in (("baseline", baseline), ("target", target))
    }
    return (
        Measured(
            how=f"{measure.title} ({measure.short}), total score",
            measure=measure.id,
            baseline=baseline,
            target=target,
            improves=improves(measure, baseline, target),
        ),
        values,
    )


def counted(step: Objective, measured: Measured, values: Mapping[str, SlotValue]) -> Measured:
    """Return how a counted objective is measured, with the baseline and target that its blanks hold."""
    if not step.measured_by.count:
        return measured
    numbers = {name: number_in(values.get(name)) for name in ("baseline", "target")}
    baseline, target = numbers["baseline"], numbers["target"]
    spec = step.slots.get("target")
    better: bool | None = None
    if baseline is not None and target is not None and spec and (spec.less_than or spec.greater_than):
        better = target < baseline if spec.less_than else target > baseline
    return replace(measured, baseline=baseline, target=target, improves=better)


def _number_slot(value: float | None, ask: str, source: Filled) -> SlotValue:
    """Return a number as a blank filled from ``source``, or an open one."""
    if value is None:
        return SlotValue(value="", source="blank", ask=ask)
    return SlotValue(value=number_words(value), source=source, ask=ask)


def number_in(slot: SlotValue | None) -> float | None:
    """Return a blank's value as a number, or None."""
    try:
        return float(slot.value) if slot and slot.value else None
    except ValueError:
        return None
