"""Negative examples of the rules on medications, options, age, consent, language, answers and the team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace
from small_library import DAY, accommodation, client, library, needing, option, selection, vocabulary

from planbuilder.library.entries import Ages
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.selection import Selection

Case = tuple[Client, Selection | None, Library]
DECLINE = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}


def taking(*medications: dict[str, str], **more: Any) -> Client:
    """Return the client with medications."""
    return client(medications=list(medications), **more)


def chosen(id: str = "blocker", decision: str = "chosen") -> Selection:
    """Return a selection with a decision about an option."""
    return selection(options={id: {"decision": decision, "on": DAY}})


def born(day: str, **legal: Any) -> Client:
    """Return the client with another birth date, and what is on file about who decides."""
    person = client(legal=legal) if legal else client()
    return replace(person, identity=replace(person.identity, born=day))


def speaking(language: str, english: str, *needs: str, interpreter: str = "") -> Client:
    """Return the client with another language and needs."""
    said = {"speaks": language, "english": english, "interpreter": interpreter}
    return needing(*needs, language=said)


def answered(*answers: tuple[str, str, bool, str]) -> list[dict[str, Any]]:
    """Return answers: need, demand, whether it is hard, and the day."""
    return [{"need": need, "demand": demand, "hard": hard, "on": day} for need, demand, hard, day in answers]


def for_adults(**ages: int) -> Library:
    """Return the library, written for people of some ages."""
    shelf = library()
    return msgspec.structs.replace(shelf, about=replace(shelf.about, ages=msgspec.convert(ages, Ages)))


def by_front_desk() -> Library:
    """Return a library whose interpreter is arranged by somebody the team lacks."""
    provides = {"who": ["interpreter"], "arranges": "peer", "pays": "program", "by": "before the visit"}
    pairs = [("deaf", "hear"), ("deaf", "phone")]
    return library(accommodations=(accommodation("interpreter", pairs, provides=provides),))


_OPIOIDS = {"say": "Not while opioids are taken.", "when": {"any_of": ["takes-opioids"]}, "absolute": True}


def of_a_list() -> Library:
    """Return a library whose options are medications that may stand on a list; opioids rule them out."""
    return library(options=(option("blocker", _OPIOIDS, kinds=["opioid-agonist"], medications=["lorazepam"]),))


def calling_oneself(*words: str) -> Client:
    """Return the client with other words for who they are."""
    person = client()
    return replace(person, identity=replace(person.identity, words=words))


def in_own_words() -> Library:
    """Return a library that knows how blind people call themselves."""
    known = vocabulary()
    needs = {**known.needs, "blind": replace(known.needs["blind"], own_words=("blind",))}
    return library(vocabulary=replace(known, needs=needs))


_CAUTIOUS = {"say": "With care in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": False}
CASES: dict[str, Callable[[], Case]] = {
    "plan-medication-kind": lambda: (taking({"name": "methadon"}), selection(), library()),
    "plan-medication-kind-wrong": lambda: (taking({"name": "Methadone", "kind": "other"}), selection(), library()),
    "plan-fact-medication": lambda: (
        taking({"name": "lorazepam"}, facts={"takes-sedatives": False}),
        selection(),
        library(),
    ),
    "plan-option-unsettled": lambda: (client(), chosen(), library()),
    "plan-option-ask": lambda: (client(), selection(), library()),
    "plan-option-care": lambda: (
        client(facts={"pregnant": True}),
        chosen("tablet"),
        library(options=(option("blocker"), option("tablet", _CAUTIOUS))),
    ),
    "plan-option-care-offered": lambda: (
        client(facts={"pregnant": True}),
        selection(),
        library(options=(option("blocker"), option("tablet", _CAUTIOUS))),
    ),
    "plan-medication-excluded": lambda: (taking({"name": "methadone"}), selection(), of_a_list()),
    "plan-medication-ask": lambda: (taking({"name": "lorazepam"}), chosen(decision="declined"), of_a_list()),
    "plan-fact-diagnosis": lambda: (
        client(diagnoses=[{"code": "Z33.1", "title": "Pregnant state"}], facts={"pregnant": False}),
        selection(),
        library(),
    ),
    "plan-risk-unassessed": lambda: (client(facts={"withdrawal-now": True}, risks=[]), selection(), library()),
    "plan-suicide-not-asked": lambda: (client(risks=[]), selection(), library()),
    "plan-high-risk-level": lambda: (
        client(risks=[{"risk": "suicide", "level": "high", "assessed": DAY, "same_day": "Seen.", "who": "R. Diaz"}]),
        selection(),
        library(),
    ),
    "plan-need-in-own-words": lambda: (calling_oneself("blind"), selection(), in_own_words()),
    "plan-ages": lambda: (born("2020-05-01", consent="Signed."), selection(), for_adults(**{"from": 18})),
    "plan-minor-consent": lambda: (born("2020-05-01"), selection(), library()),
    "plan-minor-assent": lambda: (born("2010-05-01", consent="Signed by both parents."), selection(), library()),
    "plan-guardian-consent": lambda: (
        client(legal={"representative": {"name": "M. Ellis", "kind": "guardian", "scope": "medical care"}}),
        selection(),
        library(),
    ),
    "plan-guardian-unrecorded": lambda: (
        client(participants=[{"name": "M. Ellis", "relation": "mother and guardian", "takes_part_in": "family"}]),
        selection(),
        library(),
    ),
    "plan-language-presumed": lambda: (speaking("Spanish", "little"), selection(), library()),
    "plan-language-unanswered": lambda: (speaking("American Sign Language", "little"), selection(), library()),
    "plan-language-contradiction": lambda: (speaking("English", "full", "other-language"), selection(), library()),
    "plan-language-ask": lambda: (speaking("Somali", "some"), selection(), library()),
    "plan-answer-changed": lambda: (
        needing("deaf", answers=answered(("deaf", "read", True, "2026-11-02"), ("deaf", "read", False, "2026-11-09"))),
        selection(),
        library(),
    ),
    "plan-answer-without-need": lambda: (
        needing("deaf", answers=answered(("blind", "see", True, DAY))),
        selection(),
        library(),
    ),
    "plan-answer-without-conflict": lambda: (
        needing("deaf", answers=answered(("deaf", "draw", True, DAY))),
        selection(),
        library(),
    ),
    "plan-choice-declined": lambda: (
        client(needs=[{"need": "deaf", "prefers": ["interpreter"]}], declined=[DECLINE]),
        selection(),
        library(),
    ),
    "plan-count-unused": lambda: (
        client(counts=[{"id": "bad-day", "value": 20, "on": "2026-11-09"}]),
        selection(),
        library(),
    ),
    "plan-accommodation-role": lambda: (replace(needing("deaf"), team=()), selection(), by_front_desk()),
}
