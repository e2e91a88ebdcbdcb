"""Layers stack: each adds, patches and hides; everything that would be silently wrong is an error with its place."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_trees import DAY_PLAN, OURS, hash_of, patch_of, roots
from library_trees import Tree, small_library, write_tree

from planbuilder.cache import cache_directory
from planbuilder.errors import InputError
from planbuilder.library.checking import check_library
from planbuilder.library.contents import content_hash
from planbuilder.library.loading import load_library
from planbuilder.library.patching import merged
from planbuilder.library.rules import every_rule

PATCH = "patches/intervention/day-plan.yaml"
WORDING = "The counselor plans {{ hours }} hours of tomorrow with {{ client.them }}, on paper."
AT_LEAST = {"title": "Plan for tomorrow"}
ANOTHER = "0" * 64

NEGATIVE: dict[str, Tree] = {
    "layer-twice": {"library.yaml": {**OURS["library.yaml"], "id": "small"}},
    "layer-entry-twice": {DAY_PLAN: small_library()[DAY_PLAN]},
    "patch-place": {"patches/interventions/day-plan.yaml": patch_of(DAY_PLAN, AT_LEAST)},
    "patch-target": {"patches/intervention/day-paln.yaml": patch_of(DAY_PLAN, AT_LEAST)},
    "patch-identity": {PATCH: patch_of(DAY_PLAN, {"id": "other"})},
    "patch-nothing": {PATCH: patch_of(DAY_PLAN, {"title": "Plan of the day"})},
    "patch-outdated": {PATCH: {**patch_of(DAY_PLAN, AT_LEAST, was={"title": "A day"}), "for": ANOTHER}},
    "patch-elsewhere": {PATCH: {**patch_of(DAY_PLAN, AT_LEAST, was={"title": "Plan of the day"}), "for": ANOTHER}},
    "hidden-target": {"hidden.yaml": {"schema": 1, "hidden": {"option/wating": "We have no list."}}},
    "approval-target": {
        "approvals.yaml": {
            "schema": 1,
            "approvals": {"option/wating": {"director": {"content": ANOTHER, "on": "2026-11-24"}}},
        }
    },
    "approval-stale": {
        "approvals.yaml": {
            "schema": 1,
            "approvals": {"option/waiting": {"director": {"content": ANOTHER, "on": "2026-11-24"}}},
        }
    },
}


def rules(*folders: Path) -> list[str]:
    """Return the rules that layers break."""
    return [each.rule for each in check_library(*folders)]


@pytest.mark.parametrize("id", sorted(NEGATIVE))
def test_a_rule_on_layers_fires_on_its_example(id: str, tmp_path: Path) -> None:
    """At a place in the layer that is wrong, and only there."""
    folders = roots(tmp_path, NEGATIVE[id])
    found = [each for each in check_library(*folders) if each.rule == id]
    assert found
    assert len({each.where.file for each in check_library(*folders) if each.severity == "error"}) <= 1
    for each in found:
        assert each.severity == every_rule()[id].severity
        assert each.where.file.startswith(str(folders[1]))
        assert each.said.endswith(".")
        assert each.why
        assert each.fix
    if found[0].severity == "error" and id != "approval-target":  # nothing is used of an approval for nobody
        with pytest.raises(InputError):
            load_library(*folders)


def test_hiding_what_is_retired_already_is_an_error(tmp_path: Path) -> None:
    """Somebody would believe that this line keeps it out."""
    line = {"hidden.yaml": {"schema": 1, "hidden": {"option/waiting": "We have no list."}}}
    third = {**OURS["library.yaml"], "id": "third"}
    folders = roots(tmp_path, line, {**line, "library.yaml": third})
    assert "hidden-nothing" in rules(*folders)
    assert "hidden-nothing" not in rules(*folders[:2])


def test_an_empty_layer_changes_nothing_but_whose_library_it_is(tmp_path: Path) -> None:
    """Every entry comes from where it stands."""
    alone, stacked = load_library(roots(tmp_path)[0]), load_library(*roots(tmp_path, {}))
    assert stacked.problems == alone.problems
    assert stacked.origin("intervention", "day-plan") == alone.origin("intervention", "day-plan")
    assert (alone.about.id, stacked.about.id) == ("small", "ours")
    assert [each.id for each in stacked.layers] == ["small", "ours"]
    assert rules(*roots(tmp_path, {})) == []


def test_a_layer_adds_entries_and_words(tmp_path: Path) -> None:
    """An entry of its own names what stands beneath, and words come to those of the same file."""
    own = {**small_library()[DAY_PLAN], "id": "week-plan", "title": "Plan of the week", "responsible": "peer"}
    words = {"schema": 1, "roles": {"peer": {"label": "the peer", "plain": "my peer"}}}
    folders = roots(tmp_path, {"interventions/cbt/week-plan.yaml": own, "vocabulary/words.yaml": words})
    library = load_library(*folders)
    assert library.interventions["week-plan"].responsible == "peer"
    assert set(library.vocabulary.roles) == {"counselor", "nurse", "peer"}
    assert library.origin("intervention", "week-plan").layer == "ours"
    words["roles"]["nurse"] = {"label": "the doctor", "plain": "my doctor"}
    write_tree(folders[1], {"vocabulary/words.yaml": words})
    assert "vocabulary-twice" in rules(*folders)


def test_a_patch_changes_fields_and_leaves_the_rest(tmp_path: Path) -> None:
    """Null takes a field out, a list stands for the whole list; the origin names both layers."""
    change = {"statement": WORDING, "slots": {"hours": {"maximum": None, "default": 3}}, "demands": ["read-text"]}
    folders = roots(tmp_path, {PATCH: patch_of(DAY_PLAN, change)})
    before, after = load_library(folders[0]), load_library(*folders)
    entry = after.interventions["day-plan"]
    assert (entry.statement, entry.demands, entry.title) == (WORDING, ("read-text",), "Plan of the day")
    assert (entry.slots["hours"].maximum, entry.slots["hours"].minimum, entry.slots["hours"].default) == (None, 1, 3)
    origin, under = after.origin("intervention", "day-plan"), before.origin("intervention", "day-plan")
    assert (origin.layer, origin.version, origin.file) == ("ours", "2.0.0", PATCH)
    assert origin.base.file == DAY_PLAN
    assert len({origin.sha256, under.sha256}) == len({origin.content, under.content}) == 2
    assert after.file_of(folders, "intervention", "day-plan") == folders[0] / DAY_PLAN


def test_what_a_patch_breaks_is_found_in_the_patch(tmp_path: Path) -> None:
    """With the line of the patch; what stands beneath it is not blamed."""
    broken = patch_of(DAY_PLAN, {"title": "A better plan", "responsible": "nrse"})
    folders = roots(tmp_path, {PATCH: broken})
    found = [each for each in check_library(*folders) if each.severity == "error"]
    assert [(each.rule, each.where.file) for each in found] == [("vocabulary-word", str(folders[1] / PATCH))]
    text = (folders[1] / PATCH).read_text().splitlines()
    assert "nrse" in text[found[0].where.line - 1]
    write_tree(folders[1], {PATCH: patch_of(DAY_PLAN, {"dose": {"times": "often"}, "plain": None})})
    assert {each.rule for each in check_library(*folders)} == {"schema"}


def test_an_outdated_patch_shows_both_texts(tmp_path: Path) -> None:
    """What it said then, and what it says now."""
    (found,) = check_library(*roots(tmp_path, NEGATIVE["patch-outdated"]))
    assert "then: 'A day'" in found.said
    assert "now: 'Plan of the day'" in found.said
    assert "planbuilder library patch intervention/day-plan" in found.fix


def test_layers_are_patched_in_their_order(tmp_path: Path) -> None:
    """The patch of a program is for the text as the agency has it."""
    first = {PATCH: patch_of(DAY_PLAN, AT_LEAST)}
    then = {**small_library()[DAY_PLAN], **AT_LEAST}
    program = {
        "library.yaml": {**OURS["library.yaml"], "id": "program", "layer": "program"},
        PATCH: {"schema": 1, "for": content_hash(then), "patch": {"title": "Tomorrow"}},
    }
    folders = roots(tmp_path, first, program)
    assert rules(*folders) == []
    library = load_library(*folders)
    assert library.interventions["day-plan"].title == "Tomorrow"
    assert [each.layer for each in library.origin("intervention", "day-plan").under] == ["small", "ours"]
    assert "patch-outdated" in rules(folders[0], folders[2])


def test_words_can_be_patched(tmp_path: Path) -> None:
    """Vocabulary and the words about people, by the name of their file."""
    words = {"roles": {"nurse": {"plain": "my nurse"}}}
    term = {"terms": {"addict": {"note": "Ask the person."}}}
    folders = roots(
        tmp_path,
        {
            "patches/vocabulary/words.yaml": patch_of("vocabulary/words.yaml", words),
            "patches/person-first/person-first.yaml": patch_of("language/person-first.yaml", term),
        },
    )
    library = load_library(*folders)
    assert library.vocabulary.roles["nurse"].plain == "my nurse"
    assert library.person_first.terms["addict"].note == "Ask the person."


def test_a_hidden_entry_is_withdrawn_here(tmp_path: Path) -> None:
    """With the reason; where it is still named is said, and the layer beneath is as it was."""
    folders = roots(tmp_path, {"hidden.yaml": {"schema": 1, "hidden": {"option/waiting": "We have no list."}}})
    library = load_library(*folders)
    assert (library.options["waiting"].state, library.options["waiting"].why) == ("withdrawn", "We have no list.")
    assert library.origin("option", "waiting").layer == "ours"
    assert load_library(folders[0]).options["waiting"].state == "active"
    assert "reference-retired" in rules(*folders)


def test_a_document_of_a_layer_comes_before_the_one_beneath(tmp_path: Path) -> None:
    """Whole: manifest and template."""
    ours = {**small_library()["documents/letter/document.yaml"], "title": "Our letter"}
    tree = {"documents/letter/document.yaml": ours, "documents/letter/template.docx": b"PK"}
    assert load_library(*roots(tmp_path, tree)).documents["letter"].title == "Our letter"


def test_the_strictest_policy_and_every_notice_stand(tmp_path: Path) -> None:
    """Of all layers."""
    strict = {"approval": "required", "review_months": 12}
    middle = {**OURS["library.yaml"], "policy": strict, "notice": "Ours."}
    top = {**OURS["library.yaml"], "id": "top", "notice": "Theirs.", "policy": {"approval": "optional"}}
    about = load_library(*roots(tmp_path, {"library.yaml": middle}, {"library.yaml": top})).about
    assert (about.id, about.notice, about.policy.approval, about.policy.review_months) == (
        "top",
        "Ours. Theirs.",
        "required",
        12,
    )


def test_a_translation_may_keep_a_word_that_is_the_same(tmp_path: Path) -> None:
    """But not a patch that changes nothing at all."""
    spanish = {**OURS["library.yaml"], "language": "es"}
    change = {"title": "Plan of the day", "plain": "Planeamos mi día."}
    assert rules(*roots(tmp_path, {"library.yaml": spanish, PATCH: patch_of(DAY_PLAN, change)})) == []
    del change["plain"]
    assert "patch-nothing" in rules(*roots(tmp_path, {"library.yaml": spanish, PATCH: patch_of(DAY_PLAN, change)}))


def test_a_changed_layer_is_never_taken_from_the_cache(tmp_path: Path) -> None:
    """And one that is unchanged gives the same library."""
    folders = roots(tmp_path, {PATCH: patch_of(DAY_PLAN, AT_LEAST)})
    first = load_library(*folders)
    assert load_library(*folders) == first
    write_tree(folders[1], {PATCH: patch_of(DAY_PLAN, {"title": "Another"})})
    assert load_library(*folders).interventions["day-plan"].title == "Another"
    shutil.rmtree(folders[1] / "patches")
    assert load_library(*folders).interventions["day-plan"].title == "Plan of the day"


def test_what_was_found_is_remembered_until_anything_changes(tmp_path: Path) -> None:
    """A file, or a template that a document names."""
    folders = roots(tmp_path, {PATCH: patch_of(DAY_PLAN, AT_LEAST)})
    long_ago = time.time() - 60
    with pytest.MonkeyPatch.context() as patch:  # the clock: a file that was just changed is always read again
        patch.setattr("planbuilder.library.files.time.time_ns", lambda: int((long_ago + 3600) * 1e9))
        assert check_library(*folders) == ()
        assert [path.name for path in cache_directory().glob("findings-*")]
        assert check_library(*folders) == ()
        (folders[0] / "documents/letter/template.docx").unlink()
        assert rules(*folders) == ["document-template"]
        write_tree(folders[1], {PATCH: patch_of(DAY_PLAN, {"title": "Plan of the day"})})
        assert set(rules(*folders)) == {"document-template", "patch-nothing"}


def test_a_broken_file_beneath_is_told_once_and_the_patch_waits(tmp_path: Path) -> None:
    """No second error hides the first."""
    folders = roots(tmp_path, {PATCH: patch_of(DAY_PLAN, AT_LEAST)})
    write_tree(folders[0], {DAY_PLAN: "title: [broken\n"})
    assert {each.rule for each in check_library(*folders) if each.severity == "error"} == {"yaml-syntax"}


RFC_7396: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("value", "patch", "result"), RFC_7396)
def test_merging_is_that_of_the_standard(value: Any, patch: Any, result: Any) -> None:
    """The examples of RFC 7396, appendix A."""
    assert merged(value, patch) == result


_JSON = st.recursive(
    st.text(max_size=3) | st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(_JSON, _JSON)
def test_merging_twice_is_merging_once(value: Any, patch: Any) -> None:
    """And what was merged into is not changed."""
    once = merged(value, patch)
    assert merged(once, patch) == once


def test_the_hash_of_a_content_ignores_its_form() -> None:
    """Order of the fields, state and format version; a changed word changes it."""
    entry = small_library()[DAY_PLAN]
    turned = dict(reversed([*entry.items(), ("state", "withdrawn"), ("why", "x")]))
    assert content_hash(turned) == hash_of(DAY_PLAN)
    assert content_hash({**entry, "plain": "Other."}) != hash_of(DAY_PLAN)
