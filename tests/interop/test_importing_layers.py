"""In a workspace with layers a workbook shows the whole library, and what is edited goes into the uppermost layer."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from library_trees import write_tree
from workbook_edits import Edited, contents

from planbuilder.interop.exporting import export_workbook
from planbuilder.interop.importing import read_import, write_import
from planbuilder.library.checking import check_library
from planbuilder.library.loading import load_library

ABOUT = {
    "schema": 1,
    "id": "agency",
    "title": "What the agency changes",
    "version": "0.1.0",
    "language": "en-US",
    "licence": "none",
    "layer": "agency",
    "policy": {"approval": "optional"},
}
ROUTINE = {
    "schema": 1,
    "id": "tour",
    "title": "Tour of the house",
    "statement": "The counselor shows the house.",
    "plain": "I see the house.",
    "settings": ["outpatient"],
    "responsible": "counselor",
    "demands": ["read-text"],
    "sources": [],
}


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """Return an agency's layer with an entry of its own."""
    return write_tree(tmp_path / "layer", {"library.yaml": ABOUT, "routines/tour.yaml": ROUTINE})


@pytest.fixture
def edited(root: Path, layer: Path, tmp_path: Path) -> Edited:
    """Return the workbook of both, to be edited."""
    assert [each for each in check_library(root, layer) if each.severity == "error"] == []
    return Edited(export_workbook(tmp_path / "library.xlsx", root, layer))


def test_without_an_edit_nothing_changes(root: Path, layer: Path, edited: Edited) -> None:
    """Entries of both layers are there."""
    assert edited.cell("routines", "tour", "title").value == "Tour of the house"
    assert edited.cell("routines", "intake", "title").value == "Intake"
    found = read_import(edited.saved(), root, layer)
    assert (found.changes, found.findings, dict(found.files)) == ((), (), {})


def test_edits_go_into_the_uppermost_layer(root: Path, layer: Path, edited: Edited) -> None:
    """An entry of its own changes in its file, one from beneath by a patch, and a new one is a new file."""
    beneath, own = contents(root), (layer / "routines/tour.yaml").read_bytes()
    text = str(edited.cell("problems", "low-mood", "definitions").value)
    edited.put("routines", "tour", "title", "Tour of both houses")
    edited.put("problems", "low-mood", "definitions", text.replace("no-meals: Skips meals.", "no-sleep: Lies awake."))
    edited.put("objectives", "low-mood/better/lower-score", "options", None)
    edited.put("objectives", "low-mood/better/lower-score", "horizon/weeks", 16)
    new = {name: ROUTINE[name] for name in ("title", "statement", "plain", "responsible")}
    edited.add("routines", id="walk", settings="outpatient", demands="read-text", sources="[]", **new)
    found = read_import(edited.saved(), root, layer)
    assert set(found.files) == {"routines/tour.yaml", "routines/walk.yaml", "patches/problem/low-mood.yaml"}
    write_import(found)
    assert contents(root) == beneath
    assert (layer / "routines/tour.yaml").read_bytes() == own.replace(b"of the house", b"of both houses", 1)
    patch = yaml.safe_load((layer / "patches/problem/low-mood.yaml").read_bytes())
    steps = {"horizon": {"weeks": 16}, "options": None}
    assert patch["patch"] == {
        "definitions": {"no-meals": None, "no-sleep": "Lies awake."},
        "goals": {"better": {"objectives": {"lower-score": steps}}},
    }
    assert patch["was"]["definitions"] == {"no-meals": "Skips meals."}
    assert [each for each in check_library(root, layer) if each.severity == "error"] == []
    library = load_library(root, layer)
    assert library.problems["low-mood"].goals["better"].objectives["lower-score"].options == ()
    assert library.routines["walk"].title == "Tour of the house"
    found = read_import(edited.saved(), root, layer)
    assert (found.changes, dict(found.files)) == ((), {})


def test_a_second_edit_renews_the_patch_with_its_comments(root: Path, layer: Path, edited: Edited) -> None:
    """What it changed before stays; it stays in one file."""
    write_import(read_import(edited.put("problems", "low-mood", "title", "Low spirits").saved(), root, layer))
    path = layer / "patches/problem/low-mood.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# Asked for by the team.\n", encoding="utf-8")
    write_import(read_import(edited.put("problems", "low-mood", "plain_title", "My days").saved(), root, layer))
    assert "\n# Asked for by the team.\n" in path.read_text(encoding="utf-8")
    patch = yaml.safe_load(path.read_bytes())
    assert patch["patch"] == {"title": "Low spirits", "plain_title": "My days"}
    assert patch["was"] == {"title": "Low mood", "plain_title": "My mood"}
    assert [each for each in check_library(root, layer) if each.severity == "error"] == []


def test_what_would_not_check_is_told_at_its_cell(root: Path, layer: Path, edited: Edited) -> None:
    """Whichever file the finding stands in."""
    edited.put("problems", "low-mood", "measures", "mood-scor").put("routines", "tour", "responsible", "counsellor")
    found = read_import(edited.saved(), root, layer)
    assert dict(found.files) == {}
    cells = {each.where.at.split(" (")[0] for each in found.findings if each.severity == "error"}
    wanted = [edited.cell("problems", "low-mood", "measures"), edited.cell("routines", "tour", "responsible")]
    assert cells == {f"{cell.parent.title} {cell.coordinate}" for cell in wanted}
