"""Wording that ends care on a return to use, in everything that a plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
#: Every such sentence speaks of an ending and of use in these words; few others do, and the long pattern is slow.
#: Each word stands here as it is spelled, for :data:`SHUT_OUT_WORDS`.
_OF_ENDING = re.compile(
    r"\b(?:discharge|discharged|terminate|terminated|termination|dismiss|dismissed|dismissal|expelled|asked to leave"
    r"|(?:removed from|out of) (?:the |this )?(?:program|house|care)|the end of (?:treatment|care|the program)"
    rf"|(?:lose|loses) (?:the|his|her|their|a) (?:place|bed|spot)|(?:end|ends|stop|stops) {_CARE}"
    rf"|{_CARE} (?:will )?(?:end|ends|stop|stops))\b",
    re.IGNORECASE,
)
_OF_USE = re.compile(
    r"\b(?:relapse|relapses|relapsed|relapsing|use|uses|used|using|drink|drinks|drank|drinking|slip|slips"
    r"|test|tests|screen|screens|urine|urines|uds|breathalyzer|breathalyzers)\b",
    re.IGNORECASE,
)
#: The words of two letters and more without which no sentence ends care on a return to use.
SHUT_OUT_WORDS = frozenset(re.findall("[a-z]{2,}", f"{_OF_ENDING.pattern} {_OF_USE.pattern}"))
#: What every ending holds, where its letters are plain ones; found faster.
_SIGNS = ("discharg", "terminat", "dismiss", "expel", "leave", "removed", "out of", "end", "lose", "stop")


def shut_out_findings(texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield sentences by which care ends because somebody used again; the history of care elsewhere is left alone.

    ``texts`` are those that a plan prints, each with where it stands.
    """
    for where, text in texts:
        if not where.startswith("history"):
            yield from (SHUT_OUT.finding(Place(at=where)) for _ in range(shutting_out(text)))


def shutting_out(text: str) -> int:
    """Return how many sentences of a text end care on a return to use."""
    return sum(map(_shuts_out, _near(text)))


def may_shut_out(text: str, letter: str) -> bool:
    """Return whether a sentence of a text ends care on a return to use, or could with a name in the letter's place.

    The name must be none of :data:`SHUT_OUT_WORDS`.
    """
    return any(letter in each or _shuts_out(each) for each in _near(text))


def _near(text: str) -> list[str]:
    """Return the sentences of a text that speak of an ending and of use."""
    if text.isascii():
        small = text.lower()
        if not any(each in small for each in _SIGNS):
            return []
    return [each for each in _SENTENCE.findall(text) if _OF_ENDING.search(each) and _OF_USE.search(each)]


def _shuts_out(sentence: str) -> bool:
    """Return whether a sentence ends care on a return to use, and does not say the opposite."""
    return bool(_SHUT_OUT.search(sentence)) and not _NOT.search(_STRONGER.sub("", sentence))
