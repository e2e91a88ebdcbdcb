"""The command that looks at any finished Word file, and that what is shipped and printed is clean in its eyes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from plan_files import rich_plan

from planbuilder import (
    compose,
    data_path,
    document_homes,
    find_paper,
    inspect_document,
    load_client,
    load_library,
    load_selection,
    papers,
    render_document,
    suggest,
)

Run = Callable[..., tuple[int, str, str]]
LIBRARY = data_path("library")
EXAMPLES = sorted(path.name.removesuffix(".client.yaml") for path in (LIBRARY / "examples").glob("*.client.yaml"))
#: Those that print a plan; notes and reviews have tests of their own.
DOCUMENTS = sorted(id for id, paper in papers(document_homes(LIBRARY)).items() if paper.document.prints == "plan")
DAY = dt.date(2026, 11, 16)


def paper(folder: Path, data: bytes, name: str = "paper.docx") -> Path:
    """Return the path of a file with the content."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_printed_for_every_example_is_clean(document: str, tmp_path: Path) -> None:
    """Not even a warning, in the size that the manifest promises."""
    library = load_library(LIBRARY)
    points = find_paper(document_homes(LIBRARY), document).document.body_points
    found = []
    for example in EXAMPLES:
        client = load_client(LIBRARY / "examples" / f"{example}.client.yaml", library, DAY)
        chosen = LIBRARY / "examples" / f"{example}.selection.yaml"
        selection = (
            load_selection(chosen, client, library)[0] if chosen.is_file() else suggest(client, library, DAY).selection
        )
        data = render_document(compose(client, selection, library, DAY), LIBRARY, document)
        found += inspect_document(paper(tmp_path, data), points)
    assert found == []


def test_a_printed_document_is_clean(call: Run, tmp_path: Path) -> None:
    """Exit code 0."""
    path = paper(tmp_path, render_document(rich_plan(), LIBRARY, "treatment-plan"))
    assert call("inspect", path) == (0, "Nothing found.\n", "")


def test_a_larger_size_can_be_asked_for(call: Run, tmp_path: Path) -> None:
    """Large print has 18 points."""
    path = paper(tmp_path, render_document(rich_plan(), LIBRARY, "treatment-plan"))
    code, out, _ = call("inspect", path, "--points", "18")
    assert (code, "12 points, less than 18" in out) == (1, True)


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_findings_are_data_too(call: Run, tmp_path: Path, format: str) -> None:
    """For other programs."""
    code, out, _ = call("inspect", paper(tmp_path, b"hello"), "--format", format)
    assert (code, "package-readable" in out) == (1, True)
    json.loads(out)


def test_a_file_that_another_program_made_is_inspected(tmp_path: Path) -> None:
    """A document of python-docx with small print, a table without header, a typed list."""
    made = docx.Document()
    made.core_properties.title = ""
    made.add_paragraph().add_run("small print").font.size = Pt(8)
    made.add_paragraph("\u2022 typed")
    made.add_table(2, 2)
    path = tmp_path / "stranger.docx"
    made.save(str(path))
    rules = {each.rule for each in inspect_document(path)}
    assert {"access-title", "access-size", "access-typed-list", "access-table-header"} <= rules
    assert not {rule for rule in rules if rule.startswith("package-")}


def test_a_place_shows_how_its_paragraph_begins_unless_told_not_to(call: Run, tmp_path: Path) -> None:
    """A report without the document's words can be passed on."""
    made = docx.Document()
    made.add_paragraph().add_run("Jordan drinks less").font.size = Pt(8)
    path = tmp_path / "edited.docx"
    made.save(str(path))
    assert "paragraph 1: 'Jordan drinks less'" in call("inspect", path)[1]
    assert "Jordan" not in call("inspect", path, "--no-quotes")[1]


@pytest.mark.word
def test_a_document_that_libreoffice_saved_is_still_whole(
    call: Run, convert: Callable[[bytes, str], bytes], tmp_path: Path
) -> None:
    """What the other program drops is accessibility; the package has no error."""
    edited = convert(render_document(rich_plan(), LIBRARY, "treatment-plan"), "docx")
    found = json.loads(call("inspect", paper(tmp_path, edited), "--format", "json")[1])["findings"]
    assert [each for each in found if each["rule"].startswith("package-")] == []


def test_a_missing_file_says_so(call: Run) -> None:
    """With exit code 2."""
    code, out, err = call("inspect", "nowhere.docx")
    assert (code, out) == (2, "")
    assert "There is no such file" in err
