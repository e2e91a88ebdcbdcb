"""The commands note and review, and what history and render show of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from planbuilder import data_path, read_chain, save_version
from planbuilder.cli.main import run

EXAMPLE = data_path("library") / "examples" / "deaf-alcohol.client.yaml"
CHOICES = EXAMPLE.with_name("deaf-alcohol.selection.yaml")
ID = "ex-4071"
NOTE_DATE, REVIEW_DATE = ("--date", "2026-11-23"), ("--date", "2026-12-28")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs a command, where a plan is kept, and returns its code and what it says."""
    monkeypatch.chdir(tmp_path)

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    assert called("plan", EXAMPLE, CHOICES, "--save", "--date", "2026-11-16", "-o", "papers")[0] == 0
    return called


def filled(text: str, name: str) -> Path:
    """Return a file made from one to fill in, with every blank filled."""
    answers = {
        "delivered": "yes",
        "done": "Read the log.",
        "response": "Counted along.",
        "progress": "improving",
        "next": "Go on.",
        "mode": "in ASL",
        "words": "The same.",
        "status": "improving",
        "seen_by": "Two of three.",
        "decision": "revised\n    target_date: '2027-06-01'",
    }
    for field, value in answers.items():
        text = re.sub(
            rf"^( +{field}:)(?:  #.*)?$", lambda found, said=value: f"{found[1]} {said}", text, flags=re.MULTILINE
        )
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def take_note(call: Call, *objectives: str, name: str = "note.yaml") -> tuple[int, str, str]:
    """Keep a note on objectives."""
    words = [word for number in objectives for word in ("--objective", number)]
    return call("note", ID, filled(call("note", "new", ID, *words, *NOTE_DATE)[1], name), "-o", "papers", *NOTE_DATE)


def take_review(call: Call) -> tuple[int, str, str]:
    """Keep a review that moves every target date."""
    return call("review", ID, filled(call("review", "new", ID, *REVIEW_DATE)[1], "review.yaml"), *REVIEW_DATE)


def test_a_note_to_fill_in_holds_the_plans_own_numbers(call: Call) -> None:
    """Expect each accommodation with its question, the chosen objective open, the others behind a sign."""
    code, out, _ = call("note", "new", ID, "--objective", "1.A.2", *NOTE_DATE)
    assert code == 0
    held = yaml.safe_load(out)
    assert list(held["access"]) == [f"A{number}" for number in range(1, 8)]
    assert list(held["objectives"]) == ["1.A.2"]
    assert held["objectives"]["1.A.2"]["interventions"] == ["1.A.2.a", "1.A.2.b"]
    assert "# Did you know what was being said, at breaks and meals too?" in out
    assert "\n#  1.B.2:" in out


@pytest.mark.parametrize("command", ["note", "review", "end"])
def test_what_is_to_be_filled_in_goes_into_a_file(call: Call, command: str) -> None:
    """Expect the file that -o names to hold what is otherwise printed, and one that is there already to stay."""
    words = (command, "new", ID, *REVIEW_DATE)
    printed = call(*words)[1]
    assert call(*words, "-o", "new/one.yaml") == (0, f"Wrote {Path('new/one.yaml')}\n", "")
    assert Path("new/one.yaml").read_text(encoding="utf-8") == printed
    assert "one-2.yaml" in call(*words, "-o", "new/one.yaml")[1]
    code, _, err = call(*words, "-o", "new")
    assert (code, "This is a folder, not a file to write." in err) == (2, True)


@pytest.mark.parametrize("command", ["note", "review", "end"])
def test_papers_go_into_a_folder(call: Call, command: str) -> None:
    """Expect a file where a folder is needed to be named, before anything is kept."""
    Path("taken").write_text("mine", encoding="utf-8")
    code, _, err = call(command, ID, "anything.yaml", "-o", "taken")
    assert code == 2
    assert "taken: This is a file, not a folder." in err
    assert Path("taken").read_text(encoding="utf-8") == "mine"


def test_a_note_left_blank_is_refused_at_every_blank(call: Call) -> None:
    """Expect the lines, and no note."""
    Path("note.yaml").write_text(call("note", "new", ID, "--objective", "1.A.2", *NOTE_DATE)[1], encoding="utf-8")
    code, out, err = call("note", ID, "note.yaml", *NOTE_DATE)
    assert code == 1
    assert "objectives/1.A.2/done" in out + err
    assert not Path(f"plans/{ID}/notes").exists()


def test_a_note_is_kept_and_printed_as_word_and_as_text(call: Call) -> None:
    """Expect its number, both files, and what the text says."""
    code, out, _ = take_note(call, "1.A.2", "1.B.2")
    assert (code, out.splitlines()[0]) == (0, f"Kept note 1 of {ID}.")
    assert Path(f"plans/{ID}/notes/0001.json").is_file()
    assert Path(f"papers/{ID}-progress-note-n0001.docx").is_file()
    text = Path(f"papers/{ID}-progress-note-n0001.txt").read_text(encoding="utf-8")
    assert "Objective 1.A.2" in text
    assert text.index("Accommodations in this contact") < text.index("Objective 1.A.2")


def test_a_review_is_the_next_version_and_is_printed(call: Call) -> None:
    """Expect the version, the paper with its text, and the day of the next review."""
    take_note(call, "1.B.2")
    asked = call("review", "new", ID, *REVIEW_DATE)[1]
    assert "A1:  # Qualified interpreter for all contacts, breaks included; by the notes: 1 yes" in asked
    assert "# Due 2027-02-08, target 4. Notes: 1." in asked
    code, out, _ = take_review(call)
    assert code == 0
    assert out.startswith(f"Saved version 2 of {ID}, with the review of 2026-12-28.")
    assert "Next review 2027-02-08." in out
    text = Path(f"outputs/{ID}-plan-review-v0002.txt").read_text(encoding="utf-8")
    assert "Target date June 1, 2027 (was" in text


def test_history_lists_versions_reviews_notes_and_gaps(call: Call) -> None:
    """Expect a line for each, in words and as data."""
    take_note(call, "1.B.2")
    take_review(call)
    code, out, _ = call("history", ID)
    assert code == 0
    assert "  Review of 2026-12-28 by Rosa Alvarez: 5 improving, 5 revised. Next review 2027-02-08." in out
    assert "Note 1 of 2026-11-23, individual, by Rosa Alvarez: objectives 1.B.2 improving." in out
    assert "Gap: No note names objectives 1.A.1, 1.A.2, 1.B.1, 1.C.1." in out
    held = json.loads(call("history", ID, "--format", "json")[1])
    assert [each["reviewed"] for each in held["versions"]] == ["", "2026-12-28"]
    assert held["notes"][0]["objectives"] == {"1.B.2": "improving"}
    assert len(held["gaps"]) == 1


def test_history_fails_where_a_note_was_changed(call: Call) -> None:
    """Expect the note to be told by its number, and the exit code."""
    take_note(call, "1.B.2")
    file = Path(f"plans/{ID}/notes/0001.json")
    file.write_text(file.read_text(encoding="utf-8").replace("Read the log.", "Rested."), encoding="utf-8")
    code, out, _ = call("history", ID)
    assert code == 1
    assert "Note 1 is not as it was kept" in out


def test_render_prints_the_latest_note_or_the_one_asked_for_and_the_review(call: Call) -> None:
    """Expect files named by the note and by the version; what is not there is told with the next step."""
    take_note(call, "1.B.2")
    take_note(call, "1.A.2")
    take_review(call)
    last, first = f"plans/{ID}/0002.json", f"plans/{ID}/0001.json"
    assert "n0002.docx" in call("render", last, "-d", "progress-note", "-o", "again")[1]
    assert "n0001.docx" in call("render", last, "-d", "progress-note", "--note", 1, "-o", "again")[1]
    assert f"{ID}-plan-review-v0002.docx" in call("render", last, "-d", "plan-review", "-o", "again")[1]
    code, _, err = call("render", first, "-d", "plan-review")
    assert code == 2
    assert f"'planbuilder review new {ID}'" in err
    code, _, err = call("render", first, "-d", "progress-note", "--note", 7)
    assert (code, "There is no note 7" in err) == (2, True)


@pytest.mark.parametrize("command", ["note", "review"])
@pytest.mark.parametrize("words", [(), (ID,), (ID, "a.yaml", "b.yaml")])
def test_a_wrong_number_of_words_is_told_with_both_forms(call: Call, command: str, words: tuple[str, ...]) -> None:
    """Expect the way to write a new one too."""
    code, _, err = call(command, *words)
    assert code == 2
    assert f"planbuilder {command} new CLIENT" in err


@pytest.mark.parametrize("command", ["note", "review"])
def test_a_client_without_a_plan_is_told_how_to_keep_one(call: Call, command: str) -> None:
    """Expect the next step, for a client of whom nothing is kept."""
    code, _, err = call(command, "new", "c-9")
    assert (code, "--save" in err) == (2, True)


def test_an_objective_that_is_not_there_is_told_with_those_that_are(call: Call) -> None:
    """Expect the numbers of the plan."""
    code, _, err = call("note", "new", ID, "--objective", "9.Z.9")
    assert (code, "1.A.1, 1.A.2" in err) == (2, True)


@pytest.mark.parametrize("named", [True, False])
def test_an_edited_note_is_read_beside_the_note_it_was_printed_from(call: Call, named: bool) -> None:
    """Expect nothing to be found in one that nobody edited, with the record named or not."""
    take_note(call, "1.B.2")
    paper = f"papers/{ID}-progress-note-n0001.docx"
    code, out, _ = call("read", paper, *([f"plans/{ID}/0001.json"] if named else []))
    assert (code, "Nothing was edited." in out, "Rule:" in out) == (0, True, False)


@pytest.mark.parametrize("document", ["plan-review", "progress-note"])
def test_a_batch_refuses_what_prints_a_note_or_a_review(call: Call, document: str) -> None:
    """Expect it to be said before any client is made: a batch composes plans, and nobody has reviewed them yet."""
    code, _, err = call("batch", EXAMPLE.parent, "-d", document, "-o", "made")
    assert (code, "planbuilder render" in err, Path("made").exists()) == (2, True, False)


def test_no_review_is_written_to_fill_in_for_a_plan_that_has_ended(call: Call) -> None:
    """Expect it to be said before anybody fills in a file that could only be refused."""
    latest = read_chain(Path("plans"), ID).latest
    assert latest
    save_version(Path("plans"), latest.plan, by="Rosa Alvarez", state="ended")
    code, out, err = call("review", "new", ID, *REVIEW_DATE)
    assert (code, out) == (2, "")
    assert "The plan has ended" in err
