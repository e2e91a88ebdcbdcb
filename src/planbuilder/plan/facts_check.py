"""Findings on facts and risks: what diagnoses say against them, and what says a risk that nobody has assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Risk
from planbuilder.library.store import Library
from planbuilder.plan.facts import RAISES, said_by
from planbuilder.plan.predicates import Judge, condition_words, judge_of
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

FACT = RULES.rule(
    "plan-fact-diagnosis",
    "warning",
    said="'{fact}: false' stands under 'facts', and a diagnosis says the opposite: {label}. The plan goes by it.",
    why="One of the two is wrong, and options and steps are ruled out by it: {words}.",
    fix="Ask who made the diagnosis, and correct the fact or the code in the client's file.",
    example="facts: {cirrhosis: false}, with K70.30 among the diagnoses",
)
UNASSESSED = RULES.rule(
    "plan-risk-unassessed",
    "error",
    said="{what}, and nobody has recorded an assessment of the risk '{risk}'.",
    why="Without it no same-day action, no named person and no protocol stands in the plan.",
    fix="Assess the risk today, and record it under 'risks' with its level, even if it is low.",
    example="withdrawal signs now, no withdrawal risk on file",
)
SUICIDE = RULES.rule(
    "plan-suicide-not-asked",
    "question",
    said="Nobody has recorded whether the person was asked about thoughts of suicide.",
    why="Asking does no harm, and nobody who was not asked can be taken for safe.",
    fix="Ask directly, and record the answer under 'risks' as 'suicide' with its level, even if it is low.",
    example="a plan for depression without a suicide risk on file",
)
LOW = RULES.rule(
    "plan-risk-low-doubt",
    "question",
    said="{what}, and the risk '{risk}' is on file as low.",
    why="It may be low today; a reader who finds both cannot tell whether the one who assessed it knew.",
    fix="Assess it again with this in view, or write under the risk's 'note' why it is low.",
    example="T14.91XA among the diagnoses, suicide risk low",
)
CONTRADICT = RULES.rule(
    "plan-facts-contradict",
    "question",
    said="'{fact}: {value}' stands under 'facts', and something else in the file says otherwise: {other}.",
    why="Options, doses and steps go by it.",
    fix="Ask, and correct what is out of date; where both are true at different times, leave it and write it down.",
    example="facts: {drinks-alcohol: false}, with heavy drinking days in the last 30",
)
HIGH = RULES.rule(
    "plan-high-risk-level",
    "question",
    said="A high risk is recorded ({risk}), and the person lives at home during the program ({level}).",
    why="The reader must see why this level of care is safe enough, or that a higher one was offered.",
    fix="Weigh the level with the person and a second clinician, and write the reasons under 'why_level'.",
    example="a high risk of suicide in weekly outpatient care",
)
#: Risks whose high level asks whether the level of care is enough.
#: A recorded no, and the condition that speaks against it.
_AGAINST = (
    ("drinks-alcohol", "drinks-heavily-now"),
    ("takes-opioids", "takes-opioid-agonist"),
    ("tolerance-lost", "takes-opioid-agonist"),
)
_AGAINST_ONESELF = ("suicide", "self-harm", "overdose", "withdrawal")


def fact_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield contradictions between facts and diagnoses, risks that are said and not assessed, levels to be weighed."""
    for diagnosis in plan.client.diagnoses:
        for entry in said_by(diagnosis, library.vocabulary):
            for fact in entry.facts:
                if plan.client.facts.get(fact) is False:
                    place = Place(at=f"diagnoses, {diagnosis.code}")
                    yield FACT.finding(place, fact=fact, label=entry.label, words=condition_words(fact))
    judge = judge_of(plan.client, library, dt.date.fromisoformat(plan.date))
    yield from _contradicting(plan, judge)
    yield from _unassessed(plan, library, judge)
    yield from _high(plan, library)


def _contradicting(plan: Plan, judge: Judge) -> Iterator[Finding]:
    """Yield recorded facts that counts or other facts contradict."""
    for fact, condition in _AGAINST:
        wrong = fact == "tolerance-lost"
        if plan.client.facts.get(fact) is wrong and judge.condition(condition) == "met":
            value, other = str(wrong).lower(), condition_words(condition)
            yield CONTRADICT.finding(Place(at="facts"), fact=fact, value=value, other=other)


def _unassessed(plan: Plan, library: Library, judge: Judge) -> Iterator[Finding]:
    """Yield the risks that diagnoses or facts say and nobody assessed, and suicide where nobody was asked."""
    assessed = {each.risk for each in plan.client.risks}
    said: dict[Risk, str] = {}
    for diagnosis in plan.client.diagnoses:
        for entry in said_by(diagnosis, library.vocabulary):
            said |= {risk: f"Among the diagnoses is {entry.label}" for risk in entry.risks if risk not in said}
    for fact, risk in RAISES.items():
        if judge.view["facts"].get(fact):
            said.setdefault(risk, f"The file says that the person {condition_words(fact)}")
    last = {each.risk: each for each in sorted(plan.client.risks, key=lambda each: each.assessed)}
    for risk, what in said.items():
        if risk not in assessed:
            yield UNASSESSED.finding(Place(at="risks"), what=what, risk=risk)
        elif not last[risk].flagged and not last[risk].note:
            yield LOW.finding(Place(at="risks"), what=what, risk=risk)
    if "suicide" not in {*assessed, *said}:
        yield SUICIDE.finding(Place(at="risks"))


def _high(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the high risks, as last assessed, of a person who goes home, where nobody wrote why that is safe enough."""
    setting = library.vocabulary.settings.get(plan.client.care.setting)
    if setting is None or setting.residential or plan.client.care.why_level:
        return
    last = {each.risk: each for each in sorted(plan.client.risks, key=lambda each: each.assessed)}
    for risk in _AGAINST_ONESELF:
        if risk in last and last[risk].level == "high":
            yield HIGH.finding(Place(at="risks"), risk=risk, level=plan.level_of_care.lower())
