"""Failures against a schema say in plain words what is wrong, where, and what to do."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from planbuilder.findings import Finding
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

SOURCE: dict[str, Any] = {
    "schema": 1,
    "id": "a-guide",
    "type": "guideline",
    "title": "A guide",
    "publisher": "Somebody",
    "licence": "cite-only",
    "checked": {"on": "2026-11-24", "level": "primary", "saw": "Title page."},
}


def found(changes: dict[str, Any], name: str = "source", entry: dict[str, Any] | None = None) -> list[Finding]:
    """Return what is wrong with an entry after changes; a field changed to ``...`` is left out."""
    value = {key: each for key, each in {**(entry or SOURCE), **changes}.items() if each is not ...}
    return shape_findings(read_yaml(yaml.safe_dump(value, sort_keys=False).encode(), "x.yaml"), name)


@pytest.mark.parametrize(
    ("changes", "said", "fix"),
    [
        ({"title": ..., "publisher": ...}, "The file lacks 'title', 'publisher'.", "Add 'title', 'publisher'."),
        ({"tilte": "x"}, "nobody knows: 'tilte'", "Did you mean 'title'?"),
        ({"zzz": "x"}, "nobody knows: 'zzz'", "Known here: schema, id"),
        ({"title": None}, "'title' is empty.", "leave the whole line out"),
        ({"title": ""}, "'title' is empty.", "leave the whole line out"),
        ({"title": 5}, "'title' should be text.", "in quotes"),
        ({"title": ["x"]}, "'title' should be text.", "Write text."),
        ({"title": "two\nlines"}, "does not have the right form", "Write it like this"),
        ({"title": "x" * 601}, "'title' is longer than 600 characters.", "Shorten it"),
        ({"type": "guidline"}, "not one of the allowed words", "Did you mean 'guideline'?"),
        ({"licence": "zzzzz"}, "not one of the allowed words", "Write one of: public-domain"),
        ({"year": 1700}, "'year' is under 1900", "Write 1900 or more."),
        ({"year": "2021"}, "'year' should be a whole number.", "Write a whole number."),
        ({"schema": "1"}, "'schema' should be a whole number.", "Write"),
        ({"schema": 0}, "'schema' must be 1.", "Write 1."),
        ({"schema": 2}, "format version 2", "Update planbuilder"),
        (
            {"checked": {"on": "2026-02-30", "level": "copy", "saw": "x"}},
            "'on' is not a date that exists",
            "2026-11-24",
        ),
        ({"checked": {"on": "soon", "level": "copy", "saw": "x"}}, "'on' does not have the right form", "2026-11-24"),
        ({"checked": {"on": "2026-11-24", "saw": "x"}}, "'checked' lacks 'level'.", "Add 'level'."),
        ({"state": "superseded"}, "The file lacks 'by', 'why'.", "Add 'by', 'why'."),
    ],
)
def test_a_failure_is_said_in_plain_words(changes: dict[str, Any], said: str, fix: str) -> None:
    """Once, whatever number of schema keywords it breaks."""
    (one,) = found(changes)
    assert said in one.said
    assert fix in one.fix
    assert one.why


def test_a_null_that_says_nobody_looked_is_allowed() -> None:
    """The one field where null means something."""
    assert found({"checked": None}) == []


def test_every_unknown_field_is_named_at_its_own_line() -> None:
    """Two typing mistakes are two findings."""
    assert [(one.where.line, one.where.at) for one in found({"tilte": "x", "yaer": 2000})] == [
        (11, "tilte"),
        (12, "yaer"),
    ]


@pytest.mark.parametrize(
    ("horizon", "said"),
    [({}, "has none of: horizon; due."), ({"horizon": {"weeks": 1}, "due": {}}, "more than one of")],
)
def test_a_choice_names_what_may_be_chosen(horizon: dict[str, Any], said: str) -> None:
    """Neither and both are told apart."""
    objective = {"statement": "The nurse checks twice.", "plain": "I am checked.", "measured_by": {"done": "x"}}
    objective |= {"interventions": ["a"], **horizon}
    goals = {
        "a": {"statement": "Ten letters.", "plain": "I am well.", "stage": "early", "objectives": {"b": objective}}
    }
    problems = [
        one for one in found({"goals": goals}, "problem", {"schema": 1}) if one.where.at.endswith("objectives/b")
    ]
    assert any(said in one.said and "Give exactly one of: horizon; due." in one.fix for one in problems)


def test_a_name_of_the_wrong_form_is_shown_where_it_stands() -> None:
    """Ids that are names of fields too."""
    (one,) = [one for one in found({"definitions": {"Not A Slug": "x"}}, "problem", {}) if "Slug" in one.said]
    assert one.where.at == "definitions/Not A Slug"
    assert one.said == "The name 'Not A Slug' does not have the right form."


def test_a_finding_on_shape_never_repeats_a_value() -> None:
    """Client files go through the same words."""
    for one in found({"title": "Jane\nSecret", "type": "Jane Secret", "year": 999, "url": "Jane Secret"}):
        assert "Jane" not in f"{one.said} {one.fix} {one.why}"
        assert "999" not in one.said
