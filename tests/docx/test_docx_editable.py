"""How an editable text is printed so that it can be read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from lxml import etree
from word_files import SCOPE, control, p, part, run, table, texts, unpacked, word

from planbuilder.docx import Editable, Slot, Template, verify
from planbuilder.docx.base import new_document, saved
from planbuilder.docx.names import RECORD_NS, w

GOAL = Editable("Drink on 2 days a week", "g1.text", "Goal 1", (Slot("days", 9, 10),))
BLANK = Editable("", "o1.date", "Target date", blank=True, placeholder="target date")


def inside(root: etree._Element, bookmark: str) -> str:
    """Return the text between the start and the end of a bookmark."""
    id, found, open_ = "", [], False
    for node in root.iter():
        if node.tag == w("bookmarkStart") and node.get(w("name")) == bookmark:
            id, open_ = str(node.get(w("id"))), True
        elif node.tag == w("bookmarkEnd") and node.get(w("id")) == id:
            open_ = False
        elif open_ and node.tag == w("t"):
            found.append(node.text or "")
    return "".join(found)


def test_an_editable_text_is_one_inline_control_in_a_hidden_bookmark() -> None:
    """Title, tag, a unique id, and the bookmark around it."""
    root = part(Template(word(p("Goal: {{ x }}."))).render({"x": GOAL}))
    start, sdt, end = next(root.iter(w("bookmarkStart"))), root.find(f".//{w('sdt')}"), None
    assert sdt is not None
    assert sdt.getparent().tag == w("p")
    assert start.get(w("name")) == "_pb_1"
    values = {node.tag: node.get(w("val")) for node in sdt.find(w("sdtPr"))}
    assert (values[w("alias")], values[w("tag")]) == ("Goal 1", "g1.text")
    end = sdt.getnext()
    assert (sdt.getprevious(), end.get(w("id"))) == (start, start.get(w("id")))
    assert "".join(sdt.itertext()) == GOAL.text


def test_a_slot_is_a_bookmark_inside_the_control() -> None:
    """So that a changed number comes back as a value."""
    root = part(Template(word(p("{{ x }}"))).render({"x": GOAL}))
    assert inside(root, "_pb_1_days") == "2"
    assert inside(root, "_pb_1") == GOAL.text


def test_slot_names_are_made_fit_for_bookmarks() -> None:
    """Forty letters, digits and underscores, no two alike."""
    slots = (Slot("a.b", 0, 1), Slot("a-b", 1, 2), Slot("n" * 60, 2, 3))
    root = part(Template(word(p("{{ x }}"))).render({"x": Editable("xyz", "k", slots=slots)}))
    names = [node.get(w("name")) for node in root.iter(w("bookmarkStart"))]
    assert names == ["_pb_1", "_pb_1_a_b", "_pb_1_2", "_pb_1_3"]


def test_a_blank_shows_in_brackets_what_belongs_there() -> None:
    """As a placeholder, in the style Blank where the template has it."""
    root = part(Template(word(p("By {{ x }}"))).render({"x": BLANK}))
    assert root.find(f".//{w('showingPlcHdr')}") is not None
    style = root.find(f".//{w('sdtContent')}//{w('rStyle')}")
    assert style is not None
    assert style.get(w("val")) == "Blank"
    assert "".join(root.itertext()) == "By [target date]"


def test_a_blank_is_underlined_and_shaded_without_the_style() -> None:
    """The look is put on the run itself, the rest of its formatting kept."""
    styles = unpacked(word(p("x")))["word/styles.xml"].replace(b'w:val="Blank"', b'w:val="Other"')
    root = part(Template(word(p(run("{{ x }}", "<w:b/>")), {"word/styles.xml": styles})).render({"x": BLANK}))
    properties = root.find(f".//{w('sdtContent')}/{w('r')}/{w('rPr')}")
    assert [node.tag for node in properties] == [w("b"), w("u"), w("shd")]


def test_ids_do_not_clash_with_those_of_the_template_nor_in_loops() -> None:
    """Controls and bookmarks are numbered through all parts, past what is taken."""
    header = f"<w:hdr {SCOPE}>{p(control(run('fixed'), id=2))}{p('{{ h }}')}</w:hdr>"
    taken = p('<w:bookmarkStart w:id="1" w:name="_pb_1"/>', '<w:bookmarkEnd w:id="1"/>')
    content = taken + p("{%p for x in xs %}") + p("{{ x }}") + p("{%p endfor %}")
    values = [Editable(f"text {n}", f"k{n}", f"Title {n}") for n in range(5)]
    made = Template(word(content, {"word/header1.xml": header})).render({"xs": values, "h": GOAL})
    assert verify(made) == ()
    assert [node.get(w("name")) for node in part(made).iter(w("bookmarkStart"))][:3] == ["_pb_1", "_pb_2", "_pb_3"]


def test_a_key_printed_twice_is_editable_once() -> None:
    """Two places for one text could disagree."""
    made = Template(word(p("{{ x }}") + p("{{ x }}"))).render({"x": GOAL})
    assert len(list(part(made).iter(w("sdt")))) == 1
    assert texts(made) == [GOAL.text] * 2


def test_inside_a_control_of_the_template_only_the_bookmark_is_set() -> None:
    """Other programs lose a control inside a control."""
    root = part(Template(word(p(control(run("{{ x }}"))))).render({"x": GOAL}))
    assert len(list(root.iter(w("sdt")))) == 1
    assert inside(root, "_pb_1") == GOAL.text


def test_a_long_key_is_shortened_in_the_tag_and_whole_in_the_record() -> None:
    """Word keeps 64 characters of a tag and of a title."""
    made = Template(word(p("{{ x }}"))).render({"x": Editable("t", "k" * 100, "T" * 100)})
    root = part(made)
    for name in ("tag", "alias"):
        node = root.find(f".//{w('sdtPr')}/{w(name)}")
        assert node is not None
        assert len(node.get(w("val"), "")) == 64
    assert "k" * 100 in unpacked(made)["customXml/item1.xml"].decode()


def test_the_record_maps_bookmarks_to_keys_and_holds_no_text() -> None:
    """A digest of each printed text, and the attributes that the caller gives."""
    made = Template(word(p("{{ a }}") + p("{{ b }}"))).render(
        {"a": GOAL, "b": BLANK}, record={"plan": "p-1", "version": "3"}
    )
    root = part(made, "customXml/item1.xml")
    assert dict(root.attrib) == {"plan": "p-1", "version": "3"}
    first, second = root
    assert (first.get("bookmark"), first.get("key")) == ("_pb_1", "g1.text")
    assert first.get("sha256") == hashlib.sha256(GOAL.text.encode()).hexdigest()
    assert second.get("blank") == "true"
    slot = first.find(f"{{{RECORD_NS}}}slot")
    assert slot is not None
    assert dict(slot.attrib) == {"bookmark": "_pb_1_days", "name": "days"}
    assert "Drink" not in unpacked(made)["customXml/item1.xml"].decode()
    assert verify(made) == ()


def test_the_record_does_not_displace_custom_xml_of_the_template() -> None:
    """Its number is the first that is free."""
    made = Template(word(p("{{ a }}"), {"customXml/item1.xml": "<x/>"})).render({"a": GOAL})
    assert unpacked(made)["customXml/item1.xml"] == b"<x/>"
    assert b"_pb_1" in unpacked(made)["customXml/item2.xml"]


def test_no_record_is_written_where_nothing_is_editable_and_nothing_to_be_known() -> None:
    """A plain document has no custom XML."""
    made = Template(word(p("{{ a }}"))).render({"a": "plain"})
    assert not [name for name in unpacked(made) if name.startswith("customXml")]


def test_a_document_without_editable_texts_says_what_it_is_of() -> None:
    """So that it is recognised when it comes back with comments and words in its margins."""
    made = Template(word(p("{{ a }}"))).render({"a": "plain"}, record={"plan": "p"})
    assert dict(part(made, "customXml/item1.xml").attrib) == {"plan": "p"}
    assert verify(made) == ()


def test_bookmarks_still_enclose_the_texts_after_libreoffice(convert: Callable[[bytes, str], bytes]) -> None:
    """Someone may edit the plan in another program: its bookmarks come back whole."""
    values = [Editable(f"Text number {n}", f"k{n}", f"T{n}", (Slot("n", 12, 13),)) for n in range(4)]
    document = new_document("t")
    document.add_paragraph("Plain {{ xs[0] }} and {{ xs[1] }}.", style="Body Text")
    document.add_table(1, 1, style="Plan Table").cell(0, 0).text = "{{ xs[2] }}"
    document.add_paragraph("{{ xs[3] }}")
    edited = part(convert(Template(saved(document)).render({"xs": values}), "docx"))
    assert [inside(edited, f"_pb_{n + 1}") for n in range(4)] == [value.text for value in values]
    assert [inside(edited, f"_pb_{n + 1}_n") for n in range(4)] == list("0123")


def test_a_line_break_stays_inside_the_control() -> None:
    """One control in one paragraph, whatever its text."""
    made = Template(word(table(("{{ x }}",)))).render({"x": Editable("a\nb", "k", "T")})
    assert texts(made) == ["a\nb"]
    assert len(list(part(made).iter(w("p")))) == 1


def test_each_control_has_the_title_of_its_own_text() -> None:
    """One line of 64 characters, fit for an attribute; the title is another text's where that begins the same."""
    titles = ["Goal 1", 'A "R&D"\n goal', "n" * 64, "n" * 65, "n" * 80]
    content = p("{%p for x in xs %}") + p("{{ x }}") + p("{%p endfor %}")
    made = Template(word(content)).render({"xs": [Editable("x", f"k{n}", each) for n, each in enumerate(titles)]})
    shown = [node.get(w("val")) for node in part(made).iter(w("alias"))]
    assert shown == ["Goal 1", 'A "R&D" goal', "n" * 64, "n" * 63 + "…", "n" * 63 + "…"]
