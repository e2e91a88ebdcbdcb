"""Search and statistics: what the library holds, found by words and counted."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_trees import small_library, write_tree

from planbuilder.cache import cache_directory, keep_bytes
from planbuilder.data import data_path
from planbuilder.library.loading import load_library
from planbuilder.library.search import search
from planbuilder.library.stats import stats
from planbuilder.library.store import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the small library."""
    return load_library(write_tree(tmp_path_factory.mktemp("small"), small_library()), use_cache=False)


@pytest.fixture(scope="module")
def shipped() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


def found(library: Library, words: str, kind: str = "") -> list[str]:
    """Return what is found, in order."""
    return [f"{hit.kind}/{hit.id}" for hit in search(library, words, kind=kind).hits]


def test_titles_come_before_texts(library: Library) -> None:
    """The entry that is about it is the first."""
    assert found(library, "talking") == ["option/talking"]
    assert found(library, "mood") == ["problem/low-mood", "measure/mood-score"]
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
    (hit,) = search(library, "aloud private").hits
    assert hit.text == "Papers are read aloud in private before they are needed."
    assert hit.title == "Read aloud"


def test_swapped_letters_of_a_short_word_are_put_right(shipped: Library) -> None:
    """Expect the word that was meant, before shorter ones with some of its letters."""
    result = search(shipped, "drnking lgo")
    assert result.read_as == {"drnking": ("drinking",), "lgo": ("log",)}
    assert result.hits[0].id == "drinking-log"


def test_a_misspelled_word_is_read_as_the_nearest(library: Library) -> None:
    """And it is said as what."""
    result = search(library, "Inteprreter")
    assert [hit.id for hit in result.hits] == ["interpreter"]
    assert result.read_as == {"inteprreter": ("interpreter",)}
    assert search(library, "interpreter").read_as == {}


def test_letters_in_another_order_are_the_nearest(shipped: Library) -> None:
    """Before a word that only lacks one of them."""
    assert search(shipped, "pian").read_as == {"pian": ("pain",)}
    assert found(shipped, "axniety")[0] == found(shipped, "anxiety")[0]


def test_the_most_can_be_asked_for(library: Library) -> None:
    """The number of all is told beside the best."""
    every = search(library, "client")
    assert every.total == len(every.hits) > 1
    assert search(library, "client", most=1).hits == every.hits[:1]
    assert search(library, "client", most=1).total == every.total


#: What somebody types, and what comes first.
_QUERIES = {
    "depression": "problem/depression",
    "depresion": "problem/depression",
    "insomnia": "problem/insomnia",
    "alchohol use": "problem/alcohol-use",
    "alcohol": "problem/alcohol-use",
    "opioids": "problem/opioid-use",
    "gambling": "problem/gambling",
    "panick": "problem/panic-agoraphobia",
    "suicidal thoughts": "problem/suicide-self-harm",
    "naltrexone": "option/naltrexone",
    "naltrexon": "option/naltrexone",
    "bupernorphine": "option/buprenorphine",
    "methadone": "option/methadone",
    "lithum": "option/lithium",
    "AUDIT": "measure/audit",
    "PHQ-9": "measure/phq-9",
    "sleep diary": "intervention/sleep-diary",
    "drinking log": "intervention/drinking-log",
    "drinking logs": "intervention/drinking-log",
    "saftey plan": "intervention/safety-plan-building",
    "panic attack": "intervention/panic-attack-map",
    "videophone": "accommodation/calls-by-videophone-and-relay",
    "vidoephone": "accommodation/calls-by-videophone-and-relay",
    "overdose": "protocol/overdose",
    "continuing care": "protocol/continuing-care",
    "breath test": "routine/breath-test",
}


@pytest.mark.parametrize(("words", "first"), _QUERIES.items())
def test_what_is_meant_comes_first(shipped: Library, words: str, first: str) -> None:
    """In the shipped library, misspelled or not."""
    assert found(shipped, words)[0] == first


def test_documents_of_others_come_last(shipped: Library) -> None:
    """A source is found too, behind every entry that holds the words."""
    kinds = [each.partition("/")[0] == "source" for each in found(shipped, "sleep", "")]
    assert kinds == sorted(kinds)
    hits = search(shipped, "sleep", most=10_000).hits
    assert hits[-1].kind == "source"


def test_the_index_is_kept_and_a_broken_one_is_made_anew() -> None:
    """The next process reads it from the cache; whatever else lies there is ignored."""
    first = search(load_library(data_path("library")), "sleep", most=50)
    (kept,) = cache_directory().glob("search-*.sqlite")
    for content in (kept.read_bytes()[:-1] + b"?", b"", b"SQLite format 3"):
        kept.write_bytes(content)
        assert search(load_library(data_path("library")), "sleep", most=50) == first
        assert kept.stat().st_size > 100_000
    assert search(load_library(data_path("library")), "sleep", most=50) == first


@given(words=st.text(max_size=30))
def test_no_words_break_the_search(library: Library, words: str) -> None:
    """Whatever is typed; every hit is an entry."""
    assert all(hit.id in library.of_kind(hit.kind) for hit in search(library, words).hits)


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


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE entries(a); CREATE TABLE words(word);",
        """CREATE VIEW entries AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r;
        CREATE TABLE words(word);""",
    ],
)
def test_a_kept_index_that_somebody_put_there_is_not_used(made: str) -> None:
    """Also one whose checksum fits: another table fails no search, a view without an end holds none up."""
    first = search(load_library(data_path("library")), "sleep", most=50)
    (kept,) = cache_directory().glob("search-*.sqlite")
    foreign = sqlite3.connect(":memory:")
    foreign.executescript(made)
    keep_bytes(kept.name, foreign.serialize())
    assert search(load_library(data_path("library")), "sleep", most=50) == first
    assert kept.stat().st_size > 100_000
