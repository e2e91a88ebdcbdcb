"""Checking a template against the schema of its data."""

from __future__ import annotations

import pytest
from word_files import p, table, word

from planbuilder.docx import Template

SCHEMA = {
    "type": "object",
    "$defs": {
        "goal": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "text": {"type": "string"},
                "weight": {"type": "number"},
                "steps": {"type": "array", "items": {"$ref": "#/$defs/goal"}},
            },
        }
    },
    "properties": {
        "title": {"type": "string"},
        "count": {"type": ["integer", "null"]},
        "client": {"anyOf": [{"type": "null"}, {"properties": {"name": {"type": "string"}}}]},
        "goals": {"type": "array", "items": {"$ref": "#/$defs/goal"}},
        "by_id": {"type": "object", "additionalProperties": {"$ref": "#/$defs/goal"}},
        "free": {"type": "object", "additionalProperties": True},
        "anything": {},
        "done": {"type": "boolean"},
    },
}


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title|upper }} {{ title.text }} {{ title.upper() }}",
        "{{ client.name if client else '' }}",
        "{% for g in goals %}{{ g.text }}{{ loop.index }}{% for s in g.steps %}{{ s.text }}{% endfor %}{% endfor %}",
        "{% for id, g in by_id.items() %}{{ id }}{{ g.text }}{% endfor %}",
        "{% for id, g in by_id|dictsort %}{{ g.text }}{% endfor %}",
        "{{ by_id['x'].text }}{{ by_id.x.text }}",
        "{{ free.whatever.deep }}{{ anything.at.all }}",
        "{{ goals|map(attribute='text')|join(', ') }}",
        "{{ (goals|first).text }}{{ goals[0].text }}{{ (goals|sort(attribute='text')|last).text }}",
        "{% set g = goals[0] %}{{ g.text }}",
        "{% for i in range(3) %}{{ i }}{% endfor %}",
        "{% for k, gs in goals|groupby('text') %}{% for g in gs %}{{ g.text }}{% endfor %}{% endfor %}",
        "{% for g in goals|selectattr('text') if g.steps %}{{ g.text }}{% endfor %}",
        "{% for g in goals %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% for g in goals %}{% if loop.first %}{{ g.text }}{% endif %}{% endfor %}",
        "{% for g in goals %}{{ loop.previtem.text if loop.previtem else '' }}{% endfor %}",
        "{% for row in goals|batch(2) %}{% for g in row %}{{ g.text }}{% endfor %}{% endfor %}",
        "{% for group in goals|groupby('text') %}{{ group.grouper }}{{ group.list[0].text }}{% endfor %}",
        "{% with g = goals|first, n = count %}{{ g.text }}{{ n + 1 }}{% endwith %}",
        "{% set t = 'x' %}{% if done %}{% set t = goals %}{% endif %}{{ t }}",
        "{% set ns = namespace(n=0) %}{% for g in goals %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
        "{{ goals|map(attribute='text')|map('upper')|join }}{{ goals|length + count }}{{ 'Yes' if done else 'No' }}",
        "{{ '%.1f'|format(count) }}{{ title ~ count }}{{ title[0] }}",
        "{{ title|first }}{{ title|length }}{{ title|list|first }}",
        "{{ title.split(',')|join(';') }}{{ title.upper() }}{% if title.startswith('a') %}{% endif %}",
        "{{ count / 2 }}{{ ['a', title][1] }}{{ ['a'][0] }}",
        "{{ goals|sum(attribute='weight') }}{{ goals|selectattr('weight', 'gt', 2)|list|length }}",
        "{{ {'a': goals[0]}.a.text }}{{ [goals[0], goals[1]][0].text }}{{ (title, count)[0] }}",
        "{% if title is defined and count is divisibleby(2) and title in ['a', 'b'] %}{% endif %}",
        "{{ goals[0].text or title }}{{ (goals and goals[0].text) or '' }}",
        "{{ free|dictsort|length }}{{ count|round(1) }}",
        "{{ title|date }}{{ title|date('short') }}{{ title|date(style='iso') }}",
        "{{ goals[:2]|map(attribute='text')|join }}{{ goals|reverse|list|map(attribute='steps')|first|length }}",
        "{% for g in goals if g.text %}{% for s in g.steps %}{{ s.text }}{{ loop.index }}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_fits_its_schema_has_no_findings(tag: str) -> None:
    """References, maps, combinations, filters and loops are followed."""
    assert Template(word(p(tag))).undeclared(SCHEMA) == []


@pytest.mark.parametrize(
    ("tag", "rule", "said"),
    [
        ("{{ titel }}", "template-field", "The data have no field titel. Did you mean title?"),
        ("{{ client.nmae }}", "template-field", "client has no field nmae. Did you mean name?"),
        ("{% for g in goals %}{{ g.txt }}{% endfor %}", "template-field", "g has no field txt. Did you mean text?"),
        ("{% for g in goals %}{% endfor %}{{ g }}", "template-field", "The data have no field g."),
        ("{{ goals[0].steps[1].txt }}", "template-field", "Did you mean text?"),
        ("{{ goals|map(attribute='txt')|join }}", "template-field", "Did you mean text?"),
        ("{{ goals|selectattr('txt')|list|length }}", "template-field", "Did you mean text?"),
        ("{{ by_id['a'].txt }}", "template-field", "Did you mean text?"),
        ("{% for id, g in by_id.items() %}{{ g.txt }}{% endfor %}", "template-field", "Did you mean text?"),
        ("{{ title.size }}", "template-field", "A text has no field size."),
        ("{% if title and client.nmae %}{% endif %}", "template-field", "Did you mean name?"),
        ("{% for x in title %}{{ x }}{% endfor %}", "template-loop", "goes over a text"),
        ("{% for x in count %}{{ x }}{% endfor %}", "template-loop", "goes over a number"),
        ("{{ goals|map('uper')|join }}", "template-filter", "Did you mean upper?"),
        ("{{ goals|selectattr('text', 'equls', 'a')|list|length }}", "template-filter", "The test equls is unknown."),
        ("{{ goals }}", "template-print", "goals is a list, which has no text of its own to print."),
        ("{{ goals[0] }}", "template-print", "goals[0] is a group of fields"),
        ("{% for g in goals %}{{ g }}{% endfor %}", "template-print", "g is a group of fields"),
        ("{% for g in goals %}{{ g.steps }}{% endfor %}", "template-print", "g.steps is a list"),
        ("{{ done }}", "template-print", "done is a yes or no"),
        ("{{ title is defined }}", "template-print", "Write {{ 'Yes' if ... else 'No' }}, with the words you want."),
        ("{{ goals|join(', ') }}", "template-print", "Each item of goals is a group of fields"),
        ("{{ 'x' ~ goals }}", "template-print", "goals is a list"),
        ("{% set g = goals %}{{ g }}", "template-print", "g is a list"),
        ("{{ goals|first }}", "template-print", "goals|first is a group of fields"),
        ("{{ goals|upper }}", "template-shape", "The filter upper works on texts, not on goals, which is a list."),
        ("{{ title|join(', ') }}", "template-shape", "The filter join works on lists, not on title, which is a text."),
        ("{{ count|length }}", "template-shape", "which is a number"),
        ("{{ title|dictsort|length }}", "template-shape", "works on groups of fields"),
        ("{% for g in goals %}{{ text }}{% endfor %}", "template-field", "Did you mean g.text?"),
        ("{{ name }}", "template-field", "There are: "),
        ("{{ done|date }}", "template-shape", "which is a yes or no"),
        (
            "{{ goals|sum(attribute='text') }}",
            "template-shape",
            "The filter sum adds numbers, not text of each item of goals, which is a text.",
        ),
        ("{{ goals|sum }}", "template-shape", "not each item of goals, which is a group of fields."),
        ("{{ title|date('shrot') }}", "template-arguments", "shrot is no style. Write it as date('long') or"),
        (
            "{% for a, b in goals %}{{ a }}{% endfor %}",
            "template-shape",
            "each item of goals, which is a group",
        ),
        (
            "{{ ', '.join(goals) }}",
            "template-field",
            "no field join. Write it as a filter: list|join(', ').",
        ),
        ("{{ title.strftime('%Y') }}", "template-field", "Write it as a filter: value|date"),
        ("{{ goals.append(1) }}", "template-field", "A template changes no data"),
        ("{{ title() }}", "template-shape", "The tag calls title, which is a text. Take out the brackets"),
        ("{{ title + 1 }}", "template-shape", "The tag computes with title, which is a text."),
        ("{{ count % 0 }}", "template-zero", "divides by zero"),
        ("{{ count // 0 }}", "template-zero", "divides by zero"),
        ("{{ ['a'][1] }}", "template-item", "has one item; there is no number 1."),
        ("{{ title|replace('a') }}", "template-arguments", "Write it as replace(old, new, [count])."),
        ("{{ title|upper('a') }}", "template-arguments", "The filter upper is given the wrong values"),
        ("{{ goals|map(attribute='text')|join(', ', none, 'b') }}", "template-arguments", "join"),
        ("{{ title|truncate(size=3) }}", "template-arguments", "size"),
        ("{% if count is divisibleby %}{% endif %}", "template-arguments", "The test divisibleby"),
        ("{% for i in range() %}x{% endfor %}", "template-arguments", "The function range"),
        (
            "{% for g in goals %}{{ loop.indx }}{% endfor %}",
            "template-field",
            "loop has no field indx. Did you mean index?",
        ),
        ("{{ loop.index }}", "template-field", "The data have no field loop."),
        ("{{ lipsum() }}", "template-field", "The data have no field lipsum."),
        ("{% with g = goals[0] %}{{ g.txt }}{% endwith %}", "template-field", "Did you mean text?"),
        ("{% with g = goals[0] %}{% endwith %}{{ g.text }}", "template-field", "The data have no field g."),
        (
            "{% for g in goals|groupby('txt') %}{% endfor %}",
            "template-field",
            "The items of the list have no field txt.",
        ),
        ("{{ goals|sum(attribute='wight') }}", "template-field", "Did you mean weight?"),
        ("{{ (goals|sort(attribute='txt')|first).text }}", "template-field", "Did you mean text?"),
        ("{{ goals.text }}", "template-field", "goals has no field text."),
        ("{{ client.nmae|default('x') }}", "template-never", "client has no field nmae, so it is never there."),
        ("{% if client.nmae is defined %}x{% endif %}", "template-never", "Did you mean name?"),
        ("{% cellbg goals %}", "template-print", "goals is a list"),
    ],
)
def test_what_the_data_cannot_have_is_found_without_data(tag: str, rule: str, said: str) -> None:
    """With its place in the Word file and the nearest right name."""
    (found,) = Template(word(table(("x", tag)))).undeclared(SCHEMA)
    assert found.rule == rule
    assert said in f"{found.said} {found.fix}"
    assert found.where.at.startswith("body, table 1, row 1, cell 2: '")


def test_one_check_finds_the_faults_of_the_tags_and_of_the_fields() -> None:
    """A tag that cannot be read hides neither the other tags nor the fields; what it would set may be anything."""
    content = (
        p("{{ titel }} {{ a b }} {{ client.nmae|uper }}")
        + p("{% for g in goals||sort %}{{ g.whatever }}{{ titel }}{% endfor %}")
        + p("{% set z = %}{{ z.any }}")
    )
    found = Template.check(word(content), SCHEMA)
    said = [(each.where.at.partition(":")[0], each.rule) for each in found]
    assert sorted(said) == [
        ("body, paragraph 1", "template-field"),
        ("body, paragraph 1", "template-tag"),
        ("body, paragraph 1", "template-tag"),
        ("body, paragraph 2", "template-field"),
        ("body, paragraph 2", "template-tag"),
        ("body, paragraph 3", "template-tag"),
    ]


def test_one_check_goes_over_all_parts_even_those_that_are_no_xml() -> None:
    """The header is damaged, and the body is checked."""
    found = Template.check(word(p("{{ titel }}{{ a b }}"), {"word/header1.xml": "<w:hdr"}), SCHEMA)
    assert sorted(each.rule for each in found) == ["template-field", "template-tag", "template-tag"]
    assert any("not XML" in each.said for each in found)


def test_checking_what_is_no_word_file_is_a_finding() -> None:
    """Nothing is raised."""
    (found,) = Template.check(b"text", SCHEMA)
    assert "not a Word file" in found.said


def test_days_are_told_from_texts_where_the_schema_marks_them() -> None:
    """Expect the filter date to be refused on a text, and let be on a day, or where nothing is marked."""
    schema = {
        "type": "object",
        "properties": {"due": {"type": "string", "format": "date"}, "title": {"type": "string"}},
    }
    [found] = Template(word(p("{{ due|date }} {{ title|date }}"))).undeclared(schema)
    assert found.rule == "template-shape"
    assert "The filter date works on days, not on title" in found.said
    assert Template(word(p("{{ title|date }}"))).undeclared(SCHEMA) == []
