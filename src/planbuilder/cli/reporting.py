"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from planbuilder.cli.sarif import findings_as_sarif
from planbuilder.findings import SEVERITIES, Finding, worst_is_error

#: From so many places on, one and the same sentence is said once, with its places under it.
_SAME = 3
#: Questions that stand in the papers, under 'Questions still open'.
_IN_PAPERS = frozenset({"plan-ask-person", "plan-unknown-condition", "plan-option-ask"})
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
    """Return the findings one after the other, each in short lines that read aloud well.

    What is found in three places or more of a file is said once, where it is found first, with its places; a note is
    said once for all files, as there may be dozens that say the same.
    """
    listed = list(findings)
    same: dict[tuple[str, ...], list[Finding]] = {}
    for each in listed:
        same.setdefault(_sameness(each), []).append(each)
    told: list[str] = []
    for each in listed:
        group = same[_sameness(each)]
        if len(group) < _SAME or not str(each.where):
            told.append(_lines([each]))
        elif group[0] is each:
            told.append(_lines(group))
    return "\n\n".join(told)


def _sameness(finding: Finding) -> tuple[str, ...]:
    """Return what findings share that differ in their places, and in what to do there, at most."""
    file = "" if finding.severity == "note" else finding.where.file
    return (file, finding.severity, finding.rule, finding.said, finding.why)


def pressing(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that a command which makes papers shows, the most pressing first.

    Errors, warnings, and the questions that the papers do not hold themselves.
    """
    shown = [each for each in findings if each.severity != "note" and each.rule not in _IN_PAPERS]
    return sorted(shown, key=lambda each: SEVERITIES.index(each.severity))


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


def _lines(same: Sequence[Finding]) -> str:
    """Return one finding: place, sentence, why, fix, rule; or several that say the same, with their places."""
    finding, places = same[0], [str(each.where) for each in same]
    alike = len({each.fix for each in same}) == 1
    several = len(same) > 1
    listed = [f"    {place}" if alike else f"    {place}: {each.fix}" for place, each in zip(places, same, strict=True)]
    parts = [
        f"{len(same)} places, listed below" if several else places[0],
        f"  {finding.severity.capitalize()}: {finding.said}",
        f"  Why: {finding.why}" if finding.why else "",
        f"  Fix: {finding.fix}" if finding.fix and alike else "",
        *([("  Places:" if alike else "  Fix, place by place:"), *listed] if several else []),
        f"  Rule: {finding.rule}",
    ]
    return "\n".join(printable(part) for part in parts if part)


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": findings_as_text,
    "json": findings_as_json,
    "sarif": lambda findings: as_json(findings_as_sarif(findings)),
}
