"""An edited workbook changes in the library what was edited, and nothing else; what would not check changes nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from workbook_edits import Edited, contents

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.interop.importing import Import, read_import, write_import
from planbuilder.library.checking import check_library
from planbuilder.library.loading import load_library

PROBLEM = "problems/low-mood.yaml"
DAY_PLAN = "interventions/cbt/day-plan.yaml"


def nothing(root: Path) -> Import:
    """Return an import that changes nothing."""
    return Import(root, (), (), {}, {})


def taken(root: Path, edited: Edited) -> Import:
    """Return an import that was written."""
    found = read_import(edited.saved(), root)
    write_import(found)
    return found


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    was, now = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in was if line not in now], [line for line in now if line not in was]


def check_errors(root: Path) -> list[str]:
    """Return the rules that a library breaks."""
    return [each.rule for each in check_library(root) if each.severity == "error"]


def test_a_workbook_that_nobody_edited_changes_nothing(root: Path, edited: Edited) -> None:
    """Saved anew by another program, it has no change, no finding and no file to write."""
    before = contents(root)
    assert taken(root, edited) == nothing(root)
    assert contents(root) == before


def test_a_change_is_told_field_by_field_before_anything_is_written(root: Path, edited: Edited) -> None:
    """Entry, path in its file, what it says, what it would say, and the cell."""
    before = contents(root)
    edited.put("problems", "low-mood", "title", "Low spirits").put(
        "objectives", "low-mood/better/lower-score", "horizon/weeks", 16
    )
    found = read_import(edited.saved(), root)
    assert [(each.kind, each.id, each.path, each.before, each.after, each.place.at) for each in found.changes] == [
        ("problem", "low-mood", ("title",), "Low mood", "Low spirits", "problems B2"),
        (
            "problem",
            "low-mood",
            ("goals", "better", "objectives", "lower-score", "horizon", "weeks"),
            "12",
            "16",
            f"objectives {edited.cell('objectives', 'low-mood/better/lower-score', 'horizon/weeks').coordinate}",
        ),
    ]
    assert contents(root) == before


def test_only_the_lines_that_were_edited_change_and_comments_stay(root: Path, edited: Edited) -> None:
    """Beside a field, above it, at the end of the file; an empty cell takes the field out."""
    path = root / DAY_PLAN
    text = path.read_text(encoding="utf-8")
    text = text.replace("title: Plan of the day", "title: Plan of the day  # ask the group").replace(
        "dose:", "# Trial.\ndose:"
    )
    path.write_text(text + "# The end.\n", encoding="utf-8")
    before = path.read_bytes()
    edited.put("interventions", "day-plan", "title", "Plan for a day: the first")
    edited.put("interventions", "day-plan", "dose/weeks", None)
    taken(root, edited)
    went, came = changed_lines(before, path.read_bytes())
    assert went == ["title: Plan of the day  # ask the group", "  weeks: 12"]
    assert came == ['title: "Plan for a day: the first" # ask the group']
    assert b"# Trial.\ndose:" in path.read_bytes()
    assert path.read_bytes().endswith(b"# The end.\n")


def test_lines_end_as_they_ended(root: Path, edited: Edited) -> None:
    """A file from Windows stays one, with the mark that some editors put at its start."""
    path = root / PROBLEM
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    edited.put("problems", "low-mood", "title", "Low spirits")
    taken(root, edited)
    assert path.read_bytes() == before.replace(b"title: Low mood", b"title: Low spirits")


def test_a_file_that_was_laid_out_by_hand_keeps_its_lines(root: Path, edited: Edited) -> None:
    """Spaces before values, a text over two lines and mixed indents stay, but for the line that changes."""
    path = root / PROBLEM
    text = path.read_text(encoding="utf-8").replace("title: Low mood", "title:    Low mood", 1)
    text = text.replace("summary: Low mood that", "summary: Low mood\n  that").replace(
        "measures:\n- ", "measures:\n   - "
    )
    path.write_text(text, encoding="utf-8")
    assert not check_errors(root)
    edited.put("problems", "low-mood", "plain_title", "My days").add(
        "discharge",
        problem="low-mood",
        criterion="new",
        statement="The days are good for a month.",
        plain="My days are good.",
    )
    taken(root, edited)
    went, came = changed_lines(text.encode(), path.read_bytes())
    assert went == ["plain_title: My mood"]
    assert came == [
        "plain_title: My days",
        "  new:",
        "    statement: The days are good for a month.",
        "    plain: My days are good.",
    ]


@pytest.mark.parametrize(
    ("sheet", "ids", "column", "text", "value"),
    [
        ("problems", "low-mood", "codes/icd10cm", "F32\nF33", ("F32", "F33")),
        ("problems", "low-mood", "ages/to", 64, 64),
        ("interventions", "day-plan", "cautions", "Not too much, at first.\nStop when: tired.", None),
        ("interventions", "day-plan", "sensitive", "Yes", True),
        ("measures", "mood-score", "range/max", 10.0, 10),
        ("measures", "mood-score", "repeat_weeks", "2", 2),
        ("accommodations", "read-aloud", "print_points", 17.5, 17.5),
    ],
)
def test_cells_become_values_of_their_kind(
    root: Path, edited: Edited, sheet: str, ids: str, column: str, text: object, value: object
) -> None:
    """Lists one a line, numbers, yes and no; the library loads and holds them."""
    edited.put(sheet, ids, column, text)
    found = taken(root, edited)
    assert [each for each in found.findings if each.severity == "error"] == []
    part: object = getattr(load_library(root), sheet)[ids]
    for name in column.split("/"):
        part = getattr(part, name)
    assert part == (value if value is not None else tuple(str(text).split("\n")))


def test_parts_and_named_texts_are_merged_line_by_line(root: Path, edited: Edited) -> None:
    """A definition and a band are changed, one of each is added, and the others keep their lines."""
    before = (root / PROBLEM).read_bytes()
    text = str(edited.cell("problems", "low-mood", "definitions").value)
    edited.put(
        "problems",
        "low-mood",
        "definitions",
        text.replace("Skips meals.", "Skips meals: two a day.") + "\nno-sleep: Lies awake.",
    )
    taken(root, edited)
    went, came = changed_lines(before, (root / PROBLEM).read_bytes())
    assert went == ["  no-meals: Skips meals."]
    assert came == ['  no-meals: "Skips meals: two a day."', "  no-sleep: Lies awake."]


def test_new_rows_become_new_files_and_new_parts(root: Path, edited: Edited) -> None:
    """A problem with a goal and an objective; an intervention in the folder of its modality, with the editor's line."""
    edited.add("interventions", id="call", title="A call", modality="cbt", delivery="individual", dose__minutes=10)
    edited.add(
        "interventions",
        id="walk",
        title="A walk: outside",
        modality="cbt",
        delivery="individual",
        statement="The counselor walks with {{ client.name }} for twenty minutes.",
        plain="We walk.",
        dose__minutes=20,
        dose__times=1,
        dose__per="week",
        responsible="counselor",
        demands="hear-speech",
        evidence="{source: seen-guide, strength: guideline, at: chapter 2}",
    )
    edited.add(
        "objectives",
        problem="low-mood",
        goal="safe",
        objective="walked",
        statement="By {{ target_date }}, {{ client.name }} has walked twice.",
        plain="I walk twice.",
        measured_by__done="two walks",
        horizon__weeks=4,
        interventions="walk",
    )
    found = read_import(edited.saved(), root)
    assert {each.where.at.split(" ")[0] for each in found.findings if each.severity == "error"} == {"interventions"}
    assert dict(found.files) == {}
    page = edited.book["interventions"]
    page.delete_rows(page.max_row - 1)
    taken(root, edited)
    assert (
        (root / "interventions/cbt/walk.yaml")
        .read_text(encoding="utf-8")
        .startswith(
            "# yaml-language-server: $schema=../../../schemas/intervention.schema.json\n"
            'schema: 1\nid: walk\ntitle: "A walk: outside"\nmodality: cbt\ndelivery: [individual]\n'
        )
    )
    library = load_library(root)
    assert library.interventions["walk"].dose.minutes == 20
    assert library.problems["low-mood"].goals["safe"].objectives["walked"].interventions == ("walk",)


def test_what_would_not_check_is_refused_with_its_cell(root: Path, edited: Edited) -> None:
    """A mistyped id of another entry: nothing at all is written, also not what is right."""
    before = contents(root)
    edited.put("problems", "low-mood", "title", "Low spirits")
    edited.put("objectives", "low-mood/better/lower-score", "interventions", "day-plam")
    found = read_import(edited.saved(), root)
    assert dict(found.files) == {}
    wrong = [each for each in found.findings if each.severity == "error"]
    assert [each.rule for each in wrong] == ["reference-entry"]
    cell = edited.cell("objectives", "low-mood/better/lower-score", "interventions").coordinate
    assert wrong[0].where.at.startswith(f"objectives {cell} (problems/low-mood.yaml, goals/better/")
    assert write_import(found) == ()
    assert contents(root) == before


def test_faults_that_were_there_before_are_not_told_again(root: Path, edited: Edited) -> None:
    """The small library's own warnings are no business of the import."""
    (root / "problems" / "notes.txt").write_text("x", encoding="utf-8")
    (root / "stray.yaml").write_text("a: 1\n", encoding="utf-8")
    edited.put("problems", "low-mood", "title", "Low spirits")
    assert "library-stray-file" in {each.rule for each in check_library(root)}
    assert taken(root, edited).findings == ()


def test_somebody_elses_later_change_stands(root: Path, edited: Edited) -> None:
    """A cell that was not edited does not undo what the file says meanwhile; one that was is a conflict."""
    path = root / PROBLEM
    path.write_text(path.read_text(encoding="utf-8").replace("title: Low mood", "title: Sadness", 1), encoding="utf-8")
    edited.put("problems", "low-mood", "summary", "Low mood that makes many days hard.")
    taken(root, edited)
    assert load_library(root).problems["low-mood"].title == "Sadness"
    edited.put("problems", "low-mood", "title", "Low spirits")
    found = read_import(edited.saved(), root)
    assert [each.rule for each in found.findings] == ["sheet-changed-since"]
    assert "Sadness" in found.findings[0].said
    edited.put("problems", "low-mood", "title", "Sadness")
    assert read_import(edited.saved(), root) == nothing(root)


def test_a_file_that_changes_while_one_is_asked_is_left(root: Path, edited: Edited) -> None:
    """Nothing is written then."""
    edited.put("problems", "low-mood", "title", "Low spirits").put("interventions", "day-plan", "title", "A day")
    found = read_import(edited.saved(), root)
    (root / PROBLEM).write_bytes((root / PROBLEM).read_bytes() + b"# later\n")
    before = contents(root)
    with pytest.raises(UsageError, match="changed while you were asked"):
        write_import(found)
    assert contents(root) == before


def test_what_is_no_workbook_of_ours_is_refused(root: Path, edited: Edited, tmp_path: Path) -> None:
    """A text, a workbook without the marks, one that defines entities, a missing one, a library with errors."""
    other = tmp_path / "text.xlsx"
    other.write_text("a,b", encoding="utf-8")
    with pytest.raises(UsageError, match="not an Excel workbook"):
        read_import(other, root)
    with pytest.raises(EnvironmentFaultError, match="no such file"):
        read_import(tmp_path / "missing.xlsx", root)
    good = edited.saved("good.xlsx")
    with zipfile.ZipFile(good) as packed, zipfile.ZipFile(other, "w") as made:
        for part in packed.namelist():
            content = packed.read(part)
            made.writestr(part, b'<!DOCTYPE a [<!ENTITY b "c">]>' + content if part.endswith("styles.xml") else content)
    with pytest.raises(UsageError, match="not an Excel workbook"):
        read_import(other, root)
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(11):
            made.writestr(f"xl/{number}.xml", b" " * 50_000_000)
    with pytest.raises(UsageError, match="more than any library"):
        read_import(other, root)
    del edited.book["exported"]
    with pytest.raises(UsageError, match="hidden sheet"):
        read_import(edited.saved(), root)
    (root / PROBLEM).write_text("id: [", encoding="utf-8")
    with pytest.raises(InputError):
        read_import(good, root)
