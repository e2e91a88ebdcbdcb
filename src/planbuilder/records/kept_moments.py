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

    The plan is as old as its first version that is a plan; while there are proposals alone, it is still to be made. A
    note that a later one corrects does not count, and where notes do not hold together none is known. Sessions stay
    unknown: those before the first plan, which rules count, have no notes here. ``chain`` and ``notes`` are what is
    kept of the client, where somebody has read it already.
    """
    if not plan.version:
        return moments_of(plan)
    noted = notes or read_notes(plans, plan.client.id)
    days = tuple(sorted(dt.date.fromisoformat(each.note.date) for each in standing_notes(noted.kept)))
    known = moments_of(plan, notes=None if noted.findings else days)
    kept = (chain or read_chain(plans, plan.client.id)).versions
    before = [each.plan for each in kept if each.number < plan.version]
    made = [each.date for each in (*before, plan) if each.heading == "plan"]
    first = min(made or [each.date for each in (*before, plan)])
    return replace(known, planned=dt.date.fromisoformat(first), proposal=not made)
