"""Templates written for docxtpl: what each is, the data, and what planbuilder does otherwise on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from word_files import SCOPE, control, p, part, read, run, word

from planbuilder.docx.names import w

ERROR = "an error"
#: What a cell's properties say, by their names.
LOOKS = {"shd": "fill", "gridSpan": "val", "vMerge": "val"}


@dataclass(frozen=True, slots=True)
class Case:
    """A template: its name, its body, the data, and its other parts.

    `ours` is what planbuilder shows where that differs on purpose; `why` says so in the words of the documentation.
    """

    name: str
    content: str
    data: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    ours: list[str] | str = ""
    why: str = ""


def grid(*rows: tuple[str, ...]) -> str:
    """Return a table whose cells have properties, as Word writes them."""
    width = '<w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>'
    made = "".join("<w:tr>" + "".join(f"<w:tc>{width}{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>{made}</w:tbl>'


_PEOPLE = {"people": [{"name": "Ann", "age": 40}, {"name": "Bo", "age": 7}]}
_NAMES = {"names": ["a", "b", "c"]}

SAME = (
    Case("value", p("Dear {{ name }},"), {"name": "Ann"}),
    Case("field", p("{{ person.name }} {{ person['name'] }}"), {"person": {"name": "Ann"}}),
    Case("filters", p("{{ name|upper }} {{ names|join(', ') }} {{ nothing|default('x') }}"), {"name": "a", **_NAMES}),
    Case("number", p("{{ n + 1 }} {{ '%.2f'|format(f) }} {{ f|round(1) }}"), {"n": 3, "f": 2.345}),
    Case("strftime", p("{{ d.strftime('%d/%m/%Y') }}"), {"d": "DATE"}),
    Case("escape", p("{{ name|e }}"), {"name": "Ann"}),
    Case("condition", p("{% if n > 2 %}big{% elif n %}small{% else %}none{% endif %}"), {"n": 1}),
    Case(
        "loop", p("{% for n in names %}{{ loop.index }}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}"), _NAMES
    ),
    Case("cycle", p("{% for n in names %}{{ loop.cycle('x', 'y') }}{% endfor %}"), _NAMES),
    Case("set", p("{% set total = n * 2 %}{{ total }}"), {"n": 4}),
    Case("with", p("{% with total = n * 2 %}{{ total }}{% endwith %}"), {"n": 4}),
    Case(
        "namespace",
        p("{% set ns = namespace(n=0) %}{% for n in names %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}"),
        _NAMES,
    ),
    Case("comment", p("a{# not printed #}b")),
    Case("curly quotation marks", p("{{ \u201ca\u201d ~ \u2018b\u2019 }}")),
    Case("split runs", p(run("{{ na"), run("me", "<w:b/>"), run(" }}")), {"name": "Ann"}),
    Case("paragraph loop", p("{%p for n in names %}") + p("{{ n }}") + p("{%p endfor %}"), _NAMES),
    Case(
        "paragraph condition", p("{%p if yes %}") + p("a") + p("{%p else %}") + p("b") + p("{%p endif %}"), {"yes": 0}
    ),
    Case("paragraph comment", p("a") + p("{#p not printed #}") + p("b")),
    Case(
        "row loop",
        grid(("name", "age"), ("{%tr for x in people %}", ""), ("{{ x.name }}", "{{ x.age }}"), ("{%tr endfor %}", "")),
        _PEOPLE,
    ),
    Case("row comment", grid(("a", "b"), ("{#tr not printed #}", ""), ("c", "d"))),
    Case("cell loop", grid(("{%tc for n in names %}", "{{ n }}", "{%tc endfor %}")), _NAMES),
    Case("cell comment", grid(("a", "{#tc not printed #}", "b"))),
    Case("run condition", p(run("a"), run("{%r if yes %}"), run("b"), run("{%r endif %}"), run("c")), {"yes": 1}),
    Case("background", grid(("{% cellbg color %}x",)), {"color": "FFF2CC"}),
    Case("columns", grid(("{% colspan n %}x",)), {"n": 2}),
    Case(
        "joined down",
        grid(("{%tr for n in names %}", ""), ("{% vm %}all", "{{ n }}"), ("{%tr endfor %}", "")),
        _NAMES,
    ),
    Case("joined across", grid(("{%tc for n in names %}", "{% hm %}all", "{%tc endfor %}")), _NAMES),
    Case(
        "joined paragraphs",
        p("My house is")
        + p("{%- if yes -%}")
        + p(" in town")
        + p("{%- else -%}")
        + p(" far out")
        + p("{%- endif -%}")
        + p(" and I love it."),
        {"yes": 1},
    ),
    Case("dash before a value", p("a {{- name }}"), {"name": "b"}),
    Case(
        "inserted tags",
        p(
            f'<w:ins w:id="1" w:author="a">{run("{% if yes %}")}</w:ins>',
            "a",
            f'<w:ins w:id="2" w:author="a">{run("{% endif %}")}</w:ins>',
        ),
        {"yes": 1},
    ),
    Case("marks of a tag", p("{_{ name }_} {_% if %_}")),
    Case("header", p("a"), {"name": "Ann"}, {"word/header1.xml": f"<w:hdr {SCOPE}>{p('{{ name }}')}</w:hdr>"}),
    Case("footer", p("a"), {"name": "Ann"}, {"word/footer1.xml": f"<w:ftr {SCOPE}>{p('{{ name }}')}</w:ftr>"}),
    Case("line break in a value", p("{{ text }}"), {"text": "a\nb"}),
    Case("tab in a value", p("{{ text }}"), {"text": "a\tb"}),
    Case("tags in a value", p("{{ text }}"), {"text": "{{ name }} {% if %}"}),
    Case("date", p("{{ d }}"), {"d": "DATE"}),
)

DIFFERENT = (
    Case(
        "run value",
        p(run("a"), run("{{r name }}")),
        {"name": "Ann"},
        {},
        ["aAnn"],
        "`{{r name }}` prints a text as `{{ name }}` does; there it takes a RichText, and loses a text.",
    ),
    Case(
        "markup in a value",
        p("{{ text }}"),
        {"text": "a <b> c & d"},
        {},
        ["a <b> c & d"],
        "A value is always printed as the text it is; there it takes `autoescape=True`.",
    ),
    Case("none", p("[{{ text }}]"), {"text": None}, {}, ["[]"], "`None` prints nothing."),
    Case("undefined", p("[{{ nobody }}]"), {}, {}, ERROR, "A name that is not in the data is an error with its place."),
    Case("undefined field", p("[{{ x.nobody }}]"), {"x": {}}, {}, ERROR, "So is a field."),
    Case(
        "undefined condition",
        p("{% if nobody %}a{% else %}b{% endif %}"),
        {},
        {},
        ERROR,
        "So is a name in a condition; ask `if name is defined` where it may be missing.",
    ),
    Case("list", p("{{ names }}"), _NAMES, {}, ERROR, "A list is no text: join it, or loop over it."),
    Case("group", p("{{ x }}"), {"x": {"a": 1}}, {}, ERROR, "A group of fields is no text: print one of them."),
    Case(
        "yes or no",
        p("{{ yes }}"),
        {"yes": True},
        {},
        ERROR,
        "A yes or no is no text: write `{{ 'Yes' if name else 'No' }}`.",
    ),
    Case("whole float", p("{{ n }}"), {"n": 2.0}, {}, ["2"], "A whole number has no point."),
    Case(
        "moment",
        p("{{ d }}"),
        {"d": dt.datetime(2026, 11, 24, 9, 30)},  # noqa: DTZ001 - a template prints what it is given
        {},
        ["2026-11-24T09:30:00"],
        "A date and time is printed as ISO 8601 has it; write `|date` or `d.strftime('%H:%M')`.",
    ),
    Case(
        "control character",
        p("{{ text }}"),
        {"text": "a\x07b"},
        {},
        ERROR,
        "A character that Word cannot hold is an error, and is not dropped.",
    ),
    Case(
        "marks in a value",
        p("{{ text }}"),
        {"text": "{_{ a }_}"},
        {},
        ["{_{ a }_}"],
        "`{_{` is read in the template only; in a value it is text.",
    ),
    Case("safe", p("{{ text|safe }}"), {"text": "a"}, {}, ERROR, "There is no `safe`: no value is markup."),
    Case(
        "text beside a paragraph tag",
        p("text {%p if yes %}") + p("a") + p("{%p endif %}"),
        {"yes": 1},
        {},
        ERROR,
        "A tag that takes its paragraph is an error where that holds other text, which is not deleted.",
    ),
    Case("text beside a paragraph comment", p("text {#p note #}"), {}, {}, ERROR, "So is a comment that takes it."),
    Case(
        "percent in a paragraph tag",
        p("{%p if '%' in text %}") + p("a") + p("{%p endif %}"),
        {"text": "9%"},
        {},
        ["a"],
        "`%`, `}` and `#` may stand in quotation marks in any tag.",
    ),
    Case(
        "row loop in one row",
        grid(("{%tr for n in names %}{{ n }}", "x{%tr endfor %}")),
        _NAMES,
        {},
        ["a", "x", "b", "x", "c", "x"],
        "The two tags of a block may stand in the row, cell or paragraph they repeat.",
    ),
    Case(
        "unclosed tag",
        p("a {{ name") + p("b") + p("c }} d"),
        {"name": "Ann"},
        {},
        ERROR,
        "A tag ends in the paragraph it begins in, or is an error; no paragraph is swallowed.",
    ),
    Case(
        "stray closing mark",
        p("a }} b"),
        {},
        {},
        ERROR,
        "A mark that closes nothing is an error; `}_}` prints it.",
    ),
    Case(
        "loop out of a control",
        p(control(run("{% for n in names %}x")), "y{% endfor %}"),
        _NAMES,
        {},
        ERROR,
        "A block is closed in the container it is opened in, or is an error.",
    ),
    Case(
        "text before a dash",
        p("a") + p("is {%- if yes %} b{% endif %}"),
        {"yes": 1},
        {},
        ["a", "is b"],
        "`{%-` takes only white space away where text stands before it in its paragraph.",
    ),
    Case(
        "loop over a text",
        p("{% for x in name %}{{ x }}.{% endfor %}"),
        {"name": "Ann"},
        {},
        ERROR,
        "A loop over a text is an error, and prints no letters.",
    ),
    Case(
        "table without rows",
        p("a") + grid(("{%tr for n in empty %}",), ("{{ n }}",), ("{%tr endfor %}",)),
        {"empty": []},
        {},
        ["a"],
        "A table that comes out without a row is left out; Word would call the file corrupt.",
    ),
    Case(
        "deleted tag",
        p('<w:del w:id="1" w:author="a"><w:r><w:delText>{{ nobody.x }}</w:delText></w:r></w:del>', "a"),
        {},
        {},
        ["a"],
        "A tag in deleted text does not count.",
    ),
    Case("en dash", p("{{ n \u2013 1 }}"), {"n": 3}, {}, ["2"], "A dash that Word set for a minus sign is one."),
    Case("soft hyphen", p("{{ na\u00adme }}"), {"name": "Ann"}, {}, ["Ann"], "A hyphen that may break is no sign."),
    Case(
        "macro",
        p("{% macro x() %}a{% endmacro %}{{ x() }}"),
        {},
        {},
        ERROR,
        "There are no macros, includes, blocks, `raw` and `do`.",
    ),
    Case(
        "set block",
        p("{% set x %}a{% endset %}{{ x }}"),
        {},
        {},
        ERROR,
        "Nor are there blocks of `set` and `filter`: write `{% set x = 'a' %}` and `{{ x|upper }}`.",
    ),
    Case(
        "method",
        p("{{ name.replace('n', 'm') }}"),
        {"name": "Ann"},
        {},
        ERROR,
        "Nor most methods: write `|replace`, `|join`, `'%.2f'|format(n)`; `upper`, `split`, `strftime`, `items` stay.",
    ),
    Case(
        "paragraph value",
        p("{{p text }}"),
        {"text": "a"},
        {},
        ERROR,
        "A value takes no whole paragraph: there are no subdocuments.",
    ),
    Case(
        "field instruction",
        p('<w:r><w:instrText>HYPERLINK "{{ name }}"</w:instrText></w:r>', "a"),
        {"name": "b"},
        {},
        ERROR,
        "A tag cannot stand in a field's instruction, which a value could turn into another.",
    ),
    Case(
        "random",
        p("{{ [1]|random }}"),
        {},
        {},
        ERROR,
        "There are no filters that make markup, differ from run to run, or pad a text.",
    ),
    Case(
        "too large",
        p("{{ 'ab' * 200000 }}"),
        {},
        {},
        ERROR,
        "What tags make is bounded: 100,000 characters a text, a million turns, a minute.",
    ),
)


def template_of(case: Case) -> bytes:
    """Return the template of a case."""
    return word(case.content, case.parts)


def data_of(case: Case) -> dict[str, Any]:
    """Return the data of a case; DATE stands for a date."""
    return {name: dt.date(2026, 11, 24) if value == "DATE" else value for name, value in case.data.items()}


def shown(made: bytes, case: Case) -> list[str]:
    """Return what the paragraphs of the body and of the case's own parts show, and the look of the cells."""
    names = ("word/document.xml", *case.parts)
    found = [read(node) for name in names for node in part(made, name).iter(w("p"))]
    looks = [node.get(w(key), "") for tag, key in LOOKS.items() for node in part(made).iter(w(tag))]
    empty = ["(a table without rows)" for node in part(made).iter(w("tbl")) if node.find(w("tr")) is None]
    return [text for text in [*found, *looks, *empty] if text]
