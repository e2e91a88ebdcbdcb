"""Every field of an entry says where it came from; a patch is written for the text that stands beneath it."""

from __future__ import annotations

from pathlib import Path

import pytest
from layer_trees import DAY_PLAN, OURS, patch_of, roots
from library_trees import small_library, write_tree

from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.library.checking import check_library
from planbuilder.library.explaining import Explained, explain
from planbuilder.library.loading import load_library
from planbuilder.library.patch_writing import write_patch

PATCH = "patches/intervention/day-plan.yaml"
HIDDEN = {"hidden.yaml": {"schema": 1, "hidden": {"option/waiting": "We have no list."}}}


def explained(name: str, folders: tuple[Path, ...]) -> Explained:
    """Return where an entry of some layers came from."""
    return explain(folders, load_library(*folders), name)


def test_every_field_names_its_layer_file_and_line(tmp_path: Path) -> None:
    """Those of a patch the patch, all others the entry's own file, each at the line where it stands."""
    change = {"title": "Tomorrow", "dose": {"times": 2}}
    folders = roots(tmp_path, {PATCH: patch_of(DAY_PLAN, change, why="We meet twice.")})
    found = explained("day-plan", folders)
    origin = {each.path: each for each in found.fields}
    assert [(each.layer, each.does, each.why) for each in found.layers] == [
        ("small", "adds it", ""),
        ("ours", "patches it", "We meet twice."),
    ]
    assert {path for path, each in origin.items() if each.layer == "ours"} == {"title", "dose/times"}
    for path, each in origin.items():
        folder = folders[1] if each.layer == "ours" else folders[0]
        line = (folder / each.file).read_text().splitlines()[each.line - 1]
        assert path.rpartition("/")[2].split()[0] in line or "source" in line, path
    assert origin["demands"].value == ("hear-speech", "read-text")
    assert origin["dose/times"].value == 2


def test_a_hidden_entry_says_who_hid_it_and_why(tmp_path: Path) -> None:
    """With the line."""
    found = explained("option/waiting", roots(tmp_path, HIDDEN))
    assert (found.layers[-1].does, found.layers[-1].why) == ("hides it", "We have no list.")
    state = next(each for each in found.fields if each.path == "state")
    assert (state.value, state.layer, state.file) == ("withdrawn", "ours", "hidden.yaml")


def test_an_entry_of_one_library_is_explained_too(tmp_path: Path) -> None:
    """All of it comes from its file."""
    found = explained("low-mood", roots(tmp_path))
    assert {each.file for each in found.fields} == {"problems/low-mood.yaml"}


def test_what_cannot_be_explained_is_said(tmp_path: Path) -> None:
    """An unknown name, a file that is gone."""
    folders = roots(tmp_path)
    library = load_library(*folders)
    with pytest.raises(UsageError, match="No entry"):
        explain(folders, library, "no-such")
    (folders[0] / DAY_PLAN).write_text("[")
    with pytest.raises(UsageError, match="has changed"):
        explain(folders, library, "day-plan")
    (folders[0] / DAY_PLAN).unlink()
    with pytest.raises(EnvironmentFaultError):
        explain(folders, library, "day-plan")


def test_a_written_patch_fits_and_changes_what_was_asked(tmp_path: Path) -> None:
    """Its hash is that of the entry beneath, and what stood there stands beside."""
    folders = roots(tmp_path, {})
    done = write_patch(folders, "day-plan", ["title=Tomorrow", "dose/times=2"], why="We meet twice.")
    assert (done.entry, done.renewed, done.file) == ("intervention/day-plan", False, folders[1] / PATCH)
    assert check_library(*folders) == ()
    entry = load_library(*folders).interventions["day-plan"]
    assert (entry.title, entry.dose.times, entry.dose.minutes) == ("Tomorrow", 2, 50)
    assert "title: Plan of the day" in (folders[1] / PATCH).read_text()


def test_a_field_without_a_text_is_to_be_changed_by_hand(tmp_path: Path) -> None:
    """Until then it changes nothing, and the check says so."""
    folders = roots(tmp_path, {})
    write_patch(folders, "day-plan", ["statement"])
    assert [each.rule for each in check_library(*folders)] == ["patch-nothing"]


def test_a_patch_is_renewed_with_its_changes_and_comments(tmp_path: Path) -> None:
    """After what stands beneath has changed."""
    folders = roots(tmp_path, {})
    path = write_patch(folders, "day-plan", ["title=Tomorrow"]).file
    path.write_text(path.read_text().replace("patch:", "# We asked our clients.\npatch:"))
    write_tree(folders[0], {DAY_PLAN: {**small_library()[DAY_PLAN], "title": "Day planned"}})
    (found,) = check_library(*folders)
    assert found.rule == "patch-outdated"
    assert "'Plan of the day'" in found.said
    assert "'Day planned'" in found.said
    assert write_patch(folders, "day-plan", []).renewed
    assert check_library(*folders) == ()
    assert "# We asked our clients." in path.read_text()
    assert "title: Tomorrow" in path.read_text()


@pytest.mark.parametrize(
    ("fields", "without", "said"),
    [
        ([], ["id"], "cannot be without"),
        ([], ["schema"], "cannot be without"),
        (["title=Tomorrow"], ["title"], "changed and taken out"),
        (["dose/times=2"], ["dose"], "changed and taken out"),
        ([], ["nowhere/times"], "no such field"),
    ],
)
def test_what_no_entry_can_do_without_is_not_taken_out(
    fields: list[str], without: list[str], said: str, tmp_path: Path
) -> None:
    """Nor what is changed by the same command; nothing is written, and a wrong path is told what there is."""
    folders = roots(tmp_path, {})
    with pytest.raises(UsageError, match=said) as raised:
        write_patch(folders, "day-plan", fields, without=without)
    assert "It has: ." not in str(raised.value.fix)
    assert not (folders[1] / PATCH).exists()


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("day-plan", [], "needs a field"),
        ("day-plan", ["titel"], "no such field"),
        ("day-plan", ["dose/tims"], "no such field"),
        ("week-plan", ["title"], "No entry"),
    ],
)
def test_a_patch_that_cannot_be_is_refused(name: str, fields: list[str], said: str, tmp_path: Path) -> None:
    """And nothing is written."""
    own = {**small_library()[DAY_PLAN], "id": "week-plan"}
    folders = roots(tmp_path, {"interventions/cbt/week-plan.yaml": own})
    with pytest.raises(UsageError, match=said):
        write_patch(folders, name, fields)
    assert not (folders[1] / "patches").exists()
    with pytest.raises(UsageError, match="no layer"):
        write_patch(folders[:1], "day-plan", ["title=x"])


def test_a_layer_needs_to_say_which_it_is(tmp_path: Path) -> None:
    """A folder without library.yaml is none."""
    folders = roots(tmp_path, {"library.yaml": OURS["library.yaml"]})
    (folders[1] / "library.yaml").unlink()
    with pytest.raises(UsageError, match="no layer of a library"):
        write_patch(folders, "day-plan", ["title=x"])
