"""Edits, reviews, updates and plans composed again, in any order: numbers stay, no words are lost, records verify."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from life_files import looked_at, review, written
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.library.store import Library
from planbuilder.plan.carrying import carried
from planbuilder.plan.composing import compose
from planbuilder.plan.keyed import keyed_texts
from planbuilder.plan.numbering import items, kept_numbers
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import interventions, objectives
from planbuilder.records.accepting import accept_edits
from planbuilder.records.reviewing import take_review
from planbuilder.records.store import read_chain, save_version
from planbuilder.records.updating import update_plan, updated
from word_edits import edited, paragraph_added, struck, typed_over

HOMES = document_homes(data_path("library"))
ON = dt.date(2027, 6, 30)
#: Entries that the library words anew, one after the other.
REWORDED = ("drinking-log", "evening-check-in", "peer-first-meeting", "coping-rehearsal")


class Life:
    """A plan's life in a folder: what was done so far, and what somebody wrote."""

    def __init__(self, folder: Path, plan: Plan, library: Library) -> None:
        self.folder, self.plans, self.library = folder, folder / "plans", library
        self.wrote: list[str] = []
        self.reviews = self.moves = self.count = 0
        save_version(self.plans, plan, by="Rosa Alvarez")
        self.client = plan.client.id

    @property
    def latest(self) -> Plan:
        """Return the latest version."""
        found = read_chain(self.plans, self.client).latest
        assert found
        return found.plan

    def do(self, what: str, which: int) -> None:
        """Do one thing to the plan."""
        self.count += 1
        getattr(self, what)(which)

    def _edit(self, edit: Any) -> None:
        data = edited(render_document(self.latest, data_path("library"), "treatment-plan"), edit)
        found = accept_edits(self.plans, data, HOMES, self.library, by="Pam Lund", name="edited.docx")
        assert found.version, found.findings

    def _words(self) -> str:
        self.wrote.append(f"Words number {'abcdefghij'[self.count]} of somebody")
        return self.wrote[-1]

    def _key(self, which: int, *, shown: bool = True) -> str:
        acts = [each for each in interventions(self.latest) if not each.local or not shown]
        first = [each for n, each in enumerate(acts) if each.id not in {one.id for one in acts[:n]}]
        return f"{first[which % len(first)].key}.statement"

    def reword(self, which: int) -> None:
        """Word an intervention anew in Word."""
        self._edit(typed_over(self._key(which), self._words()))

    def add(self, which: int) -> None:
        """Add a paragraph under an intervention in Word."""
        self._edit(paragraph_added(self._key(which), self._words()))

    def strike(self, which: int) -> None:
        """Strike an objective in Word, unless it is the last one of its goal or somebody wrote in it."""
        steps = [each for each in objectives(self.latest) if not each.local]
        if len(steps) > 3:
            self._edit(struck(f"{steps[which % len(steps)].key}.statement"))

    def review(self, which: int) -> None:  # noqa: ARG002 - one way only
        """Review the plan, at most twice, with other target dates."""
        if self.reviews == 2:
            return
        day = ("2026-12-28", "2027-02-08")[self.reviews]
        due = ("2027-06-01", "2027-07-01")[self.reviews]
        self.reviews += 1
        steps = {
            each.number: looked_at(decision="revised", target_date=due)
            for each in objectives(self.latest)
            if not each.ended and not any(text.wrote for text in (each.statement, each.plain)) and not each.local
        }
        file = written(self.folder, review(self.latest, steps=steps, date=day, needs={"on": day, "words": "The same."}))
        take_review(self.plans, self.client, file, self.library, ON)

    def _moved(self, changes: Mapping[str, Any]) -> None:
        """Let the library move on."""
        number = f"{self.moves:x}"
        origins = {
            f"intervention/{id}": replace(self.library.origin("intervention", id), sha256=number * 64) for id in changes
        }
        self.library = replace(
            self.library,
            interventions={**self.library.interventions, **changes},
            origins={**self.library.origins, **origins},
            digest=number * 64,
        )

    def move(self, which: int) -> None:
        """Word an entry anew in the library, and update the plan to it."""
        self.moves += 1
        id = REWORDED[which % len(REWORDED)]
        entry = self.library.interventions[id]
        self._moved({id: replace(entry, statement=f"{entry.statement} Checked again, {self.moves} times.")})
        before = self.latest
        found = updated(before, self.library)
        if not found.nothing:
            update_plan(self.plans, before, found, by="Rosa Alvarez")
        assert updated(self.latest, self.library).nothing

    def compose(self, which: int) -> None:  # noqa: ARG002 - one way only
        """Compose the plan again from the same facts and choices."""
        before = self.latest
        made = compose(before.client, before.selection, self.library, dt.date.fromisoformat(before.date))
        save_version(self.plans, carried(before, kept_numbers(before, made), self.library), by="Rosa Alvarez")

    def prove(self) -> None:
        """Assert what always holds."""
        chain = read_chain(self.plans, self.client)
        assert chain.findings == ()
        names: dict[str, str] = {}
        for version in chain.versions:
            for item in items(version.plan):
                assert names.setdefault(item.key, item.path) == item.path
                assert names.setdefault(f"#{item.number}", item.path) == item.path or not item.number
        latest = chain.versions[-1].plan
        told = [each for each in check_record(latest, self.library) if each.rule.startswith("record-")]
        assert [(each.rule, each.where.at) for each in told if each.severity == "error"] == []
        everything = "".join(plan_json(version.plan).decode() for version in chain.versions)
        assert [words for words in self.wrote if words not in everything] == []
        gone = {each.text for each in latest.struck}
        standing = {text.now for text in keyed_texts(latest).values()} | gone
        assert [words for words in self.wrote[-1:] if not any(words in each for each in standing)] == []
        assert latest.reviews == () or len(latest.reviews) == self.reviews


_DONE = st.tuples(st.sampled_from(("reword", "add", "strike", "review", "move", "compose")), st.integers(0, 20))


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@example(done=[("reword", 0), ("add", 1), ("move", 0), ("review", 0), ("move", 1), ("compose", 0)])
@example(done=[("strike", 2), ("move", 0), ("compose", 0), ("add", 0), ("review", 0), ("move", 0)])
@example(done=[("review", 0), ("move", 0), ("reword", 3), ("review", 0), ("move", 3)])
@given(done=st.lists(_DONE, min_size=2, max_size=5))
def test_any_sequence_keeps_numbers_words_and_records(
    done: list[tuple[str, int]], plan: Plan, shipped: Library
) -> None:
    """Expect it after every step."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder), plan, shipped)
        for what, which in done:
            life.do(what, which)
            life.prove()
