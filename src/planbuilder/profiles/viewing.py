"""The facts of a plan, made from the record: what a requirement may ask, computed once for all profiles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from planbuilder.library.store import Library
from planbuilder.plan.facts import facts_on_file
from planbuilder.plan.placeholders import is_placeholder, stated
from planbuilder.plan.record import Plan, PlanOption
from planbuilder.profiles.fact_parts import (
    CriterionFacts,
    DeferredFacts,
    MeasureFacts,
    MemberFacts,
    OptionFacts,
    ProtocolFacts,
    ReviewFacts,
)
from planbuilder.profiles.facts import EndFacts, PlanFacts
from planbuilder.profiles.viewing_access import (
    accommodation_facts,
    communication_facts,
    decline_facts,
    need_facts,
    pair_facts,
    request_facts,
)
from planbuilder.profiles.viewing_people import (
    diagnosis_facts,
    legal_facts,
    part_facts,
    person_facts,
    risk_facts,
    signature_facts,
    where_facts,
)
from planbuilder.profiles.viewing_thread import goal_facts, intervention_facts, objective_facts, problem_facts

#: Options of this kind are medicines.
_MEDICATION = "medication"
_NALOXONE = re.compile(r"\bnaloxone\b", re.IGNORECASE)


def facts_of(plan: Plan, library: Library) -> PlanFacts:
    """Return the facts of a plan; ``library`` gives the words for settings, payers and needs.

    Nothing is ever absent: an unknown text is empty, an unknown number zero, so that no requirement is met by silence.
    """
    diagnoses, risks = diagnosis_facts(plan), risk_facts(plan)
    actions, objectives = intervention_facts(plan), objective_facts(plan)
    took_part, signatures = part_facts(plan), signature_facts(plan)
    options = [_option(each) for each in plan.options]
    maker = plan.selection.made_by
    return PlanFacts(
        date=plan.date,
        plan_state=plan.state,
        heading=plan.heading,
        review=plan.review,
        days_to_review=_days(plan.reviews[-1].date if plan.reviews else plan.date, plan.review),
        made_by_role=maker.role if maker else "",
        made_by_credentials=maker.credentials if maker else "",
        care=where_facts(plan, library),
        person=person_facts(plan, facts_on_file(plan.client, library.vocabulary)),
        legal=legal_facts(plan),
        communication=communication_facts(plan, library),
        end=_end(plan),
        diagnoses=diagnoses,
        untreated_diagnoses=list(plan.untreated),
        substance_use=any(each.substance for each in diagnoses),
        opioid_use=any(each.opioid for each in diagnoses),
        risks=risks,
        flagged_risks=[each.risk for each in risks if each.flagged],
        naloxone=_naloxone(plan),
        problems=problem_facts(plan),
        goals=goal_facts(plan),
        objectives=objectives,
        interventions=actions,
        medications_offered=[each for each in options if each.kind == _MEDICATION],
        options=options,
        measures=[
            MeasureFacts(at=f"measure {each.short}", id=each.id, scored=bool(each.on), on=each.on, again=each.again)
            for each in plan.measures
        ],
        needs=need_facts(plan, library),
        pairs=pair_facts(plan),
        accommodations=accommodation_facts(plan),
        declined=decline_facts(plan),
        requests=request_facts(plan),
        protocols=[
            ProtocolFacts(
                at=f"protocol {each.id}",
                id=each.id,
                title=each.title,
                answers=list(each.answers),
                steps=len(each.steps),
            )
            for each in plan.protocols
        ],
        team=[
            MemberFacts(at=f"team, {each.role}", role=each.role, credentials=each.credentials)
            for each in plan.client.team
        ],
        roles=_each([each.role for each in plan.client.team], (each.role_id for each in actions)),
        participation=took_part,
        client_took_part=any(each.client for each in took_part),
        representative_took_part=any(each.representative for each in took_part),
        others_took_part=any(not each.client and not each.representative for each in took_part),
        signatures=signatures,
        deferred=_deferred(plan),
        reviews=[
            ReviewFacts(
                at=f"review {each.date}",
                date=each.date,
                next_review=each.next_review,
                steps=len(each.steps),
                present=len(each.present),
            )
            for each in plan.reviews
        ],
        open_questions=len(plan.questions),
        blanks=sum(each.blanks for each in objectives) + sum(each.why_blank for each in actions),
        weekly_minutes=plan.weekly_minutes,
        weekly_limit=plan.weekly_limit,
        weekly_minutes_over=max(0, plan.weekly_minutes - plan.weekly_limit) if plan.weekly_limit else 0,
    )


def as_data(facts: PlanFacts) -> dict[str, Any]:
    """Return facts as plain data, as a JSON Schema is asked of them; TBD, a dash or a blank line say nothing."""
    made: dict[str, Any] = _said(msgspec.to_builtins(facts))
    return made


def _said(value: Any) -> Any:
    """Return data without placeholders: they are no text, and no item of a list of texts."""
    if isinstance(value, str):
        return "" if is_placeholder(value) else value
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_said(each) for each in value if not isinstance(each, str) or not is_placeholder(each)]
    return value


def _days(start: str, end: str) -> int:
    """Return the days from one day to another; 0 where either is not known."""
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days if start and end else 0


def _each(*lists: Iterable[str]) -> list[str]:
    """Return every text once, in order, without empty ones."""
    return list(dict.fromkeys(text for each in lists for text in each if text))


def _end(plan: Plan) -> EndFacts:
    """Return how the plan ends."""
    ending = plan.selection.ending
    return EndFacts(
        until=plan.until,
        weeks=_days(plan.date, plan.until) // 7,
        criteria=[
            CriterionFacts(at=f"discharge, criterion {place}", statement=each.statement.now)
            for place, each in enumerate(plan.discharge, 1)
            if not is_placeholder(each.statement.now)
        ],
        discussed=ending.discussed,
        next=stated(ending.next),
    )


def _naloxone(plan: Plan) -> bool:
    """Return whether naloxone is planned: a protocol against overdose, or an intervention or medicine that names it.

    The same question as the check of the plan asks; after recommendation 8 of the CDC's guideline of 2022.
    """
    said = [
        each.statement.now for p in plan.problems for g in p.goals for o in g.objectives for each in o.interventions
    ]
    named = any(_NALOXONE.search(text) for text in (*said, *(each.name for each in plan.client.medications)))
    return named or any("overdose" in each.answers for each in plan.protocols)


def _option(option: PlanOption) -> OptionFacts:
    """Return the facts about an option."""
    return OptionFacts(
        at=f"option {option.id}",
        id=option.id,
        title=option.title,
        kind=option.kind,
        decision=option.decision,
        decided=option.decided,
        benefits=len(option.benefits),
        risks=len(option.risks),
        side_effects=len(option.side_effects),
        alternatives=len(option.alternatives),
        excluded=option.excluded,
    )


def _deferred(plan: Plan) -> list[DeferredFacts]:
    """Return what the plan leaves out on purpose: diagnoses treated elsewhere or later, and what would have fitted.

    After 26 TAC 564.804(a)(2): the record justifies needs that are deferred or not addressed.
    """
    later = [(f"diagnosis {place}", each) for place, each in enumerate(plan.client.diagnoses, 1) if each.deferred]
    return [
        *(DeferredFacts(at=at, what=each.title, why=each.deferred) for at, each in later),
        *(
            DeferredFacts(at=f"left out {place}", what=each.what, why=each.why)
            for place, each in enumerate(plan.selection.left_out, 1)
        ),
    ]
