"""The documents: what stands on their pages, and that the files are whole, accessible and open elsewhere."""

from __future__ import annotations

import datetime as dt
import io
import re
import runpy
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from msgspec.structs import replace
from plan_files import bare_plan, proposal, rich_plan
from word_reading import W, headings, lines, root, tags, text

from libreoffice_edits import saved_by_libreoffice
from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, find_paper, render_document
from planbuilder.documents.view import view
from planbuilder.docx import Editable, accessibility, verify
from planbuilder.library.loading import load_library
from planbuilder.library.readability import flesch_kincaid
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.record import Cited, Exclusion, Plan

LIBRARY = data_path("library")
PAPERS = ("treatment-plan", "brief-plan", "client-copy")
DOCUMENTS = (*PAPERS, "accommodation-summary", "discharge-plan")
#: Parts of the view that say again, for another paper, what the treatment plan says, or what comes after it.
OTHER_PAPERS = ("summary", "after_care")
PLANS: dict[str, Callable[[], Plan]] = {"rich": rich_plan, "proposal": proposal, "bare": bare_plan}


def printed(document: str, plan: Plan | None = None) -> bytes:
    """Return a document of a plan, the rich one without another."""
    return render_document(plan or rich_plan(), LIBRARY, document)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("plan", PLANS)
def test_every_document_is_whole_and_accessible(document: str, plan: str) -> None:
    """Also of a plan with next to nothing in it, and in the size its manifest promises."""
    data = printed(document, PLANS[plan]())
    points = find_paper(document_homes(LIBRARY), document).document.body_points
    assert [*verify(data), *accessibility(data, points)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_passes_an_independent_validator(document: str, tmp_path: Path) -> None:
    """openxml-audit knows the schemas of Word."""
    path = tmp_path / "document.docx"
    path.write_bytes(printed(document))
    result = openxml_audit.OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_passes_the_open_xml_sdk(document: str, validate: Callable[[bytes], list[str]]) -> None:
    """The validator of those who made the format."""
    assert validate(printed(document)) == []


@pytest.mark.word
def test_the_treatment_plan_becomes_a_pdf(convert: Callable[[bytes, str], bytes]) -> None:
    """A second program can open it."""
    assert convert(printed("treatment-plan"), "pdf").startswith(b"%PDF")


@pytest.mark.word
def test_editable_texts_keep_their_bookmarks_in_another_program(convert: Callable[[bytes, str], bytes]) -> None:
    """LibreOffice drops the tags of controls; the hidden bookmarks stay."""
    data = printed("treatment-plan")
    names = {node.get(f"{W}name", "") for node in root(data).iter(f"{W}bookmarkStart")}
    kept = {node.get(f"{W}name", "") for node in root(convert(data, "docx")).iter(f"{W}bookmarkStart")}
    assert {name for name in names if name.startswith("_pb_")} <= kept


def test_the_headings_of_the_treatment_plan_lead_through_it() -> None:
    """From the person over the thread to the signatures."""
    first = [heading for heading in headings(printed("treatment-plan")) if heading.startswith("1")]
    assert first == [
        "1 Person and care",
        "1 What brings Jordan here",
        "1 Strengths, supports and limits",
        "1 History",
        "1 Medications and allergies",
        "1 Outcome measures",
        "1 How to communicate with Jordan",
        "1 Safety",
        "1 Problem 1: Alcohol use",
        "1 Problem 2: Depression",
        "1 Accommodations",
        "1 Language access",
        "1 Nobody has made this possible yet",
        "1 Questions still open",
        "1 Ending and review",
        "1 Participation and signatures",
        "1 Annex: treatment options considered",
        "1 Annex: accommodations and language access in full",
        "1 Annex: declined and asked for",
        "1 Annex: what we do if",
        "1 Annex: sources",
    ]


def test_the_thread_is_numbered_in_headings() -> None:
    """Goal, objective, intervention, each a level lower."""
    made = headings(printed("treatment-plan"))
    at = made.index("1 Problem 1: Alcohol use")
    assert made[at + 1 : at + 4] == ["2 Goal 1.A", "3 Objective 1.A.1", "4 1.A.1.a Functional analysis of drinking"]


def test_a_heading_with_nothing_under_it_is_not_printed() -> None:
    """A plan with next to nothing has only what every plan has."""
    first = [heading for heading in headings(printed("treatment-plan", bare_plan())) if heading.startswith("1")]
    assert first == [
        "1 Person and care",
        "1 What brings Ana here",
        "1 How to communicate with Ana",
        "1 Ending and review",
        "1 Participation and signatures",
    ]


def test_no_document_ever_ends_in_a_heading_or_has_two_of_a_level_in_a_row() -> None:
    """Something stands under every heading."""
    for document in DOCUMENTS:
        for make in PLANS.values():
            styles = [style for style, text in lines(printed(document, make())) if text.strip()]
            pairs = [pair for pair in zip(styles, [*styles[1:], ""], strict=True) if pair[0].startswith("Heading")]
            bad = [pair for pair in pairs if pair[1] == pair[0] or not pair[1]]
            assert bad == [], (document, make.__name__)


def test_no_empty_paragraph_is_used_as_spacing() -> None:
    """Only cells to sign in are empty."""
    for document in DOCUMENTS:
        empty = [
            paragraph
            for paragraph in root(printed(document)).iter(f"{W}p")
            if not "".join(paragraph.itertext()).strip() and next(paragraph.iterancestors(f"{W}tc"), None) is None
        ]
        assert empty == [], document


def test_every_paragraph_has_a_named_style() -> None:
    """So that an agency can restyle the document in Word."""
    for document in DOCUMENTS:
        assert "Normal" not in {style for style, _ in lines(printed(document))}, document


def everything(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text of a view that the treatment plan prints as it is."""
    if isinstance(value, dict):
        for field, part in value.items():
            if field not in UNPRINTED and not field.startswith("plain"):
                yield from everything(part, field)
    elif isinstance(value, list):
        for part in value:
            yield from everything(part, name)
    elif isinstance(value, (str, Editable)) and str(value) and not str(value).startswith("20"):
        yield str(value)


#: Said in other words, or only in another document.
UNPRINTED = {
    *("document", "helps", "contacts", "language", "voice", "text", "video", "short_dose", "person", "born", "stage"),
    *("they", "them", "their", "kind", "demands", "state", "short", "role"),
}


def test_the_treatment_plan_says_everything_in_the_view() -> None:
    """What the record holds and no one reads would be lost."""
    plan = rich_plan()
    shown = text(printed("treatment-plan", plan)).replace("\t", " ")
    made = view(plan, find_paper(document_homes(LIBRARY), "treatment-plan").document)
    made = {name: part for name, part in made.items() if name not in OTHER_PAPERS}
    shown_measures = {each["title"] for each in made["measures"]}
    missing = [said for said in everything(made) if said not in shown and said not in shown_measures]
    assert missing == []


def test_each_editable_text_is_one_control_with_its_key() -> None:
    """A text printed twice is editable once."""
    found = tags(printed("treatment-plan"))
    assert len(found) == len(set(found))
    assert {"o1.statement", "i1.because", "a2.statement", "r1s1.statement", "t1.statement", "e1.statement"} <= set(
        found
    )


def test_the_record_of_what_was_printed_names_client_version_and_document() -> None:
    """So that an edited file finds its plan."""
    attributes = root(printed("treatment-plan", replace(rich_plan(), version=3)), "customXml/item1.xml").attrib
    assert (attributes["client"], attributes["version"], attributes["document"]) == ("c-4071", "3", "treatment-plan")


def test_a_blank_stands_out_and_names_what_is_missing() -> None:
    """In the style Blank."""
    runs = [
        "".join(run.itertext())
        for run in root(printed("treatment-plan")).iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and style.get(f"{W}val") == "Blank"
    ]
    assert runs == ["[fill in: target]", "[fill in: reason]"]


def test_a_proposal_says_so_at_the_top_with_what_is_lacking() -> None:
    """In every document of the plan; a paper for others keeps its name, and says that nothing is settled."""
    assert lines(printed("accommodation-summary", proposal()))[0] == ("Title", "Accommodation summary: a proposal")
    for document in PAPERS:
        made = lines(printed(document, proposal()))
        assert made[0] == ("Title", "Proposal for the planning meeting")
    assert "a selection made by a named person" in text(printed("treatment-plan", proposal()))
    assert "Nothing is decided yet." in text(printed("client-copy", proposal()))


def test_a_proposal_says_that_it_is_not_signed_before_what_is_open_is_settled() -> None:
    """To the team by name of what is open; to the person in plain words, without alarm."""
    for document in ("treatment-plan", "brief-plan"):
        assert "efore it is signed, it still needs:" in text(printed(document, proposal()))
        assert "efore it is signed" not in text(printed(document))
    assert "We first settle what is still open. Then I sign, if I agree." in text(printed("client-copy", proposal()))
    assert "We first settle" not in text(printed("client-copy"))


def test_a_proposal_says_so_at_the_top_of_every_page() -> None:
    """A page that lies alone is not taken for a page of a plan."""
    names = {"accommodation-summary": ": a proposal"}
    for document in DOCUMENTS:
        with zipfile.ZipFile(io.BytesIO(printed(document, proposal()))) as package:
            headers = [package.read(name).decode() for name in package.namelist() if "/header" in name]
        said = names.get(document, "Proposal for the planning meeting")
        assert any(said in header for header in headers)


def found_on_the_day(**more: Any) -> Plan:
    """Return the rich plan with its risk found on the plan's day, and changed."""
    plan = rich_plan()
    return replace(plan, safety=(replace(plan.safety[0], assessed=plan.date, **more),))


def facts(document: str, plan: Plan) -> list[tuple[str, str]]:
    """Return the labels of a document's facts, each with what stands beside it."""
    pairs = (line.partition("\t") for style, line in lines(printed(document, plan)) if style == "Fact")
    return [(label, value) for label, _, value in pairs]


def test_what_is_due_today_says_so_with_room_to_write_when_it_was_done_and_by_whom() -> None:
    """The action about the risk and the same-day step of its protocol, and no other step."""
    made = facts("treatment-plan", found_on_the_day())
    due = [place for place, (label, _) in enumerate(made) if label == "Due"]
    assert [made[place - 1][0] for place in due] == ["Same day", "The same day"]
    for place in due:
        assert made[place][1] == "Today, before Jordan leaves"
        assert made[place + 1][0] == "Done on"
        assert made[place + 1][1].startswith("____")
        assert ", by ____" in made[place + 1][1]
    assert any(label == "Within one week" for label, _ in made)
    assert [value for label, value in facts("client-copy", found_on_the_day()) if label == "Today"] == [
        "Before I leave: I see my counselor that day."
    ]


@pytest.mark.parametrize(
    "plan",
    [replace(rich_plan(), date="2026-11-30"), found_on_the_day(level="low"), found_on_the_day(risk="overdose")],
    ids=["found-earlier", "low", "another-risk"],
)
def test_a_step_that_is_not_due_today_keeps_its_time(plan: Plan) -> None:
    """A risk of another day, a low one, or one that the protocol does not answer does not begin the protocol."""
    made = facts("treatment-plan", plan)
    step = next(place for place, (_, value) in enumerate(made) if "The counselor sees Jordan the same day." in value)
    assert made[step + 1][0] != "Due"
    assert "Today" not in dict(facts("client-copy", plan))


def test_the_treatment_plan_says_what_is_to_be_ruled_out_before_an_option_is_begun() -> None:
    """Next to the option, in a line of its own."""
    plan = rich_plan()
    ruled_out, chosen = plan.options
    reason = Exclusion(say="Not while opioids are taken.", absolute=True, verdict="unknown", asks=("takes-opioids",))
    plan = replace(plan, options=(ruled_out, replace(chosen, exclusions=(reason,))))
    said = [line for _, line in lines(printed("treatment-plan", plan)) if line.startswith("Rule out first")]
    assert len(said) == 1
    assert said[0].endswith("Not while opioids are taken.")


def test_a_source_can_be_found_and_says_where_nobody_looked_it_up() -> None:
    """Publisher, year and identifier stand behind the title, once for each source."""
    tip = Cited(source="tip", title="TIP 34", published="SAMHSA, 1999, SMA 12-3952", checked="2026-11-24")
    label = Cited(source="label", title="A label")
    problem, *others = rich_plan().problems
    plan = replace(rich_plan(), problems=(replace(problem, sources=(tip, label, tip)), *others))
    said = [line for style, line in lines(printed("treatment-plan", plan)) if style == "Reference"]
    assert said[:2] == ["S1\tTIP 34. SAMHSA, 1999, SMA 12-3952", "S2\tA label (not checked)"]


def test_an_invented_example_says_so() -> None:
    """And a real client's document does not."""
    real = replace(rich_plan(), client=replace(rich_plan().client, invented=False))
    for document in DOCUMENTS:
        assert "his person does not exist." in text(printed(document))
        assert "does not exist" not in text(printed(document, real))


def test_a_critical_answer_is_not_hidden_in_the_total() -> None:
    """It stands beside the score."""
    assert "Answered yes: thoughts of death." in text(printed("treatment-plan"))


def test_the_signature_block_has_a_box_for_each_answer_of_each_signer() -> None:
    """Agree, disagree, absent; with a title that names who answers what."""
    titles = [node.get(f"{W}val", "") for node in root(printed("treatment-plan")).iter(f"{W}alias")]
    boxes = [title for title in titles if title.startswith("R. Alvarez ")]
    assert boxes == ["R. Alvarez agrees", "R. Alvarez disagrees", "R. Alvarez was absent"]


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    """Nothing is lost."""
    assert "R&D job at risk <since October>." in text(printed("treatment-plan"))


def test_the_brief_plan_names_each_intervention_and_accommodation() -> None:
    """With who does it."""
    made = text(printed("brief-plan"))
    assert "Functional analysis of drinking: R. Alvarez" in made
    assert "A4 Captions for Sam, for Sam Ellis (partner)." in made
    assert "988 Lifeline: call 988; text 988; video 988 by videophone" in made


def test_the_client_copy_has_plain_texts_only() -> None:
    """No clinical statement, no code, no source."""
    made = text(printed("client-copy"))
    plan = view(rich_plan(), find_paper(document_homes(LIBRARY), "client-copy").document)
    goal = plan["problems"][0]["goals"][0]
    assert str(goal["plain"]) in made
    assert str(goal["statement"]) not in made
    assert not [word for word in ("F10.20", "TIP 34", "guideline", "LADC", "intervention", "objective") if word in made]


def test_the_client_copy_has_lines_to_fill_in_and_dates_that_the_text_leaves_out() -> None:
    """A blank is a line with the name of what belongs there."""
    made = text(printed("client-copy"))
    assert "I will have ________ (the number I want) or fewer" in made
    assert "[fill in" not in made


def test_the_client_copy_says_whom_to_reach_in_more_than_one_way() -> None:
    """Voice, text and video."""
    made = text(printed("client-copy"))
    assert "988 Lifeline: call 988; text 988; video 988 by videophone. day and night" in made
    assert "videophone 555-0100" in made


def test_what_helps_a_participant_stands_apart() -> None:
    """Its first person is that participant."""
    assert "1 What helps Sam Ellis (partner) take part, as they would say it" in headings(printed("client-copy"))


def test_the_fixed_words_of_the_client_copy_read_at_or_under_grade_six() -> None:
    """The words that the template adds are as plain as the library's."""
    fixed = [said for _, said in lines(printed("client-copy", bare_plan())) if said.endswith(".")]
    assert flesch_kincaid(" ".join(fixed)) <= 6


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_script_makes_the_template_beside_it(document: str, tmp_path: Path) -> None:
    """Nobody edited one without the other."""
    shipped = LIBRARY / "documents" / document
    shutil.copy(shipped / "make.py", tmp_path / "make.py")
    runpy.run_path(str(tmp_path / "make.py"), run_name="__main__")
    with zipfile.ZipFile(tmp_path / "template.docx") as made, zipfile.ZipFile(shipped / "template.docx") as there:
        assert {name: made.read(name) for name in made.namelist()} == {
            name: there.read(name) for name in there.namelist()
        }


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing in a document depends on the moment."""
    assert printed("treatment-plan") == printed("treatment-plan")


def test_the_brief_plan_keeps_to_what_a_meeting_needs() -> None:
    """Needs, medicines and allergies; a date where no sentence says it; risks that are low in one line."""
    plan = rich_plan()
    made = text(printed("brief-plan"))
    assert f"Needs\t{plan.limitations[0].label}" in made
    assert f"Medicines\t{plan.client.medications[0].name}" in made
    alike = replace(plan, accommodations=tuple(replace(each, title="Captions") for each in plan.accommodations))
    assert text(printed("brief-plan", alike)).count("Captions") == 1
    shown = view(plan, find_paper(document_homes(LIBRARY), "brief-plan").document)
    assert [each["level"] for each in shown["safety"]].count("low") == made.count("Low: ")


def test_the_brief_plan_of_every_example_has_two_pages(program: Callable[[str], str], tmp_path: Path) -> None:
    """In 12 points, whatever the person brings, as LibreOffice prints it."""
    library, day = load_library(LIBRARY), dt.date(2026, 11, 16)
    printed: dict[str, bytes] = {}
    for file in sorted((LIBRARY / "examples").glob("*.client.yaml")):
        client = load_client(file, library, day)
        chosen = file.with_name(file.name.replace(".client.", ".selection."))
        selection = load_selection(chosen, client, library)[0] if chosen.exists() else None
        printed[file.name] = render_document(compose(client, selection, library, day), LIBRARY, "brief-plan")
    pages = saved_by_libreoffice(program("soffice"), tmp_path, printed, "pdf")
    counts = {name: len(re.findall(rb"/Type\s*/Page\b", pdf)) for name, pdf in pages.items()}
    assert set(counts.values()) <= {1, 2}, counts
