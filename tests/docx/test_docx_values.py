"""What a value prints as."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import p, part, run, table, texts, word

from planbuilder.docx import Day, Editable, Spoken, Template
from planbuilder.docx.names import w
from planbuilder.errors import TemplateError

ONE = Template(word(p("{{ x }}")))
LOOP = Template(word(p("{%p for x in xs %}") + p("a {{ x }} b") + p("{%p endfor %}") + table(("h",), ("{{ y }}",))))

#: Every character that XML can hold, but a lone carriage return, which Word shows as a line break.
LEGAL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t").filter(
        lambda char: char not in "\ufffe\uffff"
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LEGAL, max_size=4), LEGAL)
def test_the_text_in_the_document_is_exactly_the_text_in_the_data(xs: list[str], y: str) -> None:
    """Whatever the data hold, the document shows it, no more and no less."""
    made = texts(LOOP.render({"xs": xs, "y": y}))
    assert made == [*[f"a {x} b" for x in xs], "h", y]


@pytest.mark.parametrize(
    "value", ["<select>", "R&D", "{_{", "{{ x }}", "{% if %}", "&amp;", "]]>", "\U0010fff01\U0010fff0", " spaced  "]
)
def test_a_text_that_looks_like_markup_or_a_tag_prints_as_it_is(value: str) -> None:
    """Markup and tags in a value are text."""
    assert texts(ONE.render({"x": value})) == [value]


def test_newlines_and_tabs_become_line_breaks_and_tabs() -> None:
    """A newline of any system is one line break."""
    made = ONE.render({"x": "a\nb\r\nc\rd\te"})
    assert texts(made) == ["a\nb\nc\nd\te"]
    assert len(part(made).findall(f".//{w('br')}")) == 3


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("", ""),
        (3, "3"),
        (2.0, "2"),
        (2.5, "2.5"),
        (Decimal("1.50"), "1.50"),
        (dt.date(2026, 11, 24), "2026-11-24"),
    ],
)
def test_a_value_prints_as_people_write_it(value: object, shown: str) -> None:
    """None prints nothing, whole numbers have no point, dates are ISO."""
    assert texts(ONE.render({"x": value})) == [shown]


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}, object(), float("nan")])
def test_a_value_without_a_text_of_its_own_is_an_error(value: object) -> None:
    """Lists, groups and yes-or-no values are refused, with the place."""
    with pytest.raises(TemplateError, match=r"body, paragraph 1"):
        ONE.render({"x": value})


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_control_character_is_an_error_with_its_place_and_without_the_value(bad: str) -> None:
    """Word cannot hold it; dropping it would change the record."""
    with pytest.raises(TemplateError) as caught:
        LOOP.render({"xs": ["fine", f"secret{bad}"], "y": ""})
    said = str(caught.value)
    assert "paragraph 2" in said
    assert "The value of x" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("d|date", "November 24, 2026"),
        ("d|date('full')", "Tuesday, November 24, 2026"),
        ("'2026-11-24'|date('short')", "11/24/2026"),
        ("none|date", ""),
        ("names|join(', ')", "A, B"),
        ("items|join(', ', 'n')", "1, 2"),
        ("names|map('lower')|join", "ab"),
        ("e|upper", "TEXT"),
        ("e ~ '!'", "text!"),
        ("e.text", "text"),
        ("'yes' if e else 'no'", "yes"),
        ("'yes' if 'ex' in e else 'no'", "yes"),
        ("names|length", "2"),
        ("'a-b'|replace('-', '+')", "a+b"),
        ("group.items", "a key"),
        ("group.inner.items", "a key within"),
        ("odd.items", "the key of a mapping"),
        ("(1 + 2) * 3", "9"),
    ],
)
def test_filters_and_expressions_compute_before_printing(code: str, shown: str) -> None:
    """The filters are Jinja's harmless ones and `date`; a mapping's key comes before its methods."""
    data = {
        "d": dt.date(2026, 11, 24),
        "names": ["A", "B"],
        "items": [{"n": 1}, {"n": 2}],
        "e": Editable("text", "key"),
        "group": {"items": "a key", "inner": {"items": "a key within"}},
        "odd": MappingProxyType({"items": "the key of a mapping"}),
    }
    assert texts(Template(word(p("{{ " + code + " }}"))).render(data)) == [shown]


def test_a_value_keeps_the_formatting_of_the_tag() -> None:
    """The run properties of the tag's first character count."""
    made = Template(word(p(run("{", "<w:b/>"), run("{ x }}", "<w:i/>")))).render({"x": "bold"})
    only = part(made).find(f".//{w('r')}")
    assert only is not None
    assert only.find(f"{w('rPr')}/{w('b')}") is not None
    assert only.find(f"{w('rPr')}/{w('i')}") is None


def test_a_text_in_several_languages_prints_a_marked_run_for_each() -> None:
    """In the formatting of the tag, in the order that the schema wants; elsewhere it is its text."""
    said = Spoken(("Sea ", ""), ("on time", "en-US"), (".", ""))
    data = Template(word(p(run("{{ x }}", "<w:b/>"), run("{{ x|upper }}")))).render({"x": said})
    runs = list(part(data).iter(w("r")))
    assert texts(data) == ["Sea on time.SEA ON TIME."]
    assert [[node.get(w("val")) for node in each.iter(w("lang"))] for each in runs] == [[], ["en-US"], [], []]
    inside = [[node.tag for node in each.find(w("rPr"))] for each in runs[:3]]
    assert inside == [[w("b")], [w("b"), w("lang")], [w("b")]]


def test_a_date_that_knows_its_spelling_prints_it() -> None:
    """In the style that the tag asks for; an unknown one is an error as ever."""
    day = Day("2026-11-16", {"long": "16 de noviembre de 2026", "iso": "2026-11-16"})
    data = Template(word(p("{{ d|date }} {{ d|date('iso') }} {{ d }}"))).render({"d": day})
    assert texts(data) == ["16 de noviembre de 2026 2026-11-16 2026-11-16"]
    with pytest.raises(TemplateError, match="style"):
        Template(word(p("{{ d|date('full') }}"))).render({"d": day})
