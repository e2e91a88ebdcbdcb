"""Notes and reviews to fill in: whole files for every example client, with nothing wrong but their blanks."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from planbuilder.data import data_path
from planbuilder.errors import UsageError
from planbuilder.library.store import Library
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.note_writing import note_yaml
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.review_writing import review_yaml
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

EXAMPLES = data_path("library") / "examples"
DAY = dt.date(2026, 11, 16)
NAMES = sorted(path.name.removesuffix(".client.yaml") for path in EXAMPLES.glob("*.client.yaml"))
LATER = dt.date(2026, 12, 28)


def plan_of(name: str, library: Library) -> Plan:
    """Return the plan of an example client, as a saved version."""
    client = load_client(EXAMPLES / f"{name}.client.yaml", library, DAY)
    chosen = EXAMPLES / f"{name}.selection.yaml"
    selection = load_selection(chosen, client, library)[0] if chosen.exists() else None
    return compose(client, selection, library, DAY)


def wrong(text: str, schema: str) -> set[str]:
    """Return the fields of a file that are wrong."""
    file = read_yaml(text.encode(), "file.yaml")
    return {each.where.at.rpartition("/")[2] for each in (*file.findings, *shape_findings(file, schema))}


@pytest.mark.parametrize("name", NAMES)
def test_only_the_blanks_are_wrong_in_what_is_to_be_filled_in(name: str, shipped: Library) -> None:
    """Expect every accommodation and open objective of the plan, and each blank to be named."""
    plan = plan_of(name, shipped)
    numbers = [each.number for each in objectives(plan)]
    note, review = note_yaml(plan, LATER, numbers), review_yaml(plan, LATER)
    blanks = {"delivered", "version"} if plan.accommodations else {"version"}
    by = set() if plan.selection.made_by else {"name", "role"}
    assert wrong(note, "note") == blanks | by | {"done", "response", "progress", "next"}
    assert wrong(review, "review") == blanks | by | {"mode", "words", "status", "seen_by", "decision"}
    for number in numbers:
        assert re.search(rf"^  {re.escape(number)}:", note, re.MULTILINE)
        assert re.search(rf"^  {re.escape(number)}:", review, re.MULTILINE)


def test_a_note_for_an_objective_that_is_not_there_is_refused(shipped: Library) -> None:
    """Expect the numbers that the plan has."""
    with pytest.raises(UsageError, match=r"1\.A\.1"):
        note_yaml(plan_of("deaf-alcohol", shipped), LATER, ["9.Z.9"])


def test_nothing_that_somebody_wrote_is_repeated_in_a_fault(shipped: Library) -> None:
    """Expect the place of a wrong word alone, for both kinds of file."""
    plan = plan_of("deaf-alcohol", shipped)
    for text, schema in ((note_yaml(plan, LATER, ["1.A.1"]), "note"), (review_yaml(plan, LATER), "review")):
        secret = re.sub(r"^( +(?:progress|status|decision):).*$", r"\1 Quackenbush", text, flags=re.MULTILINE)
        file = read_yaml(secret.encode(), "file.yaml")
        found = shape_findings(file, schema)
        assert found
        assert not [each for each in found if "Quackenbush" in f"{each.said} {each.why} {each.fix} {each.where}"]
