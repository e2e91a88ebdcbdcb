"""What surrounds the goals of a plan: options, measures, protocols, safety, and the accommodations of all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from planbuilder.library.coverage import expanded
from planbuilder.library.store import Library
from planbuilder.plan.accommodating import (
    Taker,
    client_as_taker,
    combined_needs,
    possible_combinations,
    weave,
)
from planbuilder.plan.accommodations import how_to_communicate, numbered_accommodations, questions_to_people
from planbuilder.plan.client import Client, Participant
from planbuilder.plan.filling import client_values
from planbuilder.plan.languages import language_questions
from planbuilder.plan.measures import planned_measures, with_norms
from planbuilder.plan.options import Weighing, considered_options
from planbuilder.plan.participants import participant_keys
from planbuilder.plan.predicates import Judge
from planbuilder.plan.protocols import carried_protocols, safety_lines
from planbuilder.plan.record import (
    Activity,
    Communication,
    PairAnswer,
    PlanAccommodation,
    PlanIntervention,
    PlanMeasure,
    PlanOption,
    PlanProblem,
    PlanProtocol,
    Question,
    SafetyLine,
)
from planbuilder.plan.selection import Selection


@dataclass(frozen=True, slots=True)
class Support:
    """Everything of a plan beside its problems."""

    options: tuple[PlanOption, ...]
    measures: tuple[PlanMeasure, ...]
    protocols: tuple[PlanProtocol, ...]
    safety: tuple[SafetyLine, ...]
    activities: tuple[Activity, ...]
    pairs: tuple[PairAnswer, ...]
    accommodations: tuple[PlanAccommodation, ...]
    communication: Communication
    questions: tuple[Question, ...]


def support(
    client: Client,
    selection: Selection,
    library: Library,
    on: dt.date,
    judge: Judge,
    problems: Sequence[PlanProblem],
    named: Callable[[str], str],
) -> Support:
    """Return everything of a plan beside its problems; ``named`` says who on this team has a role."""
    values = client_values(client)
    options = considered_options(selection, Weighing(client, library, judge, values), problems)
    protocols = carried_protocols(client, selection, library, values, judge, named)
    measures = planned_measures(client, selection, library, on, problems)
    interventions = [
        each for problem in problems for goal in problem.goals for o in goal.objectives for each in o.interventions
    ]
    activities = _activities(client, library, judge, interventions, measures, options, protocols)
    family = {each.key for each in interventions if each.family}
    shared = _for_others(activities, protocols, library)
    woven = [weave(library, client_as_taker(client, library.vocabulary), activities, judge)]
    woven += [
        weave(library, taker, _asked_of(person, shared, family), judge)
        for taker, person in _participants(client, library)
    ]
    accommodations, pairs = numbered_accommodations(library, woven, values, named)
    return Support(
        options=options,
        measures=with_norms(measures, accommodations, pairs),
        protocols=protocols,
        safety=safety_lines(client, protocols),
        activities=activities,
        pairs=pairs,
        accommodations=accommodations,
        communication=how_to_communicate(client, pairs, library.vocabulary),
        questions=(
            *language_questions(client, library.vocabulary),
            *_combinations(client, library),
            *questions_to_people(pairs, accommodations, client, library),
        ),
    )


def _combinations(client: Client, library: Library) -> tuple[Question, ...]:
    """Return the question whether needs that are on file one by one act together."""
    needs = library.vocabulary.needs
    listed = [each.need for each in client.needs]
    return tuple(
        Question(
            to="person",
            about=needs[id].short,
            ask=f"Do these act together for you, so that we should plan for both at once ({needs[id].short})?",
        )
        for id in possible_combinations(listed, library.vocabulary)
    )


def with_accommodations(problem: PlanProblem, support: Support) -> PlanProblem:
    """Return the problem with, at each intervention, the keys of the accommodations that change it there."""

    def woven(each: PlanIntervention) -> PlanIntervention:
        keys = tuple(one.key for one in support.accommodations if each.key in one.applies_to)
        return replace(each, accommodations=keys)

    goals = tuple(
        replace(
            goal,
            objectives=tuple(
                replace(step, interventions=tuple(woven(each) for each in step.interventions))
                for step in goal.objectives
            ),
        )
        for goal in problem.goals
    )
    return replace(problem, goals=goals)


def _activities(
    client: Client,
    library: Library,
    judge: Judge,
    interventions: Sequence[PlanIntervention],
    measures: Sequence[PlanMeasure],
    options: Sequence[PlanOption],
    protocols: Sequence[PlanProtocol],
) -> tuple[Activity, ...]:
    """Return everything planned that asks something of a person; options only while they are open or chosen."""
    words = library.vocabulary
    found = [
        Activity(key=i.key, kind="intervention", title=f"{i.number} {i.title}", demands=i.demands)
        for i in interventions
    ]
    for measure in measures:
        demands = expanded(library.measures[measure.id].demands, words)
        found.append(Activity(key=measure.id, kind="measure", title=measure.short, demands=demands))
    found += [
        Activity(key=each.key, kind="option", title=each.title, demands=each.demands)
        for each in options
        if not each.excluded and each.decision != "declined"
    ]
    for protocol in protocols:
        demands = expanded(library.protocols[protocol.id].demands, words)
        found.append(Activity(key=protocol.key, kind="protocol", title=protocol.title, demands=demands))
    found += [
        Activity(key=each.id, kind="routine", title=each.title, demands=expanded(each.demands, words))
        for each in library.routines.values()
        if each.state == "active" and client.care.setting in each.settings and judge.holds(each.applies)
    ]
    return tuple(found)


def _for_others(
    activities: Sequence[Activity], protocols: Sequence[PlanProtocol], library: Library
) -> tuple[Activity, ...]:
    """Return the activities with what each asks of others: of a partner a protocol asks less than of the person."""
    asked = {each.key: library.protocols[each.id].demands_of_others for each in protocols}
    return tuple(
        replace(each, demands=expanded(asked[each.key], library.vocabulary)) if asked.get(each.key) else each
        for each in activities
    )


def _participants(client: Client, library: Library) -> list[tuple[Taker, Participant]]:
    """Return the other people who take part and have needs of their own."""
    people = client.participants
    return [
        (Taker(key, person.name, combined_needs(person.needs, library.vocabulary)), person)
        for key, person in zip(participant_keys(people), people, strict=True)
        if person.needs
    ]


def _asked_of(person: Participant, activities: Sequence[Activity], family: Container[str]) -> list[Activity]:
    """Return the activities that ask something of a participant: family sessions, and what is done in danger."""
    return [
        each
        for each in activities
        if (person.takes_part_in != "safety" and each.key in family)
        or (person.takes_part_in != "family" and each.kind == "protocol")
    ]
