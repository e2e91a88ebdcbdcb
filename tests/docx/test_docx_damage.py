"""Word files damaged at random are refused, or found fault with, or used: never a fault of the program."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_damage import Choose, damaged, endure, sources
from word_files import unpacked

from planbuilder.docx import verify

_OFTEN = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def chosen_by(data: st.DataObject) -> Choose:
    """Return a function that lets hypothesis choose, so that what fails is made small."""
    return lambda count: data.draw(st.integers(0, count - 1))


@_OFTEN
@given(st.data())
def test_a_damaged_file_is_refused_found_fault_with_or_printed_no_worse(data: st.DataObject) -> None:
    """Bytes, members and elements are deleted, doubled, moved, renamed and filled with what nobody expects."""
    endure(damaged(chosen_by(data)))


def test_what_random_seeds_damage_is_endured_too() -> None:
    """Hypothesis keeps to small numbers; a seed spreads over the whole file."""
    for seed in range(150):
        endure(damaged(random.Random(seed).randrange))  # noqa: S311 - no secret


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_one_finding(data: bytes) -> None:
    """A file that is no Word file says so, with what to do."""
    (found,) = verify(data)
    assert (found.rule, bool(found.said), bool(found.fix)) == ("package-readable", True, True)
    endure(data)


def test_damage_leaves_many_files_that_still_open() -> None:
    """Else nothing but the reading of packages would be tried."""
    made = [damaged(random.Random(seed).randrange) for seed in range(60)]  # noqa: S311 - no secret
    opened = [each for each in made if not {one.rule for one in verify(each)} & {"package-readable"}]
    assert len(opened) > len(made) / 3
    assert len({len(each) for each in made}) > len(made) / 2
    assert all(unpacked(each) for each in sources())
