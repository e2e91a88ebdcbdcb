"""What a plan still lacks: while anything does, the paper is a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from planbuilder.findings import Finding
from planbuilder.plan.client import Client
from planbuilder.plan.naming import took_part
from planbuilder.plan.placeholders import is_placeholder
from planbuilder.plan.record import Plan, PlanProblem, Weighed
from planbuilder.plan.selection import Selection

_CHOICE = "another choice where the library rules something out for this person"
_RISK = "an action on the same day, a named person and a protocol for each flagged risk"
#: What settles the errors of a record that was changed by hand.
_AS_COMPOSED = "a record that says what its own facts and the library give"
#: What settles an error of the plan, by its rule, in the order in which a paper names them.
SETTLED = {
    "plan-critical-answer": "an assessment of the risk that an answer in a measure raises",
    "plan-risk-unassessed": "an assessment of each risk that the file speaks of",
    "plan-risk-no-act": "an act for each flagged risk, beside its protocol",
    "plan-risk-act-nobody": "a person who does what answers each flagged risk",
    "plan-role-cannot": "a person who is trained and allowed to do what is medical or for safety",
    "plan-risk-same-day": _RISK,
    "plan-risk-who": _RISK,
    "plan-risk-protocol": _RISK,
    "plan-opioid-naloxone": "naloxone, offered and taught",
    "plan-not-for": _CHOICE,
    "plan-option-excluded": _CHOICE,
    "plan-chosen-against-chosen": _CHOICE,
    "plan-medication-excluded": "a prescriber's word on a medication that is ruled out for this person",
    "plan-comes-after": "the objective that has to come first",
    "plan-uncovered": "an answer to what the plan asks and nobody has made possible",
    "plan-language-unanswered": "the language in which the person takes part",
    "plan-minor-consent": "the consent that a plan for a person under 18 rests on",
    "plan-ages": "content written for people of this age",
    "plan-entry-unapproved": "the agency's approval of every entry that it uses",
    "plan-empty": "a problem, a goal and a step toward it",
    "plan-thread": "a goal, an objective and an intervention for everything that is planned",
    "plan-target": "targets that are better than where the person starts",
    "plan-target-date": "target dates that lie ahead",
    "plan-review-date": "a review date that lies ahead",
}


def lacking(client: Client, selection: Selection) -> tuple[str, ...]:
    """Return what is missing for a plan; while anything is, the paper is a proposal."""
    missing = (
        (selection.made_by is None, "a selection made by a named person"),
        (is_placeholder(client.presenting.words), "what brings the person, in the person's own words"),
        (not selection.participation, "an entry that says who took part, when and in which mode"),
        (bool(selection.participation) and not _took_part(client, selection), "the person's own part in making it"),
    )
    return tuple(said for absent, said in missing if absent)


def _took_part(client: Client, selection: Selection) -> bool:
    """Return whether an entry of who took part names the client, by name or as they are called."""
    return any(took_part(each.who, each.mode, each.part, client) for each in selection.participation)


def unsettled(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what must be settled before a plan can be signed: an answer to each error that was found in it."""
    broken = {found.rule for found in findings if found.severity == "error"}
    settled = [said for rule, said in SETTLED.items() if rule in broken]
    return tuple(dict.fromkeys([*settled, *([_AS_COMPOSED] if broken - SETTLED.keys() else [])]))


def headed(plan: Plan, findings: Iterable[Finding]) -> Plan:
    """Return the plan under the heading that it may bear: a proposal while it lacks anything or an error was found.

    Whatever a record says of itself, no paper of it is headed a plan while something is unsettled.
    """
    found = (*plan.lacks, *lacking(plan.client, plan.selection), *unsettled(findings))
    lacks = tuple(dict.fromkeys(found))
    return replace(plan, heading="proposal", lacks=lacks) if lacks else plan


def weighings(problem: PlanProblem) -> Iterator[tuple[str, Weighed]]:
    """Yield every condition that was weighed in a problem, with the number of its objective or intervention."""
    for goal in problem.goals:
        for step in goal.objectives:
            yield from ((step.number, each) for each in step.weighed)
            for one in step.interventions:
                yield from ((one.number, each) for each in one.weighed)
