"""What is said when a rendering fails: the place, the nearest name, never a value."""

from __future__ import annotations

import pytest
from word_files import p, table, word

from planbuilder.docx import Template
from planbuilder.errors import TemplateError

DATA = {"client": {"name": "Secret Name", "items": ["Secret"]}, "goals": [{"text": "Secret goal"}], "word": "Secret"}


def failed(content: str) -> TemplateError:
    """Return the error of rendering the content."""
    with pytest.raises(TemplateError) as caught:
        Template(word(content)).render(DATA)
    assert "Secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return caught.value


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ clinet.name }}", "The data have no clinet. Did you mean client?"),
        ("{{ client.nmae }}", "There is no nmae in what is asked for it. In the data it is client.nmae. Did you"),
        ("{{ goals[0].txt }}", "Did you mean text?"),
        ("{{ missing }}", "The data have no missing."),
        ("{% if client.nmae %}x{% endif %}", "no nmae"),
        ("{% for g in client.gaols %}x{% endfor %}", "no gaols"),
        ("{% for g in word %}x{% endfor %}", "a single value"),
        ("{% for g in none %}x{% endfor %}", "is empty"),
        ("{{ none.name }}", "What is asked for name is empty."),
        ("{{ word + 1 }}", "do not go together"),
        ("{{ 1 / 0 }}", "divides by zero"),
        ("{{ word|date }}", "not a date"),
        ("{{ goals }}", "a list"),
        ("{{ client }}", "a group of fields"),
        ("{{ word() }}", "do not go together"),
        ("{{ goals|map('nope')|list }}", "cannot be computed"),
    ],
)
def test_the_error_says_the_place_and_the_nearest_name(tag: str, said: str) -> None:
    """A person can go to the tag and mend it."""
    error = failed(p("before") + p(tag))
    assert "body, paragraph 2" in str(error)
    assert said in str(error)


def test_the_error_names_table_row_and_cell() -> None:
    """Also inside a loop."""
    rows = table(("a", "b"), ("{%tr for g in goals %}", ""), ("x", "{{ g.txt }}"), ("{%tr endfor %}", ""))
    assert "body, table 1, row 3, cell 2: '{{ g.txt }}'" in str(failed(rows))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ word['__class__'] }}",
        "{{ client.update({'a': 1}) }}",
        "{{ client.clear() }}",
        "{{ goals.append(1) }}",
        "{{ 'a' * 10**9 }}",
        "{{ [1] * 10**9 }}",
        "{{ 10**10**10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ range(10**9)|list }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 'a'|replace('', 'b' * 900000)|replace('', 'b' * 900000) }}",
        "{% set a = ('x' * 900000) %}{{ a ~ a }}",
    ],
)
def test_a_hostile_tag_is_stopped_in_no_time(tag: str) -> None:
    """No way out of the data, and nothing beyond bounds."""
    assert "body, paragraph 1" in str(failed(p(tag)))


def test_printing_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small template cannot fill the disk."""
    monkeypatch.setattr("planbuilder.docx.rendering.MAX_PRINTED", 10_000)
    assert "more than a document can hold" in str(failed(p("{% for a in range(5000) %}text{% endfor %}")))


def test_a_rendering_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each loop looks at the clock."""
    monkeypatch.setattr("planbuilder.docx.template.MAX_SECONDS", -1.0)
    assert "takes longer" in str(failed(p("{% for a in [1] %}x{% endfor %}")))


def test_a_name_that_a_tag_computes_is_not_said() -> None:
    """It may be a person's: only what is written in the template is repeated."""
    with pytest.raises(TemplateError) as caught:
        Template(word(p("{{ care[who] }}"))).render({"care": {}, "who": "Zebulon"})
    assert "Zebulon" not in str(caught.value)
    assert "name that it computes" in str(caught.value)
