"""Findings as SARIF 2.1.0, which code hosts and editors show beside the line.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from planbuilder import __version__
from planbuilder.findings import Finding, Place, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "question": "note", "note": "note"}


def findings_as_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as a SARIF log with one run."""
    rules = {finding.rule: _rule(finding) for finding in findings}
    order = {rule: index for index, rule in enumerate(sorted(rules))}
    driver = {"name": "planbuilder", "version": __version__, "rules": [rules[rule] for rule in order]}
    results = [_result(finding, order[finding.rule]) for finding in findings]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _rule(finding: Finding) -> dict[str, Any]:
    """Return what SARIF is told about a finding's rule."""
    return {"id": finding.rule, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    """Return a finding as a SARIF result."""
    text = " ".join(part for part in (finding.said, finding.why, finding.fix) if part)
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "properties": {"severity": finding.severity},
    }
    location = _location(finding.where)
    return {**result, "locations": [location]} if location else result


def _location(place: Place) -> dict[str, Any]:
    """Return a place as a SARIF location; of a plan that is no file yet, where in it; empty where nothing is known."""
    location: dict[str, Any] = {}
    if place.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.file and place.line:
        region = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
        location["physicalLocation"]["region"] = region
    if place.at:
        location["logicalLocations"] = [{"fullyQualifiedName": place.at}]
    return location


def _uri(file: str) -> str:
    """Return a file as a URI: whole where its path is whole, else relative to where the command ran."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")
