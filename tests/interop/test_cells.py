"""A value as the text of a cell and back, and into a file and back: always the same one."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder.interop.cells import cell_text, cell_value
from planbuilder.interop.columns import Column
from planbuilder.interop.yaml_values import merged
from planbuilder.reading import read_yaml
from planbuilder.saving_yaml import rewritten

_LETTERS = string.ascii_letters + string.digits + " .,:;#'\"-[]{}&*!|>%@`=~?\\éß\u2019"
_LINES = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
_WORDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
_SCALARS = st.one_of(
    _LINES, st.integers(-99, 99), st.booleans(), st.sampled_from(["no", "on", "null", "1.5", "a: b", "x #y", "0x1F"])
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_WORDS, inner, max_size=3)),
    max_leaves=8,
)
_MAPS = st.dictionaries(_WORDS, _VALUES, max_size=4)
#: A busy machine is slow; that says nothing about cells.
_PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def column(form: Any) -> Column:
    """Return a column of a form."""
    return Column(("field",), form, "Field", "A field.")


@_PATIENT
@given(st.lists(_MAPS, max_size=4))
def test_parts_come_back_as_they_were(value: list[Any]) -> None:
    """Whatever letters stand in them, words that YAML 1.1 would take for something else too."""
    assert cell_value(cell_text(value, column("parts")), column("parts")) == value


@_PATIENT
@given(_MAPS)
def test_named_parts_come_back_as_they_were(value: dict[str, Any]) -> None:
    """A name and a value a line."""
    assert cell_value(cell_text(value, column("named")), column("named")) == value


@_PATIENT
@given(st.dictionaries(_WORDS, _LINES, max_size=4))
def test_named_texts_come_back_as_they_were(value: dict[str, str]) -> None:
    """The text stands as it is, with no quotes of its own."""
    assert cell_value(cell_text(value, column("texts")), column("texts")) == value


@_PATIENT
@given(st.one_of(st.integers(-(10**6), 10**6), st.floats(-1000, 1000).map(lambda each: round(each, 3))))
def test_numbers_come_back_as_they_were(value: float) -> None:
    """With a fraction or without."""
    assert cell_value(cell_text(value, column("number")), column("number")) == value


@_PATIENT
@given(_MAPS, _MAPS)
def test_a_value_that_is_exchanged_reads_as_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Whatever stood in its place, in a file that begins and ends with a comment."""

    def put(value: dict[str, Any]) -> Any:
        def change(entry: Any) -> None:
            entry["field"] = merged(entry.get("field"), value, line=False)

        return change

    first = rewritten(b"# First.\nid: one\nlast: two # stays\n", put(old))
    second = rewritten(first, put(new))
    assert read_yaml(first, "").value == {"id": "one", "last": "two", "field": old}
    assert read_yaml(second, "").value == {"id": "one", "last": "two", "field": new}
    assert second.startswith(b"# First.\n")
    assert b"last: two # stays\n" in second


def test_what_looks_like_a_day_and_is_none_stays_the_text_that_it_is() -> None:
    """A title may be one; days stay as they are written."""
    content = b"title: 2026-13-40\non: 2026-11-26\nplain: Old\n"
    made = rewritten(content, lambda value: value.__setitem__("plain", "New"))
    assert made == content.replace(b"Old", b"New")
