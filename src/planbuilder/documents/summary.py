"""The summary of accommodations in the view: for everybody who meets the person, discreet in every word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planbuilder.documents.disclosure import discreet, keeps_its_beginning, telling_names, tells
from planbuilder.documents.index import Index
from planbuilder.documents.wording import english, quoted, sentence_case, words
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan, PlanAccommodation

_Said = Callable[[str], str]


def summary(index: Index) -> dict[str, Any]:
    """Return how to meet the person: communication, accommodations in full, what stays hard, whom to ask.

    It holds no diagnosis, and nothing that tells of substance use or its treatment; what cannot be said without is
    left out, and ``more`` is true.
    """
    plan = index.plan
    names = telling_names(plan)

    def said(text: str) -> str:
        return discreet(text, names)

    own = [each for each in plan.accommodations if each.who == CLIENT]
    shown = [each for each in own if _can_be_shown(each, names)]
    made = [(each, _accommodation(each, said, _statement(each, names))) for each in shown]
    contacts = [each for each in map(said, plan.communication.contacts) if each]
    return {
        "communication": _communication(plan, said, contacts),
        "accommodations": [part for each, part in made if each.heading == "disability"],
        "language_access": [part for each, part in made if each.heading == "language"],
        "hard": _hard(plan, said),
        "open": _open(plan, names),
        "ask": _whom(shown, said),
        "more": len(shown) < len(own) or contacts != list(plan.communication.contacts),
    }


def _can_be_shown(each: PlanAccommodation, names: tuple[str, ...]) -> bool:
    """Return whether enough of an accommodation is left without what it tells."""
    return not tells(each.title, names) and bool(discreet(each.statement.now, names))


def _statement(each: PlanAccommodation, names: tuple[str, ...]) -> str:
    """Return what is done; in the person's plain words where the clinical ones lose what they begin with."""
    plain = each.plain.now
    if keeps_its_beginning(each.statement.now, names) or tells(plain, names):
        return discreet(each.statement.now, names)
    return quoted(plain)


def _accommodation(each: PlanAccommodation, said: _Said, statement: str) -> dict[str, Any]:
    """Return an accommodation with all that makes it happen."""
    return {
        "number": each.number,
        "title": each.title,
        "statement": statement,
        "provided_by": said(each.provided_by),
        "arranged_by": said(each.arranged_by),
        "by": said(each.by),
        "equipment": said(each.equipment),
        "fallback": said(each.fallback),
        "worked_if": said(each.worked_if),
    }


def _communication(plan: Plan, said: _Said, contacts: list[str]) -> dict[str, Any]:
    """Return how to communicate with the person."""
    found = plan.communication
    return {
        "language": said(found.language),
        "reads": "" if found.reads == "none" else said(found.reads),
        "english": english(found.english),
        "interpreter": said(found.interpreter),
        "contacts": contacts,
    }


def _hard(plan: Plan, said: _Said) -> list[dict[str, str]]:
    """Return what stays hard, in the person's words and as it is on record; the name of the need is not said."""
    found = ({"words": quoted(said(each.words)), "limitation": said(each.limitation)} for each in plan.limitations)
    return [each for each in found if any(each.values())]


def _open(plan: Plan, names: tuple[str, ...]) -> list[str]:
    """Return what is asked of the person and nobody has made possible yet."""
    mine = (each for each in plan.pairs if each.who == CLIENT and each.status == "uncovered")
    found = (sentence_case(words(each.demand)) for each in mine)
    return [each for each in dict.fromkeys(found) if not tells(each, names)]


def _whom(shown: list[PlanAccommodation], said: _Said) -> list[dict[str, Any]]:
    """Return who arranges what, each person once."""
    found: dict[str, list[str]] = {}
    for each in shown:
        if who := said(each.arranged_by):
            found.setdefault(sentence_case(who), []).append(each.number)
    return [{"who": who, "about": numbers} for who, numbers in found.items()]
