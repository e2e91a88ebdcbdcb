"""Whatever is edited in which order: numbers stay, nobody's words are lost, and the chain of records verifies."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.library.store import Library
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import goals, interventions, objectives
from planbuilder.records.accepting import accept_edits
from planbuilder.records.reading import read_edits
from planbuilder.records.store import Chain, read_chain, save_version
from word_edits import Edit, commented, edited, paragraph_added, struck, typed_over

LIBRARY = data_path("library")
HOMES = document_homes(LIBRARY)
MAIN = "treatment-plan"


@dataclass(frozen=True)
class Step:
    """One edit of a document: what is done, to which item (counted), and of the latest version or the one before."""

    what: str
    item: int
    older: bool


STEPS = st.builds(
    Step,
    st.sampled_from(["reword", "strike", "add", "comment"]),
    st.integers(min_value=0, max_value=40),
    st.booleans(),
)


def texts(plan: Plan) -> list[str]:
    """Return the keys of the thread's texts that can be edited, in order."""
    items = (*goals(plan), *objectives(plan), *interventions(plan), *plan.added_notes)
    return [f"{each.key}.statement" for each in items]


def document(plan: Plan, step: Step, words: str) -> tuple[bytes, str]:
    """Return a document of a plan with one edit, and the text that was edited."""
    printed = render_document(plan, LIBRARY, MAIN)
    keys = [key for key in texts(plan) if f'w:val="{key}"'.encode() in _body(printed)]
    key = keys[step.item % len(keys)]
    if step.what == "comment":
        return commented(printed, key, "Pam Lund", words), key
    edits: dict[str, Edit] = {
        "reword": typed_over(key, words),
        "strike": struck(key),
        "add": paragraph_added(key, words),
    }
    return edited(printed, edits[step.what]), key


def _body(data: bytes) -> bytes:
    """Return the body of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml")


def places(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield what tells an item in every version, its key, and its number."""
    for problem in plan.problems:
        for goal in problem.goals:
            yield f"{problem.id}/{goal.id}", goal.key, goal.number
            for step in goal.objectives:
                yield f"{problem.id}/{goal.id}/{step.id}", step.key, step.number
                for each in step.interventions:
                    yield f"{problem.id}/{goal.id}/{step.id}/{each.id}", each.key, each.number


def prove(chain: Chain, written: list[str], library: Library) -> None:
    """Assert what always holds of a chain in which people wrote so much."""
    assert chain.findings == ()
    latest = chain.versions[-1].plan
    assert [
        each.rule
        for each in check_record(latest, library)
        if each.rule.startswith("record-") and each.severity == "error"
    ] == []
    found = read_edits(latest, render_document(latest, LIBRARY, MAIN), HOMES)
    assert (found.any, found.findings) == (False, ())
    named: dict[str, tuple[str, str]] = {}
    for version in chain.versions:
        for path, key, number in places(version.plan):
            assert named.setdefault(path, (key, number)) == (key, number)
    assert len({key for key, _ in named.values()}) == len(named)
    assert len({number for _, number in named.values()}) == len(named)
    kept = "".join(plan_json(version.plan).decode() for version in chain.versions)
    assert [words for words in written if words not in kept] == []


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(steps=st.lists(STEPS, min_size=2, max_size=4))
def test_any_sequence_of_edits_keeps_numbers_and_words(steps: list[Step], plan: Plan, shipped: Library) -> None:
    """Each document is edited, read and accepted; two people's edits of one thing are refused, and nothing is lost."""
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder)
        save_version(plans, plan, by="Rosa Alvarez")
        written: list[str] = []
        for count, step in enumerate(steps):
            versions = read_chain(plans, plan.client.id).versions
            source = versions[max(0, len(versions) - (2 if step.older else 1))].plan
            words = f"Words number {'abcdefgh'[count]} of somebody"
            data, key = document(source, step, words)
            found = accept_edits(plans, data, HOMES, shipped, by="Rosa Alvarez", name="edited.docx")
            if found.version is None:
                assert found.collisions or step.what == "strike", (step, key, found.findings)
                shown = " ".join(f"{each.latest} {each.edited}" for each in found.collisions)
                assert words in shown or step.what == "strike"
            elif step.what != "strike":
                written.append(words)
            prove(read_chain(plans, plan.client.id), written, shipped)
