"""What is remembered of texts never hides a word: with a name or without, the same is found as on first sight."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from shipped import EXAMPLE_DAY, Example
from small_library import client

from planbuilder.data import data_path
from planbuilder.library.entries import PersonFirst
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.library.words import Speech, folded, spoken_terms
from planbuilder.plan import placeholders, placeholders_check, shut_out_check
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.placeholders import has_blank, is_placeholder
from planbuilder.plan.printed_words import printed_texts
from planbuilder.plan.record import Plan
from planbuilder.plan.shut_out_check import shutting_out
from planbuilder.plan.suspects import Reader
from planbuilder.plan.text_sets import all_printed, all_written

_NAMES = (
    *("Rarami", "Mary Ann", "Ann-Marie", "José", "İrem", "Brenda", "Roberto", "Ann", "Will", "Carey", "Al", "O'Neil"),
    *("Alcoholics", "ADDICT", "Clean", "Blind", "Use", "Slips", "Slip\u017f", "Screen", "Stop", "Ends", "Discharged"),
    *("Added", "Later", "Sin", "Hers", "Daygoal", "Ipsumo", "Xlorem", "Lorem Ipsum", "Asdfoo", "XXX", "TBD", "Holder"),
    *("Jo", "Li", "Bo", "He", "Of", "To", "Be", "Na", "In", "XX", "Tb", "Mary Jo", "Li-Wu", "T B"),
)
_PIECES = (
    *("discharged", "asked to leave", "out of the program", "treatment ends", "relapse", "she drinks", "if", "any use"),
    *("after", "used again", "drank during", "positive", "test", "will be", "leads to discharge", "from", "no", "="),
    *(
        "[",
        "]",
        "<",
        "{{",
        "}}",
        "@",
        "TBD",
        "XX",
        "___",
        "??",
        "to be",
        "determined",
        "pending",
        "t.b.",
        "lOrem",
        "ipsum",
    ),
    *(
        '"',
        "'",
        "\u201c",
        "\u201d",
        "client",
        "s",
        "in",
        "the",
        "a",
        "goes home",
        ".",
        ";",
        "ditto",
        "\u2135",
        "word " * 45,
    ),
)
_BETWEEN = (" ", " ", " ", "", "-", ". ", "\n", "'s ", "_")


@cache
def terms() -> PersonFirst:
    """Return the terms to avoid of the shipped library."""
    return load_library(data_path("library")).person_first


def found_at_once(text: str) -> bool:
    """Return whether something is found in a text by the patterns alone, whatever was looked at before."""
    sentences = [each for each in shut_out_check._SENTENCE.findall(text) if shut_out_check._SHUT_OUT.search(each)]
    put_out = [each for each in sentences if not shut_out_check._NOT.search(shut_out_check._STRONGER.sub("", each))]
    assert len(put_out) == shutting_out(text)
    blank = bool(placeholders._INSIDE.search(text)) or (text != "" and is_placeholder(text))
    assert blank == has_blank(text)
    return blank or bool(put_out) or any(spoken_terms(Speech(terms()), text))


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """Return a text of words that are looked for, with ``@@`` in the place of a name."""
    said = [each for term in terms().terms.values() for each in (*term.avoid, *term.allowed_in)]
    piece = st.one_of(st.just("@@"), st.sampled_from(_PIECES), st.sampled_from(said))
    pieces = draw(st.lists(st.tuples(piece, st.sampled_from(_BETWEEN)), min_size=1, max_size=7))
    return "".join(f"{each}{between}" for each, between in pieces)


@given(patterns(), st.lists(st.one_of(st.sampled_from(_NAMES), st.text("abinos", min_size=1)), min_size=3))
def test_the_same_is_found_whatever_was_read_before(pattern: str, names: list[str]) -> None:
    """One text with many a name, in the place of a term's words, joined to them, in brackets, in quotation marks."""
    reader = Reader(terms())
    for name in names:
        text = pattern.replace("@@", name)
        assert reader.suspects({text}, called(name)) == ({text} if found_at_once(text) else set())


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("The @@ are here.", "Alcoholics"),
        ("The @@ are here.", "ALCOHOLICS"),
        ("The @@cts are here.", "Addi"),
        ("Goes home, @@.", "FIXME"),
        ("@@", "Asdfoo"),
        ("t.b.@@", "c"),
        ("To be @@.", "Determined"),
        ("See [@@].", "Sin"),
        ("See lorem @@.", "Ipsumo"),
        ("See @@ ipsum.", "Xlorem"),
        ("Care @@ after any relapse.", "Stops"),
        ("The client is @@ after any relapse.", "Terminated"),
        ("The client is discharged after any @@.", "Slip"),
        ("The client is discharged from @@ after any relapse.", "Thisby"),
        ("Discharged the same night @@ if she drinks.", "Bob"),
        ("It is [@@].", "In"),
        ("She goes home @@ be determined.", "To"),
    ],
)
def test_a_name_that_is_looked_for_itself_is_not_hidden_by_what_was_read_with_another(pattern: str, name: str) -> None:
    """Expect nothing with a plain name, and something with this one."""
    reader = Reader(terms())
    assert reader.suspects({pattern.replace("@@", "Rararara-Mirarara")}, called("Rararara-Mirarara")) == set()
    text = pattern.replace("@@", name)
    assert found_at_once(text)
    assert reader.suspects({text}, called(name)) == {text}


def test_a_text_that_holds_the_letter_itself_hides_no_other() -> None:
    """Expect what stands for a name in what is remembered to be no name where somebody wrote it."""
    reader = Reader(terms())
    assert reader.suspects({"Two alcohol\u2135 live here."}, called("Rarami")) == set()
    assert reader.suspects({"Two alcoholics live here."}, called("ics")) == {"Two alcoholics live here."}


def called(name: str) -> Client:
    """Return a client of a name."""
    return client(identity={"name": f"{name} Roe", "called": name, "pronouns": "she", "born": "1990-02-03"})


def test_a_text_that_is_remembered_holds_no_name() -> None:
    """Expect neither the person's name nor a participant's to stay, plain or not."""
    people = [{"name": "Li Wu", "relation": "sister", "takes_part_in": "family"}]
    identity = {"name": "Jordan M. Reyes", "called": "Jordan", "pronouns": "they", "born": "1990-02-03"}
    reader = Reader(terms())
    texts = {"Jordan M. Reyes came.", "Jordan's sister Li Wu came.", "The counselor asks Jordan.", "Somebody came."}
    assert reader.suspects(texts, client(identity=identity, participants=people)) == set()
    assert reader.empty == {"Somebody came.", "The counselor asks \u2135.", "\u2135's sister \u2135 came."}
    assert reader.suspects({"The counselor asks Robin."}, client()) == set()


def test_what_is_remembered_is_no_more_than_so_many_texts() -> None:
    """Expect a batch of any length to end in the memory that it began with."""
    reader = Reader(terms())
    for round in range(5):
        reader.suspects({f"Text {number}." for number in range(round * 4000, (round + 1) * 4000)}, client())
    assert len(reader.empty) <= 12_200


def test_patterns_take_no_letters_for_equal_that_differ_when_folded() -> None:
    """Expect a name to be known for a word of the lists in whatever letters it is written."""
    cased = [each for each in map(chr, range(0x20000)) if each.lower() != each or each.upper() != each]
    letters = "".join(cased)
    for each in cased:
        assert {folded(other) for other in re.findall(f"(?i){each}", letters)} == {folded(each)}


def test_every_text_of_a_plan_is_among_those_without_their_places(example: Example, shipped: Library) -> None:
    """Expect none to be missed in the plans of the example clients."""
    assert_all_there(compose(example.client, example.selection, shipped, EXAMPLE_DAY))


def test_every_field_of_a_plan_is_among_the_texts_without_their_places() -> None:
    """Expect none to be missed in a plan in which every field is filled, each with another text."""
    plan = filled(Plan, count())
    assert len(all_printed(plan)) > 250
    assert_all_there(plan)


def assert_all_there(plan: Plan) -> None:
    """Raise where a text of a plan is not among all of them."""
    files: tuple[Client | Any, ...] = (plan.client, plan.selection)
    written = {text for file in files for _, text in placeholders_check._written(file, "")}
    assert {text for _, text in printed_texts(plan)} <= all_printed(plan)
    assert written <= all_written(plan)


def filled(kind: Any, numbers: count[int]) -> Any:
    """Return a value of a kind in which every field is filled, each text with another number."""
    parts, origin = get_args(kind), get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return kind(**{name: filled(each, numbers) for name, each in get_type_hints(kind).items()})
    if origin in (Union, UnionType):
        return filled(next(each for each in parts if each is not type(None)), numbers)
    if origin is tuple:
        return (filled(parts[0], numbers),)
    if origin is dict:
        return {f"key {next(numbers)}": filled(parts[1], numbers)}
    return parts[0] if origin is Literal else f"text {next(numbers)}" if kind is str else kind(1)


@pytest.mark.parametrize("name", ["Rarami", "Brenda", "Roberto", "Mary Ann", "José", "Carey", "Jo", "Li", "Mary Jo"])
def test_most_names_are_taken_out_of_texts(name: str) -> None:
    """Expect names that hold a word of the lists, and are none, to be plain."""
    assert Reader(terms()).is_plain(name)
