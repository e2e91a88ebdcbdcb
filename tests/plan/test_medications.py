"""Medications count by what they are called, and none is taken for harmless because nobody gave its class."""

from __future__ import annotations

import itertools

import pytest
from cases_of_people import chosen, taking
from hypothesis import given
from hypothesis import strategies as st
from small_library import ON, client, library, option, selection, vocabulary

from planbuilder.library.entries import MedicationKind
from planbuilder.library.medication_names import kinds_by_name
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.options import Weighing, weighed_exclusions
from planbuilder.plan.predicates import Judge, client_view, judge_of


def judged(person: Client, condition: str) -> str:
    """Return how a condition comes out for a person."""
    return Judge(client_view(person, library(), ON)).condition(condition)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("methadone", "opioid-agonist"),
        ("Methadone HCl 40 mg, oral solution", "opioid-agonist"),
        ("buprenorphine/naloxone", "opioid-agonist"),
        ("SUBOXONE film 8 mg/2 mg", "opioid-agonist"),
        ("Sublocade", "opioid-agonist"),
        ("oxycodone", "opioid"),
        ("Percocet 5/325", "opioid"),
        ("Tylenol #3", "opioid"),
        ("ms contin", "opioid"),
        ("lorazepam", "benzodiazepine"),
        ("Xanax", "benzodiazepine"),
        ("Ambien", "sedative"),
        ("sertraline", "ssri"),
        ("Nardil", "maoi"),
        ("Wellbutrin XL", "antidepressant"),
        ("Coumadin", "anticoagulant"),
    ],
)
def test_the_shipped_library_knows_the_names_that_decide(shipped: Library, name: str, kind: MedicationKind) -> None:
    """Expect generic names, brands, doses and capitals to be read alike."""
    assert kinds_by_name(name, shipped.vocabulary) == {kind}


@pytest.mark.parametrize("name", ["methadon", "Tylenol", "ibuprofen", "naltrexon", "contin", ""])
def test_a_name_that_is_not_listed_says_nothing(shipped: Library, name: str) -> None:
    """Expect no class for half a name, a slip, or a medication nobody listed."""
    assert kinds_by_name(name, shipped.vocabulary) == frozenset()


@pytest.mark.parametrize("name", ["methadone", "Dolophine 10 mg", "Tylenol 3"])
def test_an_opioid_without_a_class_rules_out_what_opioids_rule_out(name: str) -> None:
    """Expect the name to be enough, and the option that blocks opioids to be ruled out."""
    person = taking({"name": name})
    assert judged(person, "takes-opioids") == "met"
    plan = compose(person, chosen(), library(), ON)
    assert {each.id: each.excluded for each in plan.options}["blocker"]
    assert "plan-option-excluded" in {each.rule for each in check_plan(plan, library())}


@pytest.mark.parametrize("facts", [{}, {"takes-opioids": False}])
def test_an_unknown_class_is_never_read_as_no(facts: dict[str, bool]) -> None:
    """Expect the condition to be open while the class of one medication is, also where the file says no."""
    assert judged(taking({"name": "methadon"}, facts=facts), "takes-opioids") == "unknown"
    assert judged(taking({"name": "methadon", "kind": "other"}, facts=facts), "takes-opioids") == (
        "unmet" if facts else "unknown"
    )


def test_a_recorded_yes_stands_whatever_the_list_says() -> None:
    """Expect opioids that nobody prescribed to count."""
    assert judged(taking({"name": "methadon"}, facts={"takes-opioids": True}), "takes-opioids") == "met"


def test_a_class_that_was_given_does_not_hide_what_the_name_says() -> None:
    """Expect methadone listed as 'other' to count as the opioid that it is."""
    assert judged(taking({"name": "methadone", "kind": "other"}), "takes-opioids") == "met"
    assert judged(taking({"name": "a trial drug", "kind": "sedative"}), "takes-sedatives") == "met"


def test_a_slip_of_the_pen_is_answered_with_the_nearest_name() -> None:
    """Expect the finding to name its place and what may be meant, and not to repeat what the file holds."""
    plan = compose(taking({"name": "codeine"}, {"name": "lorazepan 1 mg"}), None, library(), ON)
    [found] = [each for each in check_plan(plan, library()) if each.rule == "plan-medication-kind"]
    assert found.where.at == "medications, number 2"
    assert found.fix.endswith("Is lorazepam meant?")
    assert "lorazepan" not in f"{found.said} {found.why} {found.fix}"


def test_two_classes_that_rule_out_the_same_are_no_contradiction() -> None:
    """Expect methadone listed as an opioid to be let be."""
    plan = compose(taking({"name": "methadone", "kind": "opioid"}), None, library(), ON)
    assert not {"plan-medication-kind", "plan-medication-kind-wrong"} & {
        each.rule for each in check_plan(plan, library())
    }


@given(st.text(max_size=30), st.sampled_from(["methadone", "Tylenol 3", "Ativan"]), st.text(max_size=30))
def test_a_listed_name_is_found_wherever_it_stands_as_words_of_its_own(before: str, name: str, after: str) -> None:
    """Expect no text around a listed name to hide it."""
    words = library().vocabulary
    assert kinds_by_name(name, words) <= kinds_by_name(f"{before} {name.upper()} {after}", words)


def test_nothing_is_open_where_nobody_takes_anything() -> None:
    """Expect recorded facts to stand for a person without medications."""
    assert judged(client(facts={"takes-opioids": False}), "takes-opioids") == "unmet"


def tablets_and_blocker() -> Library:
    """Return a library where opioids rule out the blocker, known as naltrexone, and a tablet is an opioid agonist."""
    no_opioids = {"say": "Not while opioids are taken.", "when": {"any_of": ["takes-opioids"]}, "absolute": True}
    words = vocabulary(medications={"naltrexone": {"kind": "other", "sources": [{"source": "handbook"}]}})
    blocker = option("blocker", no_opioids, medications=["naltrexone"])
    return library(vocabulary=words, options=(blocker, option("tablet", kinds=["opioid-agonist"])))


@pytest.mark.parametrize("facts", [{}, {"takes-opioids": False, "takes-opioid-agonist": False}])
def test_what_is_chosen_counts_as_taken_for_what_is_on_the_list(facts: dict[str, bool]) -> None:
    """Expect naltrexone on the list to be ruled out by an opioid agonist that is chosen, and not by one declined."""
    shelf, person = tablets_and_blocker(), taking({"name": "naltrexone"}, facts=facts)
    for decision, expected in (("chosen", True), ("declined", False)):
        plan = compose(person, chosen("tablet", decision), shelf, ON)
        found = [each.rule for each in check_plan(plan, shelf)]
        assert ("plan-medication-excluded" in found) is expected


@pytest.mark.parametrize(("allergy", "rule"), [("naloxone", True), ("Narcan", True), ("penicillin", False)])
def test_an_allergy_to_naloxone_is_weighed(shipped: Library, allergy: str, rule: bool) -> None:
    """Expect it to stand beside the kit as a reason for care, and never to rule the kit out."""
    person = client(diagnoses=[{"code": "F11.20", "title": "Opioid use disorder"}], allergies=[allergy])
    weighing = Weighing(person, shipped, judge_of(person, shipped, ON))
    weighed = weighed_exclusions(shipped.options["naloxone-rescue"], weighing)
    assert any(each.verdict == "met" for each in weighed) is rule
    assert not any(each.absolute for each in weighed)


def test_medications_that_harm_together_are_told_as_a_pair() -> None:
    """Expect opioids beside sedatives or MAO inhibitors, and one antidepressant beside an MAO inhibitor."""
    harmful = ({"opioid", "benzodiazepine"}, {"opioid", "maoi"}, {"ssri", "maoi"})
    kinds = ("opioid", "benzodiazepine", "maoi", "ssri")
    for first, second in itertools.combinations(kinds, 2):
        person = client(medications=[{"name": "a", "kind": first}, {"name": "b", "kind": second}])
        found = check_plan(compose(person, selection(), library(), ON), library())
        told = [each for each in found if each.rule == "plan-medication-pair"]
        assert len(told) == int({first, second} in harmful), (first, second)
