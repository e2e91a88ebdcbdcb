"""Findings on options that are taken already: the library rules them out for this person, or nobody settled whether."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Option
from planbuilder.library.store import Library
from planbuilder.plan.medications import taken_as
from planbuilder.plan.options import Weighing, weighed_exclusions
from planbuilder.plan.predicates import Judge, client_view, condition_words
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

TAKEN = RULES.rule(
    "plan-medication-excluded",
    "error",
    said="Medication {number} on the list is {title}, which is ruled out for this person: {names}",
    why="It may be doing harm today; nobody stops or changes it but a prescriber.",
    fix="Call whoever prescribes it today, and write down what was decided; correct the list if it is out of date.",
    example="naltrexone and oxycodone on one list",
)
TAKEN_ASK = RULES.rule(
    "plan-medication-ask",
    "question",
    said="Medication {number} on the list is {title}, and the file does not say whether this holds: {names}.",
    why="It would rule the medication out.",
    fix="Ask, and record the answer under 'facts', or a medication's 'kind'.",
    example="disulfiram on the list, nobody recorded whether alcohol is drunk",
)


def taken_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what speaks against the medications on the list that are options of the library."""
    judge = Judge(client_view(plan.client, library, dt.date.fromisoformat(plan.date)))
    weighing = Weighing(plan.client, library, judge)
    chosen = {each.id for each in plan.options if each.decision == "chosen"}
    offered = {each.id for each in plan.options if each.decision != "declined"}
    for number, medication in enumerate(plan.client.medications, 1):
        for option in library.options.values():
            if taken_as(medication, option, library.vocabulary):
                yield from _taken(weighing, option, number, chosen, offered)


def _taken(
    weighing: Weighing, option: Option, number: int, chosen: Collection[str], offered: Collection[str]
) -> Iterator[Finding]:
    """Yield what speaks against one of them; not again where the plan's own options say it."""
    place = Place(at=f"medications, number {number}")
    absolute = [each for each in weighed_exclusions(option, weighing) if each.absolute]
    holding = " ".join(each.say for each in absolute if each.verdict == "met")
    asks = dict.fromkeys(name for each in absolute for name in each.asks)
    if holding:
        if option.id not in chosen:
            yield TAKEN.finding(place, number=number, title=option.title, names=holding)
    elif asks and option.id not in offered:
        names = "; ".join(condition_words(name) for name in asks)
        yield TAKEN_ASK.finding(place, number=number, title=option.title, names=names)
