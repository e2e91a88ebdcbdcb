"""Search and statistics: what the library holds, found by words and counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_trees import small_library, write_tree

from planbuilder.library.loading import load_library
from planbuilder.library.search import search
from planbuilder.library.stats import stats
from planbuilder.library.store import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the small library."""
    return load_library(write_tree(tmp_path_factory.mktemp("small"), small_library()), use_cache=False)


def found(library: Library, words: str, kind: str = "") -> list[str]:
    """Return what is found, in order."""
    return [f"{hit.kind}/{hit.id}" for hit in search(library, words, kind=kind)]


def test_titles_come_before_texts(library: Library) -> None:
    """The entry that is about it is the first."""
    assert found(library, "talking") == ["option/talking"]
    assert found(library, "mood") == ["measure/mood-score", "problem/low-mood"]
    assert found(library, "health")[0] == "intervention/health-check"


def test_every_word_must_be_there(library: Library) -> None:
    """In whatever field."""
    assert found(library, "nurse health") == ["intervention/health-check", "problem/low-mood"]
    assert found(library, "nurse zebra") == []


def test_capitals_accents_and_plurals_do_not_matter(library: Library) -> None:
    """Nor whether the word is written to its end."""
    assert found(library, "INTERPRETERS") == found(library, "interpr\u00e9t") == ["accommodation/interpreter"]


def test_one_kind_can_be_asked_for(library: Library) -> None:
    """The others are left out."""
    assert found(library, "counselor", "routine") == ["routine/intake"]


@pytest.mark.parametrize("words", ["", "   ", "?!", "{{"])
def test_no_words_find_nothing(library: Library, words: str) -> None:
    """Rather than everything."""
    assert found(library, words) == []


def test_a_hit_shows_the_text_around_the_word(library: Library) -> None:
    """Cut at whole words."""
    (hit,) = search(library, "aloud private")
    assert hit.text == "Papers are read aloud in private before they are needed."
    assert hit.title == "Read aloud"


@given(words=st.text(max_size=30))
def test_no_words_break_the_search(library: Library, words: str) -> None:
    """Whatever is typed; every hit is an entry."""
    assert all(hit.id in library.of_kind(hit.kind) for hit in search(library, words))


def test_the_library_is_counted(library: Library) -> None:
    """Entries by kind, sources by how they were looked up, words, and how hard the plain text is."""
    counted = stats(library)
    assert counted.entries == {
        "problem": 1,
        "intervention": 2,
        "accommodation": 2,
        "option": 2,
        "measure": 1,
        "protocol": 1,
        "routine": 1,
        "source": 2,
        "profile": 1,
    }
    assert counted.states == {"active": 13}
    assert counted.sources == {"primary": 1, "copy": 0, "record": 0, "unchecked": 1}
    assert counted.words > 200
    assert (counted.plain.over_bar, counted.plain.texts) == (0, 17)
    assert counted.plain.highest_grade <= 6 < counted.plain.smog + 3
