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
            "properties": {"text": {"type": "string"}, "steps": {"type": "array", "items": {"$ref": "#/$defs/goal"}}},
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
    ],
)
def test_what_the_data_cannot_have_is_found_without_data(tag: str, rule: str, said: str) -> None:
    """With its place in the Word file and the nearest right name."""
    (found,) = Template(word(table(("x", tag)))).undeclared(SCHEMA)
    assert found.rule == rule
    assert said in f"{found.said} {found.fix}"
    assert found.where.at.startswith("body, table 1, row 1, cell 2: '")
