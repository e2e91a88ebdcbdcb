"""An edited document beside the plan it was printed from: what was edited, item by item, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from libreoffice_edits import edited_in_libreoffice, saved_by_libreoffice
from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, papers, render_document
from planbuilder.docx import read_back
from planbuilder.errors import InputError, UsageError
from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.filling import spans
from planbuilder.plan.record import Plan, PlanCriterion
from planbuilder.records.edits import Edits
from planbuilder.records.items import plan_texts
from planbuilder.records.reading import read_edits, read_saved_edits
from planbuilder.records.reading_rules import RULES
from planbuilder.records.store import save_version
from word_edits import (
    W_NS,
    Element,
    commented,
    edited,
    emptied,
    packed,
    paragraph,
    paragraph_added,
    replaced,
    row_added,
    run_of,
    saved_by_python_docx,
    saved_by_word,
    struck,
    tracked_deletion,
    tracked_insertion,
    typed_after,
    typed_over,
    unmarked,
    unpacked,
    w,
    without_paragraphs,
)

LIBRARY = data_path("library")
HOMES = document_homes(LIBRARY)
#: Every document that prints a plan; those of a note or a review are proved where these are kept.
DOCUMENTS = tuple(
    sorted(id for id, paper in papers(document_homes(LIBRARY)).items() if paper.document.prints == "plan")
)
EXAMPLES = sorted((LIBRARY / "examples").glob("*.client.yaml"))
DAY = dt.date(2026, 11, 16)
MAIN = "treatment-plan"


@pytest.fixture(scope="session")
def plans(shipped: Library) -> dict[str, Plan]:
    """Return the plan of every example client, by the name of its file."""
    made: dict[str, Plan] = {}
    for file in EXAMPLES:
        client = load_client(file, shipped, DAY)
        choices = file.with_name(file.name.replace(".client.", ".selection."))
        selection = load_selection(choices, client, shipped)[0] if choices.exists() else None
        made[file.name] = compose(client, selection, shipped, DAY)
    return made


@pytest.fixture(scope="session")
def paper(plan: Plan) -> bytes:
    """Return the treatment plan of an example client as a Word document."""
    return render_document(plan, LIBRARY, MAIN)


def read(plan: Plan, data: bytes) -> Edits:
    """Return what was edited in a document of a plan."""
    return read_edits(plan, data, HOMES, "edited.docx")


def rules(found: Edits) -> list[str]:
    """Return the rules of the findings."""
    return [each.rule for each in found.findings]


def filled_slot(plan: Plan) -> tuple[str, str, str]:
    """Return the key of a text with one blank that is filled, the blank's name, and its value."""
    for key, item in plan_texts(plan).items():
        places = spans(item.text)
        if key.endswith(".statement") and len(places) == 1 and not places[0].blank:
            return key, places[0].name, item.text.printed[places[0].start : places[0].end]
    raise AssertionError("no text of the example has one filled blank")


@pytest.fixture(scope="session")
def unasked(plans: dict[str, Plan], shipped: Library) -> Plan:
    """Return a plan with open blanks: nobody has chosen anything yet."""
    client = next(iter(plans.values())).client
    return compose(client, None, shipped, DAY)


def open_blank(plan: Plan) -> tuple[str, str, str]:
    """Return the key of a printed text with one blank that is open, its name, and what is printed there."""
    printed = read_back(render_document(plan, LIBRARY, MAIN)).by_key
    for key, item in plan_texts(plan).items():
        places = spans(item.text)
        if key in printed and len(places) == 1 and places[0].blank:
            return key, places[0].name, item.text.printed[places[0].start : places[0].end]
    raise AssertionError("no text of the plan has one open blank")


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    "save", [bytes, saved_by_word, saved_by_python_docx], ids=["as printed", "Word", "python-docx"]
)
def test_no_edit_is_seen_where_nobody_edited(
    document: str, save: Callable[[bytes], bytes], plans: dict[str, Plan]
) -> None:
    """For every example client and document, however the file was saved."""
    for name, plan in plans.items():
        found = read(plan, save(render_document(plan, LIBRARY, document)))
        assert (name, found.any, found.findings) == (name, False, ())
        assert (found.document, found.client) == (document, plan.client.id)


@pytest.mark.word
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_edit_is_seen_after_libreoffice(
    document: str, plans: dict[str, Plan], program: Callable[[str], str], tmp_path: Path
) -> None:
    """For every example client and document; the texts are found by their bookmarks."""
    printed = {name: render_document(plan, LIBRARY, document) for name, plan in plans.items()}
    for name, saved in saved_by_libreoffice(program("soffice"), tmp_path, printed).items():
        found = read(plans[name], saved)
        assert (name, found.any, found.findings) == (name, False, ())
        assert {by for by, _ in found.went_by} <= {"bookmark"}


@pytest.mark.word
def test_edits_made_before_and_after_libreoffice_are_seen(
    plan: Plan, paper: bytes, convert: Callable[[bytes, str], bytes]
) -> None:
    """Words changed, struck and added; a comment and a tracked change keep their authors."""
    slot_key, slot, value = filled_slot(plan)
    changed = edited(
        commented(paper, "g1.statement", "Pam Lund", "Ask again"),
        typed_over("o1.statement", "Write down each drink\non the fridge"),
        struck("i1.statement"),
        paragraph_added("g1.statement", "And tell his sister"),
        tracked_insertion("g1.statement", " soon", "Rosa Alvarez"),
    )
    text = plan_texts(plan)[slot_key].text.printed
    found = read(plan, edited(convert(changed, "docx"), replaced(value, "January 4, 2027")))
    assert [(each.key, each.new) for each in found.texts] == [
        ("o1.statement", "Write down each drink\non the fridge"),
        (slot_key, text.replace(value, "January 4, 2027")),
    ]
    assert [(each.slot, each.new) for each in found.texts[1].slots] == [(slot, "January 4, 2027")]
    assert [(each.key, each.how) for each in found.struck] == [("i1.statement", "struck")]
    assert [(each.text, each.key) for each in found.additions] == [("And tell his sister", "g1.statement")]
    assert [(each.author, each.text, each.key) for each in found.comments] == [
        ("Pam Lund", "Ask again", "g1.statement")
    ]
    assert [(each.author, each.text.strip(), each.key) for each in found.waiting] == [
        ("Rosa Alvarez", "soon", "g1.statement")
    ]
    assert rules(found) == []


@pytest.mark.word
def test_edits_made_in_libreoffice_are_seen(
    plan: Plan, paper: bytes, program: Callable[[str], str], tmp_path: Path
) -> None:
    """Opened there, words replaced in a text, a paragraph typed after it, and saved as .docx."""
    words = plan_texts(plan)["o1.statement"].text.now
    old = next(each for each in (words[:30], words[-30:]) if '"' not in each)
    office = program("soffice")
    found = read(
        plan, edited_in_libreoffice(office, tmp_path / "office", paper, old, "In other words", "Twice at home")
    )
    assert [(each.key, each.new, each.by) for each in found.texts] == [
        ("o1.statement", words.replace(old, "In other words"), "bookmark")
    ]
    assert [(each.text, each.under) for each in found.additions] == [("Twice at home", "Objective 1.A.1")]
    assert (found.struck, found.unplaced, found.findings) == ((), (), ())


def test_new_wording_is_told_beside_the_old(plan: Plan, paper: bytes) -> None:
    """By the item's number, and by what it was found."""
    found = read(plan, edited(paper, typed_over("o1.statement", "Write down each drink")))
    old = plan_texts(plan)["o1.statement"]
    assert [(each.name, each.old, each.new, each.reworded, each.by, each.slots) for each in found.texts] == [
        (old.name, old.text.now, "Write down each drink", True, "control", ())
    ]
    assert old.name == "Objective 1.A.1"
    assert found.findings == ()


def test_a_changed_value_comes_back_as_the_value_of_its_blank(plan: Plan, paper: bytes) -> None:
    """Whether its bookmark is left, or went as all of the text was typed anew."""
    key, name, value = filled_slot(plan)
    text = plan_texts(plan)[key].text.printed
    new = text.replace(value, "January 4, 2027")
    for data in (edited(paper, replaced(value, "January 4, 2027")), edited(paper, typed_over(key, new))):
        (edit,) = read(plan, data).texts
        assert (edit.new, edit.reworded) == (new, False)
        assert [(slot.slot, slot.old, slot.new, slot.blank) for slot in edit.slots] == [
            (name, value, "January 4, 2027", False)
        ]


def test_a_filled_blank_comes_back_with_what_it_asks(unasked: Plan) -> None:
    """A blank has no value before."""
    key, name, prompt = open_blank(unasked)
    text = plan_texts(unasked)[key].text
    data = edited(render_document(unasked, LIBRARY, MAIN), typed_over(key, text.printed.replace(prompt, "he said so")))
    (edit,) = read(unasked, data).texts
    assert [(slot.slot, slot.ask, slot.old, slot.new, slot.blank) for slot in edit.slots] == [
        (name, text.slots[name].ask, "", "he said so", True)
    ]
    assert edit.reworded is False


def test_words_beside_a_blank_that_is_still_there_are_wording(unasked: Plan) -> None:
    """The prompt is no value."""
    key, _, prompt = open_blank(unasked)
    new = plan_texts(unasked)[key].text.printed.replace(prompt, f"{prompt} ask")
    (edit,) = read(unasked, edited(render_document(unasked, LIBRARY, MAIN), typed_over(key, new))).texts
    assert (edit.reworded, edit.slots) == (True, ())


def test_words_struck_through_are_left_out_of_the_new_wording(plan: Plan, paper: bytes) -> None:
    """And told."""
    first = plan_texts(plan)["g1.statement"].text.now.split()[1]
    (edit,) = read(plan, edited(paper, struck("g1.statement", f" {first}"))).texts
    assert edit.struck == (f" {first}",)
    assert edit.new == edit.old.replace(f" {first}", "", 1)


def test_items_struck_out_emptied_and_deleted_are_told(plan: Plan, paper: bytes) -> None:
    """Each with its wording."""
    gone = edited(paper, struck("g1.statement"), emptied("o1.statement"), without_paragraphs(["i1.because"]))
    found = read(plan, gone)
    assert [(each.name, each.how) for each in found.struck] == [
        ("Goal 1.A", "struck"),
        ("Objective 1.A.1", "deleted"),
        ("Intervention 1.A.1.a, the reason for this person", "deleted"),
    ]
    assert [each.text for each in found.struck] == [plan_texts(plan)[each.key].text.now for each in found.struck]
    assert found.texts == ()


def test_additions_stand_under_the_item_before_them(plan: Plan, paper: bytes) -> None:
    """Paragraphs and rows."""
    found = read(plan, edited(paper, paragraph_added("i1.statement", "Twice at home"), row_added(-1, "New", "Row")))
    assert [(each.kind, each.under, each.text) for each in found.additions][:1] == [
        ("paragraph", "Intervention 1.A.1.a", "Twice at home")
    ]
    assert found.additions[1].cells == ("New", "Row")
    assert found.findings == ()


def test_comments_and_tracked_changes_are_told_with_their_authors(plan: Plan, paper: bytes) -> None:
    """They change no wording."""
    data = edited(
        commented(paper, "o1.statement", "Pam Lund", "Is this his wish?"),
        tracked_insertion("g1.statement", " soon", "Rosa Alvarez"),
        tracked_deletion("i1.statement", "Pam Lund"),
    )
    found = read(plan, data)
    assert [(each.author, each.name, each.text) for each in found.comments] == [
        ("Pam Lund", "Objective 1.A.1", "Is this his wish?")
    ]
    assert [(each.kind, each.author, each.name) for each in found.waiting] == [
        ("insert", "Rosa Alvarez", "Goal 1.A"),
        ("delete", "Pam Lund", "Intervention 1.A.1.a"),
    ]
    assert (found.texts, found.struck, found.findings) == ((), (), ())


def test_words_of_the_page_that_were_typed_over_are_shown(plan: Plan, paper: bytes) -> None:
    """With the item before them; they are an error, because they cannot be placed."""
    found = read(plan, edited(paper, replaced("Strengths, supports and limits", "What he can do")))
    assert [(each.old, each.new) for each in found.unplaced] == [("Strengths, supports and limits", "What he can do")]
    assert rules(found) == ["read-unplaced"]


def test_a_document_of_another_client_is_not_read(plan: Plan, plans: dict[str, Plan]) -> None:
    """Nothing of it is told but that; also where it has lost its record."""
    other = next(each for each in plans.values() if each.client.id != plan.client.id)
    data = edited(render_document(other, LIBRARY, MAIN), typed_over("g1.statement", "Secret"))
    found = read(plan, data)
    assert (rules(found), found.refused, found.any) == (["read-other-client"], True, False)
    assert "Secret" not in repr(found)
    with pytest.raises(UsageError, match="no document of this plan"):
        read(plan, unmarked(data))


def test_the_title_of_a_document_tells_its_client_too(plan: Plan, paper: bytes) -> None:
    """The marks are gone, and the id in its properties is another."""
    other = replace(plan, client=replace(plan.client, id="c-9"))
    found = read(other, unmarked(paper))
    assert (rules(found), found.refused) == (["read-other-client"], True)


def test_a_document_of_another_version_is_said(plan: Plan, paper: bytes) -> None:
    """Its edits are shown by the words it was printed with."""
    later = replace(plan, version=2)
    found = read(later, edited(paper, typed_over("g1.statement", "New words")))
    assert rules(found) == ["read-other-version"]
    assert [each.new for each in found.texts] == ["New words"]


def test_a_plan_that_changed_since_is_said(plan: Plan, paper: bytes) -> None:
    """The texts that differ are named, and no edit is made up."""
    problem = plan.problems[0]
    goal = problem.goals[0]
    reworded = replace(goal, statement=replace(goal.statement, wrote="Other words"))
    changed = replace(problem, goals=(reworded, *problem.goals[1:]))
    found = read(replace(plan, problems=(changed, *plan.problems[1:])), paper)
    assert rules(found) == ["read-other-state"]
    assert "Goal 1.A" in found.findings[0].said
    assert found.texts == ()


def test_a_document_without_marks_is_read_by_style_and_order(plan: Plan, paper: bytes) -> None:
    """And said to be."""
    data = unmarked(edited(paper, typed_over("o1.statement", "Quite other words")))
    found = read(plan, data)
    assert [(each.key, each.new, each.by) for each in found.texts] == [("o1.statement", "Quite other words", "order")]
    assert rules(found) == ["read-no-marks"]
    assert (found.struck, found.additions, found.unplaced) == ((), (), ())


def test_a_document_that_lost_its_controls_and_bookmarks_alone_keeps_its_record(plan: Plan, paper: bytes) -> None:
    """Client and version are still known."""
    found = read(plan, unmarked(edited(paper, typed_after("o1.statement", " Soon.")), record=False))
    assert [(each.key, each.by) for each in found.texts] == [("o1.statement", "order")]
    assert found.texts[0].new == found.texts[0].old + " Soon."
    assert rules(found) == []


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage"]
)
def test_what_is_no_document_of_ours_is_refused(plan: Plan, data: bytes) -> None:
    """With a sentence and a next step, and the name of the file."""
    with pytest.raises(UsageError) as caught:
        read(plan, data)
    assert str(caught.value).startswith("edited.docx: ")


def test_a_word_file_of_somebody_else_is_refused(plan: Plan) -> None:
    """Nothing in it is of a plan."""
    with pytest.raises(UsageError, match="no document of this plan"):
        read(plan, (LIBRARY / "documents" / MAIN / "template.docx").read_bytes())


def test_the_version_a_document_was_printed_from_is_found(tmp_path: Path, plan: Plan) -> None:
    """Among those that are kept; a later one is said."""
    first = save_version(tmp_path, plan, by="Rosa Alvarez")
    data = edited(render_document(first.plan, LIBRARY, MAIN), typed_over("g1.statement", "New words"))
    assert [each.new for each in read_saved_edits(tmp_path, data, HOMES).texts] == ["New words"]
    save_version(tmp_path, replace(plan, until="2027-03-01"), by="Rosa Alvarez")
    found = read_saved_edits(tmp_path, data, HOMES)
    assert ([each.new for each in found.texts], rules(found)) == (["New words"], ["read-later-version"])


def test_a_version_that_is_not_kept_or_was_changed_is_said(tmp_path: Path, plan: Plan, paper: bytes) -> None:
    """And nothing is compared with another one."""
    with pytest.raises(UsageError, match="does not say of which version"):
        read_saved_edits(tmp_path, paper, HOMES)
    first = save_version(tmp_path, plan, by="Rosa Alvarez")
    data = render_document(first.plan, LIBRARY, MAIN)
    with pytest.raises(UsageError, match="Version 1 of this plan is not kept"):
        read_saved_edits(tmp_path / "elsewhere", data, HOMES)
    (tmp_path / plan.client.id / "0001.json").write_bytes(b"{")
    with pytest.raises(InputError):
        read_saved_edits(tmp_path, data, HOMES)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1
)


@settings(deadline=None, max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(typed=st.dictionaries(st.integers(0, 60), st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_new_text_of_any_item_comes_back_exactly(typed: dict[int, list[str]], plan: Plan, paper: bytes) -> None:
    """Each under its own key, after Word has saved it, and no other item is touched."""
    keys = sorted(read_back(paper).by_key)
    new = {keys[place]: "\n".join(lines) for place, lines in typed.items()}
    found = read(plan, saved_by_word(edited(paper, *(typed_over(key, text) for key, text in new.items()))))
    old = {key: item.text.now.strip() for key, item in plan_texts(plan).items()}
    told = {each.key: each.new for each in found.texts}
    assert told == {key: text for key, text in new.items() if text.strip() not in ("", old[key])}
    assert {each.key for each in found.struck} == {key for key, text in new.items() if not text.strip()}
    assert (found.additions, found.unplaced, found.findings) == ((), (), ())


CASES = {
    "read-other-client": lambda plan, paper: (replace(plan, client=replace(plan.client, id="c-9")), paper),
    "read-other-version": lambda plan, paper: (replace(plan, version=2), paper),
    "read-other-state": lambda plan, paper: (replace(plan, discharge=reworded(plan)), paper),
    "read-unplaced": lambda plan, paper: (plan, edited(paper, replaced("Strengths, supports", "What helps"))),
    "read-lost": lambda plan, paper: (replace(plan, version=2), unmarked(paper, record=False)),
    "read-unknown-text": lambda plan, paper: (replace(plan, discharge=()), paper),
    "read-no-marks": lambda plan, paper: (plan, unmarked(paper)),
    "read-other-layout": lambda plan, paper: (plan, in_record(paper, 'layout="', 'layout="0')),
    "read-no-template": lambda plan, paper: (plan, in_record(paper, 'document="', 'document="own-')),
    "read-macros": lambda plan, paper: (plan, with_macros(paper)),
}


def reworded(plan: Plan) -> tuple[PlanCriterion, ...]:
    """Return the criteria of discharge, the first in other words."""
    first, *rest = plan.discharge
    return (replace(first, statement=replace(first.statement, wrote="Other words")), *rest)


def in_record(data: bytes, old: str, new: str) -> bytes:
    """Return a document whose record says something else."""
    members = unpacked(data)
    name = next(name for name, content in members.items() if b"<printed " in content)
    return packed({**members, name: members[name].replace(old.encode(), new.encode(), 1)})


def with_macros(data: bytes) -> bytes:
    """Return a document with a part that holds macros."""
    return packed({**unpacked(data), "word/vbaProject.bin": b"macros"})


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_finds_its_fault(rule: str, plan: Plan, paper: bytes) -> None:
    """In the file, with its severity, and no text of the plan or the person in its sentences."""
    found = [each for each in read(*CASES[rule](plan, paper)).findings if each.rule == rule]
    assert [(each.severity, each.where.file) for each in found] == [(RULES.rules[rule].severity, "edited.docx")]
    said = f"{found[0].said} {found[0].why} {found[0].fix}"
    assert plan.client.identity.called not in said
    assert all(item.text.now not in said for item in plan_texts(plan).values())


def test_every_rule_has_its_case() -> None:
    """The one on later versions is proved with the versions."""
    assert set(CASES) | {"read-later-version"} == set(RULES.rules)


def test_every_key_that_a_document_prints_is_a_text_of_the_plan(plans: dict[str, Plan]) -> None:
    """So that every edit has its item."""
    for plan in plans.values():
        for document in DOCUMENTS:
            printed = read_back(render_document(plan, LIBRARY, document))
            assert set(printed.by_key) <= set(plan_texts(plan))


def test_an_item_that_was_moved_is_no_edit(plan: Plan, paper: bytes) -> None:
    """Order is display; its text stands."""

    def move(root: Element) -> None:
        paragraph(root, "i1.statement").addprevious(paragraph(root, "i2.statement"))

    found = read(plan, edited(paper, move))
    assert (found.any, found.findings) == (False, ())


def test_lines_of_a_deleted_intervention_go_with_it(plan: Plan, paper: bytes) -> None:
    """Its heading, dose and reason are one deletion, not words that could not be placed."""

    def cut(root: Element) -> None:
        first, last = paragraph(root, "i1.statement"), paragraph(root, "i1.because")
        first = next(each for each in first.itersiblings(preceding=True) if "1.A.1.a" in "".join(each.itertext()))
        while first is not last:
            following = first.getnext()
            first.getparent().remove(first)
            first = following
        last.getparent().remove(last)

    found = read(plan, edited(paper, cut))
    assert {"i1.statement", "i1.because"} <= {each.key for each in found.struck}
    assert any("1.A.1.a" in line for each in found.struck for line in each.lines)
    assert (found.unplaced, found.additions, found.findings) == ((), (), ())


def test_words_in_a_footer_are_shown(plan: Plan, paper: bytes) -> None:
    """They stand under no item."""
    members = unpacked(paper)
    name = next(name for name in members if name.startswith("word/footer"))
    footer = members[name].replace(b"</w:ftr>", b"<w:p><w:r><w:t>Seen by Pam</w:t></w:r></w:p></w:ftr>")
    (added,) = read(plan, packed({**members, name: footer})).additions
    assert (added.kind, added.text, added.under) == ("margin", "Seen by Pam", "")


@pytest.mark.parametrize("document", ["brief-plan", "client-copy"])
def test_a_document_that_is_not_read_back_shows_what_was_changed_in_it(document: str, plan: Plan) -> None:
    """Its additions and comments count; changed words have no place."""
    data = render_document(plan, LIBRARY, document)

    def write(root: Element) -> None:
        next(root.iter(w("sectPr"))).addprevious(etree.fromstring(f'<w:p xmlns:w="{W_NS}"/>'))
        list(root.iter(w("p")))[-1].append(run_of("New line"))

    found = read(plan, edited(data, replaced("Jordan", "Jo"), write))
    assert [each.text for each in found.additions] == ["New line"]
    assert ["Jo" in each.new for each in found.unplaced] == [True]
    assert rules(found) == ["read-unplaced"]
