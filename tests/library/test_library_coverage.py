"""Coverage: who finds hard what the library asks, and what answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from library_trees import Tree, small_library, write_tree

from planbuilder.library.coverage import coverage, demands_made, expanded, unanswered_combinations
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library

WORDS = "vocabulary/words.yaml"
READ = "accommodations/vision/read-aloud.yaml"
HEAR = "accommodations/hearing/interpreter.yaml"


def loaded(root: Path, tree: Tree | None = None) -> Library:
    """Return a library from a tree, the small one without it."""
    return load_library(write_tree(root, tree or small_library()))


def cells(library: Library) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Return degree and answers by need and demand."""
    return {(cell.need, cell.demand): (cell.degree, cell.answers) for cell in coverage(library).cells}


def test_every_conflict_that_the_library_raises_is_a_cell(tmp_path: Path) -> None:
    """With its degree and what answers it."""
    assert cells(loaded(tmp_path)) == {
        ("deaf", "hear-speech"): ("usual", ("interpreter",)),
        ("blind", "read-text"): ("possible", ("read-aloud",)),
        ("blind", "see-print"): ("usual", ("read-aloud",)),
    }


def test_implied_demands_count_and_say_who_asks(tmp_path: Path) -> None:
    """Nothing lists see-print; read-text brings it."""
    library = loaded(tmp_path)
    assert demands_made(library)["see-print"] == ("intervention/day-plan", "routine/intake")
    assert coverage(library).cells[-1].asked_by == ("intervention/day-plan", "routine/intake")


def test_what_nobody_asks_is_no_cell(tmp_path: Path) -> None:
    """A conflict on paper only is not shown as covered or open."""
    tree = small_library()
    for name in ("interventions/cbt/day-plan.yaml", "routines/intake.yaml"):
        tree[name]["demands"] = ["hear-speech"]
    found = coverage(loaded(tmp_path, tree))
    assert found.demands == ("hear-speech",)
    assert [(cell.need, cell.demand) for cell in found.cells] == [("deaf", "hear-speech")]


def test_empty_cells_are_told_by_degree(tmp_path: Path) -> None:
    """Usual ones must be answered, possible ones are asked about."""
    tree = small_library()
    tree[READ]["covers"] = [{"need": "blind", "demand": "read-text"}]
    tree[HEAR]["covers"] = [{"need": "deaf", "demand": "hear-speech"}]
    found = coverage(loaded(tmp_path, tree))
    assert [(cell.need, cell.demand) for cell in found.empty()] == [("blind", "see-print")]
    assert found.empty("possible") == ()


def test_a_withdrawn_answer_answers_nothing_and_a_withdrawn_entry_asks_nothing(tmp_path: Path) -> None:
    """Both are out of use."""
    tree = small_library()
    tree[READ].update(state="withdrawn", why="It did harm.")
    tree["routines/intake.yaml"].update(state="superseded", by=["intake"], why="Merged.")
    library = loaded(tmp_path, tree)
    assert [cell.demand for cell in coverage(library).empty()] == ["see-print"]
    assert demands_made(library)["read-text"] == ("intervention/day-plan",)


def with_combined(*replaces: str) -> Tree:
    """Return the small library with a combined need, and the print answered by hearing only."""
    tree = small_library()
    needs: dict[str, Any] = tree[WORDS]["needs"]
    needs["deafblind"] = {
        **needs["blind"],
        "label": "DeafBlind person",
        "short": "DeafBlind",
        "replaces": list(replaces),
    }
    tree[WORDS]["conflicts"]["deafblind"] = {"hear-speech": {"degree": "possible", "reason": "Speech may not arrive."}}
    return tree


def test_two_needs_meet_where_each_answer_asks_what_the_other_makes_hard(tmp_path: Path) -> None:
    """What is read aloud does not reach a deaf person who is blind."""
    one = next(
        gap for gap in unanswered_combinations(loaded(tmp_path, with_combined("blind"))) if "deafblind" not in gap.needs
    )
    assert (one.needs, one.need, one.demand, one.ruled_out) == (
        ("deaf", "blind"),
        "blind",
        "see-print",
        ("read-aloud",),
    )


def test_a_second_answer_closes_the_gap(tmp_path: Path) -> None:
    """One that asks nothing the other need makes hard."""
    tree = small_library()
    tree["accommodations/vision/braille.yaml"] = {**tree[READ], "id": "braille", "asks": []}
    assert unanswered_combinations(loaded(tmp_path, tree)) == ()


def test_needs_that_a_combined_need_replaces_do_not_meet(tmp_path: Path) -> None:
    """The combined need has cells of its own."""
    assert unanswered_combinations(loaded(tmp_path, with_combined("deaf", "blind"))) == ()


def test_demands_expand_to_all_they_imply_and_end(tmp_path: Path) -> None:
    """Each once, also when they go round."""
    tree = small_library()
    tree[WORDS]["demands"]["see-print"]["implies"] = ["read-text"]
    words = loaded(tmp_path, tree).vocabulary
    assert expanded(["read-text", "hear-speech", "nobody-knows"], words) == (
        "read-text",
        "hear-speech",
        "nobody-knows",
        "see-print",
    )
