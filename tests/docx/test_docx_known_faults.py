"""Faults of other tools that this one must not have: each is right here, or a clear error."""

from __future__ import annotations

import re

import pytest
from word_files import control, p, part, run, table, texts, unpacked, word

from planbuilder.docx import Editable, Template, verify
from planbuilder.docx.names import NS, w
from planbuilder.errors import TemplateError

EDITOR = 'w:author="An editor" w:date="2026-11-27T00:00:00Z"'
START, END = '<w:bookmarkStart w:id="3" w:name="spot"/>', '<w:bookmarkEnd w:id="3"/>'


def refused(content: str, data: dict[str, object] | None = None) -> str:
    """Return the error of a template, or of printing the data with it."""
    with pytest.raises(TemplateError) as caught:
        Template(word(content)).render(data or {})
    return str(caught.value)


@pytest.mark.parametrize("text", ["<select> an option", "R&D", "a < b > c", "&amp;", "</w:t>"])
def test_no_text_that_looks_like_markup_is_lost(text: str) -> None:
    """Escaping is always on."""
    assert texts(Template(word(p("{{ x }}"))).render({"x": text})) == [text]


def test_a_control_character_is_not_dropped() -> None:
    """It is an error that names the tag, its place, and the value's path."""
    said = refused(p("{{ client.note }}"), {"client": {"note": "a\x02b"}})
    assert "body, paragraph 1: '{{ client.note }}': The value of client.note holds a control character" in said
    assert "In the data it is client.note. Take it out of the data." in said


def test_nothing_is_printed_for_none() -> None:
    """Not the word."""
    assert texts(Template(word(p("[{{ x }}]"))).render({"x": None})) == ["[]"]


def test_a_value_is_not_rewritten() -> None:
    """The signs for two braces are read in the template only."""
    assert texts(Template(word(p("{_{ a }_} {{ x }}"))).render({"x": "{_{ b }_}"})) == ["{{ a }} {_{ b }_}"]


def test_a_paragraph_tag_deletes_no_text_beside_it() -> None:
    """It is an error that says what to do."""
    said = refused(p("Keep this {%p if x %}") + p("a") + p("{%p endif %}"))
    assert "body, paragraph 1: 'Keep this {%p if x %}': The tag takes its whole paragraph away" in said
    assert "Give the tag a paragraph of its own, or write the tag without p." in said


@pytest.mark.parametrize("code", ["'%' in x", "'}' in x", "x == '%}'", "x == '{{ a }}'"])
def test_a_paragraph_tag_may_hold_any_sign_in_quotation_marks(code: str) -> None:
    """Also those that end a tag."""
    content = p("{%p if " + code + " or true %}") + p("yes") + p("{%p endif %}")
    assert texts(Template(word(content)).render({"x": "%}"})) == ["yes"]


def test_a_space_before_p_is_said_to_be_one() -> None:
    """Not that the tag p is unknown."""
    assert "There is a space before p. Write {%p without a space." in refused(p("{% p if x %}"))


def test_a_row_loop_may_begin_and_end_in_one_row() -> None:
    """The row is repeated."""
    made = Template(word(table(("{%tr for x in xs %}{{ x }}{%tr endfor %}",)))).render({"xs": ["a", "b"]})
    assert texts(made) == ["a", "b"]


def test_an_unclosed_tag_swallows_no_paragraph() -> None:
    """It is an error at its own paragraph."""
    said = refused(p("one") + p("two {{ a") + p("three"))
    assert "body, paragraph 2: 'two {{ a': The tag that starts with {{ is not closed in its paragraph." in said


def test_a_tag_over_two_paragraphs_merges_none() -> None:
    """It is an error that says so."""
    said = refused(p("{{ a") + p("b }}"))
    assert "The tag is spread over two paragraphs: it starts here and ends in the next one." in said


def test_a_loop_out_of_a_content_control_is_an_error() -> None:
    """It names both places."""
    said = refused(p(control(run("{% for x in xs %}a")), "{% endfor %}"))
    assert "The endfor stands in another container than the for it belongs to (body, paragraph 1" in said


def test_a_loop_repeats_no_id_and_no_name() -> None:
    """Of content controls, bookmarks and drawings."""
    inside = (
        '<w:bookmarkStart w:id="3" w:name="spot"/>'
        + control(run("{{ x }}"))
        + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/></wp:inline></w:drawing></w:r>'
        + '<w:bookmarkEnd w:id="3"/>'
    )
    made = Template(word(p("{%p for x in xs %}") + p(inside) + p("{%p endfor %}"))).render({"xs": ["a", "b", "c"]})
    text = unpacked(made)["word/document.xml"].decode()
    for pattern in (r'<w:id w:val="(\d+)"', r'docPr id="(\d+)"', r'bookmarkStart w:id="(\d+)"', r'w:name="(\w+)"'):
        found = re.findall(pattern, text)
        assert (len(found), len(set(found))) == (3, 3)
    assert not [one for one in verify(made) if one.rule.endswith(("-id", "bookmark"))]


def test_a_control_around_a_tag_is_bound_to_no_other_data() -> None:
    """Word would overwrite the value from a property of the file, or take it for a placeholder; others stay bound."""
    bound = '<w:showingPlcHdr/><w:dataBinding w:xpath="/ns0:title" w:storeItemID="{6C3C8BC8}"/><w:id'
    with_tag = control(p("{{ x }}")).replace("<w:id", bound)
    other = control(p("b"), id=8).replace("<w:id", bound)
    root = part(Template(word(with_tag + other)).render({"x": "a"}))
    assert [len(list(root.iter(w(name)))) for name in ("sdt", "dataBinding", "showingPlcHdr")] == [2, 1, 1]


def test_a_loop_repeats_no_id_of_a_tracked_change() -> None:
    """Of insertions, deletions, changed looks and moved ranges; the two ends of a range keep one id."""
    inside = (
        f'<w:ins w:id="1" {EDITOR}>{run("{{ x }}")}</w:ins>'
        f'<w:del w:id="2" {EDITOR}><w:r><w:delText>gone</w:delText></w:r></w:del>'
        f'<w:r><w:rPr><w:b/><w:rPrChange w:id="3" {EDITOR}><w:rPr/></w:rPrChange></w:rPr><w:t>b</w:t></w:r>'
        f'<w:moveToRangeStart w:id="4" w:name="m" {EDITOR}/><w:moveToRangeEnd w:id="4"/>'
    )
    made = Template(word(p("{%p for x in xs %}") + p(inside) + p("{%p endfor %}"))).render({"xs": ["a", "b", "c"]})
    root = part(made)
    for name in ("ins", "del", "rPrChange", "moveToRangeStart", "moveToRangeEnd"):
        assert len({node.get(w("id")) for node in root.iter(w(name))}) == 3
    starts, ends = ([node.get(w("id")) for node in root.iter(w(f"moveToRange{side}"))] for side in ("Start", "End"))
    assert starts == ends
    assert verify(made) == ()


def test_an_insertion_that_a_tag_parts_is_two_with_an_id_each() -> None:
    """Also where there is no loop."""
    inserted = f'<w:ins w:id="1" {EDITOR}>{run("a {% if x %}b{% endif %}c")}</w:ins>'
    made = Template(word(p(inserted))).render({"x": 1})
    assert texts(made) == ["a bc"]
    assert verify(made) == ()
    assert len({node.get(w("id")) for node in part(made).iter(w("ins"))}) == 3


def test_a_loop_repeats_no_id_of_a_shape() -> None:
    """The drawings of older programs; an embedded object goes on naming the picture beside it."""
    office = "urn:schemas-microsoft-com:office:office"
    shape = (
        '<w:r><w:object><v:shape id="_x0000_i1025" style="width:9pt;height:9pt"/>'
        f'<o:OLEObject xmlns:o="{office}" Type="Embed" ShapeID="_x0000_i1025"/></w:object></w:r>'
    )
    made = Template(word(p("{%p for x in xs %}") + p("{{ x }}", shape) + p("{%p endfor %}"))).render({"xs": ["a", "b"]})
    root = part(made)
    shapes = [node.get("id") for node in root.iter(f"{{{NS['v']}}}shape")]
    assert shapes == ["_x0000_i1025", "_x0000_i1025_2"]
    assert [node.get("ShapeID") for node in root.iter(f"{{{office}}}OLEObject")] == shapes
    assert "package-shape-id" not in {one.rule for one in verify(made)}


@pytest.mark.parametrize("data", [{"xs": ["a", "b"], "yes": True}, {"xs": [], "yes": False}], ids=["some", "none"])
@pytest.mark.parametrize(
    "content",
    [
        p(START, "{%p for x in xs %}") + p("{{ x }}") + p("{%p endfor %}", END),
        p(START, "a") + p("{%p for x in xs %}") + p("{{ x }}", END) + p("{%p endfor %}"),
        p("{%p if yes %}") + p(START, "a") + p("{%p endif %}") + p("b", END),
        p("{%p if yes %}") + p(START, "a") + p("{%p else %}") + p("b", END) + p("{%p endif %}"),
        p("{% for x in xs %}", START, "{{ x }}{% endfor %}b", END),
    ],
    ids=["around", "into a loop", "out of a condition", "over branches", "inline"],
)
def test_a_bookmark_that_a_block_would_part_stays_whole(content: str, data: dict[str, object]) -> None:
    """It is there once, with both its ends, however often the block is printed."""
    made = Template(word(content)).render(data)
    assert verify(made) == ()
    assert [node.get(w("name")) for node in part(made).iter(w("bookmarkStart"))] == ["spot"]


def test_what_is_undefined_is_not_printed_as_nothing() -> None:
    """An error names the place and the nearest name."""
    data = {"client": {"name": "x"}}
    assert "There is no nmae in what is asked for it." in refused(p("{{ client.nmae }}"), data)
    assert "Did you mean name?" in refused(p("{{ client.nmae }}"), data)


def test_an_error_while_printing_has_its_place() -> None:
    """In a table of the header too."""
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
    cells = header.format(table(("a", "b"), ("c", "x {{ when|date }}")))
    with pytest.raises(TemplateError) as caught:
        Template(word(p("a"), {"word/header1.xml": cells})).render({"when": "soon"})
    assert "header (word/header1.xml), table 1, row 2, cell 2: 'x {{ when|date }}'" in str(caught.value)


def test_every_fault_of_every_part_is_in_one_error() -> None:
    """One faulty tag hides no other, in its own paragraph or elsewhere."""
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
    content = p("{{ a b }} {{ c|uper }} {{ d") + p("{% if x %}") + p("{% for in y %}{% endfor %}")
    with pytest.raises(TemplateError) as caught:
        Template(word(content, {"word/header1.xml": header.format(p("{{ e|lwer }}"))}))
    said = [fault.said for fault in caught.value.faults]  # type: ignore[attr-defined]
    assert len(said) == 6
    for words in ("cannot be read", "filter uper", "not closed", "never closed", "filter lwer"):
        assert any(words in each for each in said)


@pytest.mark.parametrize("value", ["{{ name }}", "{% if %}", "{# note #}"])
def test_braces_of_the_data_are_not_taken_for_a_tag_that_was_left_over(value: str) -> None:
    """With an editable text and without one; and the document is not taken for a template."""
    template = Template(word(p("{{ x }}")))
    for text in (value, Editable(value, "key")):
        made = template.render({"x": text})
        assert [one for one in verify(made) if one.rule == "package-tag"] == []
        with pytest.raises(TemplateError, match="finished document"):
            Template(made)


def test_a_tag_that_was_never_printed_is_still_found() -> None:
    """In a document that no record proves printed."""
    assert [one.rule for one in verify(word(p("{{ x }}")))] == ["package-tag"]


def test_a_document_without_braces_has_no_record() -> None:
    """Where nothing is to be read back."""
    made = Template(word(p("{{ x }}"))).render({"x": "plain } {"})
    assert not [name for name in unpacked(made) if name.startswith("customXml/")]
    assert part(made).find(f".//{w('sdt')}") is None


@pytest.mark.parametrize(
    "content",
    [
        p(control(run("{{ x }}"))),
        p(control(run("{% set y = x %}"))),
        p(control(run("{% if x %}a{% endif %}"))),
        p(control(control(run("{{ x }}"), id=8))),
        control(p("{%p if x %}") + p("a") + p("{%p endif %}")),
        table((control(p("{%p if x %}") + p("a") + p("{%p endif %}")) + p("b"),)),
    ],
)
def test_a_content_control_in_which_nothing_is_printed_is_whole(content: str) -> None:
    """Word would repair the file: an empty text, or an empty paragraph, stands in it."""
    template = Template(word(content))
    assert [verify(template.render({"x": value})) for value in ("", "text")] == [(), ()]
