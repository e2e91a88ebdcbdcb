"""Conditions on the client: met, unmet, or unknown; and what the client view makes of a file."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace
from small_library import DAY, ON, client, library, with_setting

from planbuilder.library.entries import DiagnosisSays, Predicate
from planbuilder.plan.client import Client
from planbuilder.plan.predicates import Judge, age_on, client_view, condition_words, judge_of
from planbuilder.schema import schema_text

#: Conditions whose outcome the facts set here decide.
_FACTS = {"met": "pregnant", "unmet": "cirrhosis", "unknown": "seizures"}


def judge(person: Client, on: dt.date = ON) -> Judge:
    """Return the judge of a client on a day."""
    return Judge(client_view(person, library(), on))


@pytest.fixture
def three() -> Judge:
    """Return a judge for whom one fact is true, one false, and one was never asked."""
    return judge(client(facts={"pregnant": True, "cirrhosis": False}))


def test_a_fact_is_true_false_or_was_never_asked(three: Judge) -> None:
    """Expect met, unmet and unknown."""
    assert {name: three.condition(id) for name, id in _FACTS.items()} == {name: name for name in _FACTS}


def test_no_condition_is_met() -> None:
    """Expect what has no condition to apply to everybody, decided by nothing."""
    assert judge(client()).outcome(None) == ("met", ())


@pytest.mark.parametrize("outcomes", list(product(_FACTS, repeat=2)), ids="-".join)
def test_any_all_and_none_follow_three_valued_logic(three: Judge, outcomes: tuple[str, str]) -> None:
    """Expect one certain answer to decide, and what nobody knows to stay open otherwise."""
    names = tuple(dict.fromkeys(_FACTS[each] for each in outcomes))
    found = set(outcomes)
    expected_any = "met" if "met" in found else "unknown" if "unknown" in found else "unmet"
    expected_all = "unmet" if "unmet" in found else "unknown" if "unknown" in found else "met"
    expected_none = "unmet" if "met" in found else "unknown" if "unknown" in found else "met"
    assert three.outcome(Predicate(any_of=names))[0] == expected_any
    assert three.outcome(Predicate(all_of=names))[0] == expected_all
    assert three.outcome(Predicate(none_of=names))[0] == expected_none


@pytest.mark.parametrize("parts", list(product(_FACTS, repeat=3)), ids="-".join)
def test_the_parts_of_a_condition_hold_together(three: Judge, parts: tuple[str, str, str]) -> None:
    """Expect any, all and none in one condition to be joined by 'and'."""
    some, every, no = (_FACTS[each] for each in parts)
    turned = {"met": "unmet", "unmet": "met", "unknown": "unknown"}[parts[2]]
    found = {parts[0], parts[1], turned}
    expected = "unmet" if "unmet" in found else "unknown" if "unknown" in found else "met"
    predicate = Predicate(any_of=(some,), all_of=(every,), none_of=(no,))
    assert three.outcome(predicate)[0] == expected
    assert three.holds(predicate) == (expected == "met")


def test_the_names_that_decided_are_told(three: Judge) -> None:
    """Expect the unmet names of 'all', the unknown ones where nothing is unmet, and the met ones of 'any'."""
    assert three.outcome(Predicate(all_of=("pregnant", "cirrhosis", "seizures"))) == ("unmet", ("cirrhosis",))
    assert three.outcome(Predicate(all_of=("pregnant", "seizures"))) == ("unknown", ("seizures",))
    assert three.outcome(Predicate(any_of=("pregnant", "seizures"))) == ("met", ("pregnant",))
    assert three.outcome(Predicate(none_of=("pregnant", "cirrhosis"))) == ("unmet", ("pregnant",))


def test_what_was_weighed_is_recorded_with_its_outcome(three: Judge) -> None:
    """Expect nothing where there is no condition, else kind, names and verdict."""
    assert three.weigh("applies", None) == ()
    [weighed] = three.weigh("not_for", Predicate(any_of=("seizures",)))
    assert (weighed.kind, weighed.names, weighed.verdict) == ("not_for", ("seizures",), "unknown")


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1990-11-16", "2026-11-16", 36),
        ("1990-11-17", "2026-11-16", 35),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2026-11-16", "2026-11-16", 0),
    ],
)
def test_age_is_counted_in_full_years(born: str, on: str, age: int) -> None:
    """Expect the birthday itself to count, and February 29 to come on March 1 in other years."""
    assert age_on(born, dt.date.fromisoformat(on)) == age


def test_the_day_of_the_plan_decides_about_age() -> None:
    """Expect a minor to be an adult from the eighteenth birthday on."""
    person = client(identity={"name": "A B", "called": "A", "pronouns": "she", "born": "2008-11-16"})
    assert judge(person, dt.date(2026, 11, 15)).condition("minor") == "met"
    assert judge(person, dt.date(2026, 11, 16)).condition("adult") == "met"


def test_what_is_remembered_of_a_person_is_that_of_the_day_and_the_library() -> None:
    """Expect the same person to be looked at anew on another day, and with the words of another library."""
    person = client(
        identity={"name": "A B", "called": "A", "pronouns": "she", "born": "2008-11-16"},
        diagnoses=[{"code": "Z33.1", "title": "Pregnant state"}],
    )
    mine = library()
    silent = replace(mine, vocabulary=replace(mine.vocabulary, diagnoses={}))
    says = DiagnosisSays(label="pregnancy", codes=("Z33",), sources=(), facts=("pregnant",))
    telling = replace(mine, vocabulary=replace(mine.vocabulary, diagnoses={"pregnancy": says}))
    before, day = dt.date(2026, 11, 15), dt.date(2026, 11, 16)
    asked = [(mine, before, "adult"), (mine, day, "adult"), (silent, day, "pregnant"), (telling, day, "pregnant")]
    answers = [judge_of(person, words, on).condition(name) for words, on, name in (*asked, *asked)]
    assert answers == ["unmet", "met", "unknown", "met"] * 2


def test_only_the_latest_score_and_count_are_asked() -> None:
    """Expect the older, higher score to be forgotten, whatever the order in the file."""
    scores = [
        {"measure": "phq-9", "value": 4, "on": "2026-11-10"},
        {"measure": "phq-9", "value": 20, "on": "2026-09-01"},
    ]
    counts = [{"id": "heavy-drinking-days-30", "value": 0, "on": "2026-11-10"}]
    found = judge(client(scores=scores, counts=counts))
    assert found.condition("phq9-mild-or-more") == "unmet"
    assert found.condition("drinks-heavily-now") == "unmet"
    assert judge(client()).condition("phq9-mild-or-more") == "unknown"


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("opioid", "takes-opioids"),
        ("opioid-agonist", "takes-opioids"),
        ("benzodiazepine", "takes-sedatives"),
        ("maoi", "takes-maoi"),
        ("ssri", "takes-antidepressant"),
        ("snri", "takes-antidepressant"),
        ("anticoagulant", "bleeding-risk"),
    ],
)
def test_a_medication_settles_the_fact_also_against_the_file(kind: str, condition: str) -> None:
    """Expect the class of a medicine to count where the facts say no or nothing: the safe side."""
    taken = [{"name": "medicine", "kind": kind}]
    assert judge(client(medications=taken)).condition(condition) == "met"
    assert judge(client(medications=taken, facts={condition: False})).condition(condition) == "met"
    assert judge(client(medications=[{"name": "medicine"}])).condition(condition) == "unknown"


@pytest.mark.parametrize(
    ("changes", "condition", "outcome"),
    [
        ({}, "lives-alone", "unknown"),
        ({"living": {"with": "alone"}}, "lives-alone", "met"),
        ({"living": {"with": "mother"}}, "lives-alone", "unmet"),
        ({"living": {"with": "mother"}}, "lives-with-parent", "met"),
        ({"living": {"with": "partner"}}, "has-partner", "met"),
        ({"living": {"with": "alone"}}, "has-partner", "unmet"),
        ({"preferences": {"group": "no"}}, "declines-group", "met"),
        ({"preferences": {"group": "maybe"}}, "wants-group", "met"),
        ({"preferences": {}}, "declines-group", "unknown"),
        ({}, "has-family-participant", "unmet"),
        ({"diagnoses": []}, "alcohol-use-disorder", "unmet"),
        ({}, "alcohol-use-disorder", "met"),
        ({}, "suicide-risk", "unknown"),
        ({"risks": [{"risk": "suicide", "level": "low", "assessed": DAY}]}, "suicide-risk", "unmet"),
        ({"risks": [{"risk": "suicide", "level": "high", "assessed": DAY}]}, "suicide-risk", "met"),
        ({"risks": [{"risk": "suicide", "level": "moderate", "assessed": DAY}]}, "high-suicide-risk", "unmet"),
    ],
)
def test_conditions_read_the_file(changes: dict[str, Any], condition: str, outcome: str) -> None:
    """Expect each condition to come out as the file says, and to be unknown where it says nothing."""
    assert judge(client(**changes)).condition(condition) == outcome


def test_a_brought_partner_counts_and_a_sister_kept_for_safety_does_not() -> None:
    """Expect a spouse to be a partner, and only people of family sessions to be family participants."""
    spouse = {"name": "Kim", "relation": "Wife", "takes_part_in": "both"}
    sister = {"name": "Kay", "relation": "sister", "takes_part_in": "safety"}
    assert judge(client(participants=[spouse])).condition("has-partner") == "met"
    assert judge(client(participants=[spouse])).condition("has-family-participant") == "met"
    assert judge(client(participants=[sister])).condition("has-family-participant") == "unmet"


def test_a_critical_answer_of_the_latest_score_raises_its_risk() -> None:
    """Expect the answer to count, an older one not, and nothing to be known without any score."""
    now = {"measure": "mood", "value": 12, "on": DAY, "critical": ["death"]}
    assert judge(client(scores=[now])).condition("suicide-item-positive") == "met"
    later = [{**now, "on": "2026-10-01"}, {"measure": "mood", "value": 3, "on": DAY}]
    assert judge(client(scores=later)).condition("suicide-item-positive") == "unmet"
    assert judge(client()).condition("suicide-item-positive") == "unknown"


def test_the_setting_decides_who_stays_overnight() -> None:
    """Expect residential to be known from the setting alone."""
    assert judge(with_setting(client(), "residential")).condition("residential") == "met"
    assert judge(client()).condition("not-residential") == "met"


def test_every_condition_can_be_judged_and_said() -> None:
    """Expect an outcome and words without a full stop for each condition that is described."""
    found = judge(client())
    for name in schema_text("client-predicates")["$defs"]:
        assert found.condition(name) in ("met", "unmet", "unknown")
        assert condition_words(name) == condition_words(name).strip(".")
    assert condition_words("pregnant") == "is pregnant"
    assert condition_words("phq9-severe") == "PHQ-9 is 20 or more"
