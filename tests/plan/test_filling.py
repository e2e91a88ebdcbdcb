"""Blanks are filled once, stay visible where nothing fills them, and can be found again in what was printed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import client

from planbuilder.library.entries import SlotSpec
from planbuilder.plan.client import PRONOUNS, Pronouns
from planbuilder.plan.filling import SLOT, client_values, fill, person_values, printed_value, slot_values, spans
from planbuilder.plan.record import SlotValue

_NAMES = ("baseline", "target", "client.name", "client.they", "client.their", "moment_of_day")
_TEXT = st.text(alphabet=st.sampled_from(list("ab .!?'\u201c\u00e9{}")), max_size=12)
_VALUE = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def value(text: str, source: Any = "selection") -> SlotValue:
    """Return a filled blank."""
    return SlotValue(value=text, source=source, ask="What?")


def person(pronouns: Any = "they", called: str = "Alex") -> dict[str, SlotValue]:
    """Return what fills the client's fields."""
    identity = {"name": "Alex Roe", "called": called, "pronouns": pronouns, "born": "1990-01-01"}
    return client_values(client(identity=identity))


def test_a_statement_is_filled_and_remembers_what_filled_it() -> None:
    """Expect the printed text, the library's text as it was, and each value with its source."""
    text = fill("From {{ baseline }} to {{target}}.", {"baseline": value("9", "count"), "target": value("4")})
    assert text.printed == "From 9 to 4."
    assert text.library == "From {{ baseline }} to {{target}}."
    assert {name: slot.source for name, slot in text.slots.items()} == {"baseline": "count", "target": "selection"}


def test_a_blank_that_nobody_filled_stays_visible_and_named() -> None:
    """Expect its name in brackets, never a guess, and a blank that can be asked about."""
    text = fill("To {{ moment_of_day }} by then.", {})
    assert text.printed == "To [fill in: moment of day] by then."
    assert [(name, slot.ask) for name, slot in text.blanks] == [("moment_of_day", "moment of day")]


def test_a_value_is_never_rendered_again() -> None:
    """Expect a value that looks like a blank, or like a template, to be printed letter by letter."""
    wild = "{{ client.name }} {% if x %} {{ target }}"
    text = fill("Say {{ target }} to {{ client.name }}.", {**person(), "target": value(wild)})
    assert text.printed == f"Say {wild} to Alex."


def test_what_a_clinician_wrote_stands_before_what_was_printed() -> None:
    """Expect the text as it stands now."""
    text = fill("Short.", {})
    assert text.now == "Short."


@given(
    st.lists(st.tuples(_TEXT, st.sampled_from(_NAMES)), max_size=6),
    _TEXT,
    st.dictionaries(st.sampled_from(_NAMES), _VALUE),
)
def test_the_spans_of_a_text_hold_the_values_of_its_blanks(
    pieces: list[tuple[str, str]], end: str, values: dict[str, str]
) -> None:
    """Expect each span to hold exactly the value, or the visible blank, and the rest to be the library's text."""
    statement = "".join(f"{text}{{{{ {name} }}}}" for text, name in pieces) + end
    text = fill(statement, {name: value(each) for name, each in values.items()})
    blanks = [found.group(1) for found in SLOT.finditer(statement)]
    found = spans(text)
    assert [span.name for span in found] == [name for name in blanks if not name.startswith("client.")]
    for span in found:
        printed = text.printed[span.start : span.end]
        assert printed == (values.get(span.name) or f"[fill in: {span.name.replace('_', ' ')}]")
        assert span.blank == (span.name not in values)
    assert all(left.end <= right.start for left, right in pairwise(found))
    again = fill(statement, text.slots)
    assert again == text


@given(st.lists(st.sampled_from(_NAMES[:2]), max_size=4), st.dictionaries(st.sampled_from(_NAMES[:2]), _VALUE))
def test_nothing_but_the_blanks_of_the_statement_is_replaced(names: list[str], values: dict[str, str]) -> None:
    """Expect the printed text to be the pieces of the statement with the values between them."""
    statement = "|".join(["", *(f"{{{{ {name} }}}}" for name in names), ""])
    filled = fill(statement, {name: value(each) for name, each in values.items()})
    expected = "|".join(["", *(values.get(name) or f"[fill in: {name}]" for name in names), ""])
    assert filled.printed == expected


_ALL = (
    "{{ client.name }}: {{ client.they }}, {{ client.them }}, {{ client.their }} and {{ client.theirs }}, "
    "{{ client.themself }}"
)


@pytest.mark.parametrize(
    ("pronouns", "printed"),
    [
        ("she", "Alex: she, her, her and hers, herself"),
        ("he", "Alex: he, him, his and his, himself"),
        ("they", "Alex: they, them, their and theirs, themself"),
        (
            {"they": "xe", "them": "xem", "their": "xyr", "theirs": "xyrs", "themself": "xemself"},
            "Alex: xe, xem, xyr and xyrs, xemself",
        ),
    ],
)
def test_every_form_of_the_persons_pronouns_is_used(pronouns: Any, printed: str) -> None:
    """Expect the usual sets, and any other set form by form."""
    assert fill(_ALL, person(pronouns)).printed == printed


@pytest.mark.parametrize(
    ("statement", "printed"),
    [
        ("{{ client.their }} mood lifts.", "Their mood lifts."),
        ("It lifts. {{ client.they }} may see it! {{ client.they }} may? {{ client.they }} may.", None),
        ("Then {{ client.they }} may see it, e.g. on Sunday.", "Then they may see it, e.g. on Sunday."),
        ("{{ client.name }} and {{ client.they }}", "Alex and they"),
        ("{{ target }} a week for {{ client.them }}.", "four a week for them."),
    ],
)
def test_a_sentence_begins_with_a_capital(statement: str, printed: str | None) -> None:
    """Expect pronouns at the start of a sentence to be capitals, and other values to stay as they were written."""
    filled = fill(statement, {**person(), "target": value("four")}).printed
    assert filled == (printed or "It lifts. They may see it! They may? They may.")


def test_another_person_of_a_family_session_has_a_name_of_their_own() -> None:
    """Expect the name given, with the pronouns given."""
    assert fill("{{ client.name }}, {{ client.they }}", person_values("Kim", PRONOUNS["she"])).printed == "Kim, she"
    own = Pronouns(they="ze", them="zir", their="zir", theirs="zirs", themself="zirself")
    assert person_values("Kim", own)["client.themself"].value == "zirself"


_BASELINE = SlotSpec(type="integer", ask="How many?", from_count="bad-days", default=7)


@pytest.mark.parametrize(
    ("chosen", "counts", "spec", "expected"),
    [
        ({"x": 3}, [5], _BASELINE, ("3", "selection")),
        ({}, [5], _BASELINE, ("5", "count")),
        ({}, [], _BASELINE, ("7", "default")),
        ({}, [], SlotSpec(type="integer", ask="How many?"), ("", "blank")),
        ({}, [0], _BASELINE, ("0", "count")),
        ({"x": 0}, [5], _BASELINE, ("0", "selection")),
    ],
)
def test_a_blank_is_filled_by_choice_then_count_then_the_usual_value(
    chosen: dict[str, Any], counts: list[int], spec: SlotSpec, expected: tuple[str, str]
) -> None:
    """Expect the first source that says something, nought included, and a blank where none does."""
    counted = [{"id": "bad-days", "value": each, "on": "2026-11-01"} for each in counts]
    found = slot_values({"x": spec}, chosen, client(counts=counted))["x"]
    assert (found.value, found.source) == expected


def test_the_latest_count_fills_a_blank() -> None:
    """Expect the date to decide, not the place in the file."""
    counts = [{"id": "bad-days", "value": 4, "on": "2026-11-09"}, {"id": "bad-days", "value": 9, "on": "2026-10-01"}]
    assert slot_values({"x": _BASELINE}, {}, client(counts=counts))["x"].value == "4"


@pytest.mark.parametrize(
    ("given", "type", "printed"),
    [
        (4, "integer", "4"),
        (4.0, "number", "4"),
        (2.5, "number", "2.5"),
        ("2026-11-04", "date", "November 4, 2026"),
        ("2028-02-29", "date", "February 29, 2028"),
        ("the bus stop", "string", "the bus stop"),
    ],
)
def test_values_are_printed_as_people_write_them(given: Any, type: str, printed: str) -> None:
    """Expect dates in words and numbers without needless decimals."""
    assert printed_value(given, type) == printed
