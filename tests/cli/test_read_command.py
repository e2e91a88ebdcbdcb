"""The command that reads an edited document back: read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder import Plan, compose, data_path, load_client, load_library, load_selection, plan_json, render_document
from planbuilder.cli.main import run
from planbuilder.records.store import save_version
from word_edits import (
    commented,
    edited,
    paragraph_added,
    replaced,
    row_added,
    struck,
    tracked_insertion,
    typed_over,
    unmarked,
)

LIBRARY = data_path("library")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of an example client."""
    library, day = load_library(LIBRARY), dt.date(2026, 11, 16)
    client = load_client(LIBRARY / "examples" / "deaf-alcohol.client.yaml", library, day)
    selection, _ = load_selection(LIBRARY / "examples" / "deaf-alcohol.selection.yaml", client, library)
    return compose(client, selection, library, day)


@pytest.fixture(scope="module")
def paper(plan: Plan) -> bytes:
    """Return its treatment plan as a Word document."""
    return render_document(plan, LIBRARY, "treatment-plan")


@pytest.fixture
def call(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that reads a document beside the plan, and returns the exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    Path("plan.json").write_bytes(plan_json(plan))

    def called(data: bytes, *words: str, beside: tuple[str, ...] = ("plan.json",)) -> tuple[int, str, str]:
        Path("edited.docx").write_bytes(data)
        code = run(["read", "edited.docx", *beside, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_a_document_that_nobody_edited_has_no_edits(call: Call, paper: bytes) -> None:
    """Three lines, and the exit code of success."""
    code, out, err = call(paper)
    assert (code, err) == (0, "")
    first, second, third = out.splitlines()
    assert first == "The file is the document treatment-plan of ex-4071."
    assert second.startswith("Texts found: ")
    assert second.endswith(" by control.")
    assert third == "Nothing was edited."


def test_edits_are_told_item_by_item(call: Call, paper: bytes) -> None:
    """Each names its item by number; before stands before after."""
    data = edited(
        commented(paper, "o1.statement", "Pam Lund", "Is this his wish?"),
        typed_over("g1.statement", "Wake up rested\non most days"),
        struck("i1.statement"),
        paragraph_added("i1.because", "Twice at home"),
        row_added(-1, "A walk", "His sister"),
        tracked_insertion("o1.statement", " soon", "Rosa Alvarez"),
    )
    code, out, _ = call(data)
    assert code == 0
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads[:-2] == [
        "Goal 1.A: reworded",
        "Objective 1.A.1: comment by Pam Lund on 2026-11-20",
        "Objective 1.A.1: tracked change by Rosa Alvarez on 2026-11-20, waits for a decision",
        "Intervention 1.A.1.a: struck out",
        "After Intervention 1.A.1.a: paragraph added",
        next(head for head in heads if head.endswith(": row added")),
        "The file is the document treatment-plan of ex-4071.",
    ]
    assert heads[-1] == "Edits: 1 reworded, 1 struck out or deleted, 2 added, 1 commented, 1 tracked and waiting."
    assert "  After: Wake up rested\n    on most days\n" in out
    assert "  Cell: A walk\n  Cell: His sister\n" in out
    assert out.index("  Before: ") < out.index("  After: ")


def test_edits_as_json_hold_everything(call: Call, paper: bytes) -> None:
    """The texts, who wrote what, the findings and their counts."""
    code, out, _ = call(edited(paper, typed_over("g1.statement", "New")), "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert [(each["key"], each["name"], each["new"]) for each in told["texts"]] == [("g1.statement", "Goal 1.A", "New")]
    assert told["summary"] == {"error": 0, "warning": 0, "question": 0, "note": 0}
    assert (told["client"], told["document"]) == ("ex-4071", "treatment-plan")


def test_what_could_not_be_placed_is_shown_and_counts(call: Call, paper: bytes) -> None:
    """The exit code is 1, and the finding says what to do."""
    code, out, _ = call(edited(paper, replaced("Strengths, supports", "What helps")))
    assert code == 1
    assert "  Before: Strengths, supports and limits\n  After: What helps and limits\n" in out
    assert "read-unplaced" in out


def test_a_document_of_another_client_is_not_shown(call: Call, plan: Plan, paper: bytes) -> None:
    """The exit code is 1, and none of its words is printed."""
    from msgspec.structs import replace

    Path("plan.json").write_bytes(plan_json(replace(plan, client=replace(plan.client, id="c-9"))))
    code, out, err = call(edited(paper, typed_over("g1.statement", "Secret")))
    assert code == 1
    assert out.startswith("The document was not read.\n")
    assert "Secret" not in out + err


def test_what_is_no_document_of_ours_ends_with_2(call: Call) -> None:
    """With one sentence on standard error."""
    assert call(b"%PDF-1.7")[:2] == (2, "")
    code, out, err = call((LIBRARY / "documents" / "treatment-plan" / "template.docx").read_bytes())
    assert (code, out) == (2, "")
    assert err.startswith("edited.docx: This is no document of this plan.")


def test_a_document_without_marks_is_read_and_said_to_be(call: Call, paper: bytes) -> None:
    """By style and order; the exit code is that of a warning."""
    code, out, _ = call(unmarked(edited(paper, typed_over("g1.statement", "Quite other words"))))
    assert code == 0
    assert "  After: Quite other words\n  Found by its style and order.\n" in out
    assert "read-no-marks" in out


def test_without_a_plan_the_saved_version_is_used(call: Call, plan: Plan) -> None:
    """The one that the document says it was printed from, in the folder of versions."""
    kept = save_version(Path("plans"), plan, by="Rosa Alvarez").plan
    data = edited(render_document(kept, LIBRARY, "treatment-plan"), typed_over("g1.statement", "New"))
    code, out, err = call(data, beside=())
    assert (code, err) == (0, "")
    assert "Goal 1.A: reworded" in out
    assert "of ex-4071, version 1." in out


def test_a_document_of_no_version_needs_a_plan(call: Call, paper: bytes) -> None:
    """The sentence says so."""
    code, out, err = call(paper, beside=())
    assert (code, out) == (2, "")
    assert "does not say of which version" in err


def test_no_control_character_of_a_document_reaches_the_terminal(call: Call, paper: bytes) -> None:
    """They could move the cursor or hide a line."""
    code, out, _ = call(edited(paper, typed_over("g1.statement", "Wake \u202e rested \u009b31m")))
    assert code == 0
    assert "\u202e" not in out
    assert "\u009b" not in out
