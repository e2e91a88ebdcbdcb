"""Findings on what the person answered, chose, declined and what was counted: nothing of it is dropped in silence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan.client import Answer
from planbuilder.plan.client_check import near
from planbuilder.plan.counts import counting
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

CHANGED = RULES.rule(
    "plan-answer-changed",
    "note",
    said="Whether it is hard to {demand} ({need}) was answered yes and no; the answer of {day} counts.",
    why="Needs change; a reader who finds both should know which one the plan goes by.",
    fix="Nothing, if the person changed the answer; else take the wrong one out of 'answers'.",
    example="answers: hard on November 2, not hard on November 9",
)
NOT_ON_FILE = RULES.rule(
    "plan-answer-without-need",
    "warning",
    said="Answer {number} is about a need that is not on file ({need}); it changes nothing in the plan.",
    why="What the person answered is left out without a word.",
    fix="Add the need under 'needs' in the client's file, or correct the answer.",
    example="an answer about 'blind' in the file of a Deaf person",
)
NO_CONFLICT = RULES.rule(
    "plan-answer-without-conflict",
    "warning",
    said="Answer {number} says that it is hard to {demand} ({need}); the library does not know that and plans nothing.",
    why="The person told us of a barrier.",
    fix="Record it under another need that brings it, or add the conflict to the library's vocabulary.",
    example="an answer that signing is hard for a person with low vision",
)
BOTH = RULES.rule(
    "plan-choice-declined",
    "warning",
    said="'{title}' stands among what the person chose and among what the person declined; the plan leaves it out.",
    why="A wish that is left out without a word is a broken promise, and a no is never overruled.",
    fix="Ask which of the two holds, and take the other one out of the client's file.",
    example="needs: [{prefers: [captions]}], declined: [{accommodation: captions}]",
)
#: From how alike two names are that one is taken for a slip of the other; counts may be kept that no blank uses.
_NEAR = 0.75
COUNT = RULES.rule(
    "plan-count-unused",
    "warning",
    said="The library uses no count called '{id}', but one that is spelled almost so.",
    why="A baseline that is looked for under another name stays a blank.",
    fix="{near}",
    example="counts: [{id: heavy-drinking-day-30}]",
)


def answer_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield answers, choices and counts of the client's file that contradict each other or change nothing."""
    yield from _changed(plan, library)
    for number, answer in enumerate(plan.client.answers, 1):
        yield from _idle(plan, library, number, answer)
    declined = {each.accommodation for each in plan.client.declined}
    for place, need in enumerate(plan.client.needs, 1):
        for id in need.prefers:
            if id in declined:
                title = library.accommodations[id].title if id in library.accommodations else id
                yield BOTH.finding(Place(at=f"needs, number {place}"), title=title)
    known = counting(library).in_use
    for number, count in enumerate(plan.client.counts, 1):
        if count.id not in known and difflib.get_close_matches(count.id, known, 1, _NEAR):
            yield COUNT.finding(Place(at=f"counts, number {number}"), id=count.id, near=near(count.id, known))


def _changed(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the questions that were answered both ways."""
    given: dict[tuple[str, str], list[Answer]] = {}
    for answer in sorted(plan.client.answers, key=lambda each: each.on):
        given.setdefault((answer.need, answer.demand), []).append(answer)
    for (need, demand), answers in given.items():
        if len({each.hard for each in answers}) > 1:
            words = _words(library, need, demand)
            yield CHANGED.finding(Place(at="answers"), words, day=answers[-1].on)


def _idle(plan: Plan, library: Library, number: int, answer: Answer) -> Iterator[Finding]:
    """Yield an answer that changes nothing: its need is not the person's, or makes no such thing hard."""
    words, place = library.vocabulary, Place(at=f"answers, number {number}")
    theirs = needs_in_use(plan.client, words)
    carriers = [need for need in theirs if need == answer.need or answer.need in _replaced(need, words)]
    if not carriers:
        yield NOT_ON_FILE.finding(place, _words(library, answer.need, answer.demand), number=number)
    elif answer.hard and not any(answer.demand in words.conflicts.get(need, {}) for need in carriers):
        yield NO_CONFLICT.finding(place, _words(library, answer.need, answer.demand), number=number)


def _replaced(need: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the needs that a combined need replaces; it takes over what they were asked."""
    return words.needs[need].replaces if need in words.needs else ()


def _words(library: Library, need: str, demand: str) -> dict[str, str]:
    """Return a need and a demand as words."""
    words = library.vocabulary
    return {
        "need": words.needs[need].short if need in words.needs else need,
        "demand": words.demands[demand].plain if demand in words.demands else demand,
    }
