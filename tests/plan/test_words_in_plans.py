"""Terms to avoid are found in every text that a plan prints, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example
from small_library import DAY, ON, client, library, protocol, selection

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.record import Plan
from planbuilder.plan.selection import Selection

TEXT = "Non-compliant with visits."
RISK = {"risk": "suicide", "level": "moderate", "assessed": DAY, "same_day": "Safety plan.", "who": "R. Alvarez"}
CARE = {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09"}
DECLINE = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}
REQUEST = {"asked": "Large print", "on": DAY, "decision": "refused"}


def words(plan: Plan) -> list[Finding]:
    """Return the terms to avoid that are found in a plan."""
    return [each for each in check_plan(plan, library()) if each.rule == "plan-words"]


def composed(person: Client | None = None, chosen: Selection | None = None) -> Plan:
    """Return a plan of the small library."""
    return compose(person or client(), chosen or selection(), library(), ON)


@pytest.mark.parametrize(
    "changes",
    [
        {"risks": [{**RISK, "note": TEXT}]},
        {"risks": [{**RISK, "same_day": TEXT}]},
        {"care": {**CARE, "why_level": TEXT}},
        {"living": {"with": "alone", "note": TEXT}},
        {"preferences": {"notes": [TEXT]}},
        {"needs": [{"need": "deaf", "limitation": TEXT}]},
        {"barriers": [TEXT]},
        {"releases": [{"to": "The court", "purpose": TEXT}]},
        {"legal": {"consent": TEXT}},
        {"diagnoses": [{"code": "F10.20", "title": "Alcohol use disorder", "deferred": TEXT}]},
        {"requests": [{**REQUEST, "reason": TEXT}]},
        {"history": {"family": TEXT}},
        {"medications": [{"name": "Naltrexone", "for": TEXT}]},
    ],
)
def test_whatever_the_clients_file_says_and_the_paper_prints_is_read(changes: dict[str, Any]) -> None:
    """Expect the term once, with the part of the file."""
    [found] = words(composed(client(**changes)))
    assert "'Non-compliant'" in found.said
    assert found.where.at.startswith(next(iter(changes)))


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        (selection({"drinking": {"because": TEXT}}), "1"),
        (selection(reasons={"check": TEXT}), "1.A.1.a"),
        (selection(left_out=[{"what": "low-mood", "why": TEXT}]), "left out"),
        (selection(ending={"next": TEXT}), "expected duration"),
        (
            selection(participation=[{"who": "Kim", "on": DAY, "mode": "in the room", "part": TEXT}]),
            "participation, part",
        ),
    ],
)
def test_whatever_the_selection_says_and_the_paper_prints_is_read(chosen: Selection, where: str) -> None:
    """Expect the term at the number that it is printed under, or by its part."""
    [found] = words(composed(chosen=chosen))
    assert found.where.at == where


def test_what_a_clinician_made_of_a_library_text_is_read_at_every_level() -> None:
    """Expect the goal, the objective and the plain wording as well as the intervention."""
    plan = composed()
    problem, goal = plan.problems[0], plan.problems[0].goals[0]
    step = goal.objectives[0]
    one = replace(step.interventions[0], plain=replace(step.interventions[0].plain, wrote=f"{TEXT} I come."))
    step = replace(step, statement=replace(step.statement, wrote=f"{TEXT} Talk."), interventions=(one,))
    goal = replace(goal, statement=replace(goal.statement, wrote=f"{TEXT} Rest."), objectives=(step,))
    edited = replace(plan, problems=(replace(problem, goals=(goal,)),))
    assert [each.where.at for each in words(edited)] == ["1.A", "1.A.1", "1.A.1.a"]


def test_library_texts_of_an_agency_are_read_as_they_are_printed() -> None:
    """Expect a term in a protocol of the agency's own library to be found in the plan."""
    own = protocol("crisis", "suicide")
    shelf = library(protocols=(replace(own, never=(TEXT,)), protocol("withdrawal")))
    plan = compose(client(risks=[RISK]), selection(), shelf, ON)
    assert [each.where.at for each in words(plan)] == ["protocols, never"]


@pytest.mark.parametrize(
    "changes",
    [
        {"declined": [{**DECLINE, "reason": TEXT}]},
        {"requests": [{**REQUEST, "asked": TEXT}]},
        {"needs": [{"need": "deaf", "words": TEXT}]},
        {"presenting": {"seen": "Drinks.", "words": TEXT, "hopes": TEXT}},
        {"diagnoses": [{"code": "F10.20", "title": TEXT}]},
        {"releases": [{"to": f"Clinic for the {TEXT}", "purpose": "results"}]},
        {"impairment": [{"area": "work", "text": "Says \u201cI was non-compliant\u201d."}]},
    ],
)
def test_own_words_official_titles_and_names_stand_as_they_are(changes: dict[str, Any]) -> None:
    """Expect no word about what the person said, or what a title or name says."""
    assert words(composed(client(**changes))) == []


def test_no_example_holds_a_term_to_avoid(example: Example, shipped: Library) -> None:
    """Expect the plans the demo prints to say nothing that their own library warns of."""
    plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
    assert [each.said for each in check_plan(plan, shipped) if each.rule == "plan-words"] == []
