"""A small library and a client who fits it, as objects, and ways to change one thing about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from planbuilder.library.entries import (
    About,
    Accommodation,
    Intervention,
    Measure,
    Option,
    PersonFirst,
    Problem,
    Protocol,
    Routine,
    Source,
    Vocabulary,
)
from planbuilder.library.store import Library, Origin
from planbuilder.plan.client import Client
from planbuilder.plan.selection import Selection

ON = dt.date(2026, 11, 16)
DAY = "2026-11-16"
Fields = dict[str, Any]

_NEEDS = {
    "deaf": {"label": "Deaf person", "short": "Deaf", "group": "senses", "disability": True, "icf": ["b230"]},
    "blind": {"label": "Blind person", "short": "Blind", "group": "senses", "disability": True, "icf": ["b210"]},
    "deafblind": {
        "label": "DeafBlind person",
        "short": "DeafBlind",
        "group": "senses",
        "disability": True,
        "icf": ["b230"],
        "replaces": ["deaf", "blind"],
    },
    "other-language": {
        "label": "Person with another language",
        "short": "Language",
        "group": "language",
        "disability": False,
        "icf": ["b167"],
        "where_english": ["little"],
    },
}


def _demand(label: str, scope: str = "activity", *implies: str) -> Fields:
    """Return a demand of the vocabulary."""
    plain = label[0].lower() + label[1:]
    return {"label": label, "what": label, "plain": plain, "icf": ["d310"], "implies": list(implies), "scope": scope}


_DEMANDS = {
    "hear": _demand("Hear speech", "everything"),
    "english": _demand("Use English", "everything"),
    "see": _demand("See print"),
    "read": _demand("Read", "activity", "see"),
    "sign-form": _demand("Sign a form", "activity", "read"),
    "phone": _demand("Use a phone"),
    "draw": _demand("Draw"),
}
_CONFLICTS = {
    "deaf": {
        "hear": {"degree": "usual", "reason": "Speech does not arrive."},
        "phone": {"degree": "usual", "reason": "A voice call does not arrive."},
        "read": {"degree": "possible", "reason": "English may be a second language.", "ask": "Is reading hard?"},
    },
    "blind": {
        "see": {"degree": "usual", "reason": "Print cannot be seen."},
        "draw": {"degree": "usual", "reason": "A drawing cannot be seen."},
    },
    "deafblind": {
        "hear": {"degree": "usual", "reason": "Speech does not arrive."},
        "see": {"degree": "usual", "reason": "Print cannot be seen."},
    },
    "other-language": {"english": {"degree": "usual", "reason": "English is not the person's language."}},
}
_ROLES = {
    "client": {"label": "the client", "plain": "me", "outside": True},
    "counselor": {"label": "the counselor", "plain": "my counselor"},
    "nurse": {"label": "the nurse", "plain": "the nurse", "stands_in": ["prescriber"]},
    "prescriber": {"label": "the prescriber", "plain": "the doctor"},
    "peer": {"label": "the peer", "plain": "a peer", "stands_in": ["nurse", "counselor"]},
    "interpreter": {"label": "an interpreter", "plain": "an interpreter", "outside": True},
}
_MEDICATIONS = {
    "methadone": {"kind": "opioid-agonist", "names": ["Dolophine"], "sources": [{"source": "handbook"}]},
    "codeine": {"kind": "opioid", "names": ["Tylenol 3"], "sources": [{"source": "handbook"}]},
    "lorazepam": {"kind": "benzodiazepine", "names": ["Ativan"], "sources": [{"source": "handbook"}]},
}
_SOURCES = [{"source": "handbook"}]
_DIAGNOSES = {
    "withdrawal": {"label": "withdrawal", "codes": ["F10.23"], "facts": ["withdrawal-now"], "sources": _SOURCES},
    "pregnancy": {"label": "pregnancy", "codes": ["Z33.1"], "facts": ["pregnant"], "sources": _SOURCES},
    "cirrhosis": {"label": "cirrhosis of the liver", "codes": ["K74.6"], "facts": ["cirrhosis"], "sources": _SOURCES},
    "thoughts": {"label": "thoughts of suicide", "codes": ["R45.851"], "risks": ["suicide"], "sources": _SOURCES},
}
_MODALITIES = {
    "cbt": {"label": "Cognitive behavioral therapy", "kin": ["behavioral"]},
    "behavioral": {"label": "Behavior therapy"},
    "medical": {"label": "Medical care"},
    "family": {"label": "Family therapy"},
    "peer-support": {"label": "Peer support"},
}


def vocabulary(**changes: Any) -> Vocabulary:
    """Return the vocabulary, with lists exchanged."""
    words: Fields = {
        "schema": 1,
        "groups": {"senses": "Senses", "language": "Language"},
        "needs": _NEEDS,
        "demands": _DEMANDS,
        "conflicts": _CONFLICTS,
        "modalities": _MODALITIES,
        "medications": _MEDICATIONS,
        "diagnoses": _DIAGNOSES,
        "roles": _ROLES,
        "settings": {
            "outpatient": {"label": "Outpatient", "plain": "my visits", "residential": False},
            "residential": {"label": "Residential", "plain": "where I stay", "residential": True},
        },
        "levels_of_care": {
            "outpatient": {"label": "Outpatient", "weekly_hours": 8},
            "residential": {"label": "Residential", "weekly_hours": 40},
        },
    }
    return msgspec.convert({**words, **changes}, Vocabulary)


def accommodation(id: str, covers: list[tuple[str, str]], *asks: str, **more: Any) -> Accommodation:
    """Return an accommodation that answers pairs of need and demand and asks demands itself."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.replace("-", " ").capitalize(),
        "group": "senses",
        "ask_first": "Ask which one.",
        "covers": [{"need": need, "demand": demand} for need, demand in covers],
        "asks": list(asks),
        "statement": f"Staff arrange {id} for {{{{ client.name }}}}.",
        "plain": f"I get {id}.",
        "provides": {"who": ["interpreter"], "arranges": "counselor", "pays": "program", "by": "before the visit"},
        "equipment": "none",
        "fallback": "Another one.",
        "worked_if": "{{ client.name }} says so.",
        "sources": [{"source": "handbook"}],
    }
    return msgspec.convert({**fields, **more}, Accommodation)


def intervention(id: str, modality: str = "cbt", **more: Any) -> Intervention:
    """Return an intervention, as a counselor would do it once a week."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.replace("-", " ").capitalize(),
        "modality": modality,
        "delivery": ["individual", "telehealth"],
        "statement": f"The counselor works on {id} with {{{{ client.name }}}}.",
        "plain": f"We work on {id}.",
        "dose": {"minutes": 50, "times": 1, "per": "week"},
        "responsible": "counselor",
        "demands": ["hear"],
        "evidence": [{"source": "handbook", "strength": "trial", "at": "chapter 2"}],
    }
    return msgspec.convert({**fields, **more}, Intervention)


def objective(*interventions: str, **more: Any) -> Fields:
    """Return an objective as data, as a problem holds it."""
    fields: Fields = {
        "statement": "{{ client.name }} shows it by {{ target_date }}.",
        "plain": "I show it by {{ target_date }}.",
        "measured_by": {"done": "seen"},
        "horizon": {"weeks": 2},
        "interventions": list(interventions),
    }
    if "due" in more:
        del fields["horizon"]
    return {**fields, **more}


def goal(stage: str, objectives: Fields, **more: Any) -> Fields:
    """Return a goal as data, as a problem holds it."""
    return {
        "statement": "{{ client.name }} gets there.",
        "plain": "I get there.",
        "stage": stage,
        "objectives": objectives,
        **more,
    }


def problem(id: str, goals: Fields, **more: Any) -> Problem:
    """Return a problem."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.replace("-", " ").capitalize(),
        "plain_title": f"My {id}",
        "summary": "A problem.",
        "codes": {"icd10cm": ["F10"], "not": ["F10.11"]},
        "measures": ["mood"],
        "definitions": {"missed-days": "Misses days.", "own-limit": "Breaks an own limit."},
        "goals": goals,
        "protocols": ["crisis"],
        "discharge": {"steady": {"statement": "{{ client.name }} is steady.", "plain": "I am steady."}},
        "sources": [{"source": "handbook"}],
    }
    return msgspec.convert({**fields, **more}, Problem)


_COUNTED = {
    "statement": "{{ client.name }} goes from {{ baseline }} to {{ target }} by {{ target_date }}.",
    "plain": "I go from {{ baseline }} to {{ target }} by {{ target_date }}.",
    "slots": {
        "baseline": {"type": "integer", "minimum": 1, "maximum": 30, "from_count": "bad-days", "ask": "How many days?"},
        "target": {"type": "integer", "minimum": 0, "maximum": 29, "less_than": "baseline", "ask": "How many then?"},
    },
    "measured_by": {"count": "bad days"},
    "horizon": {"weeks": 12},
}
_SCORED = {
    "statement": "{{ client.their }} mood goes from {{ baseline }} to {{ target }} by {{ target_date }}.",
    "plain": "My score goes from {{ baseline }} to {{ target }}.",
    "measured_by": {"measure": "mood", "target": {"percent": 50}},
    "horizon": {"months": 3},
    "applies": {"any_of": ["phq9-mild-or-more"]},
}
_DRINKING = problem(
    "drinking",
    {
        "safe-start": goal(
            "early",
            {
                "assessed": objective("check", "talk", due={"before": "cutting down", "else_days": 0}),
                "decided": objective(
                    "visit", options=["blocker", "tablet"], not_for={"any_of": ["declines-medication"]}
                ),
            },
        ),
        "less": goal(
            "action",
            {
                "fewer": objective(
                    "log",
                    "talk",
                    requires=["safe-start/assessed"],
                    not_for={"any_of": ["pregnant"]},
                    **_COUNTED,
                ),
                "none": objective("talk", applies={"any_of": ["aims-for-none"]}),
            },
        ),
        "kept": goal("maintenance", {"held": objective("peer-walk", "family-talk", horizon={"months": 6})}),
    },
    suggest_when=[{"when": {"any_of": ["audit-c-raised"]}, "reason": "AUDIT-C is 3 or more"}],
)
_MOOD = problem(
    "low-mood",
    {"lift": goal("early", {"half": objective("activity", "talk", **_SCORED), "seen": objective("check")})},
    codes={"icd10cm": ["F32"], "not": ["F32.5"]},
    measures=["mood", "well-being"],
    suggest_when=[{"when": {"any_of": ["phq9-moderate-or-more"]}, "reason": "The score is 10 or more"}],
)
_INTERVENTIONS = (
    intervention("talk", "cbt", demands=["hear", "read"]),
    intervention("log", "behavioral", delivery=["self-directed"], demands=["sign-form"]),
    intervention(
        "check",
        "medical",
        responsible="nurse",
        evidence=[{"source": "handbook", "strength": "guideline"}],
        variants=[
            {"when": {"any_of": ["residential"]}, "dose": {"minutes": 10, "times": 1, "per": "day"}, "note": "Daily."},
            {"when": {"any_of": ["lives-alone"]}, "responsible": "peer", "note": "A peer goes along."},
        ],
    ),
    intervention("visit", "medical", responsible="prescriber"),
    intervention("activity", "behavioral"),
    intervention("peer-walk", "peer-support", responsible="peer", delivery=["peer", "group"]),
    intervention("family-talk", "family", delivery=["family"], applies={"any_of": ["has-family-participant"]}),
)
_ACCOMMODATIONS = (
    accommodation("captions", [("deaf", "hear")], "read"),
    accommodation("interpreter", [("deaf", "hear"), ("deaf", "phone")]),
    accommodation("papers-aloud", [("blind", "see")], "hear"),
    accommodation("papers-in-sign", [("deaf", "read"), ("deaf", "sign-form")]),
    accommodation("spoken-language-interpreter", [("other-language", "english")]),
    accommodation("touch-signing", [("deafblind", "hear"), ("deafblind", "see")]),
)
_MOOD_MEASURE = {
    "schema": 1,
    "id": "mood",
    "title": "Mood questionnaire",
    "short": "MOOD",
    "construct": "mood",
    "plain": "my mood score",
    "range": {"min": 0, "max": 27},
    "direction": "higher-worse",
    "bands": [
        {"min": 0, "max": 4, "label": "none"},
        {"min": 5, "max": 9, "label": "mild"},
        {"min": 10, "max": 27, "label": "more"},
    ],
    "demands": ["read", "english"],
    "licence": {"kind": "free", "terms": "free"},
    "sources": [{"source": "handbook"}],
    "checked": None,
    "critical": [{"id": "death", "title": "Thoughts of death", "risk": "suicide"}],
    "repeat_weeks": 2,
}
_WELL_BEING = {
    **_MOOD_MEASURE,
    "id": "well-being",
    "title": "Well-being index",
    "short": "WELL",
    "range": {"min": 0, "max": 100},
    "direction": "higher-better",
    "bands": [{"min": 0, "max": 50, "label": "low"}, {"min": 51, "max": 100, "label": "good"}],
    "critical": [],
    "repeat_weeks": 0,
}
MOOD = msgspec.convert(_MOOD_MEASURE, Measure)
WELL_BEING = msgspec.convert(_WELL_BEING, Measure)


def option(id: str, *exclusions: Fields, **more: Any) -> Option:
    """Return a treatment option with its exclusions."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.capitalize(),
        "kind": "medication",
        "statement": f"The {id} may help {{{{ client.name }}}}.",
        "plain": f"The {id} may help me.",
        "benefits": ["It helps some."],
        "risks": ["It may harm."],
        "side_effects": ["Nausea."],
        "exclusions": list(exclusions),
        "demands": ["hear"],
        "sources": [{"source": "handbook"}],
    }
    return msgspec.convert({**fields, **more}, Option)


_OPTIONS = (
    option(
        "blocker",
        {"say": "Not while opioids are taken.", "when": {"any_of": ["takes-opioids"]}, "absolute": True},
        {"say": "With care in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": False},
        alternatives=["tablet"],
    ),
    option("tablet"),
)


def protocol(id: str, *answers: str) -> Protocol:
    """Return a protocol that answers risks."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.capitalize(),
        "plain_title": f"If there is {id}",
        "answers": list(answers),
        "begins_when": "{{ client.name }} is in danger.",
        "plain_begins_when": "I am in danger.",
        "steps": {"call": {"statement": "Call.", "plain": "I call.", "within": "at-once", "responsible": "counselor"}},
        "demands": ["phone"],
        "sources": [{"source": "handbook"}],
        "contacts": [{"name": "The line", "voice": "988", "text": "988"}],
    }
    return msgspec.convert(fields, Protocol)


def routine(id: str, *settings: str, demands: tuple[str, ...] = ("hear",)) -> Routine:
    """Return a routine of some settings."""
    fields: Fields = {
        "schema": 1,
        "id": id,
        "title": id.capitalize(),
        "statement": "It is done.",
        "plain": "It is done.",
        "settings": list(settings),
        "responsible": "counselor",
        "demands": list(demands),
        "sources": [{"source": "handbook"}],
    }
    return msgspec.convert(fields, Routine)


_SOURCE = {
    "schema": 1,
    "id": "handbook",
    "type": "book",
    "title": "The handbook",
    "publisher": "A press",
    "licence": "all rights reserved",
    "checked": None,
}
_ABOUT = {
    "schema": 1,
    "id": "small",
    "title": "Small library",
    "version": "0.0.1",
    "language": "en",
    "licence": "CC BY 4.0",
    "layer": "shipped",
    "policy": {"approval": "optional"},
}
_TERMS = {
    "schema": 1,
    "exemptions": {},
    "terms": {
        "blame": {
            "avoid": ["non-compliant"],
            "say": ["did not take part"],
            "kind": "blame",
            "exempt": [],
            "sources": [],
            "access_check": True,
        },
        "deaf": {
            "avoid": ["hearing-impaired"],
            "say": ["Deaf", "hard of hearing"],
            "kind": "disability",
            "exempt": [],
            "sources": [],
        },
    },
}


def _by_id(*entries: Any) -> dict[str, Any]:
    """Return entries by their ids, in the order of the ids, as a library keeps them."""
    return {each.id: each for each in sorted(entries, key=lambda each: each.id)}


def library(**changes: Any) -> Library:
    """Return the small library; ``changes`` exchange whole kinds, given as a sequence of entries."""
    kinds: dict[str, Any] = {
        "problems": (_DRINKING, _MOOD),
        "interventions": _INTERVENTIONS,
        "accommodations": _ACCOMMODATIONS,
        "options": _OPTIONS,
        "measures": (MOOD, WELL_BEING),
        "protocols": (protocol("crisis", "suicide"), protocol("withdrawal", "withdrawal")),
        "routines": (routine("intake", "outpatient", "residential"), routine("night", "residential", demands=("see",))),
        "sources": (msgspec.convert(_SOURCE, Source),),
    }
    words = changes.pop("vocabulary", vocabulary())
    shelves = {kind: _by_id(*changes.get(kind, entries)) for kind, entries in kinds.items()}
    origins = {
        f"{kind.removesuffix('s')}/{id}": Origin("small", "0.0.1", f"{kind}/{id}.yaml", "0" * 64)
        for kind, entries in shelves.items()
        for id in entries
    }
    return Library(
        about=msgspec.convert(_ABOUT, About),
        vocabulary=words,
        person_first=msgspec.convert(_TERMS, PersonFirst),
        documents={},
        origins=origins,
        digest="1" * 64,
        **shelves,
    )


_CLIENT: Fields = {
    "schema": 1,
    "id": "c-1",
    "invented": True,
    "identity": {"name": "Alex Roe", "called": "Alex", "pronouns": "they", "born": "1990-02-03"},
    "language": {"speaks": "English", "english": "full"},
    "care": {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09"},
    "presenting": {"seen": "Drinks on most days.", "words": "I want my mornings back."},
    "team": [
        {"name": "R. Alvarez", "role": "counselor", "credentials": "LADC"},
        {"name": "P. Lund", "role": "nurse", "credentials": "RN"},
        {"name": "N. Okafor", "role": "prescriber"},
    ],
    "diagnoses": [{"code": "F10.20", "title": "Alcohol use disorder"}],
    "counts": [{"id": "bad-days", "value": 20, "on": "2026-11-09"}],
    "needs": [],
}


def client(**changes: Any) -> Client:
    """Return the client, with fields of the file exchanged."""
    return msgspec.convert({**_CLIENT, **changes}, Client)


def needing(*needs: str, **changes: Any) -> Client:
    """Return the client with needs, each with nothing preferred."""
    return client(needs=[{"need": need} for need in needs], **changes)


def selection(problems: Mapping[str, Any] | None = None, **more: Any) -> Selection:
    """Return a selection a person made with the client taking part."""
    fields: Fields = {
        "schema": 1,
        "client": "c-1",
        "problems": problems or {"drinking": {}},
        "made_by": {"name": "R. Alvarez", "role": "counselor"},
        "participation": [{"who": "Alex Roe", "on": DAY, "mode": "in the room"}],
    }
    return msgspec.convert({**fields, **more}, Selection)


def with_setting(person: Client, setting: str) -> Client:
    """Return the client in another setting and level of care."""
    return replace(person, care=replace(person.care, setting=setting, level_of_care=setting))
