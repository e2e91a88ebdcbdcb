"""jsonschema-rs says what jsonschema says, and nothing depends on its being there."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planbuilder.conforming import accepts, compiled, failed
from planbuilder.data import data_path
from planbuilder.reading import read_yaml
from planbuilder.schema import schema_names, schema_text, shape_findings, validator

pytestmark = pytest.mark.skipif(find_spec("jsonschema_rs") is None, reason="there is no jsonschema-rs for this machine")

_CONDITIONS: dict[str, Any] = schema_text("client-predicates")["$defs"]
#: Values such as a client view holds, right and wrong.
_SMALL = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 120), st.floats(-5, 120), st.sampled_from(["low", "high", "F10.20", ""])
)
_VIEWS = st.dictionaries(
    st.sampled_from(
        ["something else", *sorted({name for each in _CONDITIONS.values() for name in each.get("properties", {})})]
    ),
    st.one_of(_SMALL, st.lists(_SMALL, max_size=3), st.dictionaries(st.text(max_size=3), _SMALL, max_size=3)),
)
_TEXTS = st.text(st.characters(exclude_categories=()), max_size=6)


@cache
def _compiled(schema: str) -> Any:
    """Return the fast validator of a schema that is written as JSON."""
    return compiled(json.loads(schema))


def patterns(part: object) -> set[str]:
    """Return the patterns in a schema."""
    if isinstance(part, list):
        return {found for each in part for found in patterns(each)}
    if not isinstance(part, dict):
        return set()
    own = {part["pattern"]} if isinstance(part.get("pattern"), str) else set()
    return own.union(*(patterns(each) for each in part.values()))


_PATTERNS = sorted(patterns([schema_text(name) for name in schema_names()]))


@given(st.sampled_from(sorted(_CONDITIONS)), _VIEWS)
@settings(max_examples=400, deadline=None)
def test_conditions_fail_for_the_same_keywords(name: str, view: dict[str, Any]) -> None:
    """A condition is met, unmet or unknown alike, whichever of the two judges it."""
    expected = {error.validator for error in Draft202012Validator(_CONDITIONS[name]).iter_errors(view)}
    assert failed(_compiled(json.dumps(_CONDITIONS[name])), view) == expected


@given(st.one_of(_TEXTS, st.dates().map(str), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")))
@settings(deadline=None)
def test_no_text_is_accepted_that_jsonschema_refuses(text: str) -> None:
    """Of every pattern and of days, jsonschema-rs takes no more than Python does."""
    checker = Draft202012Validator.FORMAT_CHECKER
    for shape in [{"format": "date"}, *({"pattern": each} for each in _PATTERNS)]:
        if accepts(_compiled(json.dumps(shape)), text):
            assert Draft202012Validator(shape, format_checker=checker).is_valid(text), shape


def test_the_year_nought_is_no_year() -> None:
    """What Python cannot count from is no date, though others know it."""
    assert not accepts(compiled({"format": "date"}), "0000-01-01")
    assert accepts(compiled({"format": "date"}), "0001-01-01")


@pytest.mark.parametrize("value", [{1: "a"}, "\ud800", {"a": {2}}, 10**400], ids=["key", "half", "set", "large"])
def test_what_is_no_json_is_left_to_jsonschema(value: object) -> None:
    """A value that JSON does not know is not accepted, and is no traceback."""
    shape = {"type": ["object", "string", "integer"], "maxProperties": 0, "maximum": 1, "maxLength": 0}
    assert not accepts(compiled(shape), value)


@pytest.mark.parametrize("kind", ["client", "selection"])
def test_every_example_is_accepted_at_once(kind: str) -> None:
    """The files that are right, which nearly all are, never come before jsonschema."""
    for path in sorted(data_path("library").glob(f"examples/*.{kind}.yaml")):
        source = read_yaml(path.read_bytes(), path.name)
        assert list(validator(kind).iter_errors(source.value)) == []
        assert shape_findings(source, kind) == []


def test_without_it_the_same_is_found() -> None:
    """Where there is no build of it, the same plan comes out and the same fault is told."""
    script = """
from planbuilder import compose, load_client, load_library, data_path
import datetime as dt, hashlib
root = data_path("library")
library = load_library(root)
day = dt.date(2026, 11, 26)
client = load_client(root / "examples" / "deaf-alcohol.client.yaml", library, day)
plan = compose(client, None, library, day)
print(hashlib.sha256(repr(plan).encode()).hexdigest())
from planbuilder.schema import shape_findings
from planbuilder.reading import read_yaml
print(shape_findings(read_yaml(b"id: Not A Slug", "x.yaml"), "client"))
"""
    without = "import sys\nsys.modules['jsonschema_rs'] = None\n"
    printed = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for code in (script, without + script)
    ]
    assert printed[0] == printed[1]
    assert printed[0].count("Finding") > 1


def test_one_that_does_not_fit_the_machine_is_done_without(tmp_path: Path) -> None:
    """A build for another system is found and cannot be loaded: then jsonschema does it alone."""
    (tmp_path / "jsonschema_rs").mkdir()
    (tmp_path / "jsonschema_rs" / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    script = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from planbuilder.schema import shape_findings
from planbuilder.reading import read_yaml
print(shape_findings(read_yaml(b"id: Not A Slug", "x.yaml"), "client"))
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "Finding" in done.stdout
