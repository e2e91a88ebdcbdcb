"""Words about people in everything that a plan prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library
from planbuilder.library.words import Speech, spoken_terms
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import WORDS


def word_findings(plan: Plan, library: Library, texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield terms to avoid in what is printed; the person's own words and chosen identity words are exempt.

    ``texts`` are those that the plan prints, each with where it stands.
    """
    speech = Speech(library.person_first, plan.client.identity.words)
    for where, text in texts:
        for term in spoken_terms(speech, text):
            note = "First ask whether an access barrier lies behind it." if term.access_check else ""
            found = WORDS.finding(Place(at=where), term=term.said, say=" or ".join(term.say))
            yield replace(found, why=f"{found.why} {note}".strip())
