"""Taking a person out of a wording: nothing of the file's names, days and numbers stays, and the rest is shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.records.nameless import Nameless, nameless, words_of

#: What must never stay in a wording, as the example's file and people write it.
TELLING = (
    *("Jordan", "Jordan Ellis", "Ellis", "JORDAN", "Rosa Alvarez", "Alvarez", "Dr. Neil Okafor", "Okafor", "Maya"),
    *("Dr. Ana Brandt", "Terry Vance", "ex-4071", "November 20, 2026", "Nov 3", "12/24/2026", "555-0142", "14", "7:30"),
    *("Duluth", "Walgreens", "maya@example.org", "218-555-0134"),
)


@pytest.fixture(scope="module")
def known(shipped: Library) -> frozenset[str]:
    """Return the words of the library."""
    return words_of(shipped)


def test_the_words_of_the_library_are_nobodys(plan: Plan, known: frozenset[str]) -> None:
    """A sentence made of them stays as it is, and nothing in it is shown."""
    text = "The counselor asks about drinking and goes through warning signs."
    assert nameless(text, plan, known) == Nameless(text, (), ())


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.sampled_from(TELLING), min_size=1, max_size=5))
def test_nothing_telling_stays_in_a_wording(parts: list[str], plan: Plan, known: frozenset[str]) -> None:
    """Wherever it stands, and however often."""
    made = nameless("The counselor meets " + " and then ".join(parts) + " in the evening.", plan, known)
    assert [part for part in parts if part in made.text] == []
    assert "{{ client.name }}" in made.text or made.blanks


def test_the_same_thing_is_the_same_blank_and_another_is_another(plan: Plan, known: frozenset[str]) -> None:
    """So that the sentence still makes sense."""
    made = nameless("Terry Vance calls Maya; Maya calls Dr. Neil Okafor and Terry Vance.", plan, known)
    first, second = "{{ provider }}", "{{ provider_2 }}"
    either = {
        f"{a} calls {{{{ supporter }}}}; {{{{ supporter }}}} calls {b} and {a}."
        for a, b in ((first, second), (second, first))
    }
    assert made.text in either


def test_numbers_of_the_library_stay(plan: Plan, known: frozenset[str]) -> None:
    """They are of the method, not of the person."""
    assert (
        nameless("Call 911, or 24 hours later.", plan, known, "Call 911.").text
        == "Call 911, or {{ number }} hours later."
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("She goes with her sister.", {"She", "her", "sister"}),
        ("Meets at Hope House.", {"Hope", "House"}),
        ("Talks of the zzyzx.", {"zzyzx"}),
        ("He will coach his basketball team, in sign.", {"coach his basketball team in sign"}),
        ("Twice on a Sunday.", {"Twice"}),
    ],
)
def test_what_may_still_tell_is_shown(text: str, left: set[str], plan: Plan, known: frozenset[str]) -> None:
    """Pronouns, relatives, capitals, unknown words, runs of words from the client's file."""
    assert left <= set(nameless(text, plan, known).left)


def test_a_tag_that_somebody_typed_is_no_blank(plan: Plan, known: frozenset[str]) -> None:
    """It would print what nobody chose."""
    assert "{{" not in nameless("Prints {{ secret }} here.", plan, known).text
