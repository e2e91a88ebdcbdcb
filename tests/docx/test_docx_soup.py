"""Templates of tags put together at random: each prints, or is an error with a place; nothing else ever happens."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import control, p, part, run, table, word

from planbuilder.docx import Template, verify
from planbuilder.docx.names import w
from planbuilder.errors import TemplateError
from planbuilder.findings import Finding

SCHEMA = {
    "properties": {
        "name": {"type": "string"},
        "names": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"properties": {"a": {"type": "string"}}}},
        "yes": {"type": "boolean"},
    }
}
DATA = {"name": "R&D", "names": ["a", "b"], "rows": [{"a": "1"}, {"a": "2"}], "yes": True}
BLOCKS = ("for x in names", "for row in rows", "if yes", "if not yes", "with z = name")
WORDS = st.sampled_from(
    [
        *(f"{{%{lift} {code} %}}" for lift in ("", "p", "tr", "tc", "r") for code in BLOCKS),
        *(f"{{%{lift} end{code.split()[0]} %}}" for lift in ("", "p", "tr", "tc", "r") for code in BLOCKS[:3]),
        *("{%- if yes -%}", "{%- endif -%}", "{% endwith %}", "{% else %}", "{% elif yes %}", "{%p else %}"),
        *("{% vm %}", "{% hm %}", "{% cellbg name %}", "{% colspan 2 %}", "{% set q = name %}", "{# c #}", "{#p c #}"),
        *(
            "{{ name }}",
            "{{ x }}",
            "{{ row.a }}",
            "{{ names }}",
            "{{ name|join }}",
            "{{ q }}",
            "{{r name }}",
            "{{p x }}",
        ),
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{{ a b }}",
            "{_{",
            "text",
            " ",
            "{{ '",
            "{{ loop.index }}",
            "{% break %}",
            "{{ x.y() }}",
        ),
    ]
)
INSIDE = st.lists(WORDS, max_size=5).map("".join)


@st.composite
def contents(draw: st.DrawFn) -> str:
    """Return the content of a body: paragraphs, tables and controls with tags anywhere in them."""
    made: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["paragraph", "table", "control", "inserted"]))
        if kind == "paragraph":
            made.append(p(*[text for text in draw(st.lists(INSIDE, max_size=3)) if text]))
        elif kind == "table":
            width = draw(st.integers(1, 3))
            rows = draw(st.lists(st.tuples(*[INSIDE] * width), min_size=1, max_size=3))
            made.append(table(*rows, header=False))
        elif kind == "control":
            made.append(p(control(run(draw(INSIDE))), draw(INSIDE)))
        else:
            made.append(p(f'<w:ins w:id="1" w:author="a">{run(draw(INSIDE))}</w:ins>', draw(INSIDE)))
    return "".join(made)


def printed(template: bytes) -> bytes | str:
    """Return the document that a template makes, or its error as text."""
    try:
        return Template(template).render(DATA)
    except TemplateError as error:
        return str(error)


@settings(max_examples=200, deadline=None)
@given(contents())
def test_a_soup_of_tags_prints_a_whole_document_or_is_an_error_with_its_place(content: str) -> None:
    """No other error, no half document; and the check finds what keeps it from being compiled."""
    template = word(content)
    findings = Template.check(template, SCHEMA)
    assert all(isinstance(one, Finding) and one.where.at for one in findings)
    made = printed(template)
    if isinstance(made, str):
        assert "body, " in made or "body:" in made
        return
    broken = [one for one in verify(made) if one.severity == "error" and one.rule != "package-control-id"]
    assert broken == []
    assert all(row.find(w("tc")) is not None for row in part(made).iter(w("tr")))
    assert all(grid.find(w("tr")) is not None for grid in part(made).iter(w("tbl")))


LEAF = st.sampled_from(
    ["text ", "{{ name }}", "{{ names|join('-') }}", "{# c #}", "{% set q = name %}{{ q }}", "{_{ }_}"]
)
INLINE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.builds("{{% for x in names %}}{}{{{{ x }}}}{{% else %}}none{{% endfor %}}".format, inner),
        st.builds("{{% if yes %}}{}{{% elif name %}}{}{{% else %}}no{{% endif %}}".format, inner, inner),
        st.builds("{{% with z = name %}}{}{{{{ z }}}}{{% endwith %}}".format, inner),
    ),
    max_leaves=5,
)
CELL = st.builds(
    lambda tag, text: f"{tag}{text}", st.sampled_from(["", "{% cellbg '' %}", "{% colspan 2 %}", "{% vm %}"]), INLINE
)


@st.composite
def whole(draw: st.DrawFn, depth: int = 0) -> str:
    """Return content whose blocks are all closed: of paragraphs, rows and cells, in each other."""
    made: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["text", "block", "rows", "cells", "joined"][: 5 if depth < 2 else 1]))
        if kind == "text":
            made.append(p(draw(INLINE)))
        elif kind == "block":
            word = draw(st.sampled_from(["for x in names", "if yes", "if not yes", "with z = name"]))
            made += [p(f"{{%p {word} %}}"), draw(whole(depth + 1)), p(f"{{%p end{word.split()[0]} %}}")]
        elif kind == "rows":
            over = draw(st.sampled_from(["rows", "names", "[]"]))
            cells = (draw(CELL), draw(INLINE))
            made.append(table((f"{{%tr for row in {over} %}}", ""), cells, ("{%tr endfor %}", ""), header=False))
        elif kind == "cells":
            over = draw(st.sampled_from(["names", "[]"]))
            made.append(table((f"{{%tc for x in {over} %}}{{% hm %}}{draw(INLINE)}{{%tc endfor %}}",), header=False))
        else:
            made += [p("a"), p("{%- if yes -%}"), p(draw(INLINE)), p("{%- endif -%}"), p("b")]
    return "".join(made)


@settings(max_examples=200, deadline=None)
@given(whole())
def test_whatever_is_closed_is_printed_whole(content: str) -> None:
    """Every block in every other makes a whole document, and the check finds nothing."""
    template = word(content)
    assert Template.check(template, SCHEMA) == ()
    made = Template(template).render(DATA)
    assert [one for one in verify(made) if one.rule != "package-tag"] == []
    assert all(row.find(w("tc")) is not None for row in part(made).iter(w("tr")))
    assert all(grid.find(w("tr")) is not None for grid in part(made).iter(w("tbl")))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(list("{}%#-+prtc ifornd'\"|.()[]=,~1a\u201c\u2019\u00a0\u2013\u00ad\n")), max_size=60))
def test_any_text_at_all_prints_or_is_an_error_with_its_place(text: str) -> None:
    """Signs that tags are made of, in any order."""
    made = printed(word(p(text)))
    assert isinstance(made, bytes) or "body, paragraph 1" in made


def test_the_same_template_compiles_to_the_same_document() -> None:
    """Whatever the order of hashes: bytes are the same again."""
    rows = [{"a": str(random.Random(1).random())} for _ in range(3)]  # noqa: S311 - no secret
    content = table(("{%tr for row in rows %}",), ("{% vm %}{{ row.a }}",), ("{%tr endfor %}",))
    assert Template(word(content)).render({"rows": rows}) == Template(word(content)).render({"rows": rows})
