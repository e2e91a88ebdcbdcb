"""The printed lines of a plan, each with what it belongs to, so that two plans can be compared line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planbuilder.plan.record import Plan, PlanAccommodation, PlanIntervention, PlanObjective


class Line(NamedTuple):
    """A line: what kind, of which item (by ids, so that a new number changes nothing), which field, what it says."""

    kind: str
    item: str
    field: str
    text: str


def lines_of(plan: Plan) -> frozenset[Line]:
    """Return every line of a plan, keys and numbers left out."""
    parts = (_thread, _options, _accommodations, _measures, _protocols, _questions, _rest)
    return frozenset(line for part in parts for line in part(plan))


def _thread(plan: Plan) -> Iterator[Line]:
    """Yield the lines of problems, goals, objectives and interventions."""
    for problem in plan.problems:
        yield Line("problem", problem.id, "title", problem.title)
        for goal in problem.goals:
            path = f"{problem.id}/{goal.id}"
            yield Line("goal", path, "statement", goal.statement.printed)
            yield Line("goal", path, "plain", goal.plain.printed)
            for step in goal.objectives:
                yield from _objective(step, f"{path}/{step.id}")
    for criterion in plan.discharge:
        yield Line("criterion", "", "statement", criterion.statement.printed)


def _objective(step: PlanObjective, path: str) -> Iterator[Line]:
    """Yield the lines of an objective and its interventions."""
    yield Line("objective", path, "statement", step.statement.printed)
    yield Line("objective", path, "plain", step.plain.printed)
    yield Line("objective", path, "date", step.target_date)
    for weighed in step.weighed:
        yield Line("objective", path, weighed.kind, f"{weighed.verdict}: {', '.join(weighed.names)}")
    for each in step.interventions:
        yield from _intervention(each, f"{path}/{each.id}")


def _intervention(each: PlanIntervention, path: str) -> Iterator[Line]:
    """Yield the lines of an intervention."""
    yield Line("intervention", path, "statement", each.statement.printed)
    yield Line("intervention", path, "plain", each.plain.printed)
    yield Line("intervention", path, "because", each.because.printed)
    yield Line("dose", path, "dose", each.dose_text)
    yield Line("role", path, "role", f"{each.role}, {each.person}")
    yield Line("delivery", path, "delivery", each.delivery)
    for note in each.notes:
        yield Line("intervention", path, "note", note)
    for weighed in each.weighed:
        yield Line("intervention", path, weighed.kind, f"{weighed.verdict}: {', '.join(weighed.names)}")


def _options(plan: Plan) -> Iterator[Line]:
    """Yield the lines of the options."""
    for option in plan.options:
        yield Line("option", option.id, "statement", option.statement.printed)
        yield Line("option", option.id, "excluded", str(option.excluded))
        for each in option.exclusions:
            yield Line("option", option.id, "exclusion", f"{each.verdict}: {each.say}")


def _accommodations(plan: Plan) -> Iterator[Line]:
    """Yield the lines of the accommodations, with the activities under which each is printed."""
    titles = _titles(plan)
    for each in plan.accommodations:
        item = f"{each.who}/{each.id}"
        yield Line("accommodation", item, "statement", each.statement.printed)
        yield Line("accommodation", item, "plain", each.plain.printed)
        yield Line("accommodation", item, "heading", f"{each.heading}, chosen {each.chosen}")
        yield from (Line("accommodation", item, "covers", label) for label in each.covers)
        yield from (Line("accommodation", item, "at", titles[key]) for key in each.applies_to)
        yield from (Line("accommodation", item, "asks hard", label) for label in each.asks_hard)


def _titles(plan: Plan) -> dict[str, str]:
    """Return what each activity is, by its key, without its number."""
    paths = {
        each.key: f"{problem.id}/{goal.id}/{step.id}/{each.id}"
        for problem in plan.problems
        for goal in problem.goals
        for step in goal.objectives
        for each in step.interventions
    }
    return {each.key: paths.get(each.key, f"{each.kind} {each.title}") for each in plan.activities}


def activities_of(plan: Plan) -> frozenset[str]:
    """Return what is planned, as it is named under the accommodations."""
    return frozenset(_titles(plan).values())


def answering(plan: Plan, accommodation: PlanAccommodation) -> set[tuple[str, str]]:
    """Return the pairs that an accommodation answers."""
    return {(pair.need, pair.demand) for pair in plan.pairs if pair.answer == accommodation.key}


def _measures(plan: Plan) -> Iterator[Line]:
    """Yield the lines of the measures."""
    for each in plan.measures:
        yield Line("measure", each.id, "score", f"{each.score}, {each.band}, again {each.again}")
        yield from (Line("measure", each.id, "norms", note) for note in each.norms)


def _protocols(plan: Plan) -> Iterator[Line]:
    """Yield the lines of protocols and safety."""
    for protocol in plan.protocols:
        yield Line("protocol", protocol.id, "begins", protocol.begins_when.printed)
        yield from (Line("protocol", protocol.id, "step", step.statement.printed) for step in protocol.steps)
    for line in plan.safety:
        yield Line("safety", line.risk, "line", f"{line.level}: {line.same_day}, {line.who}")


def _questions(plan: Plan) -> Iterator[Line]:
    """Yield the open questions, without the numbers they are about."""
    yield from (Line("question", each.to, "ask", each.ask) for each in plan.questions)


def _rest(plan: Plan) -> Iterator[Line]:
    """Yield what stands once in a plan."""
    yield Line("head", "", "heading", plan.heading)
    yield Line("head", "", "setting", plan.setting)
    yield Line("head", "", "level", plan.level_of_care)
    yield Line("head", "", "review", plan.review)
    yield Line("head", "", "until", plan.until)
    yield from (Line("limitation", each.need, "words", each.words) for each in plan.limitations)
    yield from (Line("untreated", "", "diagnosis", each) for each in plan.untreated)
