"""How tags are found, lifted and refused."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import SCOPE, control, p, part, run, table, texts, unpacked, word

from planbuilder.docx import Editable, Fault, Template
from planbuilder.docx.names import w
from planbuilder.errors import TemplateError

ITEMS = {"items": ["one", "two"]}


def faults(data: bytes) -> tuple[Fault, ...]:
    """Return the faults of a template that cannot be compiled."""
    with pytest.raises(TemplateError) as caught:
        Template(data)
    assert all(isinstance(fault, Fault) for fault in caught.value.faults)
    return caught.value.faults  # type: ignore[return-value]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 28), max_size=8), st.sampled_from(["", '<w:proofErr w:type="spellStart"/>', "<w:ins/>"]))
def test_a_tag_is_found_however_word_splits_it(cuts: list[int], between: str) -> None:
    """Runs, proofing marks and insertions in mid-tag change nothing."""
    text = "Dear {{ client.name }}, hello"
    places = sorted({0, *cuts, len(text)})
    pieces = [run(text[a:b], "<w:b/>" if a % 2 else "") for a, b in pairwise(places)]
    made = Template(word(p(between.join(pieces)))).render({"client": {"name": "Al"}})
    assert texts(made) == ["Dear Al, hello"]


def test_a_bookmark_or_inserted_text_in_mid_tag_does_not_break_it() -> None:
    """What Word puts between two letters of a tag stays, beside the value."""
    mark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
    inserted = f'<w:ins w:id="9" w:author="a">{run("me")}</w:ins>'
    made = Template(word(p(run("{{ na"), mark, inserted, run(" }}.")))).render({"name": "Al"})
    assert texts(made) == ["Al."]


@pytest.mark.parametrize("tag", ["{{ x[\u201ca\u201d] }}", "{{ x[\u2018a\u2019] }}", "{{\u00a0x['a']\u00a0}}"])
def test_curly_quotation_marks_and_hard_spaces_in_a_tag_are_straightened(tag: str) -> None:
    """Word types them by itself."""
    assert texts(Template(word(p(tag))).render({"x": {"a": "fine"}})) == ["fine"]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ '}}' }}", "}}"),
        ("{{ '{{' }}", "{{"),
        ("{{ {'a': {'b': 'deep'}}['a']['b'] }}", "deep"),
        ("{# a note #}seen", "seen"),
        ("{{r x }}", "text"),
        ("{%r if x %}yes{%r endif %}", "yes"),
        ("{% set y = x %}{{ y }}", "text"),
        ("{% for c in xs %}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}", "a, b"),
        ("{% for c in [] %}{{ c }}{% else %}none{% endfor %}", "none"),
        ("{% if z %}1{% elif x %}2{% else %}3{% endif %}", "2"),
        ("{{ x if x else 'no' }} and {{ p|upper }}", "text and P"),
    ],
)
def test_a_tag_in_a_paragraph_does_what_jinja_does(tag: str, shown: str) -> None:
    """Braces in quotation marks, comments, if, for, set."""
    assert texts(Template(word(p(tag))).render({"x": "text", "xs": ["a", "b"], "z": 0, "p": "p"})) == [shown]


def test_a_paragraph_tag_takes_its_paragraph_away() -> None:
    """Only what stands between is printed, once a turn."""
    content = p("{%p for i in items %}") + p("{{ i }}") + p("{%p endfor %}") + p("end")
    assert texts(Template(word(content)).render(ITEMS)) == ["one", "two", "end"]


def test_a_row_tag_takes_its_row_away() -> None:
    """The row between is printed once a turn."""
    content = table(("h",), ("{%tr for i in items %}",), ("{{ i }}",), ("{%tr endfor %}",))
    made = Template(word(content)).render(ITEMS)
    assert texts(made) == ["h", "one", "two"]


def test_a_row_that_opens_and_closes_its_loop_is_repeated() -> None:
    """The two tags may stand in the row they repeat."""
    content = table(("h", "k"), ("{%tr for i in items %}{{ i }}", "x{%tr endfor %}"))
    assert texts(Template(word(content)).render(ITEMS)) == ["h", "k", "one", "x", "two", "x"]


def test_a_paragraph_that_opens_and_closes_its_condition_is_kept_or_left_out_whole() -> None:
    """Balanced tags in one paragraph wrap it."""
    template = Template(word(p("{%p if a %}text {{ a }}{%p endif %}") + p("end")))
    assert texts(template.render({"a": 1})) == ["text 1", "end"]
    assert texts(template.render({"a": 0})) == ["end"]


def test_a_cell_tag_takes_its_cell_away() -> None:
    """Cells are repeated as rows are."""
    content = table(("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"))
    assert texts(Template(word(content)).render(ITEMS)) == ["one", "two"]


@pytest.mark.parametrize("tag", ["{%p if '%' in a %}", "{%p if '}' in a %}", "{%p if a == '%}' %}"])
def test_a_lifting_tag_may_hold_percent_signs_and_braces(tag: str) -> None:
    """They are text in quotation marks."""
    template = Template(word(p(tag) + p("yes") + p("{%p endif %}")))
    assert texts(template.render({"a": "%}"})) == ["yes"]


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (p("Hello {{ a }, bye") + p("after {{ b }}"), "body, paragraph 1", "not closed"),
        (p("Hello {{ a"), "body, paragraph 1", "not closed"),
        (p("Hello {{ a ") + p(" }} and more"), "body, paragraph 1", "spread over two paragraphs"),
        (p("a }} b"), "body, paragraph 1", "closes a tag that nothing opened"),
        (p("{{ }}"), "body, paragraph 1", "empty"),
        (p("{{ don't }}"), "body, paragraph 1", "quotation mark"),
        (p("{%p if a %} text") + p("{%p endif %}"), "body, paragraph 1", "holds other content"),
        (p("{% p if a %}"), "body, paragraph 1", "space before p"),
        (p("{%tr if a %}") + p("{%tr endif %}"), "body, paragraph 1", "needs a table row"),
        (p("{% if a %}x"), "body, paragraph 1", "never closed"),
        (p("x{% endfor %}"), "body, paragraph 1", "closes nothing"),
        (p("{% else %}"), "body, paragraph 1", "belongs to no if"),
        (p("{% if a %}{% else %}{% else %}{% endif %}"), "body, paragraph 1", "after the else"),
        (p("{% for a in b %}{% if a %}{% endfor %}"), "body, paragraph 1", "not closed before the endfor"),
        (p("{% for a in b %}") + p("{% endfor %}"), "body, paragraph 2", "another container"),
        (p(control(run("{% for a in b %}x")), "{% endfor %}"), "body, paragraph 1", "another container"),
        (
            table(("{%p for a in b %}", "x"), ("y", "{%p endfor %}")),
            "body, table 1, row 2, cell 2",
            "another container",
        ),
        (p("{% fro a in b %}"), "body, paragraph 1", "Did you mean for?"),
        (p("{% macro x() %}"), "body, paragraph 1", "no macros"),
        (p("{% include 'x' %}"), "body, paragraph 1", "stands alone"),
        (p("{% raw %}"), "body, paragraph 1", "Write {_{ and }_}"),
        (p("{% vm %}"), "body, paragraph 1", "needs a table cell"),
        (p("{% cellbg x %}"), "body, paragraph 1", "needs a table cell"),
        (table(("{% cellbg %}",)), "body, table 1, row 1, cell 1", "needs a value"),
        (table(("{% vm x %}",)), "body, table 1, row 1, cell 1", "Nothing may follow vm"),
        (table(("{% vm %}",)), "body, table 1, row 1, cell 1", "no loop around"),
        (table(("{% hm %}",)), "body, table 1, row 1, cell 1", "no loop around"),
        (table(("{% hm %}{% colspan 2 %}",)), "body, table 1, row 1, cell 1", "goes against"),
        (p("{%- if a %}"), "body, paragraph 1", "no paragraph before"),
        (p("{% if a -%}"), "body, paragraph 1", "no paragraph after"),
        (p("{%-p if a %}"), "body, paragraph 1", "cannot join"),
        (p("{#p a note #} and text"), "body, paragraph 1", "holds other content"),
        (p("{#tr a note #}"), "body, paragraph 1", "needs a table row"),
        (p("{{-x }}"), "body, paragraph 1", "a sign or a mark"),
        (p("{{ a }} {{ b c }} {{ d e }}"), "body, paragraph 1", "cannot be read"),
        (p("{{ a|uper }}{{ a|safe }}{{ a|nope }}"), "body, paragraph 1", "always printed as the text"),
        (p("{{ [a " + "+ [a" * 70 + "]" * 71 + " }}"), "body, paragraph 1", "levels of brackets"),
        (p("{{ " + "9" * 3990 + "9" * 1000 + " }}"), "body, paragraph 1", "longer than"),
        (p("{{p x }}"), "body, paragraph 1", "cannot take the place"),
        (p("{% set x %}"), "body, paragraph 1", "cannot be set"),
        (p("{% for a in b recursive %}{% endfor %}"), "body, paragraph 1", "recursive"),
        (p("{{ a b }}"), "body, paragraph 1", "'b' stands where the end of the tag belongs."),
        (p("{{ a + }}"), "body, paragraph 1", "the end of the tag"),
        (p("{{ a ? b }}"), "body, paragraph 1", "unexpected '?'."),
        (p("{{ a|uper }}"), "body, paragraph 1", "Did you mean upper?"),
        (p("{{ a|safe }}"), "body, paragraph 1", "filter safe is unknown"),
        (p("{% if a is evn %}{% endif %}"), "body, paragraph 1", "Did you mean even?"),
        (p("{% if a %}{% endif a %}"), "body, paragraph 1", "Nothing may follow"),
        (p(f"<w:r {SCOPE}><w:instrText>REF {{{{ a }}}}</w:instrText></w:r>"), "body, paragraph 1", "instruction"),
        (p('<w:fldSimple w:instr="REF {{ a }}"/>'), "body, paragraph 1", "instruction"),
        (
            p("<w:r><w:instrText>REF {</w:instrText></w:r>", "<w:r><w:instrText>{ a }}</w:instrText></w:r>"),
            "body, paragraph 1",
            "instruction",
        ),
        (
            p("{% for a in b %}", '<w:r><w:commentReference w:id="1"/></w:r>', "{% endfor %}"),
            "body, paragraph 1",
            "comment",
        ),
    ],
)
def test_a_fault_names_its_place_and_what_is_wrong(content: str, place: str, said: str) -> None:
    """Nothing is recovered silently, and nothing else of the document is touched."""
    found = faults(word(content))
    assert any(fault.place.at.startswith(place) and said in f"{fault.said} {fault.fix}" for fault in found), found


def test_every_fault_is_found_in_one_pass() -> None:
    """Also those of different parts."""
    header = f"<w:hdr {SCOPE}>{p('{{ b')}</w:hdr>"
    found = faults(word(p("{{ a") + p("{% if c %}"), {"word/header1.xml": header}))
    assert [re.sub(r":.*", "", fault.place.at) for fault in found] == [
        "body, paragraph 1",
        "body, paragraph 2",
        "header (word/header1.xml), paragraph 1",
    ]


def test_the_error_quotes_the_text_around_the_tag() -> None:
    """So that a person can find it with Word's search."""
    (fault,) = faults(word(p("The long sentence before the tag {{ a|nope }} and what comes after it")))
    assert "sentence before the tag {{ a|nope }} and what" in fault.place.at


def test_tags_work_in_every_part() -> None:
    """Headers, footers, notes, comments and document properties."""
    parts = {
        "word/header1.xml": f"<w:hdr {SCOPE}>{p('H {{ x }}')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SCOPE}>{p('F {{ x }}')}</w:ftr>",
        "word/footnotes.xml": f'<w:footnotes {SCOPE}><w:footnote w:id="2">{p("N {{ x }}")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {SCOPE}><w:comment w:id="0">{p("C {{ x }}")}</w:comment></w:comments>',
    }
    links = {"footnotes": "footnotes.xml", "comments": "comments.xml"}
    made = Template(word(p("B {{ x }}"), parts, links)).render({"x": "<&>"})
    names = ("document", "header1", "footer1", "footnotes", "comments")
    assert [texts(made, f"word/{name}.xml") for name in names] == [[f"{sign} <&>"] for sign in "BHFNC"]


def test_a_text_box_and_its_fallback_both_show_the_value_and_one_is_editable() -> None:
    """Word keeps the fallback for older programs."""
    box = f"<w:txbxContent>{p('{{ x }}')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    content = p("before {{ x }} ", f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")
    made = Template(word(content)).render({"x": Editable("text", "k")})
    assert texts(made)[1:] == ["text", "text"]
    assert len(list(part(made).iter(w("sdt")))) == 1
    (fault,) = faults(word(content.replace("{{ x }}</w:t></w:r></w:p></w:txbx", "{{ x</w:t></w:r></w:p></w:txbx", 1)))
    assert "paragraph 1, text box, paragraph 1" in fault.place.at


def test_white_space_between_elements_does_not_matter() -> None:
    """Other programs indent the XML."""
    content = table(("{%tr for i in items %}",), ("{{ i }}",), ("{%tr endfor %}",)).replace("><", ">\n  <")
    assert part(Template(word(content)).render({"items": []})).find(f".//{w('tbl')}") is None


def test_a_document_property_can_hold_a_tag() -> None:
    """The title of the document is a value too."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ x }}{% if x %}!{% endif %}</dc:title>'
        "</cp:coreProperties>"
    )
    made = Template(word(p("b"), {"docProps/core.xml": core})).render({"x": "R&D"})
    assert part(made, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title") == "R&D!"


def test_a_picture_description_can_hold_a_value() -> None:
    """Alternative text is an attribute."""
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="Of {{ x }}"/></wp:inline></w:drawing></w:r>'
    made = Template(word(p(drawing))).render({"x": 'a "b" & <c>'})
    assert 'descr="Of a &quot;b&quot; &amp; &lt;c&gt;"' in _text(made)


def test_a_loop_makes_ids_and_bookmark_names_new() -> None:
    """Controls, bookmarks and drawings in a loop stay unique; links inside the same turn keep their pairs."""
    inside = (
        '<w:bookmarkStart w:id="3" w:name="spot"/>'
        + control(run("{{ i }}"))
        + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/></wp:inline></w:drawing></w:r>'
        + '<w:bookmarkEnd w:id="3"/>'
    )
    made = Template(word(p("{%p for i in items %}") + p(inside) + p("{%p endfor %}"))).render(ITEMS)
    root = part(made)
    starts = [(node.get(w("id")), node.get(w("name"))) for node in root.iter(w("bookmarkStart"))]
    assert [name for _, name in starts] == ["spot", "spot_2"]
    assert [node.get(w("id")) for node in root.iter(w("bookmarkEnd"))] == [id for id, _ in starts]
    ids = [*re.findall(r'<w:id w:val="(\d+)"', _text(made)), *re.findall(r'docPr id="(\d+)"', _text(made))]
    assert len(set(ids)) == 4


def test_paragraph_ids_do_not_repeat_in_a_loop() -> None:
    """They are optional, so they go."""
    content = p("{%p for i in items %}") + f'<w:p w14:paraId="1A2B3C4D">{run("{{ i }}")}</w:p>' + p("{%p endfor %}")
    assert "paraId" not in _text(Template(word(content)).render(ITEMS))


def test_a_bookmark_around_a_lifted_paragraph_survives() -> None:
    """Its end moves out of the paragraph that goes."""
    start, end = '<w:bookmarkStart w:id="3" w:name="spot"/>', '<w:bookmarkEnd w:id="3"/>'
    content = p("{%p if items %}", start) + p("x", end) + p("{%p endif %}")
    root = part(Template(word(content)).render(ITEMS))
    assert len(list(root.iter(w("bookmarkStart")))) == len(list(root.iter(w("bookmarkEnd"))))


def test_a_cell_whose_paragraphs_all_go_is_left_with_an_empty_one() -> None:
    """Word calls a cell without a paragraph corrupt."""
    content = table(
        ("{%tr for i in items %}", "x"),
        (p("{%p for j in i %}") + p("{{ j }}") + p("{%p endfor %}"), "y"),
        ("{%tr endfor %}", "z"),
    )
    content = content.replace(p("x"), p("")).replace(p("z"), p(""))
    root = part(Template(word(content)).render({"items": [["a", "b"], []]}))
    counts = [len(cell.findall(w("p"))) for cell in root.iter(w("tc"))]
    assert counts == [2, 1, 1, 1]


def test_a_table_without_rows_is_left_out() -> None:
    """A table needs a row."""
    content = p("a") + table(("{%tr for i in items %}",), ("{{ i }}",), ("{%tr endfor %}",)) + p("b")
    template = Template(word(content))
    assert part(template.render({"items": []})).find(f".//{w('tbl')}") is None
    assert texts(template.render(ITEMS)) == ["a", "one", "two", "b"]


def test_questions_and_guards_in_the_data_are_text() -> None:
    """What is looked for to keep a document whole is never taken from a value."""
    said = "<?planbuilder end?> <?planbuilder rows?><?planbuilder rows?>?"
    content = p("{{ said }}") + table((p("{%p for i in items %}") + p("{{ i }}?") + p("{%p endfor %}"), "y?"))
    template = Template(word(content))
    assert texts(template.render({"said": said, "items": ["a", "?"]})) == [said, "a?", "??", "y?"]
    assert texts(template.render({"said": said, "items": []})) == [said, "", "y?"]


def _text(data: bytes) -> str:
    """Return the body part as text."""
    return unpacked(data)["word/document.xml"].decode()
