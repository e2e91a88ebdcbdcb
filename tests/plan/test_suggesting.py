"""Which problems are suggested, in which order, with which reasons, and the suggestion as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example
from small_library import ON, client, goal, intervention, library, objective, problem

from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_selection
from planbuilder.plan.suggesting import rank_problems, suggest
from planbuilder.plan.writing import suggestion_json, suggestion_yaml

_DRINKING = {"code": "F10.20", "title": "Alcohol use disorder"}
_LOW = {"code": "F32.1", "title": "Depressive episode"}


def ranked(person: Client, shelf: Library | None = None) -> list[str]:
    """Return the ids of the problems that something speaks for, the best first."""
    return [each.id for each in rank_problems(person, shelf or library(), ON)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"diagnoses": [_DRINKING]}, ["drinking"]),
        ({"diagnoses": [_LOW, _DRINKING]}, ["low-mood", "drinking"]),
        ({"diagnoses": [_DRINKING, _LOW]}, ["drinking", "low-mood"]),
        ({"diagnoses": []}, []),
        ({"diagnoses": [{"code": "F10.11", "title": "in remission"}]}, []),
        ({"diagnoses": [{"code": "F32.5", "title": "in full remission"}]}, []),
        ({"diagnoses": [], "scores": [{"measure": "phq-9", "value": 12, "on": "2026-11-01"}]}, ["low-mood"]),
        ({"scores": [{"measure": "phq-9", "value": 12, "on": "2026-11-01"}]}, ["drinking", "low-mood"]),
        (
            {"diagnoses": [], "risks": [{"risk": "suicide", "level": "high", "assessed": "2026-11-09"}]},
            ["drinking", "low-mood"],
        ),
    ],
)
def test_problems_are_ranked_by_diagnosis_then_signs(changes: dict[str, Any], expected: list[str]) -> None:
    """Expect the first diagnosis first, scores after diagnoses, and codes that are left out to be left out."""
    assert ranked(client(**changes)) == expected


def test_a_need_on_file_speaks_for_a_problem(shipped: Library) -> None:
    """Low mood is easily taken for a part of a disability, so the two together weigh more than the score alone."""
    scores = [{"measure": "phq-9", "value": 7, "on": "2026-11-01"}]
    without = rank_problems(client(diagnoses=[], scores=scores, needs=[]), shipped, ON)
    beside = rank_problems(client(diagnoses=[], scores=scores, needs=[{"need": "blind"}]), shipped, ON)
    assert [each.id for each in without] == [each.id for each in beside] == ["depression"]
    assert beside[0].weight > without[0].weight
    assert any("disability" in reason for reason in beside[0].reasons)


def test_a_flagged_risk_moves_a_problem_that_answers_it_up() -> None:
    """Expect of two problems with a sign each the one whose protocol answers the risk to be first."""
    sign = [{"when": {"any_of": ["adult"]}, "reason": "The person is an adult"}]
    goals = {"all": goal("early", {"step": objective("talk")})}
    plain = problem("a-plain", goals, codes={"icd10cm": ["F20"], "not": []}, suggest_when=sign, protocols=["crisis"])
    answering = problem("b-answering", goals, codes=plain_codes(), suggest_when=sign, protocols=["withdrawal"])
    shelf = library(problems=(plain, answering))
    calm = client(diagnoses=[])
    shaking = client(diagnoses=[], risks=[{"risk": "withdrawal", "level": "moderate", "assessed": "2026-11-09"}])
    assert ranked(calm, shelf) == ["a-plain", "b-answering"]
    assert ranked(shaking, shelf) == ["b-answering", "a-plain"]


def test_a_flagged_risk_alone_brings_in_no_second_problem() -> None:
    """Expect a risk to suggest a problem only where nothing else speaks for one."""
    goals = {"all": goal("early", {"step": objective("talk")})}
    spoken = problem("a-spoken", goals, codes={"icd10cm": ["F15"], "not": []}, protocols=["crisis"])
    answering = problem("b-answering", goals, codes=plain_codes(), protocols=["withdrawal"])
    risks = [{"risk": "withdrawal", "level": "moderate", "assessed": "2026-11-09"}]
    shelf = library(problems=(spoken, answering))
    assert ranked(client(diagnoses=[{"code": "F15.20", "title": "As told"}], risks=risks), shelf) == ["a-spoken"]
    assert ranked(client(diagnoses=[], risks=risks), shelf) == ["b-answering"]


def plain_codes() -> dict[str, list[str]]:
    """Return codes that nobody here has."""
    return {"icd10cm": ["F20"], "not": []}


def test_a_diagnosis_that_was_deferred_suggests_nothing() -> None:
    """Expect what is treated elsewhere not to be put into this plan."""
    elsewhere = {**_LOW, "deferred": "Treated by the clinic."}
    assert ranked(client(diagnoses=[_DRINKING, elsewhere])) == ["drinking"]


def test_a_problem_that_is_no_longer_active_is_not_suggested() -> None:
    """Expect drafts and withdrawn problems to stay out."""
    goals = {"all": goal("early", {"step": objective("talk")})}
    shelf = library(
        problems=(problem("one", goals, state="withdrawn", why="old"), problem("two", goals, state="draft"))
    )
    assert ranked(client(), shelf) == []


def test_at_most_three_problems_are_suggested_unless_more_are_asked_for() -> None:
    """Expect three of five, and five where five are asked for."""
    goals = {"all": goal("early", {"step": objective("talk")})}
    shelf = library(problems=tuple(problem(f"p-{n}", goals) for n in range(5)))
    assert list(suggest(client(), shelf, ON).selection.problems) == ["p-0", "p-1", "p-2"]
    assert len(suggest(client(), shelf, ON, most=5).selection.problems) == 5


def test_every_suggested_line_has_its_reason() -> None:
    """Expect a reason for each problem, objective and intervention, and none for anything else."""
    person = client(diagnoses=[_DRINKING, _LOW], living={"with": "alone"}, preferences={"orientation": "cbt"})
    found = suggest(person, library(), ON)
    paths = {
        path
        for id, chosen in found.selection.problems.items()
        for goal_id, each in (chosen.goals or {}).items()
        for step, objective in (each.objectives or {}).items()
        for path in (
            f"{id}/{goal_id}/{step}",
            *(f"{id}/{goal_id}/{step}/{one}" for one in objective.interventions or {}),
        )
    }
    assert set(found.reasons) == paths
    assert all(each.reasons for each in found.problems)
    assert found.problems[0].reasons[0] == "diagnosis F10.20 Alcohol use disorder"
    assert "the orientation asked for" in found.reasons["drinking/safe-start/assessed/talk"]
    assert "A peer goes along" in found.reasons["drinking/safe-start/assessed/check"]


def read_back(tmp_path: Path, text: str, person: Client, shelf: Library) -> Any:
    """Return the selection that a written suggestion is read as."""
    path = tmp_path / "c.selection.yaml"
    path.write_text(text, encoding="utf-8")
    return load_selection(path, person, shelf)[0]


def test_a_written_suggestion_is_read_as_the_same_selection(tmp_path: Path) -> None:
    """Expect YAML that loads, with titles and reasons as comments."""
    person = client(diagnoses=[_DRINKING, _LOW])
    found = suggest(person, library(), ON)
    text = suggestion_yaml(found, library())
    assert read_back(tmp_path, text, person, library()) == found.selection
    assert "# Drinking: diagnosis F10.20 Alcohol use disorder" in text
    assert "#   target: How many then?" in text


def test_a_suggestion_of_which_nothing_fits_is_still_a_file_that_loads(tmp_path: Path) -> None:
    """Expect empty goals and interventions to be written so that they can be read."""
    only_group = intervention("group", delivery=["group"])
    empty = problem("empty", {"late": goal("maintenance", {"held": objective("group")})})
    bare = problem("bare", {"now": goal("early", {"step": objective("group")})})
    shelf = library(problems=(empty, bare), interventions=(only_group,))
    person = client(preferences={"group": "no"})
    found = suggest(person, shelf, ON)
    assert read_back(tmp_path, suggestion_yaml(found, shelf), person, shelf) == found.selection
    assert found.selection.problems["empty"].goals == {}


def test_an_id_of_digits_is_written_so_that_it_stays_an_id(tmp_path: Path) -> None:
    """Expect the client's id to be read as text."""
    person = client(id="4071")
    text = suggestion_yaml(suggest(person, library(), ON), library())
    assert read_back(tmp_path, text, person, library()).client == "4071"


def test_a_suggestion_as_json_holds_problems_selection_and_reasons() -> None:
    """Expect the same facts as in the YAML, for programs."""
    found = json.loads(suggestion_json(suggest(client(), library(), ON)))
    assert list(found) == ["problems", "selection", "reasons"]
    assert found["problems"][0]["id"] == "drinking"
    assert found["selection"]["client"] == "c-1"


def test_the_suggestion_of_an_example_composes_to_the_plan_without_a_selection(
    tmp_path: Path, example: Example, shipped: Library
) -> None:
    """Expect the written suggestion to give the same plan as no selection at all."""
    found = suggest(example.client, shipped, EXAMPLE_DAY)
    back = read_back(tmp_path, suggestion_yaml(found, shipped), example.client, shipped)
    assert compose(example.client, back, shipped, EXAMPLE_DAY) == compose(example.client, None, shipped, EXAMPLE_DAY)


def test_a_suggested_line_names_the_evidence_it_was_weighed_by(example: Example, shipped: Library) -> None:
    """Expect the best of an intervention's sources, as the choice between two looks at nothing else."""
    strengths = ("guideline", "systematic-review", "trial", "consensus", "practice")
    for path, reason in suggest(example.client, shipped, EXAMPLE_DAY).reasons.items():
        if (id := path.split("/")[3:]) and (entry := shipped.interventions[id[0]]):
            best = min((each.strength for each in entry.evidence), key=strengths.index)
            assert reason.startswith(f"evidence: {best}; ")


def test_every_orientation_keeps_the_best_evidence_for_an_example(example: Example, shipped: Library) -> None:
    """Expect in each objective an intervention as strong as the strongest that is offered without an orientation."""
    strengths = ("guideline", "systematic-review", "trial", "consensus", "practice")

    def strongest(ids: Any) -> int:
        return min((strengths.index(e.strength) for id in ids for e in shipped.interventions[id].evidence), default=9)

    def steps(orientation: str) -> dict[str, int]:
        person = replace(example.client, preferences=replace(example.client.preferences, orientation=orientation))
        return {
            f"{problem_id}/{goal_id}/{step}": strongest(objective.interventions or {})
            for problem_id, chosen in suggest(person, shipped, EXAMPLE_DAY).selection.problems.items()
            for goal_id, each in (chosen.goals or {}).items()
            for step, objective in (each.objectives or {}).items()
        }

    plain = steps("")
    for school in shipped.vocabulary.modalities:
        assert steps(school) == plain
