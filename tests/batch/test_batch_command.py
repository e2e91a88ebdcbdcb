"""Many clients through the command line: what is made, told, kept, refused."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from people import EXAMPLES, NOBODY, example, person, write_folder, write_lines

from planbuilder.cli.main import run

Run = Callable[..., tuple[int, str, str]]
Lines = Callable[[Path], list[dict[str, Any]]]


def papers(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by name, hidden ones too, but for the lists."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name not in ("manifest.jsonl", ".written")
    }


def test_every_client_of_a_folder_gets_each_document(batch: Run, tmp_path: Path, manifest: Lines) -> None:
    """Named as everywhere, the same bytes as one by one, with the manifest beside them."""
    code, out, err = batch(EXAMPLES, "-d", "treatment-plan", "-d", "client-copy", "-j", 1, "-o", "made")
    assert (code, err) == (0, "")
    people = len(list(EXAMPLES.glob("*.client.yaml")))
    assert len(papers(tmp_path / "made")) == 2 * people
    assert f"made     {people:8,}" in out
    files = [EXAMPLES / f"deaf-alcohol.{kind}.yaml" for kind in ("client", "selection")]
    run(["plan", *map(str, files), "-o", "alone", "--date", "2026-11-16"])
    name = "ex-4071-treatment-plan.docx"
    assert (tmp_path / "made" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
    for line in manifest(tmp_path / "made"):
        for each in line["documents"]:
            content = (tmp_path / "made" / each["file"]).read_bytes()
            assert each["sha256"] == hashlib.sha256(content).hexdigest()
            assert each["bytes"] == len(content)


def test_lines_give_what_files_give(batch: Run, tmp_path: Path) -> None:
    """A client with a selection, and a client alone, as lines of JSON."""
    both = {"client": example("deaf-alcohol.client"), "selection": example("deaf-alcohol.selection")}
    lines = write_lines(tmp_path / "two.jsonl", [both, example("deaf-losing-sight-alcohol.client")])
    assert batch(lines, "-j", 1, "-o", "lines")[0] == 0
    batch(EXAMPLES, "-j", 1, "-o", "files")
    made, files = papers(tmp_path / "lines"), papers(tmp_path / "files")
    assert len(made) == 2
    assert made.items() <= files.items()


def test_the_number_of_workers_changes_nothing(batch: Run, tmp_path: Path, manifest: Lines) -> None:
    """Documents and manifest are the same, line by line, but for the time taken; a failed client among them."""
    people = [person(number) for number in range(20)]
    lines = write_lines(tmp_path / "people.jsonl", [*people[:7], {"schema": 1}, *people[7:]])
    for workers in (1, 2, 3):
        assert batch(lines, "-j", workers, "-o", f"made-{workers}")[0] == 1
    for workers in (2, 3):
        assert papers(tmp_path / f"made-{workers}") == papers(tmp_path / "made-1")
        assert manifest(tmp_path / f"made-{workers}") == manifest(tmp_path / "made-1")


def test_standard_input_is_read_as_lines(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """As they come."""
    process = start("-", "-j", 1, "-o", "made")
    out, err = process.communicate("".join(json.dumps(person(number)) + "\n\n" for number in range(3)))
    assert (process.returncode, err) == (0, "")
    assert "made            3" in out
    assert len(papers(tmp_path / "made")) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "not valid JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"schema": 1, "schema": 1}', "not valid JSON"),
        ('{"client": {}, "selction": {}}', "only 'selection' may stand"),
        ('{"schema": NaN}', "not valid JSON"),
        ('{"schema": "\\ud800"}', "not valid JSON"),
        (json.dumps(person(9, id="Not A Slug")), "The client's file has errors"),
        (json.dumps(person(9, identity={"name": "x\u202ey"})), "The client's file has errors"),
        (json.dumps(person(1)), "has the same id"),
        (json.dumps({"client": person(9), "selection": {"schema": 1, "client": "c-1"}}), "The selection has errors"),
        ("x" * 4_000_002, "longer than 4 MB"),
    ],
)
def test_one_bad_client_never_stops_the_rest(batch: Run, tmp_path: Path, manifest: Lines, line: str, said: str) -> None:
    """It is said with its place, and the exit code is 1; nothing of the person is in the manifest."""
    lines = tmp_path / "people.jsonl"
    lines.write_text(f"{json.dumps(person(1))}\n{line}\n{json.dumps(person(2))}\n", encoding="utf-8")
    code, out, err = batch(lines, "-j", 1, "-o", "made")
    assert code == 1
    assert "people.jsonl:2" in err
    assert said in err
    assert "Traceback" not in err
    assert "failed          1" in out
    assert sorted(papers(tmp_path / "made")) == ["c-00001-treatment-plan.docx", "c-00002-treatment-plan.docx"]
    assert [each["status"] for each in manifest(tmp_path / "made")] == ["made", "failed", "made"]


def test_a_file_that_cannot_be_used_is_told_by_its_name(batch: Run, tmp_path: Path) -> None:
    """With its findings, at their lines."""
    folder = write_folder(tmp_path / "clients", range(2))
    (folder / "broken.yaml").write_text("schema: 1\nid: c-9\n\tidentity: x\n", encoding="utf-8")
    code, _, err = batch(folder, "-j", 1, "-o", "made")
    assert code == 1
    assert "broken.yaml: Not made." in err
    assert "broken.yaml:3" in err


def test_the_manifest_holds_no_data_of_a_person(batch: Run, tmp_path: Path) -> None:
    """Beyond the id and the file's name that the caller chose; also where the finding quotes the file."""
    bad = person(2, care={"setting": NOBODY, "level_of_care": "outpatient", "admitted": "2026-11-09"})
    bad |= {NOBODY: 1}
    batch(write_lines(tmp_path / "people.jsonl", [person(1), bad]), "-j", 1, "-o", "made")
    text = (tmp_path / "made" / "manifest.jsonl").read_text(encoding="utf-8")
    assert '"rule":"schema"' in text
    assert "Quirina" not in text
    assert "F10" not in text


def test_finished_clients_are_kept_and_only_changed_ones_made(batch: Run, tmp_path: Path, manifest: Lines) -> None:
    """A changed client, a document that is gone, and a new client."""
    folder = write_folder(tmp_path / "clients", range(5))
    batch(folder, "-j", 1, "-o", "made")
    first, before = papers(tmp_path / "made"), manifest(tmp_path / "made")
    assert "kept            5" in batch(folder, "-j", 1, "-o", "made")[1]
    assert (papers(tmp_path / "made"), manifest(tmp_path / "made")) == (first, before)
    (folder / "c-00001.client.yaml").write_text(json.dumps(person(1, needs=[{"need": "low-vision"}])))
    (tmp_path / "made" / "c-00002-treatment-plan.docx").unlink()
    (folder / "c-00007.client.yaml").write_text(json.dumps(person(7)))
    out = batch(folder, "-j", 1, "-o", "made")[1]
    assert "kept            3" in out
    assert "made            3" in out
    after = papers(tmp_path / "made")
    assert {name for name in after if after[name] != first.get(name)} == {
        "c-00001-treatment-plan.docx",
        "c-00007-treatment-plan.docx",
    }


def test_a_change_of_the_day_or_of_the_documents_makes_them_anew(batch: Run, tmp_path: Path) -> None:
    """Whatever the documents depend on."""
    folder = write_folder(tmp_path / "clients", range(1))
    batch(folder, "-j", 1, "-o", "made")
    assert "made            1" in batch(folder, "-j", 1, "-o", "made", "-d", "brief-plan")[1]
    assert run(["batch", str(folder), "-j", "1", "-o", "made", "--date", "2026-11-17"]) == 0
    assert "made            1" in batch(folder, "-j", 1, "-o", "made")[1]


def test_a_document_that_somebody_edited_is_never_written_over(batch: Run, tmp_path: Path) -> None:
    """It is said, and ``--force`` is the way."""
    folder = write_folder(tmp_path / "clients", range(2))
    batch(folder, "-j", 1, "-o", "made")
    edited = tmp_path / "made" / "c-00000-treatment-plan.docx"
    made = edited.read_bytes()
    edited.write_bytes(b"edited")
    code, out, err = batch(folder, "-j", 1, "-o", "made")
    assert (code, "kept            1" in out, "no batch wrote it" in err) == (1, True, True)
    assert edited.read_bytes() == b"edited"
    assert batch(folder, "-j", 1, "-o", "made", "--force")[0] == 0
    assert edited.read_bytes() == made


def test_ids_that_differ_in_capitals_only_are_one_name(batch: Run, tmp_path: Path) -> None:
    """As they are on many disks; the later one is told."""
    folder = write_folder(tmp_path / "clients", range(1))
    (folder / "z.yaml").write_text(json.dumps(person(0)))
    code, _, err = batch(folder, "-j", 1, "-o", "made")
    assert (code, "z.yaml: Not made. A client before it (c-00000.client.yaml)" in err) == (1, True)


def test_the_summary_is_data_where_asked(batch: Run, tmp_path: Path) -> None:
    """With the manifest's place."""
    found = json.loads(batch(write_folder(tmp_path / "clients", range(2)), "-j", 1, "--format", "json")[1])
    assert found["made"] == found["clients"] == found["documents"] == 2
    assert found["manifest"] == "outputs/batch/manifest.jsonl"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="files have names in Unicode only here")
def test_a_file_whose_name_is_no_text_is_a_client_like_others(batch: Run, tmp_path: Path) -> None:
    """Expect it to be made, and its source to be written with a sign for what is no letter."""
    folder = write_folder(tmp_path / "clients", range(2))
    (folder / "c-00000.client.yaml").rename(folder / os.fsdecode(b"\xff.client.yaml"))
    code, _, err = batch(folder, "-j", 2)
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in Path("outputs/batch/manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(each["source"], each["status"]) for each in lines} == {
        ("\ufffd.client.yaml", "made"),
        ("c-00001.client.yaml", "made"),
    }


def test_a_stream_without_a_client_leaves_the_manifest_of_an_earlier_run(batch: Run, tmp_path: Path) -> None:
    """Exit code 2, and what was made is still listed."""
    batch(write_folder(tmp_path / "clients", range(2)), "-j", 1)
    before = Path("outputs/batch/manifest.jsonl").read_bytes()
    Path("none.jsonl").write_text("\n\n", encoding="utf-8")
    code, _, err = batch("none.jsonl", "-j", 1)
    assert code == 2
    assert "There is no client in it. Give a line of JSON for each client." in err
    assert Path("outputs/batch/manifest.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.jsonl",), "cannot be read"),
        (("empty",), "holds no client"),
        (("clients", "-d", "treatment-pln"), "treatment-plan"),
        (("clients", "-j", "0"), "0 is not in the range"),
        (("clients", "-o", "clients/c-00000.client.yaml"), "is a file"),
        (("clients/c-00000.client.yaml",), "Name the folder it is in"),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_made(
    batch: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one sentence."""
    write_folder(tmp_path / "clients", range(1))
    (tmp_path / "empty").mkdir()
    code, _, err = batch(*words)
    assert (code, said in err, "Traceback" in err) == (2, True, False)


def test_a_selection_without_its_client_is_not_lost(batch: Run, tmp_path: Path) -> None:
    """Expect it to be told as not made, beside the client that is."""
    (tmp_path / "a.client.yaml").write_text(json.dumps(person(1)), encoding="utf-8")
    (tmp_path / "b.selection.yaml").write_text("schema: 1\nclient: b-000001\nproblems: {}\n", encoding="utf-8")
    code, out, err = batch(tmp_path, "-o", "made")
    assert code == 1
    assert "b.selection.yaml: Not made." in err
    assert "no client's file 'b.client.yaml'" in err
    assert "made            1" in out


def test_a_fault_in_a_selection_is_told_under_its_own_name(batch: Run, tmp_path: Path) -> None:
    """Expect file and line of the selection, not of the client's file."""
    (tmp_path / "a.client.yaml").write_text(json.dumps(person(1)), encoding="utf-8")
    chosen = "schema: 1\nclient: b-000001\nproblems:\n  alcohol-usse: {}\n"
    (tmp_path / "a.selection.yaml").write_text(chosen, encoding="utf-8")
    code, _, err = batch(tmp_path, "-o", "made")
    assert code == 1
    assert "a.selection.yaml:4:3" in err
