"""The accommodation summary: one page for everybody who meets the person, discreet in every word."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from plan_files import rich_plan
from word_reading import text

from planbuilder.data import data_path
from planbuilder.documents.disclosure import discreet, keeps_its_beginning, tells
from planbuilder.documents.registry import document_homes, find_paper, render_document
from planbuilder.documents.view import view
from planbuilder.docx import accessibility, verify
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.client import Diagnosis, Medication
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.record import Plan

ROOT = data_path("library")
DAY = dt.date(2026, 11, 16)
EXAMPLES = sorted((ROOT / "examples").glob("*.client.yaml"))
#: What nobody outside may read of any of the examples: codes, laws and credentials that tell, besides words.
_TELLING = ("42 CFR", "LADC", "CADC", "F10", "F11", "F14", "F15", "Alcohol use", "Opioid", "Stimulant", "disorder")


@pytest.fixture(scope="module")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(ROOT)


def made(file: Path, library: Library) -> Plan:
    """Return the plan of an example client."""
    client = load_client(file, library, DAY)
    choices = file.with_name(file.name.replace(".client.", ".selection."))
    selection = load_selection(choices, client, library)[0] if choices.exists() else None
    return compose(client, selection, library, DAY)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.name.removesuffix(".client.yaml"))
def test_no_word_tells_of_use_illness_or_treatment(file: Path, shipped: Library) -> None:
    """Expect none on any page, in the header, in the properties, or in what the file keeps beside the page."""
    plan = made(file, shipped)
    data = render_document(plan, ROOT, "accommodation-summary")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    for said in (text(data), parts["docProps/core.xml"]):
        assert not [word for word in _TELLING if word in said]
        assert not [each for each in said.split("\n") if tells(each)], said
    assert not [each.name for each in plan.client.medications if each.name.casefold() in text(data).casefold()]
    assert not [each.code for each in plan.client.diagnoses if each.code in text(data)]
    assert [*verify(data), *accessibility(data, 12)] == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.name.removesuffix(".client.yaml"))
def test_everything_that_can_be_said_is_there(file: Path, shipped: Library) -> None:
    """Expect every accommodation of the person but those that speak of trauma or diagnosis, and who arranges it."""
    plan = made(file, shipped)
    said = text(render_document(plan, ROOT, "accommodation-summary"))
    own = [each for each in plan.accommodations if each.who == "client"]
    assert [each.title for each in own if not tells(each.title) and f"{each.number} {each.title}" not in said] == []
    assert all(each.arranged_by in said for each in own if not tells(each.title))
    assert not [each for each in plan.accommodations if each.who != "client" and each.title + ", for" in said]


@pytest.mark.word
def test_the_first_page_stands_by_itself(
    shipped: Library, convert: Callable[[bytes, str], bytes], program: Callable[[str], str], tmp_path: Path
) -> None:
    """Expect whom to ask at the end of page 1, also with nineteen accommodations, and the details behind it."""
    import subprocess

    plan = made(ROOT / "examples" / "brain-injury-veteran-trauma-alcohol.client.yaml", shipped)
    path = tmp_path / "summary.pdf"
    path.write_bytes(convert(render_document(plan, ROOT, "accommodation-summary"), "pdf"))
    command = [program("pdftotext"), "-f", "1", "-l", "1", str(path), "-"]
    first = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Whom to ask" in first
    assert "Anne Sato" in first
    assert "In full" not in first


def test_language_access_stands_under_a_heading_of_its_own(shipped: Library) -> None:
    """Expect no word of disability for somebody whose language is not English."""
    said = text(render_document(made(ROOT / "examples/spanish-depression.client.yaml", shipped), ROOT, _ID))
    assert "Language access" in said
    assert "What makes it possible" not in said


_ID = "accommodation-summary"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Sit in good light. An overdose is answered at once.", "Sit in good light."),
        ("Bring the list (trigger, craving, goal), please.", "Bring the list, please."),
        (
            "Video first; risk of withdrawal is seen at once; any other visit waits.",
            "Video first. Any other visit waits.",
        ),
        ("Carry papers and drinks.", "Carry papers and drinks."),
        ("He drinks.", ""),
        ("A scribe writes step work and letters. Bring a pen.", "Bring a pen."),
        ("Voices every day; one topic at a time.", "One topic at a time."),
        ("", ""),
    ],
)
def test_a_sentence_that_tells_is_left_out_whole(said: str, left: str) -> None:
    """Expect what stays to read as sentences."""
    assert discreet(said) == left


def test_a_medication_on_file_is_not_named() -> None:
    """Expect the names that this person's file holds to tell as well."""
    assert discreet("Keep the Zyrtec cold. Call first.", ("Zyrtec",)) == "Call first."


def test_nearly_every_accommodation_of_the_library_can_be_said(shipped: Library) -> None:
    """Expect few to be hidden for what their title tells, and fewer to lose what they begin with."""
    every = shipped.accommodations.values()
    shown = [each for each in every if not tells(each.title)]
    lost = [each.id for each in shown if not keeps_its_beginning(each.statement) and tells(each.plain)]
    assert len(shown) > 0.9 * len(every)
    assert len(lost) < 0.02 * len(every), lost


def test_what_was_left_out_is_admitted() -> None:
    """Expect the reader to be told that there is more, and only then."""
    plan = rich_plan()
    paper = find_paper(document_homes(ROOT), _ID).document
    assert view(plan, paper)["summary"]["more"] is False
    first = next(each for each in plan.accommodations if each.who == "client")
    told = replace(first, statement=replace(first.statement, wrote="Ask about drinking."))
    told = replace(told, plain=replace(told.plain, wrote="They ask about my drinking."))
    others = tuple(told if each.key == first.key else each for each in plan.accommodations)
    summary = view(replace(plan, accommodations=others), paper)["summary"]
    assert summary["more"] is True
    assert first.number not in [each["number"] for each in summary["accommodations"]]


@pytest.mark.parametrize(
    "word",
    [
        "rehab",
        "the OTP",
        "his MAT visit",
        "narcotics",
        "intoxicated",
        "vodka",
        "a hangover",
        "Percocet",
        "Xanax",
        "Antabuse",
        "Sublocade",
        "AA",
        "the NA group",
        "breathalyzer",
        "UDS",
        "ketamine",
        "MDMA",
        "inhalants",
        "dope",
        "LADC",
        "sober living",
        "take-home doses",
        "the DUI class",
        "abstinence",
        "kratom",
        "staying clean",
        "delirium tremens",
        "chemical dependency",
        "OCD",
        "self harm",
        "bulimia",
    ],
)
def test_a_word_that_tells_in_what_somebody_wrote_takes_its_sentence_out(word: str) -> None:
    """Expect the sentence gone, whole; what stands beside it stays."""
    assert discreet(f"Text before noon. He is late after {word}. Knock twice.") == "Text before noon. Knock twice."


@pytest.mark.parametrize(
    "text", ["He speeds up when the bar is loud.", "Ice water helps.", "It is clean and quiet.", "The CDC said so."]
)
def test_ordinary_words_stay(text: str) -> None:
    """A summary that leaves out too much helps nobody."""
    assert discreet(text) == text


def test_what_the_person_takes_or_has_is_not_named_even_in_part() -> None:
    """The file says sertraline 50 mg, a contact says sertraline: expect it to be left out, and 'ironing' to stay."""
    plan = rich_plan()
    client = replace(
        plan.client,
        medications=(Medication(name="sertraline 50 mg tablets"), Medication(name="Iron")),
        diagnoses=(Diagnosis(code="G40.909", title="Morvan syndrome, of any kind"),),
    )
    contacts = ("Ask for the sertraline line.", "Ironing days: no calls.", "The Morvan syndrome desk.", "Text first.")
    made = replace(plan, client=client, communication=replace(plan.communication, contacts=contacts))
    shown = view(made, find_paper(document_homes(ROOT), "accommodation-summary").document)
    assert shown["summary"]["communication"]["contacts"] == ["Ironing days: no calls.", "Text first."]


def test_a_proposal_does_not_say_beside_the_page_what_it_lacks() -> None:
    """What is to be settled may be naloxone: expect none of it anywhere in the file."""
    plan = replace(rich_plan(), heading="proposal", lacks=("naloxone, offered and taught",))
    data = render_document(plan, ROOT, "accommodation-summary")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b"naloxone" in package.read(name)]


def test_a_template_of_an_agency_cannot_ask_for_more(tmp_path: Path) -> None:
    """A paper for outside whose template prints problems and diagnoses: expect the summary, and nothing of those."""
    from planbuilder.docx.authoring import Author

    author = Author("Ours")
    author.heading("Ours for {{ client.called }}", 0)
    author.each("problem in problems", "{{ problem.title }}")
    author.each("each in diagnoses", "{{ each.title }}")
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "template.docx").write_bytes(author.saved())
    manifest = (ROOT / "documents" / "accommodation-summary" / "document.yaml").read_text(encoding="utf-8")
    (folder / "document.yaml").write_text(manifest.replace("id: accommodation-summary", "id: ours"), encoding="utf-8")
    plan = rich_plan()
    said = text(render_document(plan, ROOT, "ours", tmp_path))
    assert plan.client.identity.called in said
    assert not [each for each in plan.problems if each.title in said]
    assert not [each for each in plan.client.diagnoses if each.title in said]
