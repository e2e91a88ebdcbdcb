"""Findings: one thing wrong or missing, said so that the person who reads it can act on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Severity = Literal["error", "warning", "question", "note"]

#: From the most to the least pressing; the order in which a summary counts them.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "question", "note")
#: A word in a place sorts after every number.
_WORD = 10**9


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding sits: a file with line and column (both from 1; 0 is unknown) and a path in it.

    ``at`` is the path in the reader's words: ``goals/safe-start`` in a library file, ``paragraph 12 of
    the body`` in a Word file, ``1.A.1`` in a plan.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    at: str = ""

    def sort_key(self) -> tuple[object, ...]:
        """Return the key that orders places as a reader counts: ``1.A.2`` before ``1.A.10``."""
        return (self.file, self.line, self.column, _counted(self.at), self.at)

    def __str__(self) -> str:
        """Return ``file:line:column, at`` with the unknown parts left out."""
        spot = self.file
        if self.line:
            spot += f":{self.line}" + (f":{self.column}" if self.column else "")
        return ", ".join(part for part in (spot, self.at) if part)


@lru_cache(maxsize=4096)  # plan after plan has the same places
def _counted(at: str) -> tuple[tuple[int, str], ...]:
    """Return a path in parts that sort by the value of their numbers, a number before a word."""
    return tuple((int(part), "") if part.isdecimal() else (_WORD, part) for part in re.split(r"(\d+)", at))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or missing: the rule it breaks, how bad, where, what, why it matters, what to do."""

    rule: str
    severity: Severity
    where: Place
    said: str
    why: str
    fix: str

    def sort_key(self) -> tuple[tuple[object, ...], int, str, str]:
        """Return the key that orders findings by place, then severity, then rule."""
        return (self.where.sort_key(), SEVERITIES.index(self.severity), self.rule, self.said)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, registered once: its id, severity, sentence template, why, fix, and an example that breaks it.

    ``said``, ``why`` and ``fix`` are :meth:`str.format` templates; the values come with each finding.
    """

    id: str
    severity: Severity
    said: str
    why: str
    fix: str
    example: str

    def finding(self, where: Place, values: Mapping[str, object] | None = None, /, **more: object) -> Finding:
        """Return a finding of this rule at ``where``, its sentences filled with the values."""
        filled = {**values, **more} if values else more
        said, why, fix = self.said.format_map(filled), self.why.format_map(filled), self.fix.format_map(filled)
        return Finding(self.id, self.severity, where, said, why, fix)


@dataclass(slots=True)
class RuleBook:
    """The rules of one room, each id registered once."""

    rules: dict[str, Rule] = field(default_factory=dict)

    def rule(self, id: str, severity: Severity, *, said: str, why: str, fix: str, example: str) -> Rule:
        """Register and return a rule; raise :class:`ValueError` when the id is taken."""
        if id in self.rules:
            raise ValueError(f"rule {id} is registered twice")
        made = self.rules[id] = Rule(id, severity, said, why, fix, example)
        return made


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key))


def worst_is_error(findings: Iterable[Finding]) -> bool:
    """Return whether any finding is an error, which makes a command exit with 1."""
    return any(found.severity == "error" for found in findings)
