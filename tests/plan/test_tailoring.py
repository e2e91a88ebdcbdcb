"""What fits a person: stages, conditions, what comes first, doses, roles, delivery, orientation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from small_library import ON, client, goal, intervention, library, objective, problem, selection, with_setting

from planbuilder.library.entries import Intervention, Problem
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.record import Plan, PlanIntervention
from planbuilder.plan.suggesting import suggest

_STRENGTHS = ("guideline", "systematic-review", "trial", "consensus", "practice")


def shelf(one: Problem, *interventions: Intervention) -> Library:
    """Return the small library with one problem, and interventions where they matter."""
    return library(problems=(one,), interventions=interventions) if interventions else library(problems=(one,))


def objectives(plan: Plan) -> list[str]:
    """Return the objectives of a plan as goal/objective."""
    return [f"{goal.id}/{step.id}" for problem in plan.problems for goal in problem.goals for step in goal.objectives]


def interventions(plan: Plan) -> dict[str, PlanIntervention]:
    """Return the interventions of a plan by their ids; the last where one is there twice."""
    return {
        each.id: each
        for problem in plan.problems
        for goal in problem.goals
        for step in goal.objectives
        for each in step.interventions
    }


def at_stage(stage: str, **more: Any) -> Client:
    """Return the client at a stage of treatment."""
    care = {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09", "stage": stage}
    return client(care=care, **more)


def planned(person: Client, one: Problem, *more: Intervention, chosen: dict[str, Any] | None = None) -> Plan:
    """Return the plan of a person for one problem."""
    return compose(person, selection({one.id: chosen or {}}), shelf(one, *more), ON)


_STAGES = problem(
    "staged",
    {
        "all": goal(
            "early",
            {stage: objective("talk", stage=stage) for stage in ("early", "engagement", "action", "maintenance")},
        )
    },
)


@pytest.mark.parametrize(
    ("stage", "fitting"),
    [
        ("early", ["early", "engagement", "action"]),
        ("engagement", ["engagement", "action"]),
        ("action", ["action", "maintenance"]),
        ("maintenance", ["maintenance"]),
    ],
)
def test_a_plan_covers_the_work_at_hand_and_what_comes_next(stage: str, fitting: list[str]) -> None:
    """Expect the objectives of the person's stage and the next ones, never those that lie behind."""
    assert objectives(planned(at_stage(stage), _STAGES)) == [f"all/{each}" for each in fitting]


@pytest.mark.parametrize("stage", ["action", "maintenance"])
@pytest.mark.parametrize(("level", "there"), [("high", True), ("moderate", True), ("low", False)])
def test_what_is_due_at_once_about_a_flagged_risk_fits_every_stage(stage: str, level: str, there: bool) -> None:
    """Expect it although the stage lies behind, and without a reason of the stage; with no flagged risk it does."""
    due = {"before": "the end of the contact", "else_days": 0}
    safe = goal("early", {"asked": objective("interview", due=due)})
    one = problem("staged", {"safe": safe, "all": goal(stage, {"held": objective("talk")})})
    acts = (intervention("interview", "medical", answers=["suicide"]), intervention("talk"))
    risk = {"risk": "suicide", "level": level, "assessed": "2026-11-16", "same_day": "Seen.", "who": "R. Alvarez"}
    person = at_stage(stage, risks=[risk])
    assert ("safe/asked" in objectives(planned(person, one, *acts))) is there
    reasons = suggest(person, shelf(one, *acts), ON).reasons
    assert (reasons.get("staged/safe/asked") == "a risk is flagged: due at once") is there


def test_an_objective_without_a_stage_has_the_one_of_its_goal() -> None:
    """Expect the goal's stage to decide."""
    one = problem("staged", {"late": goal("maintenance", {"held": objective("talk")})})
    assert objectives(planned(at_stage("early"), one)) == []
    plan = planned(at_stage("maintenance"), one)
    assert [step.stage for each in plan.problems for goal in each.goals for step in goal.objectives] == ["maintenance"]


def test_a_goal_gets_three_objectives_and_two_where_the_plan_has_several_problems() -> None:
    """Expect the first of the library that fit, and none less of what keeps people safe in the first weeks."""
    steps = {f"step-{n}": objective("talk") for n in range(5)}
    goals = {"safe": goal("early", steps), "all": goal("action", steps)}
    one, two = problem("one", goals), problem("two", goals)
    both = library(problems=(one, two))
    alone = compose(client(), selection({"one": {}}), both, ON)
    together = compose(client(), selection({"one": {}, "two": {}}), both, ON)
    safe = ["safe/step-0", "safe/step-1", "safe/step-2"]
    assert objectives(alone) == [*safe, "all/step-0", "all/step-1", "all/step-2"]
    assert objectives(together) == [*safe, "all/step-0", "all/step-1"] * 2


@pytest.mark.parametrize(
    ("facts", "fitting"),
    [
        ({"pregnant": True}, ["all/applies"]),
        ({"pregnant": False}, ["all/not-for"]),
        ({}, ["all/not-for"]),
    ],
)
def test_applies_must_be_known_to_hold_and_not_for_must_not(facts: dict[str, bool], fitting: list[str]) -> None:
    """Expect what nobody asked to be unmet: neither enough to offer something nor to rule it out."""
    condition = {"any_of": ["pregnant"]}
    steps = {"applies": objective("talk", applies=condition), "not-for": objective("talk", not_for=condition)}
    assert objectives(planned(client(facts=facts), problem("one", {"all": goal("early", steps)}))) == fitting


def test_a_goal_that_does_not_apply_is_left_out() -> None:
    """Expect a goal for people who want to stop to be there for them alone."""
    one = problem("one", {"none": goal("early", {"step": objective("talk")}, applies={"any_of": ["aims-for-none"]})})
    assert objectives(planned(client(preferences={"aim": "none"}), one)) == ["none/step"]
    assert objectives(planned(client(preferences={"aim": "less"}), one)) == []


_AFTER = problem(
    "one",
    {
        "first": goal("early", {"safe": objective("check", not_for={"any_of": ["minor"]})}),
        "then": goal(
            "early",
            {"risky": objective("talk", requires=["first/safe"]), "late": objective("log", requires=["then/risky"])},
        ),
    },
)


def test_what_comes_first_is_brought_along_by_what_needs_it() -> None:
    """Expect the safe step in the plan although only the goal of the risky one was chosen."""
    chosen = {"goals": {"then": {}}}
    plan = planned(client(), _AFTER, chosen=chosen)
    assert objectives(plan) == ["first/safe", "then/risky", "then/late"]
    assert not [each for each in check_plan(plan, shelf(_AFTER)) if each.rule == "plan-comes-after"]


def test_what_comes_first_is_brought_along_for_a_step_the_clinician_chose() -> None:
    """Expect the safe step beside the one risky step that was named."""
    chosen = {"goals": {"then": {"objectives": {"risky": {}}}}}
    assert objectives(planned(client(), _AFTER, chosen=chosen)) == ["first/safe", "then/risky"]


def test_what_cannot_have_what_comes_first_is_dropped_with_all_that_follows() -> None:
    """Expect neither the risky step nor the one after it where the safe one is ruled out."""
    young = client(identity={"name": "A B", "called": "A", "pronouns": "she", "born": "2012-01-01"})
    assert objectives(planned(young, _AFTER)) == []


def test_a_chosen_step_stays_without_what_comes_first_and_is_an_error() -> None:
    """Expect the clinician's choice to stand and the finding to name what it needs."""
    young = client(identity={"name": "A B", "called": "A", "pronouns": "she", "born": "2012-01-01"})
    plan = planned(young, _AFTER, chosen={"goals": {"then": {"objectives": {"risky": {}}}}})
    assert objectives(plan) == ["then/risky"]
    [found] = [each for each in check_plan(plan, shelf(_AFTER)) if each.rule == "plan-comes-after"]
    assert "first/safe" in found.said


def test_a_goal_from_which_the_clinician_took_the_needed_step_is_not_filled_again() -> None:
    """Expect the open goal to lose the risky step where the needed one was left out on purpose."""
    chosen = {"goals": {"first": {"objectives": {}}, "then": {}}}
    assert objectives(planned(client(), _AFTER, chosen=chosen)) == []


_ASKING = problem("one", {"all": goal("early", {"asks": objective("talk", left_to=["two"]), "own": objective("log")})})
_OTHER = problem("two", {"all": goal("early", {"asks": objective("talk")})})


def test_a_step_is_left_to_another_problem_of_the_plan_that_does_the_same() -> None:
    """Expect the person to be asked once: both steps are proposed alone, one of them together."""
    both = library(problems=(_ASKING, _OTHER))
    alone = compose(client(), selection({"one": {}}), both, ON)
    assert objectives(alone) == ["all/asks", "all/own"]
    assert objectives(compose(client(), selection({"one": {}, "two": {}}), both, ON)) == ["all/own", "all/asks"]


def test_a_step_that_was_chosen_is_not_left_to_another_problem() -> None:
    """Expect the clinician's choice to stand beside the other problem's own step."""
    chosen = {"goals": {"all": {"objectives": {"asks": {}}}}}
    plan = compose(client(), selection({"one": chosen, "two": {}}), library(problems=(_ASKING, _OTHER)), ON)
    assert objectives(plan) == ["all/asks", "all/asks"]


def test_steps_that_need_each_other_end() -> None:
    """Expect a circle, which the library check forbids, not to hang."""
    steps = {"a": objective("talk", requires=["all/b"]), "b": objective("talk", requires=["all/a"])}
    assert objectives(planned(client(), problem("one", {"all": goal("early", steps)}))) == ["all/a", "all/b"]


def test_a_goal_that_was_chosen_stays_although_nothing_in_it_fits() -> None:
    """Expect the clinician's goal in the plan, and a finding that it has no objective."""
    one = problem("one", {"late": goal("maintenance", {"held": objective("talk")})})
    plan = planned(at_stage("early"), one, chosen={"goals": {"late": {"own_words": "I want to keep it."}}})
    assert [each.own_words for each in plan.problems[0].goals] == ["I want to keep it."]
    assert "plan-thread" in [each.rule for each in check_plan(plan, shelf(one))]


def test_a_condition_that_nobody_asked_about_becomes_a_question() -> None:
    """Expect a planned step with an open 'not for' to be asked about, naming where it matters."""
    steps = {"step": objective("talk", not_for={"any_of": ["pregnant"]})}
    plan = planned(client(), problem("one", {"all": goal("early", steps)}))
    [asked] = [each for each in plan.questions if each.to == "clinician"]
    assert (asked.about, asked.ask) == ("1.A.1", "Not on file: is it so that the person is pregnant?")


@pytest.mark.parametrize(
    ("stage", "facts", "asked"),
    [
        ("early", {}, ["Not on file: is it so that the person is pregnant?"]),
        ("early", {"pregnant": False}, []),
        ("early", {"pregnant": True}, []),
        ("maintenance", {}, []),
    ],
)
def test_a_step_left_out_because_nobody_asked_becomes_a_question_too(
    stage: str, facts: dict[str, bool], asked: list[str]
) -> None:
    """Expect the question that decides about a step of this stage, naming the problem; else it is lost unseen."""
    steps = {"for-some": objective("talk", applies={"any_of": ["pregnant"]}), "for-all": objective("talk")}
    plan = planned(at_stage(stage, facts=facts), problem("one", {"all": goal("early", steps)}))
    questions = [each for each in plan.questions if each.to == "clinician"]
    assert [each.ask for each in questions] == asked
    assert [each.about for each in questions] == ["One"] * len(asked)


def test_nobody_with_depression_is_without_a_question_about_suicide(shipped: Library) -> None:
    """Expect a file that says nothing of suicide to lead to the question, not only to a plan without the step."""
    person = client(diagnoses=[{"code": "F32.1", "title": "Depressive episode"}])
    plan = compose(person, None, shipped, ON)
    assert any("suicide" in each.ask for each in plan.questions if each.to == "clinician")


@pytest.mark.parametrize(
    ("setting", "living", "dose", "role", "note"),
    [
        ("outpatient", "mother", "50 minutes, once a week", "the nurse", ()),
        ("residential", "mother", "10 minutes, once a day", "the nurse", ("Daily.",)),
        ("outpatient", "alone", "50 minutes, once a week", "the nurse", ("A peer goes along.",)),
        ("residential", "alone", "10 minutes, once a day", "the nurse", ("Daily.",)),
    ],
)
def test_a_variant_changes_dose_or_role_and_says_why(
    setting: str, living: str, dose: str, role: str, note: tuple[str, ...]
) -> None:
    """Expect the first variant that holds; here the nurse stands in for a peer whom the team lacks."""
    person = with_setting(client(living={"with": living}), setting)
    plan = compose(person, selection({"drinking": {"goals": {"safe-start": {}}}}), library(), ON)
    check = interventions(plan)["check"]
    assert (check.dose_text, check.role, check.notes) == (dose, role, note)


def test_a_role_nobody_has_is_done_by_who_stands_in() -> None:
    """Expect the prescriber for a missing nurse, the nurse for a missing peer, and nobody where nobody stands in."""
    team = [{"name": "N. Okafor", "role": "prescriber"}, {"name": "R. Alvarez", "role": "counselor"}]
    plan = compose(client(team=team), selection({"drinking": {"goals": {"safe-start": {}}}}), library(), ON)
    check = interventions(plan)["check"]
    assert (check.responsible, check.role, check.person) == ("prescriber", "the prescriber", "N. Okafor")
    alone = compose(client(team=[]), selection({"drinking": {"goals": {"safe-start": {}}}}), library(), ON)
    check = interventions(alone)["check"]
    assert (check.responsible, check.person) == ("nurse", "")
    assert "plan-nobody-responsible" in [each.rule for each in check_plan(alone, library())]


def test_the_selection_wins_over_dose_role_and_delivery() -> None:
    """Expect what the clinician wrote, also against a variant."""
    chosen = {
        "check": {
            "dose": {"minutes": 5, "times": 2, "per": "month"},
            "responsible": "counselor",
            "delivery": "telehealth",
        }
    }
    steps = {"goals": {"safe-start": {"objectives": {"assessed": {"interventions": chosen}}}}}
    plan = compose(with_setting(client(), "residential"), selection({"drinking": steps}), library(), ON)
    check = interventions(plan)["check"]
    assert (check.dose_text, check.person, check.delivery) == ("5 minutes, twice a month", "R. Alvarez", "telehealth")


_WAYS = problem("one", {"all": goal("early", {"step": objective("many", "group-only", "family-only")})})
_DELIVERED = (
    intervention("many", delivery=["group", "individual", "telehealth"]),
    intervention("group-only", delivery=["group"]),
    intervention("family-only", delivery=["family"]),
)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, {"many": "group", "group-only": "group"}),
        ({"group": "no"}, {"many": "individual", "family-only": "family"}),
        ({"group": "no", "family": "no"}, {"many": "individual"}),
        ({"telehealth": "yes"}, {"many": "telehealth", "group-only": "group"}),
        ({"telehealth": "no", "group": "no"}, {"many": "individual", "family-only": "family"}),
    ],
)
def test_delivery_follows_what_the_person_wants(wishes: dict[str, str], expected: dict[str, str]) -> None:
    """Expect what was asked for first, what was refused never, and what has no other way to be left out."""
    plan = planned(client(preferences=wishes), _WAYS, *_DELIVERED)
    assert {each.id: each.delivery for each in interventions(plan).values()} == expected


def test_an_intervention_that_is_not_for_this_person_or_not_active_is_not_offered() -> None:
    """Expect only what is active and fits."""
    offered = (
        intervention("draft", state="draft"),
        intervention("old", state="withdrawn", why="wrong"),
        intervention("not-for", not_for={"any_of": ["adult"]}),
        intervention("not-here", applies={"any_of": ["minor"]}),
        intervention("fits"),
    )
    one = problem("one", {"all": goal("early", {"step": objective(*(each.id for each in offered))})})
    assert list(interventions(planned(client(), one, *offered))) == ["fits"]


def test_two_interventions_of_two_modalities_are_chosen_where_there_are_two() -> None:
    """Expect the first, then the first of another school, although a second of the same school stands before it."""
    offered = (intervention("a", "cbt"), intervention("b", "cbt"), intervention("c", "medical"))
    one = problem("one", {"all": goal("early", {"step": objective("a", "b", "c")})})
    assert list(interventions(planned(client(), one, *offered))) == ["a", "c"]


def test_an_intervention_already_in_the_plan_gives_way_to_a_fresh_one_as_good() -> None:
    """Expect the second objective to begin with what the first has not used."""
    offered = tuple(intervention(id) for id in "abcd")
    steps = {"one": objective("a", "b"), "two": objective("a", "c", "d")}
    plan = planned(client(), problem("one", {"all": goal("early", steps)}), *offered)
    assert [[each.id for each in step.interventions] for step in plan.problems[0].goals[0].objectives] == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_the_orientation_comes_first_then_its_kin() -> None:
    """Expect the clinician's school to lead, and to win over the person's in the file."""
    offered = (
        intervention("medical-one", "medical"),
        intervention("behavioral-one", "behavioral"),
        intervention("cbt-one", "cbt"),
    )
    one = problem("one", {"all": goal("early", {"step": objective(*(each.id for each in offered))})})
    both = shelf(one, *offered)
    assert list(interventions(compose(client(), None, both, ON, orientation="cbt"))) == ["cbt-one", "behavioral-one"]
    wish = client(preferences={"orientation": "behavioral"})
    assert next(iter(interventions(compose(wish, None, both, ON)))) == "behavioral-one"
    assert next(iter(interventions(compose(wish, None, both, ON, orientation="cbt")))) == "cbt-one"


_EVIDENCE = st.lists(
    st.tuples(
        st.sampled_from(["cbt", "behavioral", "medical", "family", "peer-support"]),
        st.lists(st.sampled_from(_STRENGTHS), min_size=1, max_size=2, unique=True),
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(_EVIDENCE, min_size=1, max_size=3), st.sampled_from(["", "cbt", "behavioral", "medical", "family"]))
@settings(max_examples=50, deadline=None)
def test_an_orientation_reorders_and_never_hides_the_better_evidence(
    steps: list[list[tuple[str, list[str]]]], orientation: str
) -> None:
    """Expect among the chosen interventions of every objective one with the best evidence that there is."""
    made: dict[str, Intervention] = {}
    goals: dict[str, Any] = {}
    for place, drawn in enumerate(steps):
        ids = []
        for number, (modality, strengths) in enumerate(drawn):
            evidence = [{"source": "handbook", "strength": each} for each in strengths]
            ids.append(f"i{place}-{number}")
            made[ids[-1]] = intervention(ids[-1], modality, evidence=evidence)
        goals[f"step-{place}"] = objective(*ids, *list(made)[:2])
    one = problem("one", {"all": goal("early", goals)})
    plan = compose(client(), None, shelf(one, *made.values()), ON, orientation=orientation)

    def best(ids: list[str]) -> int:
        return min(_STRENGTHS.index(each.strength) for id in ids for each in made[id].evidence)

    used: set[str] = set()
    for step in plan.problems[0].goals[0].objectives:
        chosen = [each.id for each in step.interventions]
        listed = list(dict.fromkeys(goals[step.id]["interventions"]))
        assert best(chosen) == best(listed)
        assert len(chosen) == len(set(chosen)) <= 2
        school = [id for id in listed if made[id].modality == orientation and id not in used]
        used.update(chosen)
        assert not school or any(made[id].modality == orientation for id in chosen)


def test_a_suggestion_of_the_example_problem_fits_what_was_asked() -> None:
    """Expect the whole way: stage, condition, order and dose in one suggested plan."""
    person = with_setting(client(preferences={"medication": "no"}, facts={"pregnant": False}), "residential")
    found = suggest(person, library(), ON)
    goals = found.selection.problems["drinking"].goals or {}
    assert {id: list(each.objectives or {}) for id, each in goals.items()} == {
        "safe-start": ["assessed"],
        "less": ["fewer"],
    }
    late = replace(person, care=replace(person.care, stage="maintenance"))
    assert list(suggest(late, library(), ON).selection.problems["drinking"].goals or {}) == ["kept"]
