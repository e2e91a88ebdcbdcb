"""The facts of a plan: described to the last one, always all there, computed once; and which profiles they call for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from complete_plan import DAY
from mutating import changed, without

from planbuilder.errors import InputError
from planbuilder.library.entries import Profile, Proposed, Shape
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.asking import failing, holds
from planbuilder.profiles.checking import check_profiles
from planbuilder.profiles.facts import PlanFacts
from planbuilder.profiles.fitting import fitting_profiles
from planbuilder.profiles.viewing import as_data, facts_of
from planbuilder.schema import schema_text, validator


def test_the_facts_of_every_example_are_as_described(shipped: Library, examples: Mapping[str, Plan]) -> None:
    """Not one is missing or unknown: the description asks for all and takes no other."""
    for plan in examples.values():
        data = as_data(facts_of(plan, shipped))
        assert [error.message for error in validator("plan-facts").iter_errors(data)] == []


def test_every_fact_is_described_and_always_there() -> None:
    """At every depth the schema requires each field that it names, and names those of the class."""
    schema = schema_text("plan-facts")
    for node in (schema, *schema["$defs"].values()):
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False
        assert all(each["title"] and each["description"] for each in node["properties"].values())
    assert list(schema["properties"]) == [each.name for each in msgspec.structs.fields(PlanFacts)]


def fact(plan: Plan, library: Library, *path: str) -> Any:
    """Return a fact of a plan."""
    found: Any = as_data(facts_of(plan, library))
    for step in path:
        found = found[step]
    return found


def test_a_payer_is_known_by_whole_words_of_its_name(whole: Plan, shipped: Library) -> None:
    """Capitals aside; a name that holds none of them is of no kind."""
    for payer, kinds in (
        ("State MEDICAID, managed care", ["medicaid"]),
        ("Medical Assistance", ["medicaid"]),
        ("VA community care", ["veterans"]),
        ("Nevada Benefit Trust", []),
        ("Medicare and Medicaid", ["medicaid", "medicare"]),
    ):
        assert fact(changed(whole, {"client/care/payer": payer}), shipped, "care", "payer_kinds") == kinds


def test_a_target_that_is_no_better_than_the_start_does_not_improve(whole: Plan, shipped: Library) -> None:
    """What the record says of the number is what a requirement is asked of."""
    worse = without(whole, {"problems/*/goals/*/objectives/*/measured/improves": False})
    numbers = [each for each in fact(worse, shipped, "objectives") if each["measured_by"] != "act"]
    assert numbers
    assert not any(each["target_improves"] for each in numbers)


def test_a_need_is_settled_until_the_plan_asks_what_nobody_made_possible(whole: Plan, shipped: Library) -> None:
    """Answered, declined and not hard are settled; uncovered is not."""
    assert all(each["settled"] for each in fact(whole, shipped, "needs"))
    open_ = without(whole, {"pairs/*/status": "uncovered"})
    assert not any(each["settled"] for each in fact(open_, shipped, "needs"))


def test_an_objective_that_a_review_ended_counts_no_more(whole: Plan, shipped: Library) -> None:
    """Nor do its interventions; its goal has one open objective less."""
    before = fact(whole, shipped, "objectives")
    after = changed(whole, {"problems/0/goals/0/objectives/0/ended": "2026-12-01"})
    assert len(fact(after, shipped, "objectives")) == len(before) - 1
    assert fact(after, shipped, "goals")[0]["objectives"] == fact(whole, shipped, "goals")[0]["objectives"] - 1


def test_each_item_that_fails_is_found_at_its_own_place(whole: Plan, shipped: Library) -> None:
    """A failure that belongs to no item has no place of its own."""
    data = as_data(facts_of(without(whole, {"problems/*/goals/*/objectives/*/target_date": ""}), shipped))
    dated = Shape(properties={"objectives": Shape(items=Shape(properties={"target_date": Shape(min_length=1)}))})
    assert failing(dated, data) == tuple(each["at"] for each in data["objectives"])
    assert failing(Shape(properties={"person": Shape(properties={"strengths": Shape(max_items=0)})}), data) == ("",)
    assert holds(None, data)


@pytest.mark.parametrize(
    ("proposed", "why"),
    [
        (Proposed(always=True), "for every plan"),
        (Proposed(settings=("opioid-treatment-program",)), "setting opioid-treatment-program"),
        (Proposed(states=("MN",)), ""),
        (Proposed(states=("MO",), payers=("medicaid",)), "state MO; payer medicaid"),
        (Proposed(states=("MO",), payers=("medicare",)), ""),
        (Proposed(when=Shape(properties={"opioid_use": Shape(const=True)})), "what the plan holds"),
        (Proposed(), ""),
    ],
)
def test_a_profile_goes_with_a_plan_by_state_setting_and_payer(
    proposed: Proposed, why: str, whole: Plan, shipped: Library
) -> None:
    """Every list that is given must hold what the plan has; one that gives nothing is asked only by name."""
    profile = msgspec.structs.replace(shipped.profiles["good-practice"], id="x", proposed=proposed)
    library = msgspec.structs.replace(shipped, profiles={"x": profile})
    assert [each.why for each in fitting_profiles(facts_of(whole, shipped), library)] == ([why] if why else [])


def test_a_retired_profile_is_not_proposed(whole: Plan, shipped: Library) -> None:
    """It can still be named for an old plan."""
    old: Profile = msgspec.structs.replace(shipped.profiles["good-practice"], state="withdrawn", why="Replaced.")
    library = msgspec.structs.replace(shipped, profiles={"good-practice": old})
    assert fitting_profiles(facts_of(whole, shipped), library) == ()
    assert check_profiles(whole, [old], library, DAY)[0].shortfalls == ()


def agency(root: Path, must: Mapping[str, Any], source: str = "handbook") -> Path:
    """Return the folder of an agency's own library with one profile."""
    files: Mapping[str, Any] = {
        "library.yaml": {
            "schema": 1,
            "id": "agency",
            "title": "Agency",
            "version": "1.0.0",
            "language": "en",
            "licence": "CC-BY-4.0",
            "layer": "agency",
            "policy": {"approval": "optional"},
        },
        "sources/handbook.yaml": {
            "schema": 1,
            "id": "handbook",
            "type": "manual",
            "title": "Our handbook",
            "publisher": "Us",
            "licence": "cite-only",
            "checked": {"on": "2026-11-26", "level": "primary", "saw": "All of it."},
        },
        "profiles/our-rules.yaml": {
            "schema": 1,
            "id": "our-rules",
            "title": "Our rules",
            "issuer": "Us",
            "kind": "practice",
            "about": "For every plan.",
            "proposed": {"always": True},
            "requirements": {
                "hopes": {
                    "says": "Hopes are on record.",
                    "must": must,
                    "where": "hopes",
                    "severity": "error",
                    "missing": "No hope is on record.",
                    "why": "It is where the plan leads.",
                    "fix": "Ask.",
                    "cites": [{"source": source, "at": "page 4"}],
                    "checked": {"on": "2026-11-26", "level": "primary", "saw": "Page 4."},
                }
            },
        },
    }
    for name, value in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    return root


HOPES = {"properties": {"person": {"properties": {"hopes": {"minLength": 1}}}}}


def test_an_agency_s_own_profile_works(whole: Plan, tmp_path: Path) -> None:
    """From the folder profiles/ of its own library, without a line of program."""
    library = load_library(agency(tmp_path, HOPES))
    profiles = library.profiles.values()
    assert check_profiles(whole, profiles, library, DAY)[0].met == ("hopes",)
    (found,) = check_profiles(changed(whole, {"client/presenting/hopes": ""}), profiles, library, DAY)[0].shortfalls
    assert (found.finding.rule, found.finding.where.at, found.cites[0].name) == (
        "our-rules/hopes",
        "hopes",
        "Our handbook",
    )


@pytest.mark.parametrize(
    ("must", "source", "said"),
    [
        ({"properties": {"person": {"properties": {"hoeps": {"minLength": 1}}}}}, "handbook", "no fact called 'hoeps'"),
        ({"properties": {"person": {"properties": {"hopes": {"minItems": 1}}}}}, "handbook", "'minItems' says nothing"),
        ({"properties": {"plan_state": {"const": "sigend"}}}, "handbook", "never 'sigend'"),
        ({"properties": {"person": {"properties": {"hopes": {"minLenght": 1}}}}}, "handbook", "minLenght"),
        ({"properties": {"person": {"properties": {"hopes": {"minLength": "one"}}}}}, "handbook", "number"),
        (HOPES, "hand-book", "no source called 'hand-book'"),
    ],
)
def test_a_bad_profile_is_found_and_never_passes_in_silence(
    must: Mapping[str, Any], source: str, said: str, tmp_path: Path
) -> None:
    """The library is not used while a requirement asks for what no plan has, or cites what is not there."""
    with pytest.raises(InputError) as caught:
        load_library(agency(tmp_path, must, source), use_cache=False)
    told = " ".join(f"{each.said} {each.fix}" for each in caught.value.findings)
    assert said in told
    assert all(
        each.where.file == "profiles/our-rules.yaml" for each in caught.value.findings if each.severity == "error"
    )
