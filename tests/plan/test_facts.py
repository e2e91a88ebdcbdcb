"""What diagnoses and medications say is heard, whatever stands under 'facts'; what says a risk must be assessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from cases_of_people import taking
from msgspec.structs import replace
from small_library import DAY, ON, client, library, option, selection, vocabulary

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan import facts as on_file
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client, Diagnosis
from planbuilder.plan.composing import compose
from planbuilder.plan.facts import facts_on_file, said_by
from planbuilder.plan.predicates import Judge, client_view


def told(person: Client, rule: str, shelf: Library | None = None, **chosen: Any) -> list[Finding]:
    """Return the findings of one rule in the person's plan."""
    shelf = shelf or library()
    plan = compose(person, selection(**chosen), shelf, ON)
    return [each for each in check_plan(plan, shelf) if each.rule == rule]


def diagnosed(*codes: str, **more: Any) -> Client:
    """Return the client with diagnoses."""
    return client(diagnoses=[{"code": code, "title": "As told"} for code in codes], **more)


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("F10.231", "severe-withdrawal-before"),
        ("F10.231", "withdrawal-now"),
        ("F10.230", "withdrawal-now"),
        ("F11.23", "withdrawal-now"),
        ("Z33.1", "pregnant"),
        ("O99.311", "pregnant"),
        ("O09.521", "pregnant"),
        ("K70.30", "cirrhosis"),
        ("K74.60", "cirrhosis"),
        ("K70.11", "acute-liver-disease"),
        ("N18.31", "kidney-disease"),
        ("N18.6", "severe-kidney-disease"),
        ("I50.22", "heart-disease"),
        ("G40.909", "seizures"),
        ("F20.9", "psychosis"),
        ("F33.3", "psychosis"),
        ("F31.81", "mania-before"),
        ("F50.21", "eating-disorder-purging"),
        ("H40.20X0", "narrow-angle-glaucoma"),
        ("Z79.891", "takes-opioids"),
        ("Z79.01", "bleeding-risk"),
        ("I45.81", "long-qt"),
    ],
)
def test_a_diagnosis_settles_the_fact_that_it_says(shipped: Library, code: str, fact: str) -> None:
    """Expect the fact to hold, also against a recorded no, so that what it rules out is ruled out."""
    for facts in ({}, {fact: False}):
        person = diagnosed(code, facts=facts)
        assert facts_on_file(person, shipped.vocabulary)[fact] is True
        assert Judge(client_view(person, shipped, ON)).condition(fact) == "met"


@pytest.mark.parametrize("code", ["F10.20", "F32.1", "O99.315", "K70.0", "N18.1", "F21", "F10.21", "Z34"])
def test_a_diagnosis_that_says_no_more_settles_nothing_else(shipped: Library, code: str) -> None:
    """Expect codes whose title does not say it to leave the facts as they are; Z34 alone says pregnancy."""
    assert facts_on_file(diagnosed(code), shipped.vocabulary) == ({"pregnant": True} if code == "Z34" else {})


def test_a_recorded_no_that_a_diagnosis_contradicts_is_told() -> None:
    """Expect the finding at the diagnosis, with the fact and what the code says."""
    [found] = told(diagnosed("K74.60", facts={"cirrhosis": False}), "plan-fact-diagnosis")
    assert found.where.at == "diagnoses, K74.60"
    assert "'cirrhosis: false'" in found.said
    assert "cirrhosis of the liver" in found.said
    assert not told(diagnosed("K74.60", facts={"cirrhosis": True}), "plan-fact-diagnosis")


@pytest.mark.parametrize(
    ("person", "risk"),
    [
        (client(facts={"withdrawal-now": True}), "withdrawal"),
        (diagnosed("F10.230"), "withdrawal"),
        (diagnosed("R45.851"), "suicide"),
    ],
)
def test_a_risk_that_the_file_says_and_nobody_assessed_is_an_error(person: Client, risk: str) -> None:
    """Expect the error until the risk is on file, at whatever level."""
    [found] = told(person, "plan-risk-unassessed")
    assert f"'{risk}'" in found.said
    low = client(risks=[{"risk": risk, "level": "low", "assessed": DAY}]).risks
    assert not told(replace(person, risks=low), "plan-risk-unassessed")


def test_a_person_whom_nobody_asked_about_suicide_raises_a_question_once() -> None:
    """Expect it for any plan, and not beside the error that says the same more strongly."""
    assert told(client(risks=[]), "plan-suicide-not-asked")
    assert not told(diagnosed("R45.851", risks=[]), "plan-suicide-not-asked")
    assert not told(client(risks=[{"risk": "suicide", "level": "low", "assessed": DAY}]), "plan-suicide-not-asked")


def test_the_last_high_risk_asks_whether_home_is_safe_enough() -> None:
    """Expect the question while the last assessment says high and the person goes home."""
    high = {"risk": "suicide", "level": "high", "assessed": "2026-11-09", "same_day": "Seen.", "who": "Rosa Diaz"}
    assert told(client(risks=[high]), "plan-high-risk-level")
    later = {"risk": "suicide", "level": "low", "assessed": DAY}
    assert not told(client(risks=[high, later]), "plan-high-risk-level")
    stays = {"setting": "residential", "level_of_care": "residential", "admitted": "2026-11-09"}
    assert not told(client(risks=[high], care=stays), "plan-high-risk-level")


_TAKEN = ({"say": "Not with opioids.", "when": {"any_of": ["takes-opioids"]}, "absolute": True},)


def pharmacy() -> Library:
    """Return a library with an option that is known by a name on the list, and one by its class."""
    return library(
        vocabulary=vocabulary(
            medications={
                "codeine": {"kind": "opioid", "sources": [{"source": "handbook"}]},
                "naltrexone": {"kind": "other", "names": ["Vivitrol"], "sources": [{"source": "handbook"}]},
                "sertraline": {"kind": "ssri", "sources": [{"source": "handbook"}]},
            }
        ),
        options=(
            option("blocker", *_TAKEN, title="Naltrexone", medications=["naltrexone"]),
            option("tablet", *_TAKEN, title="An SSRI", kinds=["ssri"]),
        ),
    )


@pytest.mark.parametrize("name", ["naltrexone 50 mg", "VIVITROL", "sertraline"])
def test_a_medication_that_is_taken_and_ruled_out_is_an_error(name: str) -> None:
    """Expect what is on the list to be weighed as what is chosen: naltrexone with opioids, by name or class."""
    both = taking({"name": name}, {"name": "codeine"})
    [found] = told(both, "plan-medication-excluded", pharmacy())
    assert (found.severity, found.where.at) == ("error", "medications, number 1")
    assert "Not with opioids." in found.said
    assert not told(taking({"name": name}, facts={"takes-opioids": False}), "plan-medication-excluded", pharmacy())


def test_a_medication_that_one_option_still_allows_is_not_ruled_out() -> None:
    """Expect a medication of two options, one for each illness, to be wrong only where both rule it out."""
    words = pharmacy().vocabulary
    pregnant = {"say": "Not in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": True}
    both = library(
        vocabulary=words,
        options=(
            option("blocker", *_TAKEN, title="Naltrexone", medications=["naltrexone"]),
            option("tablet", pregnant, title="Naltrexone injection", medications=["naltrexone"]),
        ),
    )
    list = ({"name": "naltrexone"}, {"name": "codeine"})
    assert not told(taking(*list, facts={"pregnant": False}), "plan-medication-excluded", both)
    assert told(taking(*list, facts={"pregnant": True}), "plan-medication-excluded", both)


def test_a_reason_against_starting_does_not_stop_what_is_taken() -> None:
    """Expect it to rule out the option, and to leave a person alone who takes it already."""
    against = {"say": "Not begun in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": True, "starting": True}
    words = pharmacy().vocabulary
    shelf = library(vocabulary=words, options=(option("blocker", against, medications=["naltrexone"]),))
    taken = taking({"name": "naltrexone"}, facts={"pregnant": True})
    assert not told(taken, "plan-medication-excluded", shelf)
    assert told(taken, "plan-option-excluded", shelf, options={"blocker": {"decision": "chosen", "on": DAY}})


def test_what_is_not_settled_about_a_medication_on_the_list_is_asked_once() -> None:
    """Expect the question at the medication, unless the option is put to the person anyway and asks it itself."""
    declined = {"options": {"blocker": {"decision": "declined", "on": DAY}}}
    [found] = told(taking({"name": "Vivitrol"}), "plan-medication-ask", pharmacy(), **declined)
    assert "takes opioids" in found.said
    assert not told(taking({"name": "Vivitrol"}), "plan-medication-ask", pharmacy())


@pytest.mark.parametrize("exclusion", [{"say": "Not after an allergy to it.", "allergy": True, "absolute": True}, None])
def test_an_allergy_on_file_rules_out_the_option_of_that_name(exclusion: dict[str, Any] | None) -> None:
    """Expect it whether or not the library has a line for it, and for nothing else."""
    shelf = library(
        vocabulary=pharmacy().vocabulary,
        options=(option("blocker", *([exclusion] if exclusion else []), medications=["naltrexone"]),),
    )
    chosen = {"options": {"blocker": {"decision": "chosen", "on": DAY}}}
    [found] = told(client(allergies=["Vivitrol: hives in 2024"]), "plan-option-excluded", shelf, **chosen)
    assert "allerg" in found.said
    assert not told(client(allergies=["Latex: rash"]), "plan-option-excluded", shelf, **chosen)


def test_naltrexone_and_an_opioid_on_the_list_are_an_error_with_the_shipped_library(shipped: Library) -> None:
    """Expect the shipped names, classes and exclusions to work together, also for disulfiram while drinking."""
    people = [
        taking({"name": "Vivitrol 380 mg"}, {"name": "Ultram 50 mg"}),
        taking({"name": "Antabuse"}, facts={"drinks-alcohol": True}),
        taking({"name": "sertraline"}, {"name": "linezolid"}),
        taking({"name": "Wellbutrin"}, facts={"seizures": True}),
    ]
    for person in people:
        at_home = replace(person, team=(), risks=(), scores=(), counts=(), diagnoses=())
        plan = compose(at_home, selection({"alcohol-use": {}}), shipped, dt.date(2026, 11, 16))
        assert [each for each in check_plan(plan, shipped) if each.rule == "plan-medication-excluded"], person


@pytest.mark.parametrize(
    ("words", "needs", "asked"),
    [
        (["blind since birth"], [], True),
        (["BLIND"], [], True),
        (["a Deaf man"], [], True),
        (["blind"], ["blind"], False),
        (["blind", "Deaf"], ["deafblind"], False),
        (["colorblindness"], [], False),
        (["roofer"], [], False),
    ],
)
def test_own_words_that_name_a_need_ask_for_it(words: list[str], needs: list[str], asked: bool) -> None:
    """Expect a question where a person says blind and no need of that kind is on file."""
    known = vocabulary().needs
    shelf = library(
        vocabulary=replace(
            vocabulary(),
            needs={
                **known,
                "deaf": replace(known["deaf"], own_words=("Deaf",)),
                "blind": replace(known["blind"], own_words=("blind",)),
            },
        )
    )
    person = client(needs=[{"need": each} for each in needs])
    person = replace(person, identity=replace(person.identity, words=tuple(words)))
    found = told(person, "plan-need-in-own-words", shelf)
    assert bool(found) is asked
    assert all(re.search(r"'(blind|Deaf)'", each.said) for each in found)


def test_what_codes_say_is_remembered_of_so_many() -> None:
    """Expect a batch with ever other codes to end in the memory that it began with, and each to say its own."""
    words = vocabulary()
    for number in range(10_000):
        said_by(Diagnosis(code=f"F10.{number}", title="As told"), words)
    assert len(on_file._said.of((words,), dict)) <= on_file._MOST
