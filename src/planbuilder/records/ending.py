"""Ending a plan: the last version of it, with what was reached and who goes on."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from planbuilder.errors import InputError, UsageError
from planbuilder.plan.endings import EndingFile
from planbuilder.plan.record import Plan
from planbuilder.records.store import Version, read_chain, save_version


def latest_to_end(plans: Path, client: str) -> Plan:
    """Return the latest version of a plan that has not ended.

    Raises UsageError where there is none or it has ended, InputError where the versions do not hold together.
    """
    chain = read_chain(plans, client)
    if chain.findings:
        said = "The versions of this client do not hold together, and nothing was done."
        raise InputError(said, chain.findings, where=client)
    if chain.latest is None:
        fix = "'planbuilder plan CLIENT SELECTION --save' keeps the first version."
        raise UsageError("No version of this plan is kept here.", where=client, fix=fix)
    if chain.latest.plan.state == "ended":
        fix = f"'planbuilder history {client}' shows when; a new plan begins with 'planbuilder plan ... --save'."
        raise UsageError("This plan has ended already.", where=client, fix=fix)
    return chain.latest.plan


def end_plan(plans: Path, plan: Plan, file: EndingFile, *, why: str = "") -> Version:
    """Keep the version that ends a plan, and return it; raises what :func:`save_version` raises.

    ``plan`` is the latest version, and ``file`` was found to fit it.
    """
    ended = replace(plan, ending=file.ending)
    return save_version(plans, ended, by=file.by.name, why=why, based_on=plan.version, state="ended")
