"""What a change of the library means for plans in use: which have the entry, where, and whether they print it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.records.affected import affected_plans
from planbuilder.records.store import save_version

LOG = "intervention/drinking-log"


def moved(library: Library, **fields: object) -> Library:
    """Return the library with another drinking log."""
    log = replace(library.interventions["drinking-log"], **fields)
    origin = replace(library.origins[LOG], sha256="0" * 64)
    others = {"interventions": {**library.interventions, "drinking-log": log}}
    return replace(library, origins={**library.origins, LOG: origin}, **others)


def test_a_plan_that_has_the_entry_is_named_with_the_place(tmp_path: Path, plan: Plan, shipped: Library) -> None:
    """Expect the client's id, the version and the number in the plan, and nothing else of the person."""
    save_version(tmp_path, plan, by="R.")
    found = affected_plans(tmp_path, moved(shipped, statement="Another one."), {LOG})
    [use] = found.uses[LOG]
    assert (found.plans, found.touched, found.ended, found.broken) == (1, 1, 0, ())
    assert (use.client, use.version, use.how, use.same_words) == (plan.client.id, 1, "changed", False)
    assert use.where


def test_a_change_that_the_plan_does_not_print_is_told_as_that(tmp_path: Path, plan: Plan, shipped: Library) -> None:
    """Expect the use, and that what it prints reads the same."""
    save_version(tmp_path, plan, by="R.")
    [use] = affected_plans(tmp_path, moved(shipped, cautions=("Watch.",)), {LOG}).uses[LOG]
    assert use.same_words


def test_entries_that_were_not_asked_for_are_left_out(tmp_path: Path, plan: Plan, shipped: Library) -> None:
    """Expect nothing of a change that lies outside of the two editions."""
    save_version(tmp_path, plan, by="R.")
    found = affected_plans(tmp_path, moved(shipped, statement="Another one."), {"intervention/other"})
    assert (found.uses, found.plans, found.touched) == ({}, 1, 0)


def test_plans_that_ended_rest_and_broken_ones_are_named(tmp_path: Path, plan: Plan, shipped: Library) -> None:
    """Expect both counted apart."""
    save_version(tmp_path, plan, by="R.", state="ended")
    library = moved(shipped, statement="Another one.")
    assert affected_plans(tmp_path, library, {LOG}).ended == 1
    (tmp_path / plan.client.id / "0001.json").write_bytes(b"{}")
    assert affected_plans(tmp_path, library, {LOG}).broken == (plan.client.id,)
