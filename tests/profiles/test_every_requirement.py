"""Every requirement of every shipped profile is met by a complete plan, and not met once just its thing is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from complete_plan import DAY
from mutating import changed, mutations, without

from planbuilder.data import data_path
from planbuilder.library.entries import Profile, Requirement, Shape
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.asking import failing, holds
from planbuilder.profiles.checking import check_profiles
from planbuilder.profiles.clocks import Moments, deadline, moments_of
from planbuilder.profiles.fitting import fitting_profiles
from planbuilder.profiles.viewing import as_data, facts_of

CASES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)
PROFILES = load_library(data_path("library")).profiles


def setup_of(profile: Profile, id: str) -> dict[str, Any]:
    """Return what is put into the complete plan before a requirement is asked of it."""
    return {**CASES["setups"].get(profile.id, {}), **CASES["setups"].get(f"{profile.id}/{id}", {})}


def facts_named(shape: Shape | None) -> frozenset[str]:
    """Return the names of the facts that a schema asks for, at the top."""
    if shape is None:
        return frozenset()
    inner = [*shape.all_of, *shape.any_of, shape.not_, shape.if_, shape.then, shape.else_]
    return frozenset(shape.properties) | {name for each in inner if each for name in facts_named(each)}


def moments(plan: Plan) -> Moments:
    """Return when things happened to a plan whose notes are kept week by week."""
    return moments_of(plan, notes=(DAY,), sessions=tuple([DAY] * 40))


def is_met(each: Requirement, data: Mapping[str, Any], plan: Plan) -> bool:
    """Return whether a requirement counts for a plan and is met by it."""
    if not holds(each.given, data):
        return False
    if each.must is not None:
        return not failing(each.must, data)
    assert each.clock is not None
    found = deadline(each.clock, moments(plan), DAY)
    return found is not None and found.standing in ("met", "open")


def without_notes(plan: Plan) -> Moments:
    """Return when things happened to a plan of which no note was written."""
    return moments_of(plan, notes=(), sessions=tuple([DAY] * 40))


def is_missed(each: Requirement, data: Mapping[str, Any], plan: Plan) -> bool:
    """Return whether a requirement counts for a plan and is not met by it."""
    if not holds(each.given, data):
        return False
    if each.must is not None:
        return bool(failing(each.must, data))
    assert each.clock is not None
    known = without_notes(plan) if each.clock.due == "note" else moments(plan)
    found = deadline(each.clock, known, DAY)
    return found is not None and found.standing in ("late", "planned-late")


def missed(profiles: Mapping[str, Profile], plan: Plan, library: Library) -> Iterator[str]:
    """Yield the requirements that a complete plan does not meet, and those that no mutation of it can trip."""
    groups: dict[str, list[tuple[Profile, str]]] = defaultdict(list)
    for profile in profiles.values():
        for id in profile.requirements:
            groups[repr(setup_of(profile, id))].append((profile, id))
    for asked in groups.values():
        base = changed(plan, setup_of(*asked[0]))
        before = as_data(facts_of(base, library))
        all_ = {f"{profile.id}/{id}": profile.requirements[id] for profile, id in asked}
        left = {name: each for name, each in all_.items() if is_met(each, before, base)}
        yield from (f"{name}: not met by the complete plan" for name in all_ if name not in left)
        named = without_what_is_named(left, base, library)
        yield from (f"{name}: no mutation trips it" for name in untripped(named, base, before, library))


def without_what_is_named(left: Mapping[str, Requirement], base: Plan, library: Library) -> dict[str, Requirement]:
    """Return the requirements that are still met where what their cases name is taken out."""
    met = dict(left)
    for name, removal in CASES["removals"].items():
        if name in met:
            other = without(base, removal)
            if is_missed(met[name], as_data(facts_of(other, library)), other):
                del met[name]
    return met


def untripped(
    left: dict[str, Requirement], base: Plan, before: Mapping[str, Any], library: Library
) -> dict[str, Requirement]:
    """Return the requirements that no mutation of a plan trips."""
    for _, other in mutations(base):
        if not left:
            break
        data = as_data(facts_of(other, library))
        touched = {name for name in before if data[name] != before[name]}
        for name, each in list(left.items()):
            looks_at = facts_named(each.must) | facts_named(each.given)
            if (each.clock or touched & looks_at) and is_missed(each, data, other):
                del left[name]
    return left


def test_every_requirement_is_met_by_a_complete_plan_and_trips_when_its_thing_is_gone(
    whole: Plan, shipped: Library
) -> None:
    """A requirement that nothing can trip looks as if something had been checked."""
    assert list(missed(PROFILES, whole, shipped)) == []


def test_a_requirement_that_nothing_can_trip_is_found(whole: Plan, shipped: Library) -> None:
    """Otherwise the silence of the test above would prove nothing."""
    from msgspec.structs import replace

    model = PROFILES["good-practice"]
    always = replace(model.requirements["strengths"], must=Shape(properties={"blanks": Shape(minimum=-1)}))
    found = missed({"x": replace(model, id="x", requirements={"always": always})}, whole, shipped)
    assert list(found) == ["x/always: no mutation trips it"]


@pytest.mark.parametrize("id", sorted(PROFILES))
def test_a_finding_says_what_is_missing_where_by_which_text_and_what_to_write(
    id: str, shipped: Library, examples: Mapping[str, Plan]
) -> None:
    """Each in full sentences, with the place in the plan and a citation that names its place."""
    for plan in examples.values():
        for result in check_profiles(plan, [shipped.profiles[id]], shipped, DAY):
            for each in result.shortfalls:
                assert each.finding.said.endswith(".")
                assert each.finding.why.endswith(".")
                assert each.finding.fix.endswith(".")
                assert each.finding.where.at
                assert each.cites


def test_the_example_plans_have_no_error_against_good_practice(shipped: Library, examples: Mapping[str, Plan]) -> None:
    """What the demo prints is what the library stands for."""
    good = [shipped.profiles["good-practice"]]
    found = {name: check_profiles(plan, good, shipped, DAY)[0].shortfalls for name, plan in examples.items()}
    errors = {
        name: [(each.requirement, each.finding.where.at) for each in listed if each.finding.severity == "error"]
        for name, listed in found.items()
    }
    assert {name: listed for name, listed in errors.items() if listed} == {}


def test_the_example_plans_have_no_error_against_the_profiles_that_go_with_them(
    shipped: Library, examples: Mapping[str, Plan]
) -> None:
    """But where the cases say why: which example, which requirement, and the reason."""
    found = set()
    for name, plan in examples.items():
        fitting = [each.profile for each in fitting_profiles(facts_of(plan, shipped), shipped)]
        for result in check_profiles(plan, fitting, shipped, DAY):
            found |= {f"{name}: {each.finding.rule}" for each in result.shortfalls if each.finding.severity == "error"}
    assert found == set(CASES["examples"])
    assert all(CASES["examples"].values())


def test_the_cases_name_profiles_and_requirements_that_exist() -> None:
    """A case for a requirement that was renamed would be passed over."""
    known = {*PROFILES, *(f"{profile.id}/{id}" for profile in PROFILES.values() for id in profile.requirements)}
    assert {name for part in ("setups", "removals") for name in CASES[part]} <= known
