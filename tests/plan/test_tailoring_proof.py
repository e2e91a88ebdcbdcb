"""Change one fact of a client, and exactly the lines that depend on it change."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from plan_lines import Line, lines_of
from shipped import EXAMPLE_DAY, Example, load_examples
from tailoring_changes import (
    CHANGES,
    Comparison,
    deaf_or_hearing,
    declining_group,
    mild_depression,
    other_setting,
    taking_opioids,
    with_mother,
)

from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.predicates import Judge, client_view
from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective
from planbuilder.plan.selection import ChosenProblem, Selection


def compared(
    client: Client, change: Callable[[Client], Client | None], selection: Selection | None, shipped: Library
) -> Comparison | None:
    """Return the plans of a client before and after a change, or None where the change makes no sense for them.

    Where the change is what suggests another problem, both plans are for the problems of the first.
    """
    other = change(client)
    if other is None:
        return None
    judges = (Judge(client_view(client, shipped, EXAMPLE_DAY)), Judge(client_view(other, shipped, EXAMPLE_DAY)))
    plans = [compose(each, selection, shipped, EXAMPLE_DAY) for each in (client, other)]
    found = Comparison(shipped, *plans, judges, open=selection is None)
    if not found.suggested:
        return found
    same = Selection(schema=1, client=client.id, problems={each.id: ChosenProblem() for each in plans[0].problems})
    plans = [compose(each, same, shipped, EXAMPLE_DAY) for each in (client, other)]
    return Comparison(shipped, *plans, judges, open=True)


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "suggested"])
def test_no_line_changes_that_does_not_depend_on_the_fact(
    example: Example, shipped: Library, name: str, chosen: bool, record_property: Callable[[str, object], None]
) -> None:
    """Expect each changed line to belong to an item of the library that depends on what changed."""
    selection = example.selection if chosen else None
    found = compared(example.client, CHANGES[name][0], selection, shipped)
    if found is None or (chosen and selection is None):
        return
    record_property("changed lines", dict(Counter(line.kind for line in found.changed)))
    assert found.unexplained() == []


def objectives(plan: Plan) -> dict[str, PlanObjective]:
    """Return the objectives of a plan by their paths."""
    return {
        f"{problem.id}/{goal.id}/{step.id}": step
        for problem in plan.problems
        for goal in problem.goals
        for step in goal.objectives
    }


def interventions(plan: Plan) -> dict[str, PlanIntervention]:
    """Return the interventions of a plan by the paths of their objectives and their ids."""
    return {f"{path}/{each.id}": each for path, step in objectives(plan).items() for each in step.interventions}


def every(
    change: Callable[[Client], Client | None], shipped: Library, *, suggested: bool = False
) -> Iterator[Comparison]:
    """Yield the comparison of each example client for whom the change makes sense, as chosen and as suggested."""
    for example in load_examples(shipped):
        for selection in {id(each): each for each in (None if suggested else example.selection, None)}.values():
            if found := compared(example.client, change, selection, shipped):
                yield found


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_changes_what_it_should(
    shipped: Library, name: str, record_property: Callable[[str, object], None]
) -> None:
    """Expect every kind of line that the change is about to change for at least one client."""
    change, kinds = CHANGES[name]
    changed = Counter(line.kind for found in every(change, shipped) for line in found.changed)
    record_property("changed lines", dict(changed))
    assert kinds <= set(changed)


def test_who_moves_in_with_the_mother_needs_no_evening_check_in(shipped: Library) -> None:
    """Expect the check-in for people who live alone to go, and an agreement with the people at home to come."""
    gone, come = Counter[str](), Counter[str]()
    for found in every(with_mother, shipped, suggested=True):
        before, after = ({each.id for each in interventions(plan).values()} for plan in (found.before, found.after))
        gone.update(before - after)
        come.update(after - before)
    assert gone["evening-check-in"]
    assert come["household-agreement"]


def test_a_depression_score_of_eight_asks_for_other_objectives_and_targets(shipped: Library) -> None:
    """Expect what is for a score of ten or more to go from suggestions, and each computed target to be lower."""
    for found in every(mild_depression, shipped, suggested=True):
        before, after = objectives(found.before), objectives(found.after)
        if not any(path.startswith("depression/") for path in before):
            continue  # low mood around a birth has a plan of its own, led by the EPDS
        for path in after:
            problem, goal, step = path.split("/")
            applies = shipped.problems[problem].goals[goal].objectives[step].applies
            assert applies is None or applies.any_of != ("phq9-moderate-or-more",)
        assert any(path.endswith(("first-lift", "half-the-score", "treatment-decision")) for path in before)
        assert any(path.endswith("first-step-chosen") for path in after)
    lower = 0
    for found in every(mild_depression, shipped):
        for path, step in objectives(found.after).items():
            earlier = objectives(found.before).get(path)
            if step.measured.measure == "phq-9" and earlier and earlier.measured.target != step.measured.target:
                assert (step.measured.target or 0) < (earlier.measured.target or 0)
                lower += 1
    assert lower


def test_nobody_who_declines_group_is_put_into_one(shipped: Library) -> None:
    """Expect no suggested group, another delivery and role where there is one, and group programs ruled out."""
    for found in every(declining_group, shipped, suggested=True):
        assert not [each.id for each in interventions(found.after).values() if each.delivery == "group"]
        assert not [each.title for each in found.after.activities if each.title == "Group session"]
    delivered = Counter[tuple[str, str]]()
    excluded = set()
    for found in every(declining_group, shipped):
        for path, each in interventions(found.after).items():
            earlier = interventions(found.before).get(path)
            if earlier and earlier.delivery != each.delivery:
                assert earlier.delivery == "group"
                delivered[earlier.role, each.role] += 1
        excluded |= {each.id for each in found.after.options if each.excluded} - {
            each.id for each in found.before.options if each.excluded
        }
    assert any(before != after for before, after in delivered)
    groups = {"matrix-program", "mutual-help-groups"}
    assert groups <= excluded <= groups | {"dual-recovery-groups", "mood-and-use-group-therapy"}


def test_the_place_of_care_changes_doses_and_roles(shipped: Library) -> None:
    """Expect another dose for the same intervention, and residential staff only where people stay overnight."""
    doses = roles = 0
    for found in every(other_setting, shipped):
        for path, each in interventions(found.after).items():
            earlier = interventions(found.before).get(path)
            doses += bool(earlier and earlier.dose != each.dose)
            roles += bool(earlier and earlier.role != each.role)
        at_home = found.before if found.after.client.care.setting == "residential" else found.after
        assert not [each.id for each in interventions(at_home).values() if each.responsible == "residential-staff"]
        assert "head" in {line.kind for line in found.changed}
    assert doses
    assert roles


def test_naltrexone_is_ruled_out_for_everybody_who_takes_opioids(shipped: Library) -> None:
    """Expect it to be excluded wherever it is put to a client, and no other option to change its standing."""
    put = 0
    for found in every(taking_opioids, shipped):
        standing = [{each.id: each.excluded for each in plan.options} for plan in (found.before, found.after)]
        changed = {id for id in standing[1] if standing[0].get(id, standing[1][id]) != standing[1][id]}
        ruled_out = {id for id in standing[1] if id in ("naltrexone", "naltrexone-with-bupropion")}
        assert changed <= ruled_out
        assert all(standing[1][id] for id in ruled_out)
        put += bool(changed)
    assert put


def test_a_need_that_comes_brings_its_accommodations_and_one_that_goes_takes_them(shipped: Library) -> None:
    """Expect pairs of the Deaf need where it is, all of them settled, and nothing of it where it is not."""
    deaf = "deaf-sign-language"
    for found in every(deaf_or_hearing, shipped):
        for plan in (found.before, found.after):
            needs = {each.need for each in plan.client.needs}
            pairs = [pair for pair in plan.pairs if pair.who == "client" and pair.need == deaf]
            assert bool(pairs) == (deaf in needs)
            assert not [pair.demand for pair in pairs if pair.status == "uncovered"]
            own = [each for each in plan.accommodations if each.who == "client" and not each.chosen]
            for each in own:
                assert needs.intersection(pair.need for pair in shipped.accommodations[each.id].covers)
                assert not each.asks_hard


@pytest.mark.parametrize("part", ["objective", "dose", "option", "accommodation", "safety", "measure"])
def test_the_proof_sees_a_line_that_changed_for_no_reason(shipped: Library, part: str) -> None:
    """Expect one line more that depends on nothing to be found, or the proof would prove nothing."""
    [found] = [each for each in every(with_mother, shipped, suggested=True) if each.before.client.id == "ex-4071"]
    assert found.unexplained() == []
    plan = found.after
    first = next(iter(objectives(plan)))
    wild: dict[str, Line] = {
        "objective": Line("objective", first, "statement", "Another statement."),
        "dose": Line("dose", f"{first}/medical-withdrawal-assessment", "dose", "1 minute"),
        "option": Line("option", plan.options[0].id, "statement", "Another option."),
        "accommodation": Line("accommodation", f"client/{plan.accommodations[0].id}", "plain", "Another one."),
        "safety": Line("safety", "suicide", "line", "low"),
        "measure": Line("measure", plan.measures[0].id, "score", "another"),
    }
    found.changed = found.changed | {wild[part]}
    assert found.unexplained() == [wild[part]]


#: Of two plans for the same problem, the most that may be the same once names and numbers are gone.
_CEILING = 0.55
_PRONOUNS = re.compile(
    r"\b(he|she|they|him|her|them|his|hers|their|theirs|himself|herself|themself|themselves)\b", re.IGNORECASE
)


def bare_lines(plan: Plan) -> set[str]:
    """Return the texts of a plan without names, pronouns and numbers; what a clinician wrote freely is left out."""
    client = plan.client
    people = [client.identity.called, *client.identity.name.split(), *(each.name for each in client.team)]
    names = re.compile("|".join(map(re.escape, sorted(people, key=len, reverse=True))))
    return {
        f"{line.kind}/{line.field}: {re.sub(r'[0-9]+', '#', _PRONOUNS.sub('they', names.sub('NAME', line.text)))}"
        for line in lines_of(plan)
        if line.kind not in ("head", "problem", "safety", "limitation")
    }


def shares(shipped: Library, *, suggested: bool) -> dict[str, float]:
    """Return the share of common lines of every two example clients with a problem in common."""
    plans = [
        (example.file.name.removesuffix(".client.yaml"), compose(example.client, selection, shipped, EXAMPLE_DAY))
        for example in load_examples(shipped)
        for selection in (None if suggested else example.selection,)
    ]
    found = {}
    for (one, first), (two, second) in itertools.combinations(plans, 2):
        if {each.id for each in first.problems} & {each.id for each in second.problems}:
            lines = bare_lines(first), bare_lines(second)
            found[f"{one} and {two}"] = len(lines[0] & lines[1]) / len(lines[0] | lines[1])
    return found


@pytest.mark.parametrize("suggested", [False, True], ids=["chosen", "suggested"])
def test_two_clients_with_the_same_diagnosis_have_different_plans(
    shipped: Library, suggested: bool, record_property: Callable[[str, object], None]
) -> None:
    """Expect about half of the lines in common at the most, names and numbers left out; the shares are reported."""
    found = shares(shipped, suggested=suggested)
    assert len(found) >= 3
    for pair, share in sorted(found.items(), key=lambda each: -each[1]):
        record_property(pair, f"{share:.0%}")
        print(f"{share:4.0%} of the lines in common: {pair}")
    assert max(found.values()) < _CEILING


def test_the_same_client_has_the_same_bare_lines_under_another_name(example: Example, shipped: Library) -> None:
    """Expect a plan stripped of names and pronouns to be the same for a namesake, or the shares would be too low."""
    identity = replace(example.client.identity, name="Pat Doe", called="Pat", pronouns="she")
    plans = (
        compose(client, None, shipped, EXAMPLE_DAY)
        for client in (example.client, replace(example.client, identity=identity))
    )
    first, second = (bare_lines(plan) for plan in plans)
    assert first == second
