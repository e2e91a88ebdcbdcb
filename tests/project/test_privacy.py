"""A person's data stay in the papers made for them: not in messages, file names, the cache, document properties."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder import data_path
from planbuilder.cli.failing import explain
from planbuilder.cli.main import run
from planbuilder.docx.authoring import Author
from planbuilder.errors import PlanbuilderError

EXAMPLE = data_path("library") / "examples" / "deaf-alcohol.client.yaml"
FIRST, LAST, WORDS = "Zebulon", "Quackenbush", "wake before the crows do"
SECRETS = (FIRST, LAST, WORDS)
#: Something wrong in a client's file, by a change of its text.
FAULTS = {
    "a score out of range": ("value: 11", "value: 99"),
    "a birth date in the future": ('born: "1984-05-17"', 'born: "2999-01-01"'),
    "a birth date that does not exist": ('born: "1984-05-17"', 'born: "1984-02-31"'),
    "an unknown need": ("need: deaf-sign-language", "need: deaf-sing-language"),
    "a field that nobody knows": ("setting: outpatient", "setting: outpatient\n  seting: outpatient"),
    "a field of the wrong type": ("pronouns: he", "pronouns: [he]"),
    "a name that is a list": (f"name: {FIRST} {LAST}", f"name: [{FIRST}, {LAST}]"),
    "a name with a control character": (f"name: {FIRST} {LAST}", f'name: "{FIRST}\\x07 {LAST}"'),
    "a name given twice": (f"called: {FIRST}", f"called: {FIRST}\n  called: {FIRST}"),
    "a name that is not closed": (f"name: {FIRST} {LAST}", f'name: "{FIRST} {LAST}'),
    "a tab before the name": (f"  name: {FIRST}", f"\tname: {FIRST}"),
}
#: What a template may do to a name and cannot.
TAGS = ("{{ client.name|date }}", "{{ client.name + 1 }}", "{{ care[client.name] }}", "{{ client.name.upper }}")

Told = Callable[[], str]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    """Return a function that returns everything printed so far, on both channels."""

    def everything() -> str:
        out, err = capfd.readouterr()
        return out + err

    return everything


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """Return the file of a client with a name and words that occur nowhere else."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in (("Jordan Ellis", f"{FIRST} {LAST}"), ("Jordan", FIRST), ("want my mornings back", WORDS)):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "c-1.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def secrets_in(text: str) -> list[str]:
    """Return the secrets that a text holds."""
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("fault", FAULTS)
def test_messages_about_a_faulty_client_file_do_not_hold_the_person(fault: str, client: Path, told: Told) -> None:
    """The run fails and says where, in words that hold neither the name nor the person's own words."""
    old, new = FAULTS[fault]
    text = client.read_text(encoding="utf-8")
    assert old in text
    client.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run(["plan", str(client), "-o", str(client.parent / "papers")]) == 1
    said = told()
    assert client.name in said
    assert secrets_in(said) == []


def test_messages_about_a_faulty_selection_do_not_hold_the_person(client: Path, told: Told) -> None:
    """A selection that names what the library does not have is refused without a word about the person."""
    selection = client.with_name("s-1.yaml")
    text = EXAMPLE.with_name("deaf-alcohol.selection.yaml").read_text(encoding="utf-8")
    selection.write_text(text.replace("alcohol-use:", "alcool-use:").replace("Jordan", FIRST), encoding="utf-8")
    assert run(["plan", str(client), str(selection), "-o", str(client.parent / "papers")]) == 1
    assert secrets_in(told()) == []


@pytest.mark.parametrize("tag", TAGS)
def test_messages_about_a_template_do_not_hold_what_it_was_to_print(tag: str, client: Path, told: Told) -> None:
    """A template that cannot print the name is refused by its place and tag, not by the name."""
    home = client.parent / "ws"
    assert run(["init", str(home)]) == 0
    author = Author("A template")
    author.paragraph(tag)
    (home / "documents" / "treatment-plan" / "template.docx").write_bytes(author.saved())
    here = Path.cwd()
    os.chdir(home)
    try:
        assert run(["plan", str(client), "-d", "treatment-plan"]) == 1
    finally:
        os.chdir(here)
    assert secrets_in(told()) == []


@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError])
def test_a_fault_of_the_program_is_told_without_its_text(kind: type[Exception], told: Told) -> None:
    """The text of an exception nobody expected may hold anything, so it is not printed."""
    assert explain(kind(f"{FIRST} {LAST}: {WORDS}"), debug=False) == 2
    said = told()
    assert secrets_in(said) == []
    assert kind.__name__ in said


def test_the_details_of_a_fault_are_printed_only_when_asked_for(told: Told) -> None:
    """Debugging shows the text, and the ordinary message says that this may hold a person's data."""
    explain(ValueError(FIRST), debug=False)
    assert "person's data" in told()
    explain(PlanbuilderError(FIRST), debug=True)
    assert FIRST in told()


def test_a_run_that_succeeds_prints_and_names_files_without_the_person(client: Path, told: Told) -> None:
    """Names of documents hold the client's id and the document's; what is printed tells only what was made."""
    papers = client.parent / "papers"
    documents = ("treatment-plan", "brief-plan", "client-copy")
    chosen = [word for id in documents for word in ("-d", id)]
    assert run(["plan", str(client), *chosen, "--text", "-o", str(papers), "--date", "2026-11-16"]) == 0
    expected = {*(f"ex-4071-{id}.docx" for id in documents), "ex-4071-treatment-plan.txt"}
    assert {path.name for path in papers.iterdir()} == expected
    assert secrets_in(told()) == []


def test_the_properties_of_a_document_do_not_hold_the_person(client: Path) -> None:
    """What a file manager or a search shows of a document without opening it is title and dates, never a name."""
    papers = client.parent / "papers"
    assert run(["plan", str(client), "-o", str(papers), "--date", "2026-11-16"]) == 0
    with zipfile.ZipFile(papers / "ex-4071-treatment-plan.docx") as package:
        properties = [name for name in package.namelist() if name.startswith("docProps/")]
        text = "".join(package.read(name).decode() for name in properties)
    assert "ex-4071" in text
    assert secrets_in(text) == []


def test_the_cache_holds_nothing_of_a_client(client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a plan was made, no file that is kept for the next run holds the person."""
    kept = tmp_path / "kept"
    monkeypatch.setenv("PLANBUILDER_CACHE", str(kept))
    assert run(["plan", str(client), "-o", str(client.parent / "papers")]) == 0
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if secrets_in(path.read_text(encoding="utf-8", errors="replace"))] == []
