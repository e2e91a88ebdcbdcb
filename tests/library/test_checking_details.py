"""What the checks on a library let pass and what they do not, rule by rule where a line is fine."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_trees import small_library, write_tree

from planbuilder.findings import Finding
from planbuilder.library.checking import check_library
from planbuilder.library.checking.circles import circles
from planbuilder.library.coverage import coverage
from planbuilder.library.loading import load_library

PROBLEM = "problems/low-mood.yaml"
MEASURE = "measures/mood-score.yaml"
HEALTH = "interventions/medical/health-check.yaml"
READ = "accommodations/vision/read-aloud.yaml"
WORDS = "vocabulary/words.yaml"
PEOPLE = "language/person-first.yaml"


def found(root: Path, changes: Mapping[str, Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return what is found in the small library after fields of files were changed."""
    tree = small_library()
    for file, fields in changes.items():
        tree[file] = {**tree[file], **fields}
    return check_library(write_tree(root, tree))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    """Return the rules, in order."""
    return [each.rule for each in findings]


def objective(**fields: Any) -> dict[str, Any]:
    """Return the problem's goals with other fields in the scored objective."""
    goals: dict[str, Any] = small_library()[PROBLEM]["goals"]
    goals["better"]["objectives"]["lower-score"].update(fields)
    return {PROBLEM: {"goals": goals}}


def test_findings_come_sorted_by_place_and_all_in_one_run(tmp_path: Path) -> None:
    """Whatever room they are from."""
    every = found(
        tmp_path,
        {
            HEALTH: {"plain": "{{ client.name }}", "demands": ["hear-speach"]},
            PROBLEM: {"protocols": ["bad-day"], "zzz": 1},
            "options/talking.yaml": {"alternatives": ["wating"]},
        },
    )
    assert rules(every) == ["plain-client", "vocabulary-word", "reference-entry", "schema"]
    assert list(every) == sorted(every, key=Finding.sort_key)


def test_an_entry_with_errors_of_shape_exists_for_those_that_name_it(tmp_path: Path) -> None:
    """So that one mistake is one finding."""
    assert rules(found(tmp_path, {HEALTH: {"dose": "often"}, MEASURE: {"range": 5}})) == ["schema", "schema"]


def test_a_broken_vocabulary_is_one_finding(tmp_path: Path) -> None:
    """Its words are still known, and nothing is said about conflicts."""
    words = small_library()[WORDS]
    needs = {**words["needs"], "deaf": {"label": "Deaf person"}}
    assert rules(found(tmp_path, {WORDS: {"needs": needs}, READ: {"asks": ["see-print"]}})) == ["schema"]


def test_the_nearest_names_are_offered(tmp_path: Path) -> None:
    """For entries, words and conditions; else where to look."""
    every = found(tmp_path, {HEALTH: {"responsible": "nurze", "not_for": {"any_of": ["zzzzzz"]}}})
    assert [each.fix for each in every] == ["Did you mean nurse?", "See schemas/client-predicates.schema.json."]
    (zzz,) = found(tmp_path / "b", {"routines/intake.yaml": {"settings": ["zzz"]}})
    assert zzz.fix == "Known: outpatient."


@pytest.mark.parametrize(
    ("range", "bands", "said"),
    [
        ((0, 10), [], ""),
        ((0, 10), [(0, 10)], ""),
        ((0, 10), [(0, 4), (5, 10)], ""),
        ((0, 10), [(0, 4.5), (4.5, 10)], ""),
        ((0, 10), [(0, 4.9), (5, 10)], ""),
        ((0, 10), [(1, 10)], "The first band begins at 1, the measure at 0."),
        ((0, 10), [(0, 9)], "The last band ends at 9, the measure at 10."),
        ((0, 10), [(0, 5), (5, 10)], "overlap"),
        ((0, 10), [(0, 4), (6, 10)], "have no band"),
        ((0, 10), [(0, 4.5), (6, 10)], "have no band"),
        ((0, 10), [(4, 0), (5, 10)], "ends before it begins"),
        ((0, 10), [(5, 10), (0, 4)], "The first band begins at 5"),
    ],
)
def test_bands_cover_their_measure(tmp_path: Path, range: Any, bands: Any, said: str) -> None:
    """Whole-number scores step by one; with fractions a band may begin where the last one ended."""
    listed = [{"min": low, "max": high, "label": f"band {n}"} for n, (low, high) in enumerate(bands)]
    changes = {MEASURE: {"range": {"min": range[0], "max": range[1]}, "bands": listed}}
    goals = objective(measured_by={"measure": "mood-score", "target": {"percent": 50}})
    every = [each for each in found(tmp_path, {**changes, **goals}) if each.rule == "measure-bands"]
    assert said in " ".join(each.said for each in every)
    assert bool(every) == bool(said)


@pytest.mark.parametrize(
    ("direction", "total", "said"),
    [
        ("higher-worse", 10, ""),
        ("higher-worse", 1, ""),
        ("higher-worse", 0, "every score would prove it"),
        ("higher-worse", 11, "the measure goes from 0 to 10"),
        ("higher-better", 0, ""),
        ("higher-better", 10, "every score would prove it"),
        ("higher-better", -1, "the measure goes from 0 to 10"),
    ],
)
def test_a_total_proves_a_critical_answer_only_within_the_range_and_off_its_better_end(
    tmp_path: Path, direction: str, total: int, said: str
) -> None:
    """By the direction of the measure; else the risk would be raised always, or never."""
    answer = {"id": "death", "title": "Thoughts of death", "risk": "suicide", "certain_from": total}
    goals = objective(measured_by={"measure": "mood-score", "target": {"percent": 50}})
    every = found(tmp_path, {MEASURE: {"direction": direction, "critical": [answer]}, **goals})
    assert rules(every) == (["measure-critical-total"] if said else [])
    assert all(said in each.said for each in every)


@pytest.mark.parametrize(
    ("direction", "target", "rule"),
    [
        ("higher-worse", {"score": 0}, ""),
        ("higher-worse", {"score": 9}, ""),
        ("higher-worse", {"score": 10}, "target-direction"),
        ("higher-worse", {"score": -1}, "target-range"),
        ("higher-better", {"score": 10}, ""),
        ("higher-better", {"score": 0}, "target-direction"),
        ("higher-better", {"band": "mild"}, "target-direction"),
        ("higher-better", {"band": "severe"}, ""),
        ("higher-worse", {"percent": 50}, ""),
    ],
)
def test_a_target_is_better_than_the_worst(tmp_path: Path, direction: str, target: dict[str, Any], rule: str) -> None:
    """By the direction of the measure."""
    goals = objective(measured_by={"measure": "mood-score", "target": target})
    assert rules(found(tmp_path, {MEASURE: {"direction": direction}, **goals})) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("slot", "rule"),
    [
        ({"type": "number", "minimum": 1, "default": 1.5}, ""),
        ({"type": "integer", "default": 1.5}, "slot-default"),
        ({"type": "integer", "default": "three"}, "slot-default"),
        ({"type": "integer", "minimum": 2, "default": 1}, "slot-default"),
        ({"type": "string", "default": "a walk"}, ""),
        ({"type": "string", "default": 3}, "slot-default"),
        ({"type": "string", "maximum": 3}, "slot-limits"),
        ({"type": "date", "default": "2026-02-30"}, "slot-default"),
        ({"type": "date", "default": "2026-02-28"}, ""),
        ({"type": "integer", "less_than": "baseline"}, ""),
        ({"type": "integer", "less_than": "extra"}, "slot-order"),
        ({"type": "integer", "less_than": "target_date"}, "slot-order"),
        ({"type": "integer", "minimum": 3, "maximum": 3}, ""),
    ],
)
def test_a_blank_can_be_filled(tmp_path: Path, slot: dict[str, Any], rule: str) -> None:
    """Its limits, its order and its usual value agree."""
    statement = "{{ client.name }} goes from {{ baseline }} to {{ target }} ({{ extra }}) by {{ target_date }}."
    goals = objective(statement=statement, slots={"extra": {**slot, "ask": "How many"}})
    assert rules(found(tmp_path, goals)) == ([rule] if rule else [])


def test_computed_blanks_are_there_only_where_they_are_computed(tmp_path: Path) -> None:
    """The date in objectives; baseline and target with a measure; the reason in a because."""
    goals = small_library()[PROBLEM]["goals"]
    goals["safe"]["statement"] = "{{ client.name }} is safe by {{ target_date }}."
    goals["safe"]["objectives"]["checked"]["statement"] = "By {{ target_date }} from {{ baseline }}, {{ reason }}."
    every = found(tmp_path, {PROBLEM: {"goals": goals}, HEALTH: {"statement": "Checks because {{ reason }} twice."}})
    assert [each.said.split("'")[1] for each in every] == ["reason", "target_date", "baseline", "reason"]


@pytest.mark.parametrize(
    "text", ["{% if x %}", "{# note #}", "{{ a|upper }}", "{{ a() }}", "{{ a['b'] }}", "{{", "x }}"]
)
def test_nothing_of_a_template_language_passes(tmp_path: Path, text: str) -> None:
    """In any text, also where nothing is filled in."""
    assert "statement-template" in rules(found(tmp_path, {HEALTH: {"cautions": [f"Watch {text} out."]}}))


@pytest.mark.parametrize("text", ["50% of days", "{braces}", "a { b", "100%} odd"[:4], "{{ client.name }}'s day"])
def test_ordinary_signs_pass(tmp_path: Path, text: str) -> None:
    """Per cent signs and single braces are no template."""
    assert rules(found(tmp_path, {HEALTH: {"cautions": [f"Watch {text} closely."]}})) == []


def test_an_unchecked_source_may_stand_beside_a_checked_one(tmp_path: Path) -> None:
    """It carries no claim alone; an empty list makes none."""
    both = [{"source": "never-seen"}, {"source": "seen-guide"}]
    assert rules(found(tmp_path, {"options/talking.yaml": {"sources": both}})) == []
    alone = {"value": 5, "unit": "points", "source": "never-seen"}
    assert rules(found(tmp_path / "b", {MEASURE: {"meaningful_change": alone}})) == ["source-unchecked"]


def test_titles_of_documents_and_quotations_may_hold_a_term(tmp_path: Path) -> None:
    """They are quoted as they are; the note about a source is ours."""
    source = {"title": "The addict", "publisher": "Addicts Press", "checked": None, "note": "Written by addicts."}
    cited = [{"source": "seen-guide", "at": "chapter 2, addicts", "strength": "guideline"}]
    cautions = ['Some say "addict" themselves.', "Cited by the Society for Addict Studies."]
    changes = {"sources/never-seen.yaml": source, HEALTH: {"evidence": cited, "cautions": cautions}}
    assert [(each.rule, each.where.at) for each in found(tmp_path, changes)] == [("person-first", "note")]


def test_terms_are_found_in_every_text_of_every_kind(tmp_path: Path) -> None:
    """Also in vocabulary, in slots and in lists."""
    words = small_library()[WORDS]
    words["roles"]["nurse"]["plain"] = "the addict nurse"
    goals = small_library()[PROBLEM]["goals"]
    goals["better"]["objectives"]["more-days"]["slots"]["now"]["ask"] = "Days as an addict"
    changes = {
        WORDS: words,
        PROBLEM: {"goals": goals, "definitions": {**small_library()[PROBLEM]["definitions"], "no-work": "An addict."}},
        READ: {"equipment": "addicts"},
        "routines/intake.yaml": {"title": "Addict intake"},
        "protocols/bad-days.yaml": {"never": ["Call anybody an addict."]},
    }
    assert rules(found(tmp_path, changes)) == ["person-first"] * 6


def test_retired_entries_may_name_retired_entries(tmp_path: Path) -> None:
    """Their chain is kept for old plans; only what is offered warns."""
    gone = {"state": "superseded", "by": ["talking"], "why": "Merged."}
    changes = {"options/waiting.yaml": {**gone, "alternatives": ["talking"]}}
    every = found(tmp_path, changes)
    assert rules(every) == ["reference-retired"]
    assert (every[0].severity, every[0].fix) == ("warning", "Name talking instead.")


@pytest.mark.parametrize(
    "statement",
    [
        "{{ client.name }} explores {{ target }} feelings by {{ target_date }}.",
        "{{ client.name }} will learn {{ target }} skills by {{ target_date }}.",
        "By {{ target_date }}, {{ client.name }} is more aware of {{ target }}.",
        "By {{ target_date }}, {{ client.name }} processes grief in {{ target }} sessions.",
    ],
)
def test_verbs_that_nobody_can_see_are_flagged(tmp_path: Path, statement: str) -> None:
    """In any form."""
    assert rules(found(tmp_path, objective(statement=statement))) == ["objective-verb"]


def test_a_noun_that_looks_like_such_a_verb_is_not_flagged(tmp_path: Path) -> None:
    """The process, a feeling."""
    statement = "{{ client.name }} rates the process and a feeling at {{ target }} or less by {{ target_date }}."
    assert rules(found(tmp_path, objective(statement=statement))) == []


def test_what_the_steps_of_a_problem_wait_for_may_not_go_round(tmp_path: Path) -> None:
    """The circle is printed whole."""
    goals = small_library()[PROBLEM]["goals"]
    goals["safe"]["objectives"]["checked"]["requires"] = ["better/lower-score"]
    (one,) = found(tmp_path, {PROBLEM: {"goals": goals}})
    assert "better/lower-score -> safe/checked -> better/lower-score" in one.said


def test_a_problem_may_not_leave_a_step_to_itself(tmp_path: Path) -> None:
    """Nobody would do it."""
    goals = small_library()[PROBLEM]["goals"]
    goals["safe"]["objectives"]["checked"]["left_to"] = ["low-mood"]
    (one,) = found(tmp_path, {PROBLEM: {"goals": goals}})
    assert (one.rule, "left_to" in one.said) == ("circle", True)


def test_demands_may_not_imply_each_other(tmp_path: Path) -> None:
    """Expanding them would not end."""
    words = small_library()[WORDS]
    words["demands"]["see-print"]["implies"] = ["read-text"]
    assert rules(found(tmp_path, {WORDS: words})) == ["circle"]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3).map(tuple)))
def test_a_graph_has_a_circle_exactly_where_one_is_found(edges: dict[str, tuple[str, ...]]) -> None:
    """Each found is one; and without its first pointers nothing goes round."""
    every = circles(edges)
    for circle in every:
        assert all(following in edges[name] for name, following in zip(circle, (*circle[1:], circle[0]), strict=True))
    taken = {name for circle in every for name in circle}
    left = {name: [each for each in others if each in edges and each not in taken] for name, others in edges.items()}
    order: list[str] = []
    while ready := [name for name in left if name not in order and name not in taken and set(left[name]) <= set(order)]:
        order += ready
    assert set(order) | taken == set(edges)


def test_a_long_chain_is_no_circle_and_no_crash() -> None:
    """Depth costs nothing."""
    chain = {str(number): (str(number + 1),) for number in range(5000)}
    assert circles(chain) == []
    assert len(circles({**chain, "5000": ("0",)})[0]) == 5001


ODD = [None, "", " ", "x", -1, 0, 1e300, 0.5, True, [], {}, [None], [[]], {"x": None}, "{{", "a" * 7000, "2026-02-30"]


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every mapping or list in a value with each of its keys or positions."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [spot for key in keys for spot in spots(value[key])]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_mistake_in_a_file_breaks_the_check(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever stands where something else should: findings, never an exception; and what loads is used."""
    tree = small_library()
    for _ in range(data.draw(st.integers(1, 3))):
        content = tree[data.draw(st.sampled_from([name for name in tree if name.endswith(".yaml")]))]
        holder, key = data.draw(st.sampled_from(spots(content) or [({}, "x")]))
        odd = data.draw(st.sampled_from([*ODD, ...]))
        if odd is ... and isinstance(holder, dict):
            holder.pop(key, None)
        else:
            holder[key] = None if odd is ... else copy.deepcopy(odd)
    root = write_tree(tmp_path_factory.mktemp("odd"), tree)
    shapes = [each for each in check_library(root) if each.severity == "error"]
    if not shapes:
        coverage(load_library(root, use_cache=False))
