"""When things happened to a plan, also as the notes that are kept beside its versions tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from planbuilder.plan.notes import standing_notes
from planbuilder.plan.record import Plan
from planbuilder.profiles.clocks import Moments, moments_of
from planbuilder.records.notes import read_notes
from planbuilder.records.store import read_chain


def kept_moments(plans: Path, plan: Plan) -> Moments:
    """Return when things happened to a plan; a version that is kept brings its notes, others leave notes unknown.

    The plan is as old as its first version. A note that a later one corrects does not count. Sessions stay unknown:
    those before the first plan, which rules count, have no notes here.
    """
    if not plan.version:
        return moments_of(plan)
    notes = standing_notes(read_notes(plans, plan.client.id).kept)
    known = moments_of(plan, notes=tuple(sorted(dt.date.fromisoformat(each.note.date) for each in notes)))
    first = next((each.plan.date for each in read_chain(plans, plan.client.id).versions), plan.date)
    return replace(known, planned=min(known.planned, dt.date.fromisoformat(first)))
