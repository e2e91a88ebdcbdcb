"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from planbuilder.cli.sarif import findings_as_sarif
from planbuilder.findings import SEVERITIES, Finding, worst_is_error

_PLURAL = {"error": "errors", "warning": "warnings", "question": "questions", "note": "notes"}


def report(findings: Sequence[Finding], format: str) -> int:
    """Write the findings to standard output in a format of ``FORMATS`` and return the exit code they call for."""
    click.echo(FORMATS[format](findings))
    return exit_code(findings)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 where a finding is an error, else 0."""
    return int(worst_is_error(findings))


def findings_as_text(findings: Sequence[Finding]) -> str:
    """Return the findings one after the other, each in short lines that read aloud well, and a summary at the end."""
    return "\n\n".join([details(findings), summary(findings)] if findings else [summary(findings)])


def details(findings: Iterable[Finding]) -> str:
    """Return the findings one after the other, each in short lines that read aloud well."""
    return "\n\n".join(map(_lines, findings))


def pressing(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that a command which makes papers shows: errors and warnings."""
    return [each for each in findings if each.severity in ("error", "warning")]


def findings_as_json(findings: Sequence[Finding]) -> str:
    """Return the findings and how many there are of each severity, as a JSON object."""
    return as_json({"findings": [asdict(finding) for finding in findings], "summary": counts(findings)})


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, the most pressing first."""
    total = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        total[finding.severity] += 1
    return {str(severity): number for severity, number in total.items()}


def summary(findings: Sequence[Finding]) -> str:
    """Return one line: how many findings of each severity, or that there are none."""
    told = [f"{n} {name if n == 1 else _PLURAL[name]}" for name, n in counts(findings).items() if n]
    return f"Found {', '.join(told)}." if told else "Nothing found."


def as_json(value: Any) -> str:
    """Return a value as indented JSON with every letter readable."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def printable(text: str) -> str:
    """Return the text with control characters escaped, so that no file can command a terminal."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _lines(finding: Finding) -> str:
    """Return one finding: place, sentence, why, fix, rule."""
    where = str(finding.where)
    parts = [
        where,
        f"  {finding.severity.capitalize()}: {finding.said}",
        f"  Why: {finding.why}" if finding.why else "",
        f"  Fix: {finding.fix}" if finding.fix else "",
        f"  Rule: {finding.rule}",
    ]
    return "\n".join(printable(part) for part in parts if part)


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": findings_as_text,
    "json": findings_as_json,
    "sarif": lambda findings: as_json(findings_as_sarif(findings)),
}
