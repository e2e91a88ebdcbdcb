"""The parts of a plan that have keys, numbers or texts, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.plan.record import Plan, PlanGoal, PlanIntervention, PlanObjective, Text


def goals(plan: Plan) -> Iterator[PlanGoal]:
    """Yield every goal of a plan in order."""
    for problem in plan.problems:
        yield from problem.goals


def objectives(plan: Plan) -> Iterator[PlanObjective]:
    """Yield every objective of a plan in order."""
    for goal in goals(plan):
        yield from goal.objectives


def interventions(plan: Plan) -> Iterator[PlanIntervention]:
    """Yield every intervention of a plan in order."""
    for step in objectives(plan):
        yield from step.interventions


def keys(plan: Plan) -> Iterator[str]:
    """Yield the key of every item that has one."""
    for part in (
        plan.problems,
        goals(plan),
        objectives(plan),
        interventions(plan),
        plan.options,
        plan.accommodations,
        plan.protocols,
        plan.discharge,
        plan.added_notes,
        (step for protocol in plan.protocols for step in protocol.steps),
        (sign for problem in plan.problems for sign in problem.signs),
    ):
        for each in part:
            yield each.key


def library_texts(plan: Plan) -> Iterator[tuple[str, str, Text]]:
    """Yield every text that came from the library: where it stands, how a reader calls it, and the text."""
    for part in (goals(plan), objectives(plan), interventions(plan), plan.accommodations):
        for each in part:
            yield each.number, "the statement", each.statement
            yield each.number, "the plain wording", each.plain
    for one in interventions(plan):
        yield one.number, "the reason for this person", one.because
    for option in plan.options:
        yield "options", f"the statement of '{option.title}'", option.statement
        yield "options", f"the plain wording of '{option.title}'", option.plain
    for protocol in plan.protocols:
        yield "protocols", f"the beginning of '{protocol.title}'", protocol.begins_when
        yield "protocols", f"the plain beginning of '{protocol.title}'", protocol.plain_begins_when
        for step in protocol.steps:
            yield "protocols", f"a step of '{protocol.title}'", step.statement
            yield "protocols", f"a plain step of '{protocol.title}'", step.plain
    for criterion in plan.discharge:
        yield "discharge", "a criterion of discharge", criterion.statement
        yield "discharge", "the plain wording of a criterion of discharge", criterion.plain
