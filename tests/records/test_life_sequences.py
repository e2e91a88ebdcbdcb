"""Any sequence of notes and reviews: numbers and keys stay, no word is lost, and every chain verifies."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from life_files import looked_at, note, review, written

from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import keys, objectives
from planbuilder.records.notes import read_notes
from planbuilder.records.noting import take_note
from planbuilder.records.reviewing import take_review
from planbuilder.records.store import read_chain, save_version

ON = dt.date(2030, 1, 1)
_WORDS = st.sampled_from(
    ["One word.", "Two words; with a sign: \u00e9.", "\u201cQuoted.\u201d", "<b>&amp;</b> {{ x }}"]
)


def _decision(word: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return what may be decided of an objective, said with a word."""
    kept = st.just(looked_at(why=word))
    moved = st.just(looked_at(why=word, decision="revised", target_date="2029-06-01"))
    worded = st.just(looked_at(why=word, decision="revised", wording=f"{word} Said anew.", plain=word))
    ended = st.just(looked_at(why=word, decision="ended", status="achieved"))
    return st.one_of(kept, moved, worded, ended)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), _WORDS),
        st.tuples(st.just("review"), _WORDS.flatmap(lambda word: st.lists(_decision(word), min_size=5, max_size=5))),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(steps=_STEPS)
def test_numbers_stay_no_word_is_lost_and_every_chain_verifies(
    plan: Plan, shipped: Library, steps: list[tuple[str, Any]]
) -> None:
    """Expect every version and note to be there with what was said in it, in whatever order they came."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plans = place / "plans"
        save_version(plans, plan, by="Rosa Alvarez")
        for turn, (kind, what) in enumerate(steps):
            latest = read_chain(plans, plan.client.id).latest
            assert latest is not None
            day = (dt.date(2026, 12, 1) + dt.timedelta(weeks=turn)).isoformat()
            if kind == "note":
                value = note(plan, date=day, objectives={}, no_objective=what, version=latest.number)
                take_note(plans, plan.client.id, written(place, value), shipped, ON)
                said.append(what)
                continue
            open_ = [each.number for each in objectives(latest.plan) if not each.ended]
            decided = dict(zip(open_, what, strict=False))
            value = review(latest.plan, date=day, needs={"on": day, "words": "The same."}, steps=decided)
            take_review(plans, plan.client.id, written(place, value), shipped, ON)
            said += [each["why"] for each in decided.values()] + [each.get("wording", "") for each in decided.values()]
        chain, notes = read_chain(plans, plan.client.id), read_notes(plans, plan.client.id)
        assert (chain.findings, notes.findings) == ((), ())
        assert len(chain.versions) - 1 + len(notes.kept) == len(steps)
        assert chain.latest is not None
        last = chain.latest.plan
        assert list(keys(last)) == list(keys(plan))
        assert [each.number for each in objectives(last)] == [each.number for each in objectives(plan)]
        held = [each.note.no_objective for each in notes.kept]
        held += [text for past in last.reviews for step in past.steps for text in (step.why, step.wording)]
        assert sorted(filter(None, held)) == sorted(filter(None, said))
