"""From a review's file to the next version of the plan, which holds the review and what it changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.carrying import reheaded
from planbuilder.plan.record import Plan
from planbuilder.plan.review_files import review_in
from planbuilder.plan.review_making import made_review
from planbuilder.plan.reviewing import reviewed_plan
from planbuilder.plan.settling import settled
from planbuilder.reading import read_yaml
from planbuilder.records.notes import read_notes
from planbuilder.records.noting import kept_version
from planbuilder.records.store import Version, save_version


def take_review(
    plans: Path, client: str, path: Path, library: Library, on: dt.date
) -> tuple[Version, tuple[Finding, ...]]:
    """Keep the review of a file as the next version of the plan; return it with findings that did not stop it.

    ``on`` is the day on which it is kept. Numbers and keys stay, nobody has signed the new version yet. Raises
    InputError with everything that is wrong with the file or with what is kept already; UsageError where the version
    that it reviews is not the latest one, or the plan has ended; EnvironmentFaultError where a disk refuses.
    """
    file = read_yaml(read_file(path), path.name)
    version = kept_version(plans, client, file)
    latest = kept_version(plans, client)
    if version.number != latest.number:
        fix = f"'planbuilder history {client} --diff {version.number} {latest.number}' shows what has changed since."
        said = f"The review is of version {version.number}, and version {latest.number} is kept by now."
        raise UsageError(said, where=file.file, fix=f"{fix} Write the review of version {latest.number}.")
    _refuse_ended(latest.plan)
    notes = read_notes(plans, client)
    if notes.findings:
        raise InputError("The notes of this client do not hold together.", notes.findings, where=client)
    review, findings = review_in(file, latest.plan, library, on)
    made = reviewed_plan(latest.plan, made_review(review, latest.plan, library, notes.kept))
    made = reheaded(settled(made, library), library)
    why = f"Review of {review.date}"
    return save_version(plans, made, by=review.by.name, why=why, based_on=latest.number), findings


def latest_to_review(plans: Path, client: str) -> Plan:
    """Return the latest version of a plan that a review can be written for.

    Raises UsageError where there is none or it has ended, InputError where the versions do not hold together.
    """
    plan = kept_version(plans, client).plan
    _refuse_ended(plan)
    return plan


def _refuse_ended(plan: Plan) -> None:
    """Raise UsageError where a plan has ended: nothing of it is left to review."""
    if plan.state == "ended":
        fix = "Compose a new plan for what comes now."
        raise UsageError("The plan has ended.", where=plan.client.id, fix=fix)
