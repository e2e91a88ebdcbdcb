"""The facts about needs, what answers them, requests and declines, and how the person is reached."""

from __future__ import annotations

from planbuilder.library.store import Library
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.placeholders import is_placeholder
from planbuilder.plan.record import Plan
from planbuilder.profiles.fact_parts import AccommodationFacts, DeclineFacts, NeedFacts, PairFacts, RequestFacts
from planbuilder.profiles.facts import CommunicationFacts

#: Groups of needs that make communication harder.
_COMMUNICATION = frozenset({"hearing", "hearing-vision", "vision", "communication", "language"})


def need_facts(plan: Plan, library: Library) -> list[NeedFacts]:
    """Return the facts about each need of the person.

    A need is settled where nothing that the plan asks of the person is left open for it: each usual conflict is
    answered, or was declined, or is not hard for this person.
    """
    made = []
    for place, each in enumerate(plan.client.needs, 1):
        statuses = {pair.status for pair in plan.pairs if pair.who == CLIENT and pair.need == each.need}
        word = library.vocabulary.needs.get(each.need)
        made.append(
            NeedFacts(
                at=f"need {place}",
                need=each.need,
                group=word.group if word else "",
                words=each.words,
                limitation=each.limitation,
                answered="answered" in statuses,
                declined="declined" in statuses,
                not_hard=bool(statuses) and statuses <= {"not-hard"},
                settled="uncovered" not in statuses,
            )
        )
    return made


def pair_facts(plan: Plan) -> list[PairFacts]:
    """Return every need and demand that meet in the plan, for the person and for others who take part."""
    return [
        PairFacts(at="accommodations", need=each.need, demand=each.demand, degree=each.degree, status=each.status)
        for each in plan.pairs
    ]


def accommodation_facts(plan: Plan) -> list[AccommodationFacts]:
    """Return the facts about each accommodation."""
    return [
        AccommodationFacts(
            at=each.number,
            id=each.id,
            title=each.title,
            heading=each.heading,
            chosen=each.chosen,
            provided_by=each.provided_by,
            arranged_by=each.arranged_by,
            paid_by=each.paid_by,
            by=each.by,
            fallback=each.fallback,
            worked_if=each.worked_if,
        )
        for each in plan.accommodations
    ]


def decline_facts(plan: Plan) -> list[DeclineFacts]:
    """Return the facts about each accommodation that was declined."""
    return [
        DeclineFacts(
            at=f"declined {place}",
            accommodation=each.accommodation,
            on=each.on,
            mode=each.mode,
            ask_again=each.ask_again,
            reason=each.reason,
        )
        for place, each in enumerate(plan.declined, 1)
    ]


def request_facts(plan: Plan) -> list[RequestFacts]:
    """Return the facts about each request of the person."""
    return [
        RequestFacts(
            at=f"request {place}",
            on=each.on,
            decision=each.decision,
            by=each.by,
            reason=each.reason,
            alternative=each.alternative,
            notice=each.notice,
            appeal=each.appeal,
        )
        for place, each in enumerate(plan.requests, 1)
    ]


def communication_facts(plan: Plan, library: Library) -> CommunicationFacts:
    """Return how the person is reached.

    There is a barrier where English is not full, an interpreter is needed, or a need lies in hearing, vision, speech
    or language; it is planned for where an accommodation answers it, or the person declined what there is.
    """
    told, needs = plan.communication, need_facts(plan, library)
    harder = {each.need for each in needs if each.group in _COMMUNICATION}
    answered = {each.need for each in needs if each.answered or each.declined or each.not_hard}
    other_language = told.english != "full" or bool(told.interpreter)
    planned = harder <= answered and (not other_language or bool(told.accommodations or told.interpreter))
    return CommunicationFacts(
        language=told.language,
        reads=told.reads,
        english=told.english,  # type: ignore[arg-type]
        interpreter=told.interpreter,
        contacts=sum(not is_placeholder(each) for each in told.contacts),
        accommodations=len(told.accommodations),
        barrier=bool(harder) or other_language,
        planned=planned,
    )
