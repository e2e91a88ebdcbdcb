"""Every rule on plans fires on its own negative example, and says it so that a clinician understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases_of_care import CASES as OF_CARE
from cases_of_people import CASES as OF_PEOPLE
from msgspec.structs import replace
from sentences import read_well
from shipped import EXAMPLE_DAY, Example
from small_library import (
    DAY,
    MOOD,
    ON,
    accommodation,
    client,
    goal,
    intervention,
    library,
    needing,
    objective,
    option,
    problem,
    protocol,
    selection,
)

from planbuilder.findings import Finding
from planbuilder.library.entries import Policy
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.plans import plan_json
from planbuilder.plan.readiness import SETTLED, headed
from planbuilder.plan.rules import RULES
from planbuilder.plan.selection import Selection

Case = tuple[Client, Selection | None, Library]
_RISK = {"risk": "suicide", "level": "moderate", "assessed": DAY, "same_day": "Safety plan.", "who": "R. Alvarez"}
_DECLINE = {"accommodation": "interpreter", "on": DAY, "mode": "in sign", "ask_again": "2027-01-04"}


def one_step(**more: Any) -> Library:
    """Return a library with one problem of one objective, changed."""
    return library(problems=(problem("drinking", {"all": goal("early", {"step": objective("talk", **more)})}),))


def chosen_step(step: dict[str, Any], path: str = "safe-start/assessed") -> Selection:
    """Return a selection of one objective of the problem with drinking."""
    goal_id, _, id = path.partition("/")
    return selection({"drinking": {"goals": {goal_id: {"objectives": {id: step}}}}})


def scored(value: int, **more: Any) -> Client:
    """Return the client with a score of the mood questionnaire."""
    return client(scores=[{"measure": "mood", "value": value, "on": DAY, **more}])


_AFTER = library(
    problems=(
        problem(
            "drinking",
            {
                "first": goal("early", {"safe": objective("talk", applies={"any_of": ["minor"]})}),
                "then": goal("early", {"risky": objective("talk", requires=["first/safe"])}),
            },
        ),
    )
)
_CAPTIONS_ASKED = [{"need": "deaf", "demand": "read", "hard": True, "on": DAY}]

#: Rule id: a client, a selection or none, and a library that break it.
CASES: dict[str, Callable[[], Case]] = {
    "plan-thread": lambda: (client(), chosen_step({"interventions": {}}), library()),
    "plan-empty": lambda: (client(), replace(selection(), problems={}), library()),
    "plan-blank": lambda: (client(), chosen_step({}), library()),
    "plan-not-for": lambda: (
        client(facts={"pregnant": True}),
        chosen_step({}, "all/step"),
        one_step(not_for={"any_of": ["pregnant"]}),
    ),
    "plan-unknown-condition": lambda: (client(), selection(), one_step(not_for={"any_of": ["pregnant"]})),
    "plan-does-not-apply": lambda: (client(), chosen_step({}, "all/step"), one_step(applies={"any_of": ["minor"]})),
    "plan-comes-after": lambda: (client(), chosen_step({}, "then/risky"), _AFTER),
    "plan-uncovered": lambda: (needing("blind"), selection(), library(accommodations=())),
    "plan-declined": lambda: (needing("deaf", declined=[_DECLINE]), selection(), library()),
    "plan-declined-instead": lambda: (needing("deaf", declined=[_DECLINE]), selection(), library()),
    "plan-ask-person": lambda: (needing("deaf"), selection(), library()),
    "plan-usual-not-hard": lambda: (
        needing("deaf", answers=[{"need": "deaf", "demand": "hear", "hard": False, "on": DAY}]),
        selection({"drinking": {}}),
        library(),
    ),
    "plan-accommodation-asks": lambda: (
        client(needs=[{"need": "deaf", "prefers": ["captions"]}], answers=_CAPTIONS_ASKED),
        selection(),
        library(accommodations=(accommodation("captions", [("deaf", "hear")], "read"),)),
    ),
    "plan-choice-unused": lambda: (
        client(needs=[{"need": "deaf", "prefers": ["large-print"]}], answers=_CAPTIONS_ASKED),
        selection(),
        library(accommodations=(accommodation("large-print", [("blind", "read")]),)),
    ),
    "plan-risk-same-day": lambda: (client(risks=[{**_RISK, "same_day": ""}]), selection(), library()),
    "plan-risk-who": lambda: (client(risks=[{**_RISK, "who": ""}]), selection(), library()),
    "plan-risk-protocol": lambda: (client(risks=[{**_RISK, "risk": "violence"}]), selection(), library()),
    "plan-critical-answer": lambda: (scored(6, critical=["death"]), selection(), library()),
    "plan-opioid-naloxone": lambda: (
        client(diagnoses=[{"code": "F11.20", "title": "Opioid use disorder"}]),
        selection(),
        library(),
    ),
    "plan-hours": lambda: (
        replace(client(), care=replace(client().care, weekly_hours=1)),
        selection(),
        library(),
    ),
    "plan-target": lambda: (client(), chosen_step({"slots": {"target": 25}}, "less/fewer"), library()),
    "plan-target-date": lambda: (client(), chosen_step({"target_date": "2026-11-15"}), library()),
    "plan-review-date": lambda: (client(), selection(review={"on": "2026-11-15"}), library()),
    "plan-date-ahead": lambda: (client(), selection(ending={"discussed": "2026-11-24"}), library()),
    "plan-after-end": lambda: (
        client(),
        selection(
            {"drinking": {"goals": {"safe-start": {"objectives": {"assessed": {"target_date": "2027-03-01"}}}}}},
            ending={"weeks": 2},
        ),
        library(),
    ),
    "plan-authorization": lambda: (
        client(
            care={
                "setting": "outpatient",
                "level_of_care": "outpatient",
                "admitted": "2026-11-09",
                "authorized_until": "2026-11-20",
            }
        ),
        selection(ending={"weeks": 12}),
        library(),
    ),
    "plan-option-excluded": lambda: (
        client(facts={"takes-opioids": True}),
        selection(options={"blocker": {"decision": "chosen", "on": DAY}}),
        library(),
    ),
    "plan-untreated-diagnosis": lambda: (
        client(diagnoses=[{"code": "F41.1", "title": "Generalized anxiety disorder"}]),
        selection(),
        library(),
    ),
    "plan-entry-unapproved": lambda: (
        client(),
        selection(),
        replace(library(), about=replace(library().about, policy=Policy(approval="required"))),
    ),
    "plan-proposal": lambda: (client(), None, library()),
    "plan-nobody-responsible": lambda: (client(team=[]), selection(), library()),
    "plan-shut-out-for-use": lambda: (client(barriers=["Any relapse means discharge."]), selection(), library()),
    "plan-placeholder": lambda: (client(strengths=["TBD"]), selection(), library()),
    "plan-words": lambda: (
        client(presenting={"seen": "Was non-compliant.", "words": "I am here."}),
        selection(),
        library(),
    ),
}
CASES |= OF_PEOPLE | OF_CARE
#: Fired while a record is read, and shown by the tests of records.
_ELSEWHERE = {
    "plan-library-lacks-need",
    "plan-library-lacks-conflicts",
    "plan-library-lacks-demand",
    "plan-record",
    "plan-unknown-condition-name",
    "plan-unseen-character",
}


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what is found in the plan of a case."""
    person, chosen, shelf = case
    return check_plan(compose(person, chosen, shelf, ON), shelf)


def fired(case: Case, rule: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [each for each in findings(case) if each.rule == rule]


def test_every_rule_has_a_negative_example() -> None:
    """Expect a new rule to be tested here or not to exist."""
    assert set(CASES) | _ELSEWHERE == set(RULES.rules)


@pytest.mark.parametrize("rule", CASES)
def test_every_rule_fires_on_its_example_in_words_a_clinician_understands(rule: str) -> None:
    """Expect the finding with its severity and a place, and sentences that begin and end as such."""
    found = fired(CASES[rule](), rule)
    assert found
    for each in found:
        assert each.severity == RULES.rules[rule].severity
        assert str(each.where) or rule == "plan-proposal"
        read_well(each)


@pytest.mark.parametrize("rule", CASES)
def test_no_finding_holds_the_persons_name(rule: str) -> None:
    """Expect findings to be fit for a log: neither the client's name nor that of anybody who takes part."""
    person, chosen, shelf = CASES[rule]()
    family = [{"name": "Kim Roe", "relation": "wife", "takes_part_in": "both", "needs": ["deaf", "blind"]}]
    everybody = replace(person, participants=client(participants=family).participants)
    for each in findings((everybody, chosen, shelf)):
        assert not {"Alex", "Roe", "Kim"}.intersection(f"{each.where} {each.said} {each.why} {each.fix}".split())


def test_a_plan_with_nothing_wrong_finds_nothing() -> None:
    """Expect silence for a plan that is whole."""
    chosen = {
        "safe-start": {
            "objectives": {"assessed": {"interventions": {"check": {"because": "the hands shake"}}}},
        }
    }
    asked = client(risks=[{"risk": "suicide", "level": "low", "assessed": DAY}])
    assert findings((asked, selection({"drinking": {"goals": chosen}}), library())) == ()


def test_rules_are_registered_once_with_an_example() -> None:
    """Expect each rule to carry an example, and ids that begin with the room."""
    for id, rule in RULES.rules.items():
        assert id.startswith("plan-")
        assert rule.example


@pytest.mark.parametrize(
    ("what", "chosen"),
    [
        ("Problem 1 has no goal.", {"goals": {}}),
        ("Goal 1.A has no objective.", {"goals": {"safe-start": {"objectives": {}}}}),
        (
            "Objective 1.A.1 has no intervention.",
            {"goals": {"safe-start": {"objectives": {"assessed": {"interventions": {}}}}}},
        ),
    ],
)
def test_a_break_in_the_thread_is_named_at_its_level(what: str, chosen: dict[str, Any]) -> None:
    """Expect problem, goal and objective to be told apart."""
    assert [each.said for each in fired((client(), selection({"drinking": chosen}), library()), "plan-thread")] == [
        what
    ]


def test_a_blank_says_what_to_ask() -> None:
    """Expect the question of the blank as the next step, at the number of the objective."""
    found = fired((client(), chosen_step({}, "less/fewer"), library()), "plan-blank")
    fix = "How many then? Write it under 'slots' in the selection."
    assert ("1.B.1", "The blank 'target' in the statement is not filled.", fix) in [
        (each.where.at, each.said, each.fix) for each in found
    ]


def test_an_uncovered_pair_says_whom_what_and_why() -> None:
    """Expect the need and the demand in words, and the reason of the library."""
    [found] = fired(CASES["plan-uncovered"](), "plan-uncovered")
    assert found.said == "The plan asks the person to see print, and nobody has made that possible (Blind)."
    assert found.why.endswith("Print cannot be seen.")


def test_labels_keep_their_capitals_inside_a_sentence() -> None:
    """Expect 'use English', not 'use english'."""
    [found] = fired((needing("other-language"), selection(), library(accommodations=())), "plan-uncovered")
    assert "to use English," in found.said


def test_a_participant_is_called_by_the_relation() -> None:
    """Expect the person's wife to be named as such where her need is not answered."""
    wife = {"name": "Kim Roe", "relation": "wife", "takes_part_in": "family", "needs": ["deaf"]}
    chosen = {"drinking": {"goals": {"kept": {"objectives": {"held": {"interventions": {"family-talk": {}}}}}}}}
    [found] = fired((client(participants=[wife]), selection(chosen), library(accommodations=())), "plan-uncovered")
    assert found.said.startswith("The plan asks the person's wife to hear speech")


@pytest.mark.parametrize(
    ("assessed", "finds"),
    [([], True), (["2026-11-01"], True), (["2026-11-01", DAY], False), ([DAY], False)],
)
def test_a_critical_answer_is_settled_only_by_an_assessment_since(assessed: list[str], finds: bool) -> None:
    """Expect an assessment before the answer not to count."""
    risks = [{"risk": "suicide", "level": "low", "assessed": each} for each in assessed]
    person = client(scores=[{"measure": "mood", "value": 6, "on": DAY, "critical": ["death"]}], risks=risks)
    assert bool(fired((person, selection(), library()), "plan-critical-answer")) == finds


def test_a_better_score_later_does_not_answer_a_critical_one() -> None:
    """Expect the error until somebody has looked, and the day of the answer in it."""
    earlier = {"measure": "mood", "value": 6, "on": "2026-11-01", "critical": ["death"]}
    person = client(scores=[earlier, {"measure": "mood", "value": 1, "on": DAY}])
    [found] = fired((person, selection(), library()), "plan-critical-answer")
    assert "2026-11-01" in found.said


@pytest.mark.parametrize(("total", "finds"), [(24, False), (25, True)])
def test_a_total_that_proves_a_critical_answer_counts_as_one(total: int, finds: bool) -> None:
    """Expect PHQ-9 totals above what the eight other items can give to raise the risk by themselves."""
    proving = replace(MOOD, critical=(replace(MOOD.critical[0], certain_from=25),))
    shelf = replace(library(), measures={**library().measures, "mood": proving})
    assert bool(fired((scored(total), selection(), shelf), "plan-critical-answer")) == finds


def test_an_answer_that_only_the_total_proves_is_said_to_be_so() -> None:
    """Expect whoever copied the total alone to learn why it is an error; a marked answer needs no such word."""
    proving = replace(MOOD, critical=(replace(MOOD.critical[0], certain_from=25),))
    shelf = replace(library(), measures={**library().measures, "mood": proving})
    [alone] = fired((scored(26), selection(), shelf), "plan-critical-answer")
    assert alone.why.startswith("Nobody marked the answer, but a total of 25 or more cannot be reached without it.")
    [marked] = fired((scored(26, critical=["death"]), selection(), shelf), "plan-critical-answer")
    assert "Nobody marked" not in marked.why
    read_well(alone)


@pytest.mark.parametrize(("total", "finds"), [(0, True), (2, True), (3, False)])
def test_where_a_lower_score_is_worse_a_low_total_proves_the_answer(total: int, finds: bool) -> None:
    """Expect the direction of the measure to decide from which end a total proves an answer."""
    turned = replace(MOOD, direction="higher-better", critical=(replace(MOOD.critical[0], certain_from=2),))
    shelf = replace(library(), measures={**library().measures, "mood": turned})
    assert bool(fired((scored(total), selection(), shelf), "plan-critical-answer")) == finds


def test_a_record_that_calls_itself_a_plan_is_headed_a_proposal_while_an_error_stands() -> None:
    """Expect what is to be settled to be named once, however often the heading is made; a whole plan keeps its own."""
    plan = compose(*CASES["plan-uncovered"](), ON)
    claimed = replace(plan, heading="plan", lacks=())
    errors = check_plan(claimed, CASES["plan-uncovered"]()[2])
    assert headed(claimed, errors).heading == "proposal"
    assert headed(headed(claimed, errors), errors) == plan
    whole = compose(client(), selection(), library(), ON)
    assert headed(whole, check_plan(whole, library())) == whole


@pytest.mark.parametrize("rule", SETTLED)
def test_an_error_in_a_plan_makes_it_a_proposal_that_says_what_is_to_be_settled(rule: str) -> None:
    """Expect the paper to lack an answer to it, whatever else is wrong."""
    plan = compose(*CASES[rule](), ON)
    assert plan.heading == "proposal"
    assert SETTLED[rule] in plan.lacks


def test_every_error_of_a_plan_says_what_settles_it() -> None:
    """Expect each rule that is an error of a composed plan to be among them."""
    errors = {rule.id for rule in RULES.rules.values() if rule.severity == "error"} - _ELSEWHERE
    assert errors == set(SETTLED)


def test_a_low_risk_needs_neither_action_nor_person() -> None:
    """Expect no error for what was looked at and found low, also where something was done."""
    low = {"risk": "violence", "level": "low", "assessed": DAY, "same_day": "Talked."}
    rules = {each.rule for each in findings((client(risks=[low]), selection(), library()))}
    assert not rules.intersection({"plan-risk-same-day", "plan-risk-who", "plan-risk-protocol"})


def test_naloxone_is_satisfied_by_a_protocol_or_by_an_intervention_that_teaches_it() -> None:
    """Expect either to answer, and neither to be needed without an opioid use disorder."""
    person = client(diagnoses=[{"code": "F11.20", "title": "Opioid use disorder"}])
    risky = replace(person, risks=client(risks=[{**_RISK, "risk": "overdose"}]).risks)
    with_protocol = library(protocols=(protocol("crisis"), protocol("withdrawal"), protocol("overdose", "overdose")))
    teaching = library(
        problems=(problem("drinking", {"all": goal("early", {"step": objective("teach")})}),),
        interventions=(intervention("teach", statement="The nurse shows Naloxone to {{ client.name }}."),),
    )
    assert not fired((risky, selection(), with_protocol), "plan-opioid-naloxone")
    assert not fired((person, selection(), teaching), "plan-opioid-naloxone")
    assert not fired((client(), selection(), library()), "plan-opioid-naloxone")


def test_only_a_chosen_option_that_is_ruled_out_is_an_error() -> None:
    """Expect an excluded option that nobody chose to be no error: it is not offered."""
    person = client(facts={"takes-opioids": True})
    for decision, finds in (("chosen", True), ("undecided", False), ("declined", False)):
        chosen = selection(options={"blocker": {"decision": decision, "on": DAY}})
        assert bool(fired((person, chosen, library()), "plan-option-excluded")) == finds
    shelf = library(options=(option("blocker", {"say": "With care.", "absolute": False}), option("tablet")))
    chosen = selection(options={"blocker": {"decision": "chosen", "on": DAY}})
    assert not fired((person, chosen, shelf), "plan-option-excluded")


@pytest.mark.parametrize("field", ["seen", "strengths", "history", "because", "impairment", "justified"])
def test_words_to_avoid_are_found_wherever_a_clinician_wrote(field: str) -> None:
    """Expect the term with what to say instead and, for a word of blame, the access check first."""
    text = "Non-compliant with visits."
    changes: dict[str, dict[str, Any]] = {
        "seen": {"presenting": {"seen": text, "words": "x"}},
        "strengths": {"strengths": [text]},
        "history": {"history": {"treatment": text}},
        "because": {},
        "impairment": {"impairment": [{"area": "work", "text": text}]},
        "justified": {"diagnoses": [{"code": "F10.20", "title": "Alcohol", "justified_by": text}]},
    }
    chosen = selection({"drinking": {"because": text}}) if field == "because" else selection()
    [found] = fired((client(**changes[field]), chosen, library()), "plan-words")
    assert "'Non-compliant'" in found.said
    assert "access barrier" in found.why
    assert found.fix == "Say instead: did not take part."


def test_the_persons_own_words_are_never_corrected() -> None:
    """Expect quotations, own words and chosen identity words to stand."""
    words = {"seen": "Says \u201cI was non-compliant\u201d.", "words": "I am non-compliant.", "hopes": "non-compliant"}
    identity = {"name": "A B", "called": "A", "pronouns": "she", "born": "1990-01-01", "words": ["hearing-impaired"]}
    person = client(presenting=words, identity=identity, strengths=["A proud hearing-impaired teacher."])
    chosen = selection({"drinking": {"goals": {"safe-start": {"own_words": "Not be non-compliant."}}}})
    assert not fired((person, chosen, library()), "plan-words")


def test_findings_are_computed_and_never_stored() -> None:
    """Expect the same findings from a record each time, in order of place within a part."""
    case = CASES["plan-blank"]()
    assert b'"findings"' not in plan_json(compose(*case, ON))
    assert findings(case) == findings(case)
    places = [each.where.sort_key() for each in findings(case)]
    assert places == sorted(places)


def test_no_example_with_a_selection_has_an_error(example: Example, shipped: Library) -> None:
    """Expect the plans the demo prints to be free of errors, and every finding in them to read well."""
    found = check_plan(compose(example.client, example.selection, shipped, EXAMPLE_DAY), shipped)
    assert [each for each in found if each.severity == "error"] == []
    suggested = check_plan(compose(example.client, None, shipped, EXAMPLE_DAY), shipped)
    for each in (*found, *suggested):
        read_well(each)
