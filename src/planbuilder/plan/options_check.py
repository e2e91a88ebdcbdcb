"""Findings on options: chosen against a reason that rules them out, before it was settled, or with one for care."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.plan.predicates import condition_words
from planbuilder.plan.record import Plan, PlanOption
from planbuilder.plan.rules import EXCLUDED, RULES

UNSETTLED = RULES.rule(
    "plan-option-unsettled",
    "warning",
    said="{title} was chosen, and the file does not say whether this holds, which would rule it out: {names}.",
    why="What nobody asked cannot be taken for a no.",
    fix="Settle it before the first dose or session; record the answer under 'facts', or a medication's 'kind'.",
    example="naltrexone chosen, nobody recorded whether opioids are taken",
)
TO_SETTLE = RULES.rule(
    "plan-option-ask",
    "question",
    said="{title} is offered, and the file does not say whether this holds, which would rule it out: {names}.",
    why="It is better known before the person hopes for it.",
    fix="Ask, and record the answer under 'facts', or a medication's 'kind'.",
    example="naltrexone offered, nobody recorded whether opioids are taken",
)
CARE = RULES.rule(
    "plan-option-care",
    "warning",
    said="{title} was chosen, and there is a reason for care: {names}",
    why="It does not rule the option out; whoever prescribes or provides it has to weigh it with the person.",
    fix="Let the prescriber or provider decide with the person, and write down how it was weighed.",
    example="naltrexone chosen by a person with cirrhosis",
)
CARE_OFFERED = RULES.rule(
    "plan-option-care-offered",
    "note",
    said="{title} is offered, and there is a reason for care: {names}",
    why="The person hears it together with the benefits.",
    fix="Talk it over when the option is put to the person; it is printed beside it.",
    example="naltrexone offered to a person with cirrhosis",
)


def option_findings(plan: Plan) -> Iterator[Finding]:
    """Yield what speaks against the options that are chosen or still open; a declined one is left alone."""
    for option in plan.options:
        if option.decision == "chosen" and option.excluded:
            names = " ".join(each.say for each in option.exclusions if each.absolute and each.verdict == "met")
            yield EXCLUDED.finding(Place(at="options"), title=option.title, names=names)
        elif option.decision != "declined" and not option.excluded:
            yield from _open(option)


def _open(option: PlanOption) -> Iterator[Finding]:
    """Yield what is not settled about an option that can be had, and what calls for care."""
    place, chosen = Place(at="options"), option.decision == "chosen"
    unsettled = dict.fromkeys(name for each in option.exclusions if each.absolute for name in each.asks)
    if unsettled:
        names = "; ".join(condition_words(name) for name in unsettled)
        yield (UNSETTLED if chosen else TO_SETTLE).finding(place, title=option.title, names=names)
    holding = [each.say for each in option.exclusions if not each.absolute and each.verdict == "met"]
    if holding:
        yield (CARE if chosen else CARE_OFFERED).finding(place, title=option.title, names=" ".join(holding))
