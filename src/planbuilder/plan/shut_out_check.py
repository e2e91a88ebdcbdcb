"""Wording that ends care on a return to use, in everything that a plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.plan.printed_words import printed_texts
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

SHUT_OUT = RULES.rule(
    "plan-shut-out-for-use",
    "warning",
    said="A sentence here says that care ends on a return to use.",
    why="A return to use calls for a changed plan and more support the same day; being put out for it is dangerous.",
    fix="Say what is done then: safety first, an access check, a review. Let care end on what was reached.",
    example="A discharge criterion: the client is discharged after any relapse.",
)

_USE = (
    r"(?:relaps(?:es?|ed|ing)|returns?(?:ed)? to (?:use|using|drinking)|(?:uses|used|drinks|drank) again"
    r"|(?:any|one|first|single) (?:use|drink|slip)"
    r"|(?:positive|failed|dirty) (?:drug |urine )?(?:tests?|screens?|urines?))"
)
_PUT_OUT = (
    r"(?:discharged|terminated|dismissed|expelled|(?:removed from|put out of) (?:the |this )?(?:program|house|care)"
    r"|loses? (?:the|his|her|their|a) (?:place|bed|spot))"
)
_ENDS = r"(?:discharge|termination|dismissal|the end of (?:treatment|care|the program))"
_CARE = r"(?:the |this )?(?:treatment|care|program|plan|services)"
_WHEN = r"(?:if|when|whenever|after|upon|on|for|because of|following|in case of)"
_SHUT_OUT = re.compile(
    rf"\b{_PUT_OUT}\b[^.;]{{0,30}}\b{_WHEN}\b[^.;]{{0,30}}\b{_USE}\b"
    rf"|\b{_USE}\b[^.;]{{0,40}}\b(?:(?:leads? to|means|results? in|is (?:a )?(?:reason|grounds?|cause) for) {_ENDS}"
    rf"|(?:will be|is|are|must be|gets?|shall be|may be) {_PUT_OUT}|(?:ends?|will end|stops?) {_CARE})\b"
    rf"|\b{_CARE} (?:ends?|will end|stops?)\b[^.;]{{0,20}}\b{_WHEN}\b[^.;]{{0,30}}\b{_USE}\b",
    re.IGNORECASE,
)
#: With one of these words a sentence says the opposite, or something else.
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|without|cannot)\b|n't\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;!?]+")


def shut_out_findings(plan: Plan) -> Iterator[Finding]:
    """Yield sentences by which care ends because somebody used again; the history of care elsewhere is left alone."""
    for where, text in printed_texts(plan):
        if where.startswith("history"):
            continue
        for sentence in _SENTENCE.findall(text):
            if _SHUT_OUT.search(sentence) and not _NOT.search(sentence):
                yield SHUT_OUT.finding(Place(at=where))
