"""What a hostile template can try: to leave the sandbox, to fill the memory, to take all day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE, DEFAULT_TESTS
from word_files import p, word

from planbuilder.docx import Template
from planbuilder.docx.filters import FILTERS
from planbuilder.docx.sandbox import GLOBALS, TESTS
from planbuilder.errors import TemplateError

#: Filters, tests and functions of Jinja that templates do not have: they print markup, ask about the program, differ
#: from run to run, change what a text means, or make it longer.
LEFT_OUT_FILTERS = {
    *("attr", "center", "filesizeformat", "forceescape", "indent", "pprint", "random", "safe", "striptags", "tojson"),
    *("urlencode", "urlize", "wordwrap", "xmlattr"),
}
LEFT_OUT_TESTS = {"callable", "escaped", "filter", "test"}
NAMES = "{% set ns = namespace(a=[], b=[], s='x') %}"
#: So much memory a rendering is given; the interpreter and its packages take a part of it.
MEMORY = 700 * 1024 * 1024

GROWING = [
    "{{ xs|slice(1000000000)|list|length }}",
    "{{ xs|batch(1000000000, 'x')|list|length }}",
    "{{ range(10**9)|list|length }}",
    "{{ range(10**5, 10**30)|list }}",
    "{{ 'a' * 10**9 }}",
    "{{ [0] * 10**9 }}",
    "{{ 9**9**9 }}",
    "{{ 10**1000 * 10**1000 }}",
    "{{ 'a' in 'b' * 10**8 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%.1000000000f' % 1 }}",
    "{{ '%*d' % (1000000000, 1) }}",
    "{{ d.strftime('%1000000000Y') }}",
    "{{ 1.5|round(10**9, 'ceil') }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ 'a'|replace('a', 'b' * 95000)|replace('b', 'c' * 95000) }}",
    "{{ ([[0] * 1900] * 1900)|sum(start=[])|length }}",
    "{{ ('a' * 95000)|trim('b' * 95000 ~ 'a') }}",
    "{{ ('a' * 95000).strip('b' * 95000 ~ 'a') }}",
    "{{ ('%s' * 90000)|format(1) }}",
    NAMES + "{% for i in range(90000) %}{% set ns.a = ns.a + [[0] * 95000] %}{% endfor %}",
    NAMES + "{% for i in range(90000) %}{% set ns.a = ns.a + [('x ' * 90000).split()] %}{% endfor %}",
    NAMES + "{% for i in range(90000) %}{% set ns.a = ns.a + [range(90000)|list] %}{% endfor %}",
    NAMES + "{% set s = 'x' * 95000 %}{% for i in range(90000) %}{% set ns.a = ns.a + [s[:-1]] %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}"
    "{{ 1 if ns.a == ns.b else 2 }}",
    NAMES + "{% set ns.a = [0] %}{% for i in range(60) %}{% set ns.a = (ns.a * 2)|batch(2)|list %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.a = cycler(ns.a, ns.a).items %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.a = dict(a=ns.a, b=ns.a) %}{% endfor %}",
    NAMES + "{% for i in range(60) %}{% set ns.a = {'a': ns.a, 'b': ns.a}|items|list %}{% endfor %}",
    "{% set a = 'x' * 95000 %}{% for i in range(90000) %}{{ a }}{% endfor %}",
    "{% set a = '\n' * 95000 %}{% for i in range(90000) %}{{ a }}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% if 'x' * 95000 == 'x' * 94999 ~ 'y' %}a{% endif %}{% endfor %}",
]
DEEP = [
    "{% for i in xs %}" * 21 + "x" + "{% endfor %}" * 21,
    "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "{% if 1 %}x" + "{% elif 1 %}x" * 3000 + "{% endif %}",
    "{{ 1" + " + 1" * 5000 + " }}",
    "{{ 1" + " + 1" * 300 + " }}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "[" * 300 + "]" * 300 + " }}",
    "{{ " + "9" * 10000 + " }}",
    "{{ a" + ".a" * 3000 + " }}",
    "{{ a" + ".a" * 300 + " }}",
    "{{ a" + "|upper" * 600 + " }}",
    "{{ " + "not " * 500 + "1 }}",
    "{{ " + "- " * 900 + "1 }}",
    "{% if " + "1 or " * 300 + "1 %}a{% endif %}",
    "{% for loop in xs %}x{% endfor %}",
]
ESCAPING = [
    "{{ ''.__class__.__mro__ }}",
    "{{ a['__class__'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ joiner.__class__ }}",
    "{{ range.__self__ }}",
    "{{ xs|map(attribute='__class__')|join }}",
    "{{ xs|map('attr', '__class__')|join }}",
    "{{ xs|attr('__class__') }}",
    "{{ xs.sort() }}",
    "{{ xs.append(1) }}",
    "{{ 'abc'.encode() }}",
    "{{ dict(a=1).update(b=2) }}",
    "{{ d.replace(year=1) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self }}",
    "{{ lipsum(10**6) }}",
    "{{ xs|random }}",
]
RENDER = """
import datetime, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
sys.path.insert(0, sys.argv[2])
from word_files import p, word
from planbuilder.docx import Template
from planbuilder.errors import TemplateError
for code in sys.stdin.read().split("\\0"):
    try:
        Template(word(p(code))).render({"xs": [1, 2, 3], "d": datetime.date(2020, 1, 1), "a": {}})
    except TemplateError as error:
        assert "body, paragraph 1" in str(error), str(error)[:500]
    else:
        sys.exit(f"rendered: {code[:200]}")
"""


def test_what_grows_without_bounds_is_stopped_within_a_bounded_memory() -> None:
    """Each ends with an error that has a place, in a process that cannot have more memory or a minute of time."""
    command = [sys.executable, "-c", RENDER, str(MEMORY), str(Path(__file__).parent)]
    done = subprocess.run(command, input="\0".join(GROWING), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("code", DEEP, ids=lambda code: f"{code[:24]} {len(code)}")
def test_what_is_too_deep_or_too_long_is_an_error_with_a_place(code: str) -> None:
    """Python's own limits are never met."""
    with pytest.raises(TemplateError, match="body, paragraph 1"):
        Template(word(p(code))).render({"xs": [1], "a": "x"})


def test_a_number_of_more_digits_than_python_reads_is_an_error_with_a_place() -> None:
    """How many it reads can be set from outside."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        with pytest.raises(TemplateError, match=r"body, paragraph 1.*number that is too long"):
            Template(word(p("{{ " + "9" * 700 + " }}")))
    finally:
        sys.set_int_max_str_digits(before)


@pytest.mark.parametrize("code", ESCAPING)
def test_no_way_leads_out_of_the_data(code: str) -> None:
    """Nothing of Python can be reached or changed."""
    with pytest.raises(TemplateError, match="body, paragraph 1"):
        Template(word(p(code))).render({"xs": [1], "a": "x", "d": None})


def test_every_filter_test_and_function_of_jinja_is_either_had_or_left_out_on_purpose() -> None:
    """One that a new version brings is seen here."""
    assert set(DEFAULT_FILTERS) - set(FILTERS) == LEFT_OUT_FILTERS
    assert set(DEFAULT_TESTS) - set(TESTS) == LEFT_OUT_TESTS
    assert set(DEFAULT_NAMESPACE) - set(GLOBALS) == {"lipsum"}


def test_loops_as_deep_as_may_be_are_printed() -> None:
    """Sixteen in each other, and forty conditions."""
    code = "{% for i in xs %}" * 16 + "{% if i %}" * 24 + "x" + "{% endif %}" * 24 + "{% endfor %}" * 16
    assert Template(word(p(code))).render({"xs": [1]})


def test_an_honest_large_document_is_printed() -> None:
    """Ten thousand rows with joins, filters and conditions stay far within the bounds."""
    code = "{% for row in rows %}{{ row.names|sort|join(', ') ~ '.' }}{{ row.name|upper }}{% endfor %}"
    rows = [{"names": ["a", "b", "c"], "name": f"name {number}"} for number in range(10_000)]
    assert Template(word(p(code))).render({"rows": rows})
