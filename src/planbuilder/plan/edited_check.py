"""What is open in a plan because of what people wrote into it by hand."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place, RuleBook
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import goals, interventions, objectives

RULES = RuleBook()

LOCAL = RULES.rule(
    "plan-added-by-hand",
    "question",
    said="{what} was added by hand, and the plan does not say {lacks}.",
    why="No entry of the library stands behind it, and what nobody said cannot be checked, counted or made accessible.",
    fix="Say it in the text of {what}, and ask the person whether anything in it is hard for them.",
    example="a paragraph that was typed under an objective in Word",
)
BEHIND = RULES.rule(
    "plan-plain-words-behind",
    "warning",
    said="{what} was reworded, and its plain words are still those of the library.",
    why="The client copy tells the person something else than the plan that is signed.",
    fix="Correct the client copy by hand, or word it anew in a document of plain words that is read back.",
    example="an objective that was changed from eight days to five in Word",
)


def edited_findings(plan: Plan) -> Iterator[Finding]:
    """Yield what nobody said of what was added by hand, and plain words that no longer fit the clinical ones."""
    for step in objectives(plan):
        if step.local:
            what = f"Objective {step.number}"
            yield LOCAL.finding(Place(at=step.number), what=what, lacks="how it is measured")
    for each in interventions(plan):
        if each.local:
            lacks = "who does it, how often, or what it asks of the person"
            yield LOCAL.finding(Place(at=each.number), what=f"Intervention {each.number}", lacks=lacks)
    for noun, part in (("Goal", goals(plan)), ("Objective", objectives(plan)), ("Intervention", interventions(plan))):
        for one in part:
            if one.statement.wrote and one.plain.printed and not one.plain.wrote:
                yield BEHIND.finding(Place(at=one.number), what=f"{noun} {one.number}")
