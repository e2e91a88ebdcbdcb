"""Negative examples of the rules on facts, needs, medications, roles, doses, ways, levels and days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cases_of_people import taking
from msgspec.structs import replace
from small_library import DAY, client, intervention, library, objective, option, problem, selection, vocabulary
from small_library import goal as of_goal

from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.selection import Selection

Case = tuple[Client, Selection | None, Library]
FLAGGED = {"risk": "suicide", "level": "high", "assessed": DAY, "same_day": "Seen.", "who": "R. Alvarez"}
#: A variant that raises the dose where a high risk of suicide is on file.
DAILY = {
    "when": {"any_of": ["high-suicide-risk"]},
    "dose": {"minutes": 10, "times": 1, "per": "day"},
    "note": "High suicide risk: daily.",
}


def acting(*acts: Any) -> Library:
    """Return a library of one problem with one step, and these interventions for it."""
    steps = {"all": of_goal("early", {"step": objective(*(each.id for each in acts))})}
    return library(problems=(problem("drinking", steps),), interventions=acts)


def doing(**acts: dict[str, Any]) -> Selection:
    """Return a selection of these interventions for the one step."""
    return selection({"drinking": {"goals": {"all": {"objectives": {"step": {"interventions": acts}}}}}})


def caring(**care: Any) -> Client:
    """Return the client with another way of care."""
    return replace(client(), care=replace(client().care, **care))


def pills() -> Library:
    """Return a library with two antidepressants among its options, one known by class and one by name."""
    words = vocabulary(
        medications={
            "sertraline": {"kind": "ssri", "sources": [{"source": "handbook"}]},
            "bupropion": {"kind": "antidepressant", "sources": [{"source": "handbook"}]},
        }
    )
    options = (option("blocker", kinds=["ssri"]), option("tablet", medications=["bupropion"]))
    return library(vocabulary=words, options=options)


def block() -> Library:
    """Return a library with a tablet that is an opioid agonist, and a blocker that opioids rule out."""
    no_opioids = {"say": "Not while opioids are taken.", "when": {"any_of": ["takes-opioids"]}, "absolute": True}
    return library(options=(option("blocker", no_opioids), option("tablet", kinds=["opioid-agonist"])))


def after_an_injury() -> Library:
    """Return a library that knows which need an injury of the brain often brings."""
    said = {"label": "an injury of the brain", "codes": ["S06"], "needs": ["blind"]}
    return library(vocabulary=vocabulary(diagnoses={"injury": {**said, "sources": [{"source": "handbook"}]}}))


_BOTH = {id: {"decision": "chosen", "on": DAY} for id in ("blocker", "tablet")}
CASES: dict[str, Callable[[], Case]] = {
    "plan-risk-no-act": lambda: (
        client(risks=[FLAGGED]),
        doing(talk={}),
        library(
            problems=acting(intervention("talk"), intervention("interview")).problems.values(),
            interventions=(intervention("talk"), intervention("interview", "medical", answers=["suicide"])),
        ),
    ),
    "plan-risk-act-nobody": lambda: (
        client(risks=[FLAGGED], team=[]),
        doing(interview={}),
        library(
            problems=acting(intervention("talk"), intervention("interview")).problems.values(),
            interventions=(intervention("talk"), intervention("interview", "medical", answers=["suicide"])),
        ),
    ),
    "plan-abuse-close": lambda: (
        client(
            risks=[{**FLAGGED, "risk": "abuse"}],
            participants=[{"name": "Sam Lee", "relation": "partner", "takes_part_in": "safety"}],
        ),
        selection(),
        library(),
    ),
    "plan-role-instead": lambda: (
        client(),
        doing(talk={"responsible": "prescriber"}),
        acting(intervention("talk")),
    ),
    "plan-role-cannot": lambda: (
        client(),
        doing(check={"responsible": "peer"}),
        acting(intervention("check", "medical", responsible="prescriber")),
    ),
    "plan-dose-under": lambda: (
        client(risks=[FLAGGED]),
        doing(talk={"dose": {"minutes": 10, "times": 2, "per": "week"}}),
        acting(intervention("talk", variants=[DAILY])),
    ),
    "plan-no-internet": lambda: (
        client(facts={"has-internet": False}),
        doing(talk={"delivery": "telehealth"}),
        acting(intervention("talk")),
    ),
    "plan-level-setting": lambda: (
        caring(setting="residential", level_of_care="outpatient"),
        selection(),
        library(vocabulary=leveled()),
    ),
    "plan-no-diagnosis": lambda: (client(diagnoses=[]), selection(), library()),
    "plan-score-old": lambda: (
        client(scores=[{"measure": "mood", "value": 12, "on": "2024-01-01"}]),
        selection({"low-mood": {}}),
        library(),
    ),
    "plan-risk-old": lambda: (
        client(risks=[{"risk": "suicide", "level": "low", "assessed": "2020-11-12"}]),
        selection(),
        library(),
    ),
    "plan-release-ended": lambda: (
        client(releases=[{"to": "Dr. A. Brandt", "purpose": "results", "until": "2025-01-01"}]),
        selection(),
        library(),
    ),
    "plan-ask-again-due": lambda: (
        client(
            declined=[
                {"accommodation": "interpreter", "on": "2020-01-01", "mode": "in sign", "ask_again": "2020-02-01"}
            ]
        ),
        selection(),
        library(),
    ),
    "plan-review-after-end": lambda: (
        client(),
        selection(ending={"weeks": 2}, review={"on": "2028-01-10"}),
        library(),
    ),
    "plan-left-out-planned": lambda: (
        client(),
        selection(
            {"drinking": {"goals": {"safe-start": {"objectives": {"assessed": {"interventions": {"check": {}}}}}}}},
            left_out=[{"what": "check", "why": "no"}],
        ),
        library(),
    ),
    "plan-problem-not-taken": lambda: (
        client(diagnoses=[{"code": "F10.20", "title": "Alcohol"}, {"code": "F32.1", "title": "Depression"}]),
        selection({"drinking": {}}),
        library(),
    ),
    "plan-options-together": lambda: (client(), selection(options=_BOTH), pills()),
    "plan-medication-pair": lambda: (
        taking({"name": "a", "kind": "opioid"}, {"name": "b", "kind": "benzodiazepine"}),
        selection(),
        library(),
    ),
    "plan-chosen-against-chosen": lambda: (client(), selection(options=_BOTH), block()),
    "plan-naloxone-ask": lambda: (taking({"name": "codeine"}), selection(), library()),
    "plan-risk-low-doubt": lambda: (
        client(
            diagnoses=[{"code": "R45.851", "title": "Suicidal ideations"}],
            risks=[{"risk": "suicide", "level": "low", "assessed": DAY}],
        ),
        selection(),
        library(),
    ),
    "plan-facts-contradict": lambda: (
        client(
            facts={"drinks-alcohol": False},
            counts=[{"id": "heavy-drinking-days-30", "value": 22, "on": "2026-11-09"}],
        ),
        selection(),
        library(),
    ),
    "plan-need-of-diagnosis": lambda: (
        client(diagnoses=[{"code": "S06.2X0S", "title": "Diffuse injury, sequela"}]),
        selection(),
        after_an_injury(),
    ),
}


def leveled() -> Any:
    """Return the vocabulary, with levels that say whether a person stays overnight."""
    return vocabulary(
        levels_of_care={
            "outpatient": {"label": "Outpatient", "weekly_hours": 8, "residential": False},
            "residential": {"label": "Residential", "weekly_hours": 40, "residential": True},
        }
    )
