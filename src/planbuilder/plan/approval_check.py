"""Findings on approval: entries that nobody approved, where the library demands that somebody has."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library, needs_approval
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

UNAPPROVED = RULES.rule(
    "plan-entry-unapproved",
    "error",
    said="Nobody has approved the {kind} '{id}' as it is worded now, and this library demands it.",
    why="The agency decided that only wordings which somebody answers for reach a person.",
    fix="Have it approved ('planbuilder library approve {kind}/{id} --as ROLE'), or plan without it.",
    example="policy: {approval: required}, and an intervention without an approval",
)


def approval_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield each entry of a plan that nobody approved in its present wording, where the policy demands it.

    Sources are documents of others, which nobody here words.
    """
    if library.about.policy.approval != "required":
        return
    for each in plan.provenance:
        kind, _, id = each.entry.partition("/")
        if needs_approval(kind) and not library.approved(each.entry):
            yield UNAPPROVED.finding(Place(at=each.entry), kind=kind, id=id)
