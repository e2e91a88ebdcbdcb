"""Templates written in a script."""

from __future__ import annotations

from word_files import part, texts

from planbuilder.docx import Template, accessibility, verify
from planbuilder.docx.authoring import Author, add_checkbox
from planbuilder.docx.names import w


def test_a_paragraph_is_there_only_where_its_condition_holds() -> None:
    """And its tags leave nothing behind."""
    author = Author("T")
    author.paragraph("Named ", ("Strong", "{{ name }}"), when="name")
    author.fact("Born", "{{ born }}", "born")
    made = Template(author.saved())
    assert texts(made.render({"name": "Jo", "born": ""})) == ["Named Jo"]
    assert texts(made.render({"name": "", "born": "1990"})) == ["Born\t1990"]


def test_loops_and_conditions_nest() -> None:
    """As they are written in the script."""
    author = Author("T")
    with author.loop("each in things"), author.when("each.shown"):
        author.heading("{{ each.title }}", 1)
        author.each("part in each.parts", "{{ part }}")
    data = {
        "things": [{"shown": True, "title": "One", "parts": ["a", "b"]}, {"shown": False, "title": "", "parts": []}]
    }
    assert texts(Template(author.saved()).render(data)) == ["One", "a", "b"]


def test_a_table_has_a_header_row_and_a_row_for_each_turn() -> None:
    """No row breaks over a page."""
    author = Author("T")
    author.table(("Name", "Dose"), "each in things", ("{{ each }}", "-"), (3, 3))
    body = part(Template(author.saved()).render({"things": ["a", "b"]}))
    rows = list(body.iter(w("tr")))
    assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)


def test_header_and_footer_take_tags_and_the_margin_moves_their_edge() -> None:
    """Left and right of one line."""
    author = Author("T")
    author.margins(1)
    author.head("{{ name }}", "Plan")
    author.foot("{{ date }}")
    author.paragraph("x")
    made = Template(author.saved()).render({"name": "Jo", "date": "May 4"})
    assert texts(made, "word/header1.xml") == ["Jo\tPlan"]
    assert texts(made, "word/footer1.xml")[0].endswith("\tMay 4")
    tabs = [
        node.get(w("pos")) for node in part(made, "word/styles.xml").iter(w("tab")) if node.get(w("val")) == "right"
    ]
    assert tabs == ["9360", "9360"]


def test_boxes_to_tick_have_titles_and_ids_of_their_own_in_every_turn() -> None:
    """Whole and accessible."""
    author = Author("T")
    table = author.table(("Who", "Answer"), "each in people", ("{{ each }}", ""), (3, 3))
    add_checkbox(table.rows[2].cells[1].paragraphs[0], "{{ each }} agrees", "Agree", 1)
    made = Template(author.saved()).render({"people": ["Jo", "Al"]})
    assert [*verify(made), *accessibility(made)] == []
    assert [node.get(w("val")) for node in part(made).iter(w("alias"))] == ["Jo agrees", "Al agrees"]
    assert "\u2610\u00a0Agree" in texts(made)
