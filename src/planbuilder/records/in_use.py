"""Which entries of the library the kept plans use."""

from __future__ import annotations

from pathlib import Path

from planbuilder.records.store import clients_kept, read_chain


def entries_in_use(plans: Path) -> frozenset[str]:
    """Return the entries (``kind/id``) that the latest versions of kept plans use; those that ended are left out.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    latest = [read_chain(plans, client).latest for client in clients_kept(plans)]
    open_plans = [each.plan for each in latest if each and each.plan.state != "ended"]
    return frozenset(each.entry for plan in open_plans for each in plan.provenance)
