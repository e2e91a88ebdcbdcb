"""The commands that bring edits and signatures into a plan, and offer wordings to the library."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder import (
    Plan,
    compose,
    data_path,
    load_client,
    load_library,
    load_selection,
    read_chain,
    render_document,
    save_version,
)
from planbuilder.cli.main import run
from word_edits import commented, edited, paragraph_added, replaced, tracked_insertion, typed_over

LIBRARY = data_path("library")
Call = Callable[..., tuple[int, str, str]]
#: A wording that tells of the person in many ways.
TELLING = (
    "The case manager and Jordan's sister Maya draw a map of 6 contacts near Hope House in Duluth by December 3, 2026, "
    'and he tests it with Terry Vance at 218-555-0134. "I want my mornings back" stays on it.'
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of an example client."""
    library, day = load_library(LIBRARY), dt.date(2026, 11, 16)
    client = load_client(LIBRARY / "examples" / "deaf-alcohol.client.yaml", library, day)
    selection, _ = load_selection(LIBRARY / "examples" / "deaf-alcohol.selection.yaml", client, library)
    return compose(client, selection, library, day)


@pytest.fixture
def paper(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return the treatment plan of its first version, kept in the current folder's plans/."""
    monkeypatch.chdir(tmp_path)
    return render_document(save_version(Path("plans"), plan, by="Rosa Alvarez").plan, LIBRARY, "treatment-plan")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs a command, and returns the exit code, output and errors."""

    def called(*words: str) -> tuple[int, str, str]:
        code = run(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def written(data: bytes) -> str:
    """Write a document, and return its name."""
    Path("edited.docx").write_bytes(data)
    return "edited.docx"


def versions() -> int:
    """Return how many versions are kept."""
    return len(read_chain(Path("plans"), "ex-4071").versions)


def test_accepted_edits_are_told_and_kept(paper: bytes, call: Call) -> None:
    """Before and after, what is kept beside, where the version is; history shows it all."""
    file = written(edited(commented(paper, "o1.statement", "Pam Lund", "Why?"), typed_over("g1.statement", "Rest")))
    code, out, err = call("accept", file, "--by", "Rosa Alvarez", "--why", "After the meeting")
    assert (code, err) == (0, "")
    assert "  After: Rest" in out
    assert "Kept beside the plan: 1 comment." in out
    assert "Saved version 2 of ex-4071." in out
    _, told, _ = call("history", "ex-4071")
    assert "by Rosa Alvarez: After the meeting." in told
    assert "Comment by Pam Lund, Objective 1.A.1: Why?" in told
    _, diff, _ = call("history", "ex-4071", "--diff", "1", "2")
    assert "1.A, Goal, statement: changed" in diff
    assert call("check", "plans/ex-4071/0002.json")[0] == 0


def test_a_dry_run_keeps_nothing(paper: bytes, call: Call) -> None:
    """It shows what the next version would say."""
    code, out, _ = call("accept", written(edited(paper, typed_over("g1.statement", "Rest"))), "--dry-run")
    assert (code, versions()) == (0, 1)
    assert out.startswith("Version 2 of ex-4071 would say:")
    assert out.endswith("Nothing was saved.\n")


def test_tracked_changes_are_listed_by_author_and_wait(paper: bytes, call: Call) -> None:
    """Until it is said what becomes of each."""
    first, second = (tracked_insertion(f"g{n}.statement", f" {w}", a) for n, w, a in ((1, "x", "Pam"), (2, "y", "Jo")))
    file = written(edited(paper, first, second))
    code, out, _ = call("accept", file, "--by", "Rosa")
    assert (code, versions()) == (1, 1)
    assert "Pam: 1 tracked change" in out
    assert "Jo: 1 tracked change" in out
    code, out, _ = call("accept", file, "--by", "Rosa", "--tracked", "accept=Pam", "--tracked", "reject=Jo")
    assert (code, versions()) == (0, 2)
    assert "1 rejected tracked change" in out


def test_a_name_that_nobody_has_is_no_decision(paper: bytes, call: Call) -> None:
    """Whoever was meant would be decided with all others."""
    file = written(edited(paper, tracked_insertion("g1.statement", " x", "Pam Lund")))
    code, _, err = call("accept", file, "--by", "Rosa", "--tracked", "accept", "--tracked", "reject=Pam Lnd")
    assert (code, versions(), "no tracked changes" in err) == (2, 1, True)


def test_a_decision_that_is_none_is_refused(paper: bytes, call: Call) -> None:
    """The sentence says which there are."""
    code, _, err = call("accept", written(paper), "--tracked", "maybe")
    assert code == 2
    assert "Write accept, reject or leave" in err


def test_what_has_no_place_is_shown_and_kept_only_when_said(paper: bytes, call: Call) -> None:
    """As a remark of the version."""
    file = written(edited(paper, replaced("50 minutes", "20 minutes")))
    code, out, _ = call("accept", file, "--by", "Rosa")
    assert (code, versions()) == (1, 1)
    assert "20 minutes" in out
    assert call("accept", file, "--by", "Rosa", "--without-unplaced")[0] == 0
    assert "20 minutes" in call("history", "ex-4071")[1]


def test_two_people_are_shown_side_by_side(paper: bytes, call: Call) -> None:
    """As printed, as it is now, as the document has it."""
    call("accept", written(edited(paper, typed_over("g1.statement", "One"))), "--by", "Rosa")
    code, out, _ = call("accept", written(edited(paper, typed_over("g1.statement", "Two"))), "--by", "Pam")
    assert (code, versions()) == (1, 2)
    assert "In the latest version: One" in out
    assert "In the document: Two" in out


def test_a_program_gets_everything(paper: bytes, call: Call) -> None:
    """Changes, remarks, what waits and what was found."""
    file = written(edited(paper, typed_over("g1.statement", "Rest"), tracked_insertion("o1.statement", " x", "Pam")))
    code, out, _ = call("accept", file, "--format", "json")
    told = json.loads(out)
    assert (code, told["saved"], told["latest"]) == (1, None, 1)
    assert [each["after"] for each in told["changes"]] == ["Rest"]
    assert [each["author"] for each in told["waiting"]] == ["Pam"]
    assert [each["rule"] for each in told["findings"]] == ["accept-tracked"]


def test_a_document_of_no_saved_version_is_refused(plan: Plan, paper: bytes, call: Call) -> None:
    """Its plan was never kept."""
    code, _, err = call("accept", written(render_document(plan, LIBRARY, "treatment-plan")), "--by", "Rosa")
    assert code == 2
    assert "does not say of which version it is" in err
    assert paper


def test_a_plan_made_again_keeps_what_was_edited(paper: bytes, call: Call) -> None:
    """Unless it is to be made afresh."""
    call("accept", written(edited(paper, typed_over("g1.statement", "Rest"))), "--by", "Rosa")
    examples = LIBRARY / "examples"
    files = [str(examples / f"deaf-alcohol.{kind}.yaml") for kind in ("client", "selection")]
    again = ("plan", *files, "--date", "2026-11-20", "--save", "--by", "Rosa")
    code, out, _ = call(*again)
    assert code == 0
    assert "carried over from version 2" in out
    kept = [version.plan for version in read_chain(Path("plans"), "ex-4071").versions]
    assert kept[-1].problems[0].goals[0].statement.wrote == "Rest"
    call(*again, "--afresh")
    assert read_chain(Path("plans"), "ex-4071").versions[-1].plan.problems[0].goals[0].statement.wrote == ""


def test_signatures_are_kept_and_told(paper: bytes, call: Call) -> None:
    """With the version that they are about."""
    assert paper
    signed = ("sign", "ex-4071", "--on", "2026-11-20", "--name")
    assert call(*signed, "Jordan Ellis", "--role", "client", "--agree")[0] == 0
    code, out, _ = call(*signed, "Maya Ellis", "--role", "sister", "--absent", "ill")
    assert (code, out.splitlines()[0]) == (0, "Saved version 3 of ex-4071, signed.")
    told = call("history", "ex-4071")[1]
    assert "Jordan Ellis, client, 2026-11-20: agrees to version 1." in told
    assert "Maya Ellis, sister, 2026-11-20: was absent for version 1 (ill)." in told
    (signature,) = json.loads(call("history", "ex-4071", "--format", "json")[1])["versions"][1]["signatures"]
    assert signature["agrees"] == "agree"


@pytest.mark.parametrize("words", [(), ("--agree", "--disagree"), ("--agree", "--absent", "ill")])
def test_exactly_one_thing_is_said(words: tuple[str, ...], paper: bytes, call: Call) -> None:
    """Agree, disagree, or absent."""
    assert paper
    code, _, err = call("sign", "ex-4071", "--on", "2026-11-20", "--name", "J", "--role", "client", *words)
    assert (code, "exactly one" in err, versions()) == (2, True, 1)


def _proposed(paper: bytes) -> str:
    """Write a document with a telling wording and an addition, and return its name."""
    added = paragraph_added("i4.because", "Look at the list together.")
    return written(edited(paper, typed_over("i2.statement", TELLING), added))


def _answers(monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Let a person type answers, each on a line."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def test_wordings_are_listed_without_the_person(paper: bytes, call: Call) -> None:
    """Names, days, places and numbers are blanks; what may still tell is listed; nothing is written."""
    code, out, _ = call("propose", _proposed(paper), "--format", "json")
    told, local = json.loads(out)
    assert code == 0
    assert [
        word for word in ("Jordan", "Maya", "Duluth", "Terry", "2026", "0134", "mornings") if word in told["text"]
    ] == []
    assert {"sister", "he", "Hope", "House"} <= set(told["left"])
    assert (told["path"], local["local"], local["left"]) == ("contact-map", True, [])
    assert list(Path().rglob("drafts")) == []


def test_nothing_is_written_without_a_yes_to_each(paper: bytes, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a second one where something is left that may tell of the person."""
    Path("layer").mkdir()
    _answers(monkeypatch, "yny")
    code, out, _ = call("propose", _proposed(paper), "--layer", "layer")
    assert (code, out.count("[y/N]")) == (0, 3)
    assert "1 of 2 written as drafts." in out
    (draft,) = Path("layer").rglob("*.yaml")
    text = draft.read_text(encoding="utf-8")
    assert "Look at the list together." in text
    assert "state: draft" in text
    assert "ex-4071" not in text


def test_a_draft_of_an_entry_is_complete_and_no_library_loads_it(
    paper: bytes, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the entry with the new words and their blanks, under an id of its own."""
    Path("layer").mkdir()
    _answers(monkeypatch, "yyn")
    call("propose", _proposed(paper), "--layer", "layer")
    (draft,) = Path("layer").rglob("*.yaml")
    assert draft.as_posix() == "layer/drafts/intervention/contact-map-own.yaml"
    text = draft.read_text(encoding="utf-8")
    assert all(part in text for part in ("id: contact-map-own", "{{ supporter }}", "evidence:", "ask: Who supports it"))
    assert [word for word in ("Jordan", "Maya", "Duluth", "Terry") if word in text] == []


def test_the_shipped_library_gets_no_drafts(paper: bytes, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the agency's own."""
    _answers(monkeypatch, "yy")
    code, _, err = call("propose", _proposed(paper), "--layer", str(LIBRARY))
    assert (code, "shipped library" in err) == (2, True)
    assert not (LIBRARY / "drafts").exists()


def test_an_agency_can_switch_proposals_off(paper: bytes, call: Call) -> None:
    """In planbuilder.toml."""
    Path("planbuilder.toml").write_text("propose = false\n", encoding="utf-8")
    code, _, err = call("propose", _proposed(paper))
    assert (code, "switched off" in err) == (2, True)
    Path("planbuilder.toml").write_text('propose = "no"\n', encoding="utf-8")
    code, _, err = call("propose", _proposed(paper))
    assert (code, "neither yes nor no" in err) == (2, True)


def test_without_an_answer_nothing_is_written(paper: bytes, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that cannot answer shares nothing."""
    Path("layer").mkdir()
    _answers(monkeypatch, "")
    assert call("propose", _proposed(paper), "--layer", "layer")[0] == 130
    assert list(Path("layer").rglob("*.yaml")) == []


def test_a_plan_without_own_wordings_has_nothing_to_offer(paper: bytes, call: Call) -> None:
    """That is said."""
    assert paper
    code, out, _ = call("propose", "plans/ex-4071/0001.json")
    assert (code, out) == (0, "There is no wording in it that a clinician made.\n")
