"""What stands between known words: what was put there, as a search for every way would find it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.docx.reading_between import between

LETTERS = st.text("ab", max_size=3)
WORDS = st.lists(LETTERS, min_size=2, max_size=4)


@given(WORDS, st.text("ab", max_size=12), st.integers(0, 1))
def test_it_finds_the_shortest_pieces_from_either_end(words: list[str], text: str, least: int) -> None:
    """As regular expressions do, which may take a thousand years for it."""
    lazy = re.fullmatch(f"(.{{{least},}}?)".join(map(re.escape, words)), text, re.DOTALL)
    greedy = re.fullmatch(f"(.{{{least},}})".join(map(re.escape, words)), text, re.DOTALL)
    assert between(words, text, least=least) == (lazy.groups() if lazy else None)
    assert between(words, text, least=least, last=True) == (greedy.groups() if greedy else None)


def test_a_text_made_to_be_searched_for_ever_is_searched_once() -> None:
    """Its words occur a hundred thousand times, and its end is missing."""
    assert between(["", "a", "a", "a", "a", "b"], "a" * 100_000) is None
