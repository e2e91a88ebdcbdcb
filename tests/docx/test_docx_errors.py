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
        (
            "{{ word.replace('a', 'b') }}",
            "no replace in what is asked for it. In the data it is word.replace. Write it as",
        ),
        ("{{ ', '.join([word]) }}", "Write it as a filter: list|join(', ')."),
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


DEEP = {
    "problems": [
        {"goals": []},
        {"goals": [{"title": "fine"}]},
        {"goals": [{"title": ["Secret"]}, {"when": "Secret", "title": "x"}]},
    ],
    "by_id": {"Secret": {"title": "x"}},
    "who": "Secret",
}
EACH_GOAL = "{% for problem in problems %}{% for goal in problem.goals %}"
END = "{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        (EACH_GOAL + "{{ goal.title }}" + END, "problems[2].goals[0].title"),
        (EACH_GOAL + "{{ loop.last ~ goal.title }}" + END, "problems[1].goals[0].title"),
        (EACH_GOAL + "{% if goal.title is string %}{{ goal.when|date }}{% endif %}" + END, "problems[1].goals[0].when"),
        ("{{ problems[2].goals[1].when|date }}", "problems[2].goals[1].when"),
        ("{{ problems[2].goals[1].tilte }}", "problems[2].goals[1].tilte"),
        ("{{ problems[2].goals[7].title }}", "problems[2].goals[7]"),
        ("{% for problem in problems if problem.goals %}{{ problem.goals }}{% endfor %}", "problems[1].goals"),
        ("{% for problem in problems %}{% set g = problem.goals %}{{ g[0].nope }}{% endfor %}", "problems[0].goals[0]"),
        ("{% with g = problems[2].goals %}{{ g[1] }}{% endwith %}", "problems[2].goals[1]"),
        (
            "{% for g in problems[2].goals|reverse %}{{ g.when|date }}{% endfor %}",
            "(problems[2].goals|reverse)[0].when",
        ),
        ("{% for id, each in by_id.items() %}{{ each.nope }}{% endfor %}", "by_id.items()[0][1].nope"),
        ("{% for x in problems[1].goals[0].title %}x{% endfor %}", "problems[1].goals[0].title"),
        ("{% if problems[1].goals[0].title > 3 %}x{% endif %}", "problems[1].goals[0].title"),
        ("{{ problems[1].goals[0].title + who + 1 }}", "problems[1].goals[0].title, who"),
        ("{{ by_id[who] }}", "by_id[who]"),
    ],
)
def test_the_error_names_the_path_of_the_value_in_the_data(tag: str, path: str) -> None:
    """With the number of each item, so that it can be found; what the data hold is never said."""
    with pytest.raises(TemplateError) as caught:
        Template(word(p(tag))).render(DEEP)
    assert f"In the data it is {path}." in str(caught.value)
    assert "Secret" not in str(caught.value)
    (fault,) = caught.value.faults
    assert fault.path == path  # type: ignore[attr-defined]


def test_a_control_character_is_named_by_its_path() -> None:
    """In the second turn of the loop."""
    with pytest.raises(TemplateError, match=r"In the data it is names\[1\]\."):
        Template(word(p("{% for name in names %}{{ name }}{% endfor %}"))).render({"names": ["a", "b\x00"]})


def test_an_item_that_a_list_does_not_have_is_called_so() -> None:
    """The number of it is in the path."""
    assert "The list has no such item. In the data it is goals[3]." in str(failed(p("{{ goals[3].text }}")))
