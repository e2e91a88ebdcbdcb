"""Access in the view: communication, accommodations, language access, what was declined, asked for, or is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.wording import english, listed, outcome, sentence_case, words
from planbuilder.docx.values import Editable
from planbuilder.plan.record import PlanAccommodation


def access(index: Index) -> dict[str, Any]:
    """Return how to communicate, and everything that makes taking part possible or still stands in the way."""
    plan = index.plan
    made = [(each, _accommodation(each, index)) for each in plan.accommodations]
    disability = [(each, shown) for each, shown in made if each.heading == "disability"]
    return {
        "communication": _communication(index),
        "accommodations_everywhere": [shown for each, shown in disability if each.everywhere],
        "accommodations_other": [shown for each, shown in disability if not each.everywhere],
        "language_access": [shown for each, shown in made if each.heading == "language"],
        "access_in_short": [_in_short(each, index) for each in plan.accommodations if each.heading == "disability"],
        "language_in_short": [_in_short(each, index) for each in plan.accommodations if each.heading == "language"],
        "access_titles": _titles(plan.accommodations, index),
        "helps": _helps(index),
        "not_possible": [
            {
                "who": index.participant(pair.who),
                "demand": sentence_case(words(pair.demand)),
                "reason": pair.reason,
                "where": index.where(pair.activities),
            }
            for pair in plan.pairs
            if pair.status == "uncovered"
        ],
        "declined": [
            {
                "title": _declined_title(each.accommodation, index),
                "on": each.on,
                "mode": each.mode,
                "reason": each.reason,
                "ask_again": each.ask_again,
            }
            for each in plan.declined
        ],
        "requests": [
            {
                "asked": each.asked,
                "on": each.on,
                "decision": outcome(each.decision),
                "by": each.by,
                "reason": each.reason,
                "alternative": each.alternative,
                "notice": each.notice,
                "appeal": each.appeal,
            }
            for each in plan.requests
        ],
    }


def _communication(index: Index) -> dict[str, Any]:
    """Return how to communicate with the person."""
    found = index.plan.communication
    return {
        "language": found.language,
        "reads": "" if found.reads == "none" else found.reads,
        "english": english(found.english),
        "interpreter": found.interpreter,
        "contacts": list(found.contacts),
        "accommodations": [index.title(key) for key in found.accommodations],
    }


def _accommodation(each: PlanAccommodation, index: Index) -> dict[str, Any]:
    """Return an accommodation; its statement is empty where an intervention has it in full already."""
    name, shown_at = f"Accommodation {each.number}", index.first.get(each.key, "")
    statement = index.printer.statement(each.statement, f"{each.key}.statement", name)
    return {
        "number": each.number,
        "title": each.title,
        "who": index.participant(each.who),
        "shown_at": shown_at,
        "statement": "" if shown_at else statement,
        "plain": index.printer.plain(each.plain, f"{each.key}.plain", name),
        "ask_first": each.ask_first,
        "chosen": each.chosen,
        "covers": list(each.covers),
        "where": index.where(each.applies_to),
        "provided_by": each.provided_by,
        "arranged_by": each.arranged_by,
        "paid_by": each.paid_by,
        "by": each.by,
        "equipment": each.equipment,
        "fallback": each.fallback,
        "worked_if": each.worked_if,
        "rural": each.rural,
        "norms": each.norms,
        "asks_hard": [words(demand) for demand in each.asks_hard],
        "sources": index.cited(each.sources),
    }


def _in_short(each: PlanAccommodation, index: Index) -> dict[str, Any]:
    """Return an accommodation in a line: what, who arranges it by when, and where it applies."""
    numbers = [index.activities[key] for key in each.applies_to if key in index.order]
    return {
        "number": each.number,
        "title": each.title,
        "who": index.participant(each.who),
        "arranged_by": each.arranged_by,
        "by": each.by,
        "where": "everything" if each.everywhere or not each.applies_to else listed(numbers) or "program routines",
    }


def _titles(made: Iterable[PlanAccommodation], index: Index) -> list[dict[str, Any]]:
    """Return each accommodation by its title, once: its first number, and the people beside the client it is for."""
    alike: dict[str, list[PlanAccommodation]] = {}
    for each in made:
        alike.setdefault(each.title, []).append(each)
    return [
        {
            "number": first.number,
            "title": title,
            "who": index.participant(first.who),
            "others": ", ".join(filter(None, (index.participant(each.who) for each in others))),
        }
        for title, (first, *others) in alike.items()
    ]


def _helps(index: Index) -> list[dict[str, Any]]:
    """Return what helps the person take part, in plain words, and then what helps each participant."""
    people: dict[str, list[str | Editable]] = {"": []}
    for each in index.plan.accommodations:
        plain = index.printer.plain(each.plain, f"{each.key}.plain", f"Accommodation {each.number}")
        people.setdefault(index.participant(each.who), []).append(plain)
    return [{"who": who, "texts": texts} for who, texts in people.items() if texts]


def _declined_title(id: str, index: Index) -> str:
    """Return the title of an accommodation that was declined: the plan's where it has it, else its id in words."""
    titles = {each.id: each.title for each in index.plan.accommodations}
    return titles.get(id, sentence_case(words(id)))
