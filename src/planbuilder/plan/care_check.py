"""Findings on how the plan is delivered: acts for flagged risks, roles, doses, telehealth, levels of care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Dose, Intervention, Variant
from planbuilder.library.store import Library
from planbuilder.plan.client import BY_OTHERS
from planbuilder.plan.predicates import Judge, judge_of
from planbuilder.plan.record import Plan, PlanIntervention
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.rules import RULES
from planbuilder.plan.scheduling import dose_words
from planbuilder.plan.selection import Chosen
from planbuilder.plan.suggesting import rank_problems

NO_ACT = RULES.rule(
    "plan-risk-no-act",
    "error",
    said="The risk '{risk}' is flagged, and nothing in the plan answers it by itself, such as: {acts}.",
    why="A protocol for a bad hour is no plan for a risk that is there today.",
    fix="Add an objective with one of them to the selection.",
    example="suicide risk, high, in a plan of activities alone",
)
ACT_NOBODY = RULES.rule(
    "plan-risk-act-nobody",
    "error",
    said="The risk '{risk}' is flagged, and nobody on the team does what answers it ({acts}).",
    why="What nobody is named for is not done, and on this risk a life may hang.",
    fix="Name under 'team' who does it, or choose a role in the selection that somebody on the team has.",
    example="suicide risk, high, and no clinician on the team",
)
CLOSE = RULES.rule(
    "plan-abuse-close",
    "question",
    said="Abuse is flagged, and others take part in the care; the file does not say whether one of them does the harm.",
    why="A family session with that person, or a phone number in a safety plan, can be dangerous.",
    fix="Ask the person alone, and take whoever does harm out of 'participants'.",
    example="abuse by others flagged, a partner in the safety plan",
)
ROLE = RULES.rule(
    "plan-role-instead",
    "warning",
    said="{number} '{title}' is given to {role}; the library gives it to {listed}.",
    why="It was thought through for what that role may do and knows.",
    fix="Check that this person may do it under your rules, or choose the role that is listed.",
    example="couple sessions given to the front desk",
)
ROLE_CANNOT = RULES.rule(
    "plan-role-cannot",
    "error",
    said="{number} '{title}' is medical or safety work and is given to {role}; the library gives it to {listed}.",
    why="Done by a person who is not trained and allowed to do it, it can harm, and nobody else would do it.",
    fix="Choose the role that is listed or one that may stand in, and add that person under 'team'.",
    example="a withdrawal assessment given to a peer specialist",
)
DOSE = RULES.rule(
    "plan-dose-under",
    "warning",
    said="{number} '{title}' is planned with less than the library gives for this person: {dose}. {note}",
    why="The dose was raised for a reason that holds here.",
    fix="Take the dose out of the selection, or write down why less is enough.",
    example="check-ins twice a week at a high suicide risk, where the library says daily",
)
INTERNET = RULES.rule(
    "plan-no-internet",
    "warning",
    said="{number} '{title}' is planned by telehealth, and the person has no private internet connection and device.",
    why="It asks what nobody has made possible.",
    fix="Choose another delivery, lend what is needed, or correct the fact 'has-internet'.",
    example="video sessions, has-internet: false",
)
LEVEL = RULES.rule(
    "plan-level-setting",
    "warning",
    said="The setting is '{setting}' and the level of care '{level}'; a person stays overnight in one of the two only.",
    why="Doses, hours and safety steps go by the setting; a payer reads the level.",
    fix="Correct 'setting' or 'level_of_care' under 'care'.",
    example="care: {setting: residential, level_of_care: outpatient}",
)
NO_DIAGNOSIS = RULES.rule(
    "plan-no-diagnosis",
    "question",
    said="No diagnosis is on file.",
    why="Most payers ask which diagnosis a service treats, and some facts are known by it.",
    fix="Add it under 'diagnoses', or leave it out where your program needs none.",
    example="a plan for depression without a code",
)
LEFT = RULES.rule(
    "plan-problem-not-taken",
    "question",
    said="The file speaks for the problem '{title}', and the plan neither takes it up nor says why not: {why}.",
    why="A reader cannot tell whether it was weighed or overlooked.",
    fix="Add '{id}' to the problems of the selection, or put it under 'left_out' with the reason.",
    example="a PHQ-9 of 15, and a plan for alcohol use alone",
)
#: Work that only a trained and licensed person may do.
_GUARDED = frozenset({"medical", "safety-planning"})
#: Less than this share of a raised dose is told; five days of seven count as daily.
_MUCH = 0.7
#: How many acts a finding lists.
_LISTED = 3
_WEEKS = {"day": 7.0, "week": 1.0, "two-weeks": 0.5, "month": 0.25, "plan": 0.0}


def care_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what is wrong with how the plan is delivered."""
    judge = judge_of(plan.client, library, dt.date.fromisoformat(plan.date))
    acts = [each for step in objectives(plan) for each in step.interventions]
    yield from _answered(plan, library, acts)
    chosen = _chosen(plan)
    for each in acts:
        entry = library.interventions.get(each.id)
        if entry is not None:
            yield from _role(each, entry, chosen.get(each.id, Chosen()), library)
            yield from _dose(each, entry, chosen.get(each.id, Chosen()), judge)
        if each.delivery == "telehealth" and plan.client.facts.get("has-internet") is False:
            yield INTERNET.finding(Place(at=each.number), number=each.number, title=each.title)
    yield from _level(plan, library)
    yield from _not_taken(plan, library)


def _chosen(plan: Plan) -> dict[str, Chosen]:
    """Return what the selection says of each intervention that it names."""
    problems = plan.selection.problems.values()
    goals = [goal for problem in problems for goal in (problem.goals or {}).values()]
    steps = [step for goal in goals for step in (goal.objectives or {}).values()]
    return {id: each for step in steps for id, each in (step.interventions or {}).items()}


def _answered(plan: Plan, library: Library, acts: list[PlanIntervention]) -> Iterator[Finding]:
    """Yield the flagged risks that no act of the plan answers, where the library has such acts."""
    planned = {each.id for each in acts}
    done = {each.id for each in acts if each.person}
    last = {each.risk: each for each in sorted(plan.client.risks, key=lambda each: each.assessed)}
    for risk in (each.risk for each in last.values() if each.flagged):
        answering = [each for each in library.interventions.values() if risk in each.answers]
        if answering and not planned.intersection(each.id for each in answering):
            named = ", ".join(f"'{each.title}'" for each in answering[:_LISTED])
            yield NO_ACT.finding(Place(at=f"safety, {risk}"), risk=risk, acts=named)
        elif answering and not done.intersection(each.id for each in answering):
            named = ", ".join(f"'{each.title}'" for each in answering if each.id in planned)
            yield ACT_NOBODY.finding(Place(at=f"safety, {risk}"), risk=risk, acts=named)
        if risk == BY_OTHERS and plan.client.participants:
            yield CLOSE.finding(Place(at="participants"))


def _role(each: PlanIntervention, entry: Intervention, chosen: Chosen, library: Library) -> Iterator[Finding]:
    """Yield a role that the selection gives an act to and that the library does not."""
    if not chosen.responsible:
        return
    roles = library.vocabulary.roles
    listed = {entry.responsible, *(variant.responsible for variant in entry.variants if variant.responsible)}
    may = listed | {other for id in listed if id in roles for other in roles[id].stands_in}
    if chosen.responsible not in may and chosen.responsible in roles:
        rule = ROLE_CANNOT if entry.modality in _GUARDED else ROLE
        names = " or ".join(roles[id].label for id in sorted(listed) if id in roles)
        role = roles[chosen.responsible].label
        yield rule.finding(Place(at=each.number), number=each.number, title=each.title, role=role, listed=names)


def _dose(each: PlanIntervention, entry: Intervention, chosen: Chosen, judge: Judge) -> Iterator[Finding]:
    """Yield a chosen dose that is less than what the library gives for this person."""
    if not chosen.dose:
        return
    variant: Variant | None = next((one for one in entry.variants if judge.holds(one.when)), None)
    if variant and variant.dose and _often(chosen.dose) < _MUCH * _often(variant.dose):
        dose = dose_words(variant.dose)
        yield DOSE.finding(Place(at=each.number), number=each.number, title=each.title, dose=dose, note=variant.note)


def _often(dose: Dose) -> float:
    """Return how often a week something is done; what is done a few times in the whole plan counts as seldom."""
    return dose.times * _WEEKS[dose.per]


def _not_taken(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the problems that something speaks for, and that the plan neither holds nor leaves out on purpose."""
    there = {problem.id for problem in plan.problems} | {each.what for each in plan.selection.left_out}
    for each in rank_problems(plan.client, library, dt.date.fromisoformat(plan.date)):
        if each.id not in there:
            yield LEFT.finding(Place(at="problems"), title=each.title, why="; ".join(each.reasons), id=each.id)


def _level(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield a setting and a level of care that do not go together, and a plan without a diagnosis."""
    words, care = library.vocabulary, plan.client.care
    setting, level = words.settings.get(care.setting), words.levels_of_care.get(care.level_of_care)
    if setting and level and level.residential is not None and level.residential != setting.residential:
        yield LEVEL.finding(Place(at="care"), setting=setting.label, level=level.label)
    if not plan.client.diagnoses:
        yield NO_DIAGNOSIS.finding(Place(at="diagnoses"))
