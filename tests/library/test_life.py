"""The life of an entry: begun as a file that explains itself, approved in its wording, due for review."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from layer_trees import DAY_PLAN, OURS, roots
from library_trees import small_library, write_tree

from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.library.approving import approve
from planbuilder.library.beginning import begin_entry, questions, split_answers
from planbuilder.library.checking import check_library
from planbuilder.library.life import life
from planbuilder.library.loading import load_library
from planbuilder.library.skeleton import fields_of
from planbuilder.library.store import KINDS
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

DAY = dt.date(2026, 11, 24)
SOURCE = {
    "title": "A leaflet",
    "publisher": "A city",
    "licence": "public-domain",
    "type": "web-page",
    "checked": "null",
}


def approved(folders: tuple[Path, ...], *names: str, role: str = "director", on: dt.date = DAY) -> None:
    """Approve entries in the uppermost layer."""
    approve(folders[-1], load_library(*folders), names, role, on)


def test_an_approval_holds_until_the_text_changes(tmp_path: Path) -> None:
    """Also where a layer beneath changes it; a comment or another state is no other text."""
    folders = roots(tmp_path, {})
    approved(folders, "day-plan")
    library = load_library(*folders)
    assert [each.role for each in library.approved("intervention/day-plan")] == ["director"]
    assert check_library(*folders) == ()
    entry = folders[0] / DAY_PLAN
    entry.write_text(entry.read_text() + "# A comment.\n")
    assert load_library(*folders).approved("intervention/day-plan")
    write_tree(folders[0], {DAY_PLAN: {**small_library()[DAY_PLAN], "title": "Day planned"}})
    assert not load_library(*folders).approved("intervention/day-plan")
    assert [each.rule for each in check_library(*folders)] == ["approval-stale"]
    approved(folders, "day-plan")
    assert load_library(*folders).approved("intervention/day-plan")
    assert check_library(*folders) == ()


def test_several_roles_approve_and_comments_stay(tmp_path: Path) -> None:
    """One file holds them all."""
    folders = roots(tmp_path, {})
    approved(folders, "day-plan", "low-mood")
    file = folders[1] / "approvals.yaml"
    file.write_text(file.read_text() + "# Minutes of the committee: folder 12.\n")
    approved(folders, "day-plan", role="consumer-council")
    assert "# Minutes of the committee" in file.read_text()
    roles = [each.role for each in load_library(*folders).approved("intervention/day-plan")]
    assert roles == ["director", "consumer-council"]


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("day-plam", "director", "No entry"),
        ("seen-guide", "director", "a document of others"),
        ("option/waiting", "director", "is withdrawn"),
        ("day-plan", "The Director", "no name of a role"),
    ],
)
def test_what_cannot_be_approved_is_refused(name: str, role: str, said: str, tmp_path: Path) -> None:
    """All or nothing."""
    folders = roots(tmp_path, {"hidden.yaml": {"schema": 1, "hidden": {"option/waiting": "We have no list."}}})
    with pytest.raises(UsageError, match=said):
        approved(folders, "day-plan", name, role=role)
    assert not (folders[1] / "approvals.yaml").exists()


def test_a_status_tells_what_waits(tmp_path: Path) -> None:
    """Drafts, reviews that are due, approvals that no longer hold, and what is in use without one."""
    policy = {"approval": "required", "review_months": 12}
    draft = {**small_library()[DAY_PLAN], "id": "week-plan", "state": "draft"}
    about = {**OURS["library.yaml"], "policy": policy}
    folders = roots(tmp_path, {"library.yaml": about, "interventions/cbt/week-plan.yaml": draft})
    write_tree(folders[1], {"drafts/intervention/idea.yaml": {"schema": 1}})
    approved(folders, "day-plan", "low-mood", on=dt.date(2024, 2, 29))
    write_tree(folders[0], {"problems/low-mood.yaml": {**small_library()["problems/low-mood.yaml"], "title": "Low"}})
    library = load_library(*folders)
    found = life(folders, library, DAY)
    assert found.drafts == ("intervention/week-plan",)
    assert found.draft_files == (str(folders[1] / "drafts/intervention/idea.yaml"),)
    assert [(each.entry, each.due) for each in found.overdue] == [("intervention/day-plan", "2025-02-28")]
    assert [each.entry for each in found.stale] == ["problem/low-mood"]
    assert "problem/low-mood" in found.unapproved
    assert "intervention/day-plan" not in found.unapproved
    assert not any(each.startswith("source/") for each in found.unapproved)
    assert (found.demanded, found.in_use) == (True, False)
    used = life(folders, library, DAY, {"intervention/health-check", "intervention/day-plan"})
    assert (used.unapproved, used.in_use) == (("intervention/health-check",), True)
    assert life(folders, library, dt.date(2025, 2, 27)).overdue == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_entry_has_every_field_that_must_be_there(kind: str, tmp_path: Path) -> None:
    """It can be read, says what each wants, and nothing loads it; filled in, only what was left empty is wrong."""
    folders = roots(tmp_path, {})
    done = begin_entry(folders[1], load_library(*folders), kind, "brand-new", {})
    assert not done.whole
    text = done.file.read_text()
    file = read_yaml(text.encode(), "x.yaml")
    assert file.findings == ()
    wanted = {name for name, node in fields_of(kind).items() if node["wanted"]}
    assert wanted <= set(file.value or {})
    for name in fields_of(kind):
        assert f"\n{name}:" in text or f"\n# {name}:" in text
    assert all("nobody knows" not in each.said for each in shape_findings(file, kind))
    assert check_library(*folders) == ()


def test_a_whole_entry_goes_where_it_belongs_as_a_draft(tmp_path: Path) -> None:
    """And loads."""
    folders = roots(tmp_path, {})
    done = begin_entry(folders[1], load_library(*folders), "source", "city-leaflet", SOURCE)
    assert (done.whole, done.file) == (True, folders[1] / "sources" / "city-leaflet.yaml")
    assert check_library(*folders) == ()
    assert load_library(*folders).sources["city-leaflet"].state == "draft"


@pytest.mark.parametrize(
    ("kind", "id", "answers", "said"),
    [
        ("interventoin", "x", {}, "no kind of entry"),
        ("intervention", "Not An Id", {}, "no id"),
        ("intervention", "day-plan", {}, "with this id already"),
        ("intervention", "x", {"titel": "T"}, "no such field"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(
    kind: str, id: str, answers: dict[str, str], said: str, tmp_path: Path
) -> None:
    """And no file is written."""
    folders = roots(tmp_path, {})
    with pytest.raises(UsageError, match=said):
        begin_entry(folders[1], load_library(*folders), kind, id, answers)
    assert not (folders[1] / "drafts").exists()


def test_a_draft_is_never_written_over(tmp_path: Path) -> None:
    """Whoever began it goes on in it."""
    folders = roots(tmp_path, {})
    library = load_library(*folders)
    begin_entry(folders[1], library, "intervention", "x", {"title": "First"})
    with pytest.raises(EnvironmentFaultError, match="there already"):
        begin_entry(folders[1], library, "intervention", "x", {"title": "Second"})


def test_questions_are_what_one_line_answers() -> None:
    """Each with what it wants; lists and nested fields are left to the file."""
    asked: dict[str, Any] = {each.field: each for each in questions("intervention")}
    assert {"title", "modality", "statement", "plain", "responsible"} <= set(asked)
    assert "dose" not in asked
    assert all(each.wants for each in asked.values())
    assert split_answers(["title=A=b"]) == {"title": "A=b"}
    with pytest.raises(UsageError):
        split_answers(["title"])
