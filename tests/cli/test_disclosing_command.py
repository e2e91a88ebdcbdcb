"""Disclosing from the command line: options that do not belong, a kept version only, history shows it."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder import data_path, load_client, load_library
from planbuilder.cli.main import run
from planbuilder.plan.consents import covering_consent

EXAMPLE = data_path("library") / "examples" / "deaf-alcohol.client.yaml"
PLAN = "plans/ex-4071/0001.json"
PERSON = ("--disclose", "--to", "Jordan Ellis", "--basis", "patient-access", "--by", "Rosa Alvarez")
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

    choices = EXAMPLE.with_name("deaf-alcohol.selection.yaml")
    assert called("plan", EXAMPLE, choices, "--save", "--date", "2026-11-16", "-o", "papers")[0] == 0
    return called


def test_a_disclosure_is_printed_and_stands_in_the_history(call: Call) -> None:
    """Expect a copy under a name of its own, a line in history, and the same as data."""
    assert call("render", PLAN, *PERSON)[0] == 0
    assert Path("outputs/ex-4071-disclosure-copy-d0001.docx").is_file()
    assert "to Jordan Ellis; basis patient-access" in call("history", "ex-4071")[1]
    told = json.loads(call("history", "ex-4071", "--format", "json")[1])
    assert told["disclosures"][0]["disclosure"]["by"] == "Rosa Alvarez"


def test_a_release_that_was_never_signed_is_no_consent(call: Call) -> None:
    """The release for his sister says neither how it was signed nor what it covers: expect exit code 2 and no file."""
    purpose = (
        "that Jordan is in care, and what to do if the evening contact gets no answer; nothing about what he drank"
    )
    asked = ("--disclose", "--to", "Maya Ellis", "--basis", "consent", "--purpose", purpose, "--by", "R. Alvarez")
    code, _, err = call("render", PLAN, *asked)
    assert (code, "--client" in err) == (2, True)
    code, _, err = call("render", PLAN, *asked, "--client", EXAMPLE)
    assert (code, "how and when it was signed" in err, "Maya" in err) == (2, True, False)
    assert not Path("outputs").exists()
    assert not Path("plans/ex-4071/disclosures").exists()


def test_the_page_on_disclosing_works_as_it_stands_in_a_new_workspace(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run each command of docs/disclosing.md on the client that 'init' brings: expect a copy of part of the plan."""
    page = (data_path("library").parent / "docs" / "disclosing.md").read_text(encoding="utf-8")
    commands = page.partition("```sh\n")[2].partition("```")[0].replace("\\\n", " ").splitlines()
    assert call("init", "agency")[0] == 0
    monkeypatch.chdir("agency")
    monkeypatch.setattr("planbuilder.cli.disclosing._today", lambda: dt.date(2026, 11, 26))
    for line in commands:
        program, *words = shlex.split(line)
        assert program == "planbuilder"
        code, out, err = call(*words)
        assert code == 0, err
    assert "Kept as disclosure 1" in out
    assert "in part, to Dr. Ana Brandt; basis consent" in call("history", "ex-4071")[1]


def test_example_clients_show_consents_that_hold() -> None:
    """Expect six examples with a signed release that is a whole consent, most of parts and one of the whole plan."""
    day, library = dt.date(2026, 11, 26), load_library(data_path("library"))
    clients = [load_client(path, library, day) for path in sorted(EXAMPLE.parent.glob("*.client.yaml"))]
    signed = [(each, one) for each in clients for one in each.releases if one.signed]
    for each, one in signed:
        assert covering_consent(each.releases, one.to, one.purpose, day, ended=False) == one
    assert (len(signed), sum(one.covers == ("plan",) for _, one in signed)) == (6, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "Somebody"), "for a disclosure"),
        (("--disclose", "--to", "Somebody"), "needs a basis"),
        ((*PERSON, "--text"), "one Word document"),
        ((*PERSON, "-d", "treatment-plan"), "prints no notice"),
        (("-d", "disclosure-copy"), "leaves a record"),
    ],
)
def test_options_that_do_not_go_together_are_refused(call: Call, words: tuple[str, ...], said: str) -> None:
    """Expect a sentence and exit code 2."""
    code, _, err = call("render", PLAN, *words)
    assert (code, said in err) == (2, True)


def test_a_plan_that_is_not_kept_is_not_disclosed(call: Call) -> None:
    """A record changed by hand is none of the versions."""
    text = Path(PLAN).read_text(encoding="utf-8")
    Path("changed.json").write_text(text.replace("Dev Marsh", "Dev Marshal"), encoding="utf-8")
    code, _, err = call("render", "changed.json", *PERSON)
    assert (code, "Only a kept version" in err) == (2, True)
