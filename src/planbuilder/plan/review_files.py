"""A review's file into a review: read, checked for shape, then against the plan and its earlier reviews."""

from __future__ import annotations

import datetime as dt

import msgspec

from planbuilder.errors import InputError
from planbuilder.findings import Finding, ordered
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.plan.review_check import review_findings
from planbuilder.plan.reviews import Review
from planbuilder.reading import YamlFile, bounded
from planbuilder.schema import shape_findings


def review_in(file: YamlFile, plan: Plan, library: Library, on: dt.date) -> tuple[Review, tuple[Finding, ...]]:
    """Return the review of what was read, and findings that do not stop it; raise InputError with those that do.

    ``plan`` is the version that is reviewed, ``on`` the day on which the review is kept.
    """
    findings = [*file.findings, *shape_findings(file, "review")]
    if not _stopped(findings):
        review = msgspec.convert(file.value, Review)
        findings += bounded(review_findings(review, file, plan, library, on), file.file)
        if not _stopped(findings):
            return review, ordered(findings)
    raise InputError("The review has errors; it was not kept.", ordered(findings), where=file.file)


def _stopped(findings: list[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)
