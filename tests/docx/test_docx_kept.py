"""A compiled template kept as data: it prints the same, says the same of faults, and holds no code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from word_files import p, table, word

from planbuilder.data import data_path
from planbuilder.docx import Editable, KeptTemplate, Template
from planbuilder.errors import TemplateError

LOOP = table(("{%tr for each in rows %}",), ("{{ each.name }}",), ("{%tr endfor %}",), header=False)
TEMPLATES = {
    "values": p("Dear {{ name|upper }}, ", "{% if rows %}there are {{ rows|length }}{% else %}none{% endif %}"),
    "rows": LOOP,
    "restart": p("{%p for each in rows %}") + p("{%p restart %}") + p("{{ each.name }}") + p("{%p endfor %}"),
    "break": p("{{ name }}{{ page_break }}"),
    "editable": p("{% set x = name %}{{ text }}{% with y = x %}{{ y }}{% endwith %}"),
}
DATA = {"name": "Ana <b>", "rows": [{"name": "one"}, {"name": "{{ two }}"}], "text": Editable("wrote", "k1")}


def again(template: Template, content: bytes) -> Template:
    """Return a template taken up from what was kept of it, as it lies in a file."""
    kept = msgspec.json.decode(msgspec.json.encode(template.kept()), type=KeptTemplate)
    return Template(content, kept, file="letter.docx")


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_kept_template_prints_the_same_bytes(case: str) -> None:
    """Whatever tags it holds."""
    content = word(TEMPLATES[case])
    template = Template(content)
    taken = again(template, content)
    assert taken.render(DATA) == template.render(DATA)
    assert [each.code for each in taken.tags()] == [each.code for each in template.tags()]
    assert taken.digest == template.digest


@pytest.mark.parametrize("document", sorted(path.name for path in (data_path("library") / "documents").iterdir()))
def test_every_shipped_template_can_be_kept(document: str) -> None:
    """So that each is quick to print in the next run."""
    path = data_path("library") / "documents" / document / "template.docx"
    assert again(Template(path), path.read_bytes()).kept() == Template(path).kept()


def test_a_kept_template_names_the_same_place(tmp_path: Path) -> None:
    """An error of a rendering says where in the Word file, under the name the file has now."""
    content = word(p("a") + LOOP)
    (tmp_path / "letter.docx").write_bytes(content)
    said: list[str] = []
    for template in (Template(tmp_path / "letter.docx"), again(Template(content), content)):
        with pytest.raises(TemplateError) as caught:
            template.render({"rows": [{"name": "one"}, {}]})
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "letter.docx" in said[0]
    assert "rows[1]" in said[0]


def test_joined_cells_are_compiled_each_time() -> None:
    """What the engine made itself, and nobody wrote, is no data to be kept."""
    content = word(table(("{%tc for each in rows %}", "{% hm %}{{ each.name }}", "{%tc endfor %}"), header=False))
    assert Template(content).kept() is None


def test_what_was_kept_is_no_way_into_the_program() -> None:
    """A tag that was changed in the cache is read as a tag, with the rules of every other: here it is refused."""
    content = word(p("{{ name }}"))
    kept = Template(content).kept()
    assert kept is not None
    for code in ("name.__class__", "x\nimport os", "''.__class__.__mro__", "name|pb_run", "a b"):
        marks = tuple(replace(mark, code=code) for mark in kept.parts[0].marks)
        changed = replace(kept, parts=(replace(kept.parts[0], marks=marks),))
        try:
            made = Template(content, changed).render({"name": "Ana"})
        except TemplateError:
            continue
        assert made == Template(content).render({"name": "Ana"}), code


def test_pieces_that_do_not_fit_are_compiled_anew() -> None:
    """A tag that is asked for and is not there, or a run without its start."""
    content = word(p("{{ name }}"))
    kept = Template(content).kept()
    assert kept is not None
    whole = Template(content).render({"name": "Ana"})
    for part in (replace(kept.parts[0], marks=()), replace(kept.parts[0], openings={})):
        assert Template(content, replace(kept, parts=(part,))).render({"name": "Ana"}) == whole
    assert Template(content, replace(kept, main="word/other.xml")).render({"name": "Ana"}) == whole
