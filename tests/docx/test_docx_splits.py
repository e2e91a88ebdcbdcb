"""Every tag, in every part, split in every way that Word splits text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import p, part, run, texts, word
from word_splits import BETWEEN, PARTS, PROPERTIES, SPLITS, shown

from planbuilder.docx import Template

DATA = {
    "name": "R&D <x>",
    "yes": True,
    "names": ["one", "two"],
    "rows": [{"a": "A", "b": "1"}, {"a": "A", "b": "2"}],
    "empty": [],
    "color": "FFF2CC",
    "two": 2,
}
Split = Callable[[str, str], str]


def cut(tag: str, split: Split) -> str:
    """Return a tag split in the middle of its last word, or behind its opening where it has none."""
    end = max((at for at in range(3, len(tag) - 2) if tag[at - 1].isalnum() and tag[at].isalnum()), default=2)
    return split(tag[:end], tag[end:])


def line(split: Split, *pieces: str) -> str:
    """Return a paragraph of texts and tags, the tags split."""
    return f"<w:p>{''.join(cut(piece, split) if piece.startswith('{') else run(piece) for piece in pieces)}</w:p>"


def grid(*rows: tuple[str, ...]) -> str:
    """Return a table of rows of paragraphs."""
    made = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


#: Each tag in the smallest content that shows what it does, and the paragraphs that must come out.
TAGS: Mapping[str, tuple[Callable[[Split], str], list[str]]] = {
    "value": (lambda s: line(s, "Dear ", "{{ name }}", "!"), ["Dear R&D <x>!"]),
    "run value": (lambda s: line(s, "Dear ", "{{r name }}", "!"), ["Dear R&D <x>!"]),
    "filter": (lambda s: line(s, "{{ names|join(';') }}"), ["one;two"]),
    "if": (lambda s: line(s, "a", "{% if yes %}", "b", "{% else %}", "c", "{% endif %}"), ["ab"]),
    "elif": (lambda s: line(s, "{% if empty %}", "b", "{% elif yes %}", "c", "{% endif %}"), ["c"]),
    "for": (lambda s: line(s, "{% for each in names %}", "x", "{% endfor %}"), ["xx"]),
    "run if": (lambda s: line(s, "{%r if yes %}", "b", "{%r endif %}"), ["b"]),
    "set": (lambda s: line(s, "{% set other = name %}", "{{ other }}"), ["R&D <x>"]),
    "with": (lambda s: line(s, "{% with other = two %}", "{{ other }}", "{% endwith %}"), ["2"]),
    "comment": (lambda s: line(s, "a", "{# nothing here #}", "b"), ["ab"]),
    "paragraph for": (
        lambda s: line(s, "{%p for each in names %}") + line(s, "- ", "{{ each }}") + line(s, "{%p endfor %}"),
        ["- one", "- two"],
    ),
    "paragraph if": (lambda s: line(s, "{%p if empty %}") + p("no") + line(s, "{%p endif %}") + p("end"), ["end"]),
    "paragraph comment": (lambda s: p("a") + line(s, "{#p nothing here #}") + p("b"), ["a", "b"]),
    "joined paragraphs": (
        lambda s: p("is") + line(s, "{%- if yes -%}") + p(" here") + line(s, "{%- endif -%}") + p("."),
        ["is here."],
    ),
    "row for": (
        lambda s: grid((line(s, "{%tr for row in rows %}"),), (line(s, "{{ row.b }}"),), (line(s, "{%tr endfor %}"),)),
        ["1", "2"],
    ),
    "row comment": (lambda s: grid((line(s, "{#tr nothing here #}"),), (p("x"),)), ["x"]),
    "cell for": (
        lambda s: grid((line(s, "{%tc for each in names %}"), line(s, "{{ each }}"), line(s, "{%tc endfor %}"))),
        ["one", "two"],
    ),
    "cell comment": (lambda s: grid((line(s, "{#tc nothing here #}"), p("x"))), ["x"]),
    "color": (lambda s: grid((line(s, "{% cellbg color %}", "x"),)), ["x"]),
    "span": (lambda s: grid((line(s, "{% colspan two %}", "x"),)), ["x"]),
    "joined down": (
        lambda s: grid(
            (line(s, "{%tr for row in rows %}"), p("")),
            (line(s, "{% vm %}", "{{ row.a }}"), line(s, "{{ row.b }}")),
            (line(s, "{%tr endfor %}"), p("")),
        ),
        ["A", "1", "2"],
    ),
    "joined across": (
        lambda s: grid((line(s, "{%tc for each in names %}", "{% hm %}", "{{ each }}", "{%tc endfor %}"),)),
        ["one"],
    ),
}
_LINKED = ("footnotes", "endnotes", "comments")


def package(kind: str, content: str) -> tuple[bytes, str]:
    """Return a template whose part of a kind has the content, and the name of that part."""
    parts = PARTS[kind](content)
    links = {kind: f"{kind}.xml"} if kind in _LINKED else {}
    return word(p("body"), parts, links), next(iter(parts))


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_prints_the_same_in_every_part_however_it_is_split(tag: str, kind: str) -> None:
    """Nothing of the tag is left, and nothing else is lost: one document holds the tag split in every way."""
    content, expected = TAGS[tag]
    template, name = package(kind, "".join(content(split) for split in SPLITS.values()))
    made = Template(template).render(DATA)
    lines = shown(made, name, kind)
    size = len(expected)
    assert {split: lines[at * size : (at + 1) * size] for at, split in enumerate(SPLITS)} == dict.fromkeys(
        SPLITS, expected
    )
    assert len(lines) == size * len(SPLITS)
    assert not [text for text in texts(made, name) if "{" in text or "}" in text]


@pytest.mark.parametrize("name", PROPERTIES)
@pytest.mark.parametrize("code", ["{{ name }}", "{% if yes %}{{ name }}{% endif %}", "{# note #}{{ name }}"])
def test_a_tag_prints_in_a_property_of_the_document(name: str, code: str) -> None:
    """Core, extended and custom properties hold bare text."""
    made = Template(word(p("body"), {name: PROPERTIES[name] % escape(code)})).render(DATA)
    assert "".join(part(made, name).itertext()) == "R&D <x>"


@pytest.mark.parametrize("holder", ["hyperlink", "fldSimple", "control", "field"])
@pytest.mark.parametrize("split", SPLITS)
def test_a_tag_prints_inside_links_fields_and_controls(holder: str, split: str) -> None:
    """In what a link shows, in a field's result, and in an inline content control."""
    inside = cut("{{ name }}", SPLITS[split])
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    wrapped = {
        "hyperlink": f'<w:hyperlink w:anchor="_top">{inside}</w:hyperlink>',
        "fldSimple": f'<w:fldSimple w:instr="AUTHOR">{inside}</w:fldSimple>',
        "control": f'<w:sdt><w:sdtPr><w:id w:val="6"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>',
        "field": field("begin")
        + "<w:r><w:instrText>AUTHOR</w:instrText></w:r>"
        + field("separate")
        + inside
        + field("end"),
    }[holder]
    assert texts(Template(word(f"<w:p>{wrapped}</w:p>")).render(DATA)) == ["R&D <x>"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("{{ \u201cR\u201d ~ \u2018D\u2019 }}", "RD"),
        ("{{ \u201edon\u2019t\u201c }}", "don\u2019t"),
        ("{{ \u00aba\u00bb ~ \u00ab\u00a0b\u00a0\u00bb }}", "ab"),
        ("{{ two \u2013 1 }}", "1"),
        ("{{ \u2212two }}", "-2"),
        ("{% if two \u2265 2 %}yes{% endif %}", "yes"),
        ("{{ 'a\u00adb' }}", "ab"),
        ("{{ na\u00adme }}", "R&D <x>"),
        ("{_{ name }_} and {_% if %_}", "{{ name }} and {% if %}"),
        ("a {{- name -}} b", "aR&D <x>b"),
        ("a {%- if yes %} b {% endif -%} c", "a b c"),
    ],
)
def test_what_word_types_by_itself_is_read_as_it_was_meant(code: str, text: str) -> None:
    """Curly and foreign quotation marks, dashes and minus signs, signs for not less, hyphens that may break."""
    assert texts(Template(word(p(code))).render(DATA)) == [text]


def test_a_tag_inserted_around_text_with_changes_tracked_works() -> None:
    """The two tags stand in two insertions, which hold nothing else."""
    inserted = '<w:ins w:id="{}" w:author="a">{}</w:ins>'.format
    content = f"<w:p>{inserted(1, run('new {% if yes %}'))}{run('text')}{inserted(2, run('{% endif %} end'))}</w:p>"
    made = Template(word(content)).render(DATA)
    assert texts(made) == ["new text end"]


def test_deleted_tags_do_not_count_and_are_not_shown_to_readers() -> None:
    """Only what was deleted beside them stays."""
    deleted = '<w:del w:id="{}" w:author="a"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'.format
    content = f"<w:p>{deleted(1, '{{ ')}{deleted(2, 'old }}')}{run('{{ name }}')}{deleted(3, 'kept')}</w:p>"
    made = Template(word(content)).render(DATA)
    assert texts(made) == ["R&D <x>"]
    left = [node.text for node in part(made).iter("{*}delText")]
    assert left == ["kept"]


PIECES = st.sampled_from(
    [
        "plain text",
        "{{ name }}",
        "{% if yes %}then{% else %}not{% endif %}",
        "{% for each in names %}[{{ each }}]{% endfor %}",
        "{# a note #}",
        "{{ names|join(\u201c, \u201d) }}",
        "{% set other = two %}{{ other }}",
    ]
)
JUNK = st.sampled_from(["", *BETWEEN.values(), '<w:proofErr w:type="gramEnd"/>'])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5), st.data())
def test_random_cuts_and_random_marks_between_them_change_no_text(pieces: list[str], data: st.DataObject) -> None:
    """The document shows the same text as that of a template in one run."""
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=12)))
    ends = [*cuts, len(text)]
    runs = [
        run(text[start:end], data.draw(st.sampled_from(["", "<w:b/>", "<w:i/>"]))) + data.draw(JUNK)
        for start, end in zip([0, *cuts], ends, strict=True)
    ]
    whole = Template(word(p(text))).render(DATA)
    split = Template(word(f"<w:p>{''.join(runs)}</w:p>")).render(DATA)
    assert texts(split) == texts(whole)
