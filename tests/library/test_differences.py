"""What differs between two editions of a library: which entries, which fields and words, how heavy, what it means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_trees import Tree, small_library, write_tree

from planbuilder.errors import UsageError
from planbuilder.library.differences import Difference, differences, meaning
from planbuilder.library.editions import compare, edition_of
from planbuilder.library.loading import load_library
from planbuilder.library.marked_words import marked, marked_text
from planbuilder.library.versions import heaviest, least_version, parse_version

DAY_PLAN = "interventions/cbt/day-plan.yaml"
Change = Callable[[Tree], object]


@pytest.fixture
def found(tmp_path: Path) -> Callable[[Change], tuple[Difference, ...]]:
    """Return a function that changes the small library and returns what differs."""

    def compared(change: Change) -> tuple[Difference, ...]:
        before, after = small_library(), small_library()
        change(after)
        old, new = write_tree(tmp_path / "old", before), write_tree(tmp_path / "new", after)
        return differences(load_library(old), load_library(new))

    return compared


Found = Callable[[Change], tuple[Difference, ...]]


def within(name: str, **fields: Any) -> Change:
    """Return a change that sets fields of a file."""
    return lambda tree: tree[name].update(fields)


def test_the_same_library_differs_in_nothing(found: Found) -> None:
    """Expect none; nor for a new version number alone."""
    assert found(lambda _: None) == ()


def test_a_new_version_number_alone_is_no_difference(found: Found) -> None:
    """Expect that the number follows from the content, and is none of it."""
    assert found(within("library.yaml", version="0.2.0")) == ()


def test_a_reworded_text_is_told_with_its_words_marked(found: Found) -> None:
    """Expect the one field by its path, and what went and came in it."""
    [each] = found(within(DAY_PLAN, plain="We plan my next two days."))
    [field] = each.fields
    assert (each.name, each.how, each.weight) == ("intervention/day-plan", "changed", "wording")
    assert (field.path, marked_text(field.words)) == ("plain", "We plan my next [-day-]{+two days+}.")
    assert "keep their words" in meaning(each)


def test_a_dose_is_told_by_its_own_fields_and_weighs_more_than_wording(found: Found) -> None:
    """Expect minutes from 50 to 30."""
    dose = {"minutes": 30, "times": 1, "per": "week", "weeks": 12}
    [each] = found(within(DAY_PLAN, dose=dose))
    assert [(field.path, field.before, field.after) for field in each.fields] == [("dose/minutes", "50", "30")]
    assert each.weight == "substance"


def test_an_id_in_a_list_came_or_went_and_is_no_other_wording(found: Found) -> None:
    """Expect each by itself, wherever it stands in the list."""
    [each] = found(within(DAY_PLAN, demands=["read-text", "see-print"]))
    told = [(field.path, field.how, field.before or field.after) for field in each.fields]
    assert told == [("demands", "removed", "hear-speech"), ("demands", "added", "see-print")]


def test_an_objective_that_went_leaves_plans_in_use_without_it(found: Found) -> None:
    """Expect one difference for the whole objective, of the greatest weight."""

    def change(tree: Tree) -> None:
        del tree["problems/low-mood.yaml"]["goals"]["better"]["objectives"]["more-days"]

    [each] = found(change)
    assert [(field.path, field.how) for field in each.fields] == [("goals/better/objectives/more-days", "removed")]
    assert each.weight == "break"
    assert "not there any more" in meaning(each)


def test_another_range_of_a_measure_changes_what_scores_mean(found: Found) -> None:
    """Expect the range told as a whole, of the greatest weight."""
    bands = [{"min": 0, "max": 4, "label": "mild"}, {"min": 5, "max": 20, "label": "severe"}]
    [each] = found(within("measures/mood-score.yaml", range={"min": 0, "max": 20}, bands=bands))
    assert ("range", "min: 0; max: 10", "min: 0; max: 20") in [(f.path, f.before, f.after) for f in each.fields]
    assert each.weight == "break"


@pytest.mark.parametrize(
    ("change", "name", "how"),
    [
        (within("options/waiting.yaml", state="withdrawn", why="It harmed."), "option/waiting", "withdrawn"),
        (
            within("options/waiting.yaml", state="superseded", by=["talking"], why="It works."),
            "option/waiting",
            "superseded",
        ),
        (lambda tree: tree.pop("routines/intake.yaml"), "routine/intake", "removed"),
    ],
)
def test_what_is_retired_or_gone_is_told_as_that(found: Found, change: Change, name: str, how: str) -> None:
    """Expect the way, what follows, and that it weighs most."""
    [each] = found(change)
    assert (each.name, each.how, each.weight) == (name, how, "break")
    assert not any(field.path in ("state", "by", "why") for field in each.fields)
    assert ("talking" in meaning(each)) == (how == "superseded")


def test_words_and_terms_of_the_library_count_as_well(found: Found) -> None:
    """Expect a word that was added, a conflict that is harder, and a term with another advice."""

    def change(tree: Tree) -> None:
        words = tree["vocabulary/words.yaml"]
        words["roles"]["peer"] = {"label": "the peer", "plain": "my peer"}
        words["conflicts"]["blind"]["read-text"]["degree"] = "usual"
        tree["language/person-first.yaml"]["terms"]["addict"]["say"] = ["person who uses"]

    told = {each.name: [field.path for field in each.fields] for each in found(change)}
    assert told == {
        "vocabulary/conflicts/blind": ["read-text/degree"],
        "vocabulary/roles/peer": [],
        "term/addict": ["say/0"],
    }


def test_another_word_template_is_a_difference_of_its_document(tmp_path: Path) -> None:
    """Expect it though no text of the library changed."""
    tree = small_library()
    old = edition_of(write_tree(tmp_path / "old", tree), "old")
    new = edition_of(write_tree(tmp_path / "new", tree | {"documents/letter/template.docx": b"PK2"}), "new")
    assert [(each.name, each.fields[0].path) for each in compare(old, new)] == [("document/letter", "template.docx")]


@given(st.text("ab .,", max_size=30), st.text("ab .,", max_size=30))
def test_marked_words_give_both_texts_back(before: str, after: str) -> None:
    """Expect the first without what came, the second without what went."""
    words = marked(before, after)
    assert "".join(each.text for each in words if each.how != "added") == before
    assert "".join(each.text for each in words if each.how != "removed") == after


@pytest.mark.parametrize(
    ("before", "weight", "least"),
    [
        ("1.2.3", "wording", "1.2.4"),
        ("1.2.3", "substance", "1.3.0"),
        ("1.2.3", "break", "2.0.0"),
        ("0.2.3", "wording", "0.2.4"),
        ("0.2.3", "substance", "0.2.4"),
        ("0.2.3", "break", "0.3.0"),
        ("1.2.3", None, "1.2.4"),
    ],
)
def test_the_heaviest_change_decides_the_number(before: str, weight: Any, least: str) -> None:
    """Expect as semantic versions count, one place further right while the first number is 0."""
    assert least_version(before, weight) == least


@pytest.mark.parametrize("text", ["1.2", "v1.2.3", "1.02.3", "1.2.3-rc1", "", "1.2.3\n"])
def test_what_is_no_version_number_is_refused(text: str) -> None:
    """Expect a sentence with an example."""
    with pytest.raises(UsageError, match="version number"):
        parse_version(text)


def test_nothing_weighs_nothing() -> None:
    """Expect no weight where nothing differs."""
    assert heaviest(()) is None
