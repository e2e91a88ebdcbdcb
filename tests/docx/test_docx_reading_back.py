"""Reading an edited document back: what stands in it now, whatever program it was edited with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import control as plain_control
from word_files import p, run, table, word

from planbuilder.docx import Checkbox, DateField, DropDown, Editable, ReadBack, Slot, Template, read_back
from planbuilder.errors import TemplateError
from word_edits import (
    Edit,
    Element,
    broken_in_libreoffice,
    broken_in_two,
    commented,
    control,
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

GOAL = Editable("Drink on 2 days a week", "g1.statement", "Goal 1", (Slot("days", 9, 10),))
STEP = Editable("Write down each drink", "o1.statement", "Objective 1")
DOSE = Editable("Meets 50 minutes weekly", "i1.statement", "Intervention 1")
BLANK = Editable("", "o1.date", "Target date", blank=True, placeholder="target date")
BOX = Checkbox("agree", "Agrees")
DAY = DateField("seen", "Seen on", dt.date(2026, 11, 16))
LIST = DropDown("part", "Part", (("yes", "Took part"), ("no", "Was absent")), "yes")
RECORD = {"plan": "p-1", "version": "3"}


@cache
def printed() -> bytes:
    """Return a document with texts in paragraphs and a table, a blank, a box, a date and a list."""
    content = (
        p("What we aim for")
        + p("{{ goal }}")
        + p("Step: {{ step }}.")
        + table(("What", "Who"), ("{{ dose }}", "Rosa Alvarez"), ("Signed", ""))
        + p("By {{ blank }}")
        + p("{{ box }}")
        + p("{{ day }}")
        + p("{{ list }}")
        + p("The end")
    )
    data = {"goal": GOAL, "step": STEP, "dose": DOSE, "blank": BLANK, "box": BOX, "day": DAY, "list": LIST}
    return Template(word(content)).render(data, RECORD)


def read(data: bytes) -> ReadBack:
    """Return what is read from an edited document beside the printed one."""
    return read_back(data, printed())


def changed(found: ReadBack) -> dict[str, str]:
    """Return the texts that changed, by key."""
    return {text.key: text.text for text in found.texts if text.changed}


def is_unedited(found: ReadBack) -> bool:
    """Return whether nothing at all was edited."""
    beside = (found.missing, found.added, found.altered, found.comments, found.tracked)
    return not changed(found) and not any(beside)


def test_a_document_that_nobody_edited_has_no_edits() -> None:
    """Every text by its control, with its slots, and the attributes that were given."""
    found = read(printed())
    assert is_unedited(found)
    assert found.attributes == RECORD
    assert [text.key for text in found.texts] == [
        "g1.statement",
        "o1.statement",
        "i1.statement",
        "o1.date",
        "agree",
        "seen",
        "part",
    ]
    assert {text.by for text in found.texts} == {"control"}
    assert found.by_key["g1.statement"].slots == (("days", "2"),)
    assert (found.compared, found.alike) == (True, 1.0)


@pytest.mark.parametrize("save", [saved_by_word, saved_by_python_docx])
def test_saving_is_no_edit(save: Callable[[bytes], bytes]) -> None:
    """Neither split runs and marks of the speller nor ids on everything."""
    assert is_unedited(read(save(printed())))


def test_libreoffice_is_no_edit_and_its_bookmarks_are_followed(convert: Callable[[bytes, str], bytes]) -> None:
    """It drops the tags of controls; each text is found by its bookmark."""
    found = read(convert(printed(), "docx"))
    assert is_unedited(found)
    assert {text.by for text in found.texts if text.kind == "text"} == {"bookmark"}
    assert (found.by_key["agree"].checked, found.by_key["seen"].date) == (False, "2026-11-16")


def test_new_wording_is_read_by_its_control() -> None:
    """Also where its bookmarks went with the words that were typed over."""
    found = read(edited(printed(), typed_over("g1.statement", "Drink nothing\nat home")))
    assert changed(found) == {"g1.statement": "Drink nothing\nat home"}
    assert found.by_key["g1.statement"].slots == ()
    assert found.missing == found.added == found.altered == ()


def test_a_changed_slot_is_read_with_its_name() -> None:
    """The number alone, and the text around it as it stood."""
    found = read(saved_by_word(edited(printed(), replaced("2", "12"))))
    assert found.by_key["g1.statement"].slots == (("days", "12"),)
    assert changed(found) == {"g1.statement": "Drink on 12 days a week"}


def test_words_typed_beside_a_control_belong_to_its_text() -> None:
    """Word puts what is typed at the end of a paragraph after the control and its bookmark."""
    found = read(edited(printed(), typed_after("g1.statement", ", not more")))
    assert changed(found) == {"g1.statement": "Drink on 2 days a week, not more"}
    assert found.altered == ()


def test_words_around_a_text_that_were_changed_are_told_apart_from_it() -> None:
    """They are no part of the text, and not dropped."""
    found = read(edited(printed(), replaced("Step: ", "Next step: ")))
    assert changed(found) == {}
    assert [(each.old, each.new, each.after) for each in found.altered] == [("Step:", "Next step:", "g1.statement")]


@pytest.mark.parametrize("broken", [broken_in_two, broken_in_libreoffice])
def test_a_text_broken_in_two_paragraphs_is_one_text(broken: Callable[[str, int], Edit]) -> None:
    """Word puts the control around both; LibreOffice begins the bookmark in each."""
    found = read(edited(printed(), broken("g1.statement", 10)))
    assert changed(found) == {"g1.statement": "Drink on 2\n days a week"}
    assert found.added == ()


def test_a_filled_blank_is_known() -> None:
    """One that nobody filled is not."""
    assert not read(printed()).by_key["o1.date"].filled
    found = read(edited(printed(), typed_over("o1.date", "May 4, 2027")))
    assert (found.by_key["o1.date"].filled, found.by_key["o1.date"].text) == (True, "May 4, 2027")


def test_an_emptied_control_shows_a_prompt_that_is_no_text() -> None:
    """Word invites to click there, in the reader's language."""
    found = read(edited(printed(), emptied("g1.statement")))
    assert changed(found) == {"g1.statement": ""}


def test_a_line_through_a_text_is_seen() -> None:
    """Through all of it, or through some words."""
    whole = read(edited(printed(), struck("g1.statement"))).by_key["g1.statement"]
    assert (whole.wholly_struck, whole.changed) == (True, False)
    part = read(edited(printed(), struck("o1.statement", " each"))).by_key["o1.statement"]
    assert (part.wholly_struck, part.struck, part.unstruck) == (False, (" each",), "Write down drink")


def test_a_tracked_insertion_is_counted_apart() -> None:
    """The text stands as it was until somebody accepts it."""
    found = read(edited(printed(), tracked_insertion("o1.statement", " at once", "Pam Lund")))
    text = found.by_key["o1.statement"]
    assert (text.changed, text.text, text.accepted) == (False, STEP.text, f"{STEP.text} at once")
    assert (text.inserted, text.deleted) == ((" at once",), ())
    told = [(each.kind, each.author, each.date, each.text, each.key) for each in found.tracked]
    assert told == [("insert", "Pam Lund", "2026-11-20T09:30:00Z", " at once", "o1.statement")]


def test_a_tracked_deletion_leaves_the_text_standing() -> None:
    """With its author, one change for all its runs."""
    found = read(edited(saved_by_word(printed()), tracked_deletion("o1.statement", "Pam Lund")))
    text = found.by_key["o1.statement"]
    assert (text.changed, text.text, text.accepted) == (False, STEP.text, "")
    assert [(each.kind, each.text, each.key) for each in found.tracked] == [("delete", STEP.text, "o1.statement")]


def test_what_was_inserted_and_deleted_again_is_in_neither_text() -> None:
    """A deletion inside an insertion."""

    def edit(root: object) -> None:
        tracked_insertion("o1.statement", " at once", "Pam Lund")(root)
        tracked_deletion("o1.statement", "Rosa Alvarez")(root)

    text = read(edited(printed(), edit)).by_key["o1.statement"]
    assert (text.text, text.accepted) == (STEP.text, "")


def test_an_added_paragraph_is_told_with_the_text_before_it() -> None:
    """As it stands, line breaks and all."""
    found = read(edited(printed(), paragraph_added("g1.statement", "And tell\nhis sister")))
    assert [(each.kind, each.text, each.after) for each in found.added] == [
        ("paragraph", "And tell\nhis sister", "g1.statement")
    ]
    assert changed(found) == {}


def test_a_paragraph_added_while_changes_are_tracked_waits() -> None:
    """It is no addition yet."""
    found = read(edited(printed(), paragraph_added("g1.statement", "And more", author="Pam Lund")))
    assert found.added == ()
    assert [(each.kind, each.text) for each in found.tracked] == [("paragraph-insert", ""), ("insert", "And more")]


def test_an_added_row_is_told_with_its_cells() -> None:
    """As one addition."""
    found = read(edited(printed(), row_added(0, "A walk each day", "His sister")))
    assert [(each.kind, each.cells, each.after) for each in found.added] == [
        ("row", ("A walk each day", "His sister"), "i1.statement")
    ]


def test_words_in_an_empty_cell_are_told_with_their_row() -> None:
    """A signature block is filled in so."""

    def sign(root: object) -> None:
        cell = list(root.iter(w("tc")))[-1]  # type: ignore[attr-defined]
        cell.find(w("p")).append(run_of("R. Alvarez"))

    found = read(edited(printed(), sign))
    assert [(each.kind, each.text, each.beside) for each in found.added] == [("cell", "R. Alvarez", "Signed")]


def test_a_deleted_paragraph_is_missing() -> None:
    """Its text stands nowhere."""
    found = read(edited(printed(), without_paragraphs(["o1.statement"])))
    assert (found.missing, found.added, found.altered) == (("o1.statement",), (), ())


def test_lines_that_went_with_a_text_are_known() -> None:
    """Those that stood beside it and are gone too; others are on their own."""

    def cut(root: object) -> None:
        first = paragraph(root, "g1.statement")
        for gone in (first.getprevious(), first):
            gone.getparent().remove(gone)
        last = next(each for each in root.iter(w("p")) if "".join(each.itertext()) == "The end")  # type: ignore[attr-defined]
        last.getparent().remove(last)

    found = read(edited(printed(), cut))
    assert found.missing == ("g1.statement",)
    told = [(each.old, each.new, each.gone_with) for each in found.altered]
    assert told == [("What we aim for", "", "g1.statement"), ("The end", "", "")]


def test_a_comment_is_told_with_its_author_and_text() -> None:
    """And with the words that it is on."""
    found = read(commented(printed(), "g1.statement", "Pam Lund", "Ask again\nin May"))
    told = [(each.author, each.text, each.on, each.key) for each in found.comments]
    assert told == [("Pam Lund", "Ask again\nin May", GOAL.text, "g1.statement")]
    assert changed(found) == {}


def test_a_ticked_box_a_date_and_a_choice_are_read() -> None:
    """As Word sets them: the state in the control, the sign or words in the text."""

    def choose(root: object) -> None:
        box = control(root, "agree").find(f"{w('sdtPr')}/{{*}}checkbox/{{*}}checked")
        box.set(next(iter(box.attrib)), "1")
        control(root, "seen").find(f"{w('sdtPr')}/{w('date')}").set(w("fullDate"), "2026-12-01T00:00:00Z")
        for key, text in (("agree", "\u2612"), ("seen", "2026-12-01"), ("part", "Was absent")):
            typed_over(key, text)(root)

    found = read(edited(printed(), choose)).by_key
    assert (found["agree"].checked, found["seen"].date, found["part"].choice) == (True, "2026-12-01", "no")
    assert all(found[key].changed for key in ("agree", "seen", "part"))


def test_a_box_ticked_in_another_program_is_read_by_its_sign() -> None:
    """The control is gone; the bookmark holds the sign."""
    members = unpacked(edited(printed(), typed_over("agree", "\u2611")))
    body = members["word/document.xml"].replace(b'w:val="agree"', b'w:val=""').replace(b"w14:checkbox", b"w14:none")
    found = read(packed({**members, "word/document.xml": body}))
    assert (found.by_key["agree"].by, found.by_key["agree"].checked) == ("bookmark", True)


def test_a_document_without_marks_is_read_by_style_and_order() -> None:
    """Beside the printed one; what stands where a text was printed is that text."""
    bare = unmarked(edited(printed(), typed_over("g1.statement", "Something else"), replaced("each", "every")))
    found = read(bare)
    assert changed(found) == {"g1.statement": "Something else", "o1.statement": "Write down every drink"}
    assert {text.by for text in found.texts} == {"order"}
    assert (found.recorded, found.missing, found.added, found.altered) == (False, (), (), ())


def test_a_document_without_marks_alone_says_nothing_of_its_texts() -> None:
    """Rather than guess."""
    found = read_back(unmarked(printed()))
    assert (found.texts, found.missing, found.recorded, found.compared) == ((), (), False, False)


def test_without_a_record_controls_tell_their_texts() -> None:
    """By their tags; whether they changed nobody can tell."""
    members = {name: content for name, content in unpacked(printed()).items() if not name.startswith("customXml")}
    found = read_back(packed(members))
    assert found.by_key["g1.statement"].text == GOAL.text
    assert {text.changed for text in found.texts} == {None}


def test_a_copied_paragraph_is_an_addition() -> None:
    """The text itself is where its bookmark is."""

    def copy_down(root: object) -> None:
        import copy

        first = paragraph(root, "g1.statement")
        second = copy.deepcopy(first)
        for node in [*second.iter(w("bookmarkStart")), *second.iter(w("bookmarkEnd"))]:
            node.getparent().remove(node)
        first.addprevious(second)

    found = read(edited(printed(), copy_down, replaced("Drink on", "Never on")))
    assert changed(found) == {}
    assert [each.text for each in found.added] == ["Never on 2 days a week"]


def test_fields_that_programs_compute_are_no_text() -> None:
    """A page number differs from program to program."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = field.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + field.format("separate")
    page = p(run("Page "), code, "{}", field.format("end"))
    before, after = (word(page.format(number) + p("x")) for number in (1, 7))
    assert read_back(after, before).altered == ()


def test_a_control_of_the_template_is_no_text() -> None:
    """It was not printed to be read back."""
    made = Template(word(p(plain_control(run("Fixed"))) + p("{{ x }}"))).render({"x": GOAL}, RECORD)
    assert [text.key for text in read_back(made).texts] == ["g1.statement"]


def test_what_is_no_word_file_is_refused() -> None:
    """With a sentence that says what it is."""
    with pytest.raises(TemplateError, match="PDF"):
        read_back(b"%PDF-1.7")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["g1.statement", "o1.statement", "i1.statement"]), st.lists(WORDS, min_size=1, max_size=3))
def test_any_new_text_is_read_back_exactly(key: str, lines: list[str]) -> None:
    """Letter for letter, line breaks included, after Word has saved it; and no other text changes."""
    text = "\n".join(lines)
    found = read(saved_by_word(edited(printed(), typed_over(key, text))))
    assert found.by_key[key].text == text
    assert set(changed(found)) <= {key}
    assert (found.missing, found.added, found.altered) == ((), (), ())


def test_words_between_texts_of_joined_paragraphs_are_not_dropped() -> None:
    """Somebody took out the paragraph mark between two texts, and wrote there."""

    def join(root: Element) -> None:
        first, second = paragraph(root, "g1.statement"), paragraph(root, "o1.statement")
        first.append(run_of(" and at once "))
        for child in [child for child in second if child.tag != w("pPr")]:
            first.append(child)
        second.getparent().remove(second)

    found = read(edited(printed(), join))
    shown = [*(each.new for each in found.altered), *(text.text for text in found.texts)]
    assert any("and at once" in text for text in shown)
    assert (found.missing, found.added) == ((), ())


def test_words_beside_a_text_that_was_not_printed_here_are_not_dropped() -> None:
    """A paragraph of another document was pasted in, with its marks."""
    other = Template(word(p("Note: {{ x }}"))).render({"x": Editable("New", "x9.statement", "X")}, RECORD)
    pasted = next(etree.fromstring(unpacked(other)["word/document.xml"]).iter(w("p")))
    found = read(edited(printed(), lambda root: paragraph(root, "g1.statement").addnext(pasted)))
    assert [each.text for each in found.added] == ["Note: New"]
