"""Words about the person in notes and reviews: access comes before anything that sounds like blame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.library.words import Speech, spoken_terms
from planbuilder.plan.life_rules import (
    ACCESS_SILENT,
    BLAME_BARRIER,
    BLAME_FIRST,
    ENGAGEMENT_FIRST,
    NUMBER,
    WORDS,
)
from planbuilder.plan.progress import AccessAnswer
from planbuilder.plan.record import Plan
from planbuilder.reading import FieldPath, YamlFile

#: A text and where it stands in its file.
Spoken = tuple[FieldPath, str]


def unanswered(plan: Plan, access: Mapping[str, AccessAnswer]) -> list[str]:
    """Return the numbers of the agreed accommodations that nobody has answered for."""
    return [each.number for each in plan.accommodations if each.number not in access]


def access_findings(plan: Plan, access: Mapping[str, AccessAnswer], file: YamlFile) -> Iterator[Finding]:
    """Yield numbers of accommodations that the plan does not have, and what failed without a word about it."""
    known = [each.number for each in plan.accommodations]
    for number, answer in access.items():
        if number not in known:
            yield unknown_number("accommodation", number, known, file, ("access", number))
        elif answer.delivered in ("partly", "no") and not answer.happened.strip():
            yield ACCESS_SILENT.finding(file.place(("access", number)), number=number)


def unknown_number(
    kind: str, number: str, known: Collection[str], file: YamlFile, path: FieldPath, under: str = ""
) -> Finding:
    """Return the finding on a number that the plan does not have, with those it has."""
    near = f"The plan has {', '.join(known)}." if known else "The plan has none; take it out."
    return NUMBER.finding(file.place(path), kind=kind, number=number, near=near, under=under)


def speech_findings(
    plan: Plan,
    access: Mapping[str, AccessAnswer],
    engagement: str,
    texts: Iterable[Spoken],
    file: YamlFile,
    library: Library,
) -> Iterator[Finding]:
    """Yield wording about the person that comes before the access check, or stands beside a barrier, or is not used."""
    incomplete = bool(unanswered(plan, access))
    barriers = [number for number, each in access.items() if each.delivered in ("partly", "no")]
    if engagement and incomplete:
        yield ENGAGEMENT_FIRST.finding(file.place(("engagement",)))
    speech = Speech(library.person_first, plan.client.identity.words)
    for path, text in texts:
        for term in spoken_terms(speech, text):
            place, say = file.place(path), " or ".join(term.say)
            if term.access_check and incomplete:
                yield BLAME_FIRST.finding(place, term=term.said, say=say)
            elif term.access_check and barriers:
                yield BLAME_BARRIER.finding(place, term=term.said, numbers=", ".join(barriers))
            else:
                yield WORDS.finding(place, term=term.said, say=say)
