"""Wording that ends care on a return to use, in everything that a plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from planbuilder.findings import Finding, Place
from planbuilder.plan.rules import RULES

SHUT_OUT = RULES.rule(
    "plan-shut-out-for-use",
    "warning",
    said="A sentence here says that care ends on a return to use.",
    why="A return to use calls for a changed plan and more support the same day; being put out for it is dangerous.",
    fix="Say what is done then: safety first, an access check, a review. Let care end on what was reached.",
    example="A discharge criterion: the client is discharged after any relapse.",
)

_WHO = r"(?:he|she|they|(?:the |a |any )?(?:client|person|member|resident)s?|anybody|anyone|somebody)"
_USE = (
    r"(?:relaps(?:es?|ed|ing)|(?:returns?|returned|returning) to (?:use|using|drinking)"
    r"|(?:uses|used|using|drinks|drank|drinking) (?:again|during|while)"
    r"|(?:any|one|first|single) (?:use|drink|slip)|use of (?:alcohol|drugs|opioids|any substances?)"
    r"|(?:positive|failed|dirty) (?:[a-z-]+ ){0,3}(?:tests?|screens?|urines?|uds|breathalyzers?))"
)
#: The same after "if", where a word of use alone is enough.
_IF_USE = rf"(?:if|when|whenever|once) {_WHO} (?:ever )?(?:uses?|drinks?|slips?|relapses?)"
_PUT_OUT = (
    r"(?:discharged(?! from (?!this|the program|our|care|treatment))|terminated|dismissed|expelled|asked to leave"
    r"|(?:removed from|put out of|out of) (?:the |this )?(?:program|house|care)"
    r"|loses? (?:the|his|her|their|a) (?:place|bed|spot))"
)
_KIND = r"(?:(?:immediate|administrative|automatic) )?"
_ENDS = rf"{_KIND}(?:discharge|termination|dismissal|the end of (?:treatment|care|the program))"
_DISCHARGE = r"(?:discharge|terminate|dismiss)(?: (?:him|her|them|(?:the )?(?:client|person)s?))?"
_CARE = r"(?:the |this )?(?:treatment|care|program|plan|services)"
_WHEN = r"(?:if|when|whenever|after|upon|on|for|because of|following|in case of)"
_SHUT_OUT = re.compile(
    rf"\b(?:{_PUT_OUT}\b[^.;]{{0,30}}|{_DISCHARGE} (?:immediately )?)\b{_WHEN}\b[^.;]{{0,30}}\b{_USE}\b"
    rf"|\b(?:{_PUT_OUT}|{_DISCHARGE})\b[^.;]{{0,30}}\b{_IF_USE}\b"
    rf"|\b{_IF_USE}\b[^.;]{{0,40}}\b(?:will be|is|are|must be|gets?|shall be|may be) {_PUT_OUT}\b"
    rf"|\b{_USE}(?: ?(?:=|:|->) ?{_ENDS}"
    rf"|\b[^.;]{{0,40}}\b(?:(?:leads? to|will lead to|(?:will )?means?|will mean|results? in|will result in"
    rf"|is (?:a )?(?:reason|grounds?|cause) for) {_ENDS}"
    rf"|(?:will be|is|are|must be|gets?|shall be|may be) {_PUT_OUT}|(?:ends?|will end|stops?) {_CARE}))\b"
    rf"|\b{_CARE} (?:ends?|will end|stops?)\b[^.;]{{0,20}}\b{_WHEN}\b[^.;]{{0,30}}\b{_USE}\b",
    re.IGNORECASE,
)
#: With one of these words a sentence says the opposite, or something else; but for those that make it stronger.
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|without|cannot)\b|n't\b", re.IGNORECASE)
_STRONGER = re.compile(
    r"\b(?:without (?:any )?(?:exceptions?|warning|delay|notice)|no (?:exceptions?|matter|tolerance|second chances?)"
    r"|no longer)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;!?]+")
#: Every such sentence holds one word of each of these; few others do, and the long pattern is slow.
_OF_USE = ("relaps", "return", "again", "use", "drink", "slip", "test", "screen", "urine", "using", "uds", "breathaly")
_OF_ENDING = ("discharg", "terminat", "dismiss", "expel", "remov", "put out", "lose", "end", "stop", "leave", "out of")


def shut_out_findings(texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield sentences by which care ends because somebody used again; the history of care elsewhere is left alone.

    ``texts`` are those that a plan prints, each with where it stands.
    """
    for where, text in texts:
        if not where.startswith("history"):
            yield from (SHUT_OUT.finding(Place(at=where)) for _ in range(_shutting_out(text)))


@lru_cache(maxsize=8192)  # most texts stand in plan after plan
def _shutting_out(text: str) -> int:
    """Return how many sentences of a text end care on a return to use."""
    small = text.lower()
    if not (any(each in small for each in _OF_ENDING) and any(each in small for each in _OF_USE)):
        return 0
    found = [each for each in _SENTENCE.findall(text) if _SHUT_OUT.search(each)]
    return sum(not _NOT.search(_STRONGER.sub("", each)) for each in found)
