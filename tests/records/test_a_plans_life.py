"""Whatever is edited in which order: numbers stay, nobody's words are lost, and the chain of records verifies."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from life_files import looked_at, review, written
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.errors import InputError, UsageError
from planbuilder.library.store import Library
from planbuilder.plan.carrying import carried
from planbuilder.plan.composing import compose
from planbuilder.plan.numbering import kept_numbers
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import goals, interventions, objectives
from planbuilder.records.accepting import accept_edits
from planbuilder.records.reading import read_edits
from planbuilder.records.reviewing import take_review
from planbuilder.records.signing import sign_version
from planbuilder.records.store import Chain, read_chain, save_version
from planbuilder.records.updating import update_plan, updated
from word_edits import Edit, commented, edited, paragraph_added, struck, typed_over

LIBRARY = data_path("library")
HOMES = document_homes(LIBRARY)
MAIN = "treatment-plan"
#: The day from which reviews are counted, and one on which all of them can be kept.
REVIEW, REVIEWED = dt.date(2026, 11, 20), dt.date(2028, 6, 1)


@dataclass(frozen=True)
class Step:
    """One step in a plan's life: what is done, to which item (counted), and in a document of which version.

    ``older`` takes the document of the version before the latest one.
    """

    what: str
    item: int
    older: bool = False


EDITS = ("reword", "strike", "add", "comment")
STEPS = st.builds(
    Step,
    st.sampled_from([*EDITS, "review", "update", "compose", "sign"]),
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


@dataclass
class Life:
    """A plan's life in a folder: the library as it is by now, and every word that somebody wrote and that was kept."""

    folder: Path
    first: Plan
    library: Library
    written: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def plans(self) -> Path:
        """The folder of the versions."""
        return self.folder / "plans"

    def chain(self) -> Chain:
        """Return the versions."""
        return read_chain(self.plans, self.first.client.id)

    def take(self, step: Step) -> None:
        """Do one step; what is refused leaves the versions as they were."""
        self.count += 1
        words = f"Words number {'abcdefghijkl'[self.count]} of somebody"
        before = self.chain()
        try:
            if step.what in EDITS:
                self.edit(step, words, before)
            else:
                getattr(self, step.what)(step, words, before.versions[-1].plan)
        except (InputError, UsageError):
            assert self.chain() == before

    def edit(self, step: Step, words: str, before: Chain) -> None:
        """Edit a document of a version in Word, and accept it."""
        source = before.versions[max(0, len(before.versions) - (2 if step.older else 1))].plan
        data, _ = document(source, step, words)
        found = accept_edits(self.plans, data, HOMES, self.library, by="Rosa Alvarez", name="edited.docx")
        if found.version is None:
            shown = " ".join(f"{each.latest} {each.edited}" for each in found.collisions)
            assert step.what == "strike" or words in shown
        elif step.what != "strike":
            self.written.append(words)

    def review(self, step: Step, words: str, latest: Plan) -> None:
        """Review the plan: one objective is revised."""
        day = (REVIEW + dt.timedelta(weeks=6 * self.count)).isoformat()
        open_ = [each.number for each in objectives(latest) if not each.ended]
        revised = {open_[step.item % len(open_)]: looked_at(decision="revised", target_date="2028-01-01", words=words)}
        file = review(latest, steps=revised, date=day, needs={"on": day, "words": "As before."})
        take_review(self.plans, latest.client.id, written(self.folder, file), self.library, REVIEWED)
        self.written.append(words)

    def update(self, step: Step, _words: str, latest: Plan) -> None:
        """Let the library word an intervention anew, and update the plan."""
        ids = sorted({each.id for each in interventions(latest) if each.id in self.library.interventions})
        id = ids[step.item % len(ids)]
        entry = self.library.interventions[id]
        anew = {**self.library.interventions, id: replace(entry, statement=f"{entry.statement} Checked anew.")}
        self.library = replace(self.library, interventions=anew, digest=f"{self.count:x}" * 64)
        found = updated(latest, self.library)
        if not found.nothing:
            update_plan(self.plans, latest, found, by="Rosa Alvarez")

    def compose(self, step: Step, _words: str, latest: Plan) -> None:
        """Compose the plan again on a later day, and carry over what was edited."""
        day = dt.date.fromisoformat(latest.date) + dt.timedelta(days=step.item)
        anew = compose(latest.client, latest.selection, self.library, day)
        made = carried(latest, kept_numbers(latest, anew), self.library)
        save_version(self.plans, made, by="Rosa Alvarez")

    def sign(self, _step: Step, _words: str, latest: Plan) -> None:
        """Let the person sign."""
        told = {"name": f"Signer {'abcdefghijkl'[self.count]}", "role": "client", "despite": "It cannot wait."}
        on = dt.date.fromisoformat(latest.date)
        sign_version(self.plans, latest.client.id, self.library, agrees="agree", on=on, **told)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(steps=st.lists(STEPS, min_size=2, max_size=5))
def test_any_sequence_of_steps_keeps_numbers_and_words(steps: list[Step], plan: Plan, shipped: Library) -> None:
    """Documents are edited and accepted, plans reviewed, updated, composed again and signed, in any order."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder), plan, shipped)
        save_version(life.plans, plan, by="Rosa Alvarez")
        for step in steps:
            life.take(step)
            prove(life.chain(), life.written, life.library)
