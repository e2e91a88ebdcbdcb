"""Findings on language access: what was presumed, and what nobody asked."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library
from planbuilder.plan.languages import language_is_open, language_needs, presumed_needs
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

_LAW = "Language access is free, accurate and in time for everybody who needs it (45 CFR 92.201), disability or not."

PRESUMED = RULES.rule(
    "plan-language-presumed",
    "warning",
    said="English works only a little for the person, and no language need is on file; the plan presumes it ({need}).",
    why=f"{_LAW} What was presumed is still to be asked.",
    fix="Ask in the person's language, and record the need under 'needs' and the interpreter under 'language'.",
    example="language: {speaks: Spanish, english: little}, needs: []",
)
UNANSWERED = RULES.rule(
    "plan-language-unanswered",
    "error",
    said="English works only a little for the person, and neither a language need nor another answer is on file.",
    why=_LAW,
    fix="Ask which language the person uses, also a signed one, and record the need that answers it under 'needs'.",
    example="language: {speaks: ASL, english: little}, needs: []",
)
PART = RULES.rule(
    "plan-language-ask",
    "question",
    said="English works only in part for the person, and nobody has recorded an interpreter or a language need.",
    why=_LAW,
    fix="Ask, and record the interpreter under 'language' or the need under 'needs'; 'english: full' if neither is.",
    example="language: {speaks: Somali, english: some}, needs: []",
)
CONTRADICTION = RULES.rule(
    "plan-language-contradiction",
    "question",
    said="English works fully for the person, by the file, and a language need is on file too ({need}).",
    why=f"One of the two is a slip: an interpreter would be booked for nobody, or missed. {_LAW}",
    fix="Ask, and correct 'english' under 'language', or take the need out.",
    example="language: {speaks: English, english: full}, needs: [{need: limited-english}]",
)


def language_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what of the person's language is presumed, unanswered, not asked, or contradicts itself."""
    client, words, place = plan.client, library.vocabulary, Place(at="language")
    both = [each.need for each in client.needs if each.need in language_needs(words)]
    if client.language.english == "full" and both:
        yield CONTRADICTION.finding(place, need=", ".join(words.needs[id].short for id in both))
    if not language_is_open(client, words):
        return
    presumed = presumed_needs(client, words)
    if client.language.english == "some":
        yield PART.finding(place)
    elif presumed:
        yield PRESUMED.finding(place, need=", ".join(words.needs[id].short for id in presumed))
    else:
        yield UNANSWERED.finding(place)
