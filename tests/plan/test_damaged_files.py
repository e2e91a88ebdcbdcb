"""Files with something deleted, exchanged or doubled at random are refused or used, never a fault of the program."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import EXAMPLE_DAY, examples

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes
from planbuilder.documents.text import plan_text
from planbuilder.errors import InputError
from planbuilder.findings import ordered
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.plans import load_plan, plan_json
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.suggesting import suggest
from planbuilder.plan.writing import suggestion_yaml
from planbuilder.reading import read_yaml

Path_ = tuple[str | int, ...]
CLIENT = next(each for each in examples() if each.name == "deaf-alcohol.client.yaml")
SELECTION = CLIENT.with_name("deaf-alcohol.selection.yaml")
#: What damage puts in the place of something: nothing, too much, the wrong kind, days at the edges, words of the files.
_STRANGE = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1, 1.5, 1e308, 10**15, [], {}, ["x"], {"a": "b"}),
        *("", "x", "a\nb", "A" * 300, "{{ x }}", "{{ client.name }}", "{% if %}", "no", "none", "blank", "uncovered"),
        *("0001-01-01", "2026-02-29", "2026-11-16", "9999-12-31", "2026-11-09T00:00", "1.A.1", "client"),
    ]
)
_OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def places(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


def at(value: Any, path: Path_) -> Any:
    """Return what stands at a path."""
    for key in path:
        value = value[key]
    return value


@st.composite
def damaged(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """Return a file's value with one to three things deleted, exchanged with something strange, or with each other."""
    value = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(value))
        path = draw(st.sampled_from(found))
        home, key = at(value, path[:-1]), path[-1]
        alike = [each for each in found if type(at(value, each)) is type(home[key])]
        deed = draw(st.sampled_from(["delete", "strange", "other", "double"]))
        if deed == "delete":
            del home[key]
        elif deed == "strange":
            home[key] = copy.deepcopy(draw(_STRANGE))
        elif deed == "other":
            home[key] = copy.deepcopy(at(value, draw(st.sampled_from(alike))))
        elif isinstance(home, list):
            home.append(copy.deepcopy(home[key]))
        if not value:
            break
    return value


@pytest.fixture(scope="module")
def record(shipped: Library) -> dict[str, Any]:
    """Return a plan record as plain data."""
    person = load_client(CLIENT, shipped, EXAMPLE_DAY)
    chosen, _ = load_selection(SELECTION, person, shipped)
    found: dict[str, Any] = json.loads(plan_json(compose(person, chosen, shipped, EXAMPLE_DAY)))
    return found


def written(folder: Path, value: object) -> Path:
    """Return a file that holds a value; JSON is YAML too."""
    path = folder / "damaged.yaml"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def used(plan: Plan, shelf: Library) -> None:
    """Check a plan and print it as text."""
    found = check_record(plan, shelf)
    assert found == ordered(found)
    assert plan_text(plan, document_homes(data_path("library"), None))


def refused(error: InputError) -> None:
    """Expect every finding to have a place, a sentence and a next step."""
    assert error.findings
    for each in error.findings:
        assert str(each.where)
        assert each.said
        assert each.fix


@_OFTEN
@given(st.data())
def test_a_damaged_client_is_refused_or_planned_for(tmp_path: Path, shipped: Library, data: st.DataObject) -> None:
    """Expect findings, or a suggestion that can be read back and a plan that can be checked and printed."""
    value = data.draw(damaged(read_yaml(CLIENT.read_bytes(), "x").value or {}))
    try:
        person = load_client(written(tmp_path, value), shipped, EXAMPLE_DAY)
    except InputError as error:
        refused(error)
        return
    found = suggest(person, shipped, EXAMPLE_DAY)
    if found.problems:
        path = tmp_path / "suggested.yaml"
        path.write_text(suggestion_yaml(found, shipped), encoding="utf-8")
        assert load_selection(path, person, shipped)[0].problems == found.selection.problems
    used(compose(person, None, shipped, EXAMPLE_DAY), shipped)


@_OFTEN
@given(st.data())
def test_a_damaged_selection_is_refused_or_composed(tmp_path: Path, shipped: Library, data: st.DataObject) -> None:
    """Expect findings, or a plan that can be checked and printed."""
    person: Client = load_client(CLIENT, shipped, EXAMPLE_DAY)
    value = data.draw(damaged(read_yaml(SELECTION.read_bytes(), "x").value or {}))
    try:
        chosen, _ = load_selection(written(tmp_path, value), person, shipped)
    except InputError as error:
        refused(error)
        return
    used(compose(person, chosen, shipped, EXAMPLE_DAY), shipped)


@_OFTEN
@given(st.data())
def test_a_damaged_record_is_refused_or_found_out(
    tmp_path: Path, shipped: Library, record: dict[str, Any], data: st.DataObject
) -> None:
    """Expect findings, from the reading or from the check, and a text whatever the record holds."""
    value = data.draw(damaged(record))
    try:
        plan = load_plan(written(tmp_path, value))
    except InputError as error:
        refused(error)
        return
    used(plan, shipped)
