"""Words: terms to avoid, verbs after pronouns, blanks, and the grade of plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.library.checking.blanks import blanks
from planbuilder.library.checking.pronouns import verbs_after_they
from planbuilder.library.entries import PersonFirst, Term
from planbuilder.library.readability import flesch_kincaid, smog, syllable_count
from planbuilder.library.words import Speech, spoken_terms


def term(*avoid: str, allowed_in: tuple[str, ...] = ()) -> Term:
    """Return a term to avoid."""
    return Term(avoid=avoid, say=("something else",), kind="substance", exempt=(), sources=(), allowed_in=allowed_in)


PEOPLE = PersonFirst(
    terms={
        "abuse": term("abuse", "substance abuse", allowed_in=("National Institute on Drug Abuse",)),
        "mat": term("MAT"),
        "clean": term("is clean"),
        "bound": term("wheelchair-bound"),
    }
)


def heard(text: str, *own: str) -> list[str]:
    """Return the terms to avoid in a text."""
    return [each.said for each in spoken_terms(Speech(PEOPLE, own), text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Signs of abuse were seen.", ["abuse"]),
        ("Substance Abuse counselor", ["Substance Abuse"]),
        ("substance\n  abuse", ["substance\n  abuse"]),
        ("ABUSE", ["ABUSE"]),
        ("abuser, disabuse, abused", []),
        ("self-abuse", ["abuse"]),
        ("abuse and abu\u017fe", ["abuse", "abu\u017fe"]),
        ("He is clean, he I\u017f clean.", ["is clean", "I\u017f clean"]),
        ("He is clean, he \u0130s clean, he \u0131s clean.", ["is clean", "\u0130s clean", "\u0131s clean"]),
        ("He is clean.", ["is clean"]),
        ("His clean room", []),
        ("On MAT since May.", ["MAT"]),
        ("A yoga mat on the floor.", []),
        ("is wheelchair-bound", ["wheelchair-bound"]),
        ("is wheelchair bound", ["wheelchair bound"]),
        ("is wheelchair\u2011bound", ["wheelchair\u2011bound"]),
        ("substance-abuse", ["substance-abuse"]),
        ('The 6" mark of abuse on the 5" rule', ["abuse"]),
        ('The client says "I abuse it".', []),
        ("The client says \u201cI abuse it\u201d.", []),
        ("The word 'abuse' is not used.", []),
        ("The word \u2018abuse\u2019 is not used.", []),
        ("The client's abuse of others' trust", ["abuse"]),
        ("The client\u2019s abuse of others\u2019 trust", ["abuse"]),
        ("He said 'don't abuse it' twice.", []),
        ("National Institute on Drug Abuse", []),
        ("National Institute on Drug Abuse on abuse", ["abuse"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_outside_quotations(text: str, terms: list[str]) -> None:
    """The longest wording at each place; capitals count only for a term that is all capitals."""
    assert heard(text) == terms


def test_a_word_that_the_person_chose_may_stand() -> None:
    """Only in the form that was chosen."""
    assert heard("A Deaf addict and MAT", "abuse survivor") == ["MAT"]
    assert heard("An abuse survivor, not abuse.", "Abuse survivor") == ["abuse"]


def test_no_terms_find_nothing() -> None:
    """An agency's layer need not have a list."""
    assert list(spoken_terms(Speech(PersonFirst()), "abuse")) == []


@given(st.text("abuse '\"\u2018\u2019\n", max_size=60))
def test_no_text_breaks_the_search_for_terms(text: str) -> None:
    """Whatever the quotation marks; what is found is in the text."""
    assert all(said in text for said in heard(text))


PRESENT = """
drinks|is late|has a plan|does it|was late|were late|do not|'s late|'re late|goes.|often drinks|usually is|isn't ready|
doesn't know|always feels|reports,
"""
FITTING = """
can go|chose|will|always can|sometimes drank|may miss it|could pass|did not|felt|and us|. Always|, plus rides|
thought days were long|used|perhaps wanted|must focus
"""


@pytest.mark.parametrize("after", PRESENT.replace("\n", "").split("|"))
def test_a_verb_in_the_present_tense_after_the_pronoun_is_seen(after: str) -> None:
    """Right after it or after one adverb."""
    blank = "" if after.startswith("'") else " "
    text = f"what {{{{ client.they }}}}{blank}{after}"
    assert verbs_after_they(text)
    assert verbs_after_they(text.replace("'", "\u2019"))


@pytest.mark.parametrize("after", FITTING.replace("\n", "").split("|"))
def test_what_reads_right_with_every_pronoun_stands(after: str) -> None:
    """Modal verbs, the past tense, adverbs."""
    assert verbs_after_they(f"what {{{{client.they}}}} {after}") == ()


def test_other_forms_of_the_pronoun_ask_for_no_verb() -> None:
    """Only the subject does."""
    assert verbs_after_they("{{ client.them }} drinks {{ client.their }} plans {{ client.name }} drinks") == ()


def test_the_names_of_blanks_are_read_in_order() -> None:
    """With or without space inside the braces; nothing else is a blank."""
    assert blanks("{{ b }}{{a}} {{ client.name }} {{ 1x }} {{ x|upper }} {a} {{ A }}") == ("b", "a", "client.name")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("", 0.0),
        ("The cat sat on the mat.", -1.4),
        ("I meet my counselor each week.", 2.5),
        ("Individualized psychotherapeutic interventions are administered.", 35.9),
    ],
)
def test_the_grade_is_that_of_the_formula(text: str, grade: float) -> None:
    """0.39 words a sentence + 11.8 syllables a word - 15.59."""
    assert round(flesch_kincaid(text), 1) == grade


def test_a_blank_counts_as_one_short_word() -> None:
    """Whatever its name."""
    assert flesch_kincaid("I have {{ heavy_drinking_days }} left.") == flesch_kincaid("I have it left.")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "cat plan makes used the I bed ways"),
        (2, "changes drinking wanted table being really cheeses"),
        (3, "counselor banana remember"),
        (4, "medication information"),
        (5, "imagination"),
    ],
)
def test_syllables_are_counted(count: int, words: str) -> None:
    """By groups of vowels and silent endings."""
    assert {word: syllable_count(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_smog_reads_higher_than_flesch_kincaid() -> None:
    """On plain text of ordinary length."""
    texts = ["I meet my counselor each week.", "We look at my days.", "I call someone when it gets hard."]
    assert smog(texts) > flesch_kincaid(" ".join(texts))


@given(st.text(max_size=80))
def test_no_text_breaks_the_grade(text: str) -> None:
    """It is a number."""
    assert -16 < flesch_kincaid(text) < 1000
    assert smog([text]) >= 3
