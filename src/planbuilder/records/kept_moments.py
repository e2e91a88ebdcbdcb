"""When things happened to a plan, also as the notes that are kept beside its versions tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from planbuilder.plan.notes import standing_notes
from planbuilder.plan.record import Plan
from planbuilder.profiles.clocks import Moments, moments_of
from planbuilder.records.notes import Notes, read_notes
from planbuilder.records.store import Chain, read_chain


def kept_moments(plans: Path, plan: Plan, chain: Chain | None = None, notes: Notes | None = None) -> Moments:
    """Return when things happened to a plan; a version that is kept brings its notes, others leave notes unknown.

    The plan is as old as its first version that was more than a proposal. A note that a later one corrects does not
    count. Sessions stay unknown: those before the first plan, which rules count, have no notes here. ``chain`` and
    ``notes`` are what is kept of the client, where somebody has read it already.
    """
    if not plan.version:
        return moments_of(plan)
    standing = standing_notes((notes or read_notes(plans, plan.client.id)).kept)
    known = moments_of(plan, notes=tuple(sorted(dt.date.fromisoformat(each.note.date) for each in standing)))
    before = (chain or read_chain(plans, plan.client.id)).versions[: plan.version]
    made = [each.plan.date for each in before if each.plan.heading == "plan"]
    return replace(known, planned=dt.date.fromisoformat(min(made)), proposal=False) if made else known
