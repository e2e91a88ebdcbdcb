"""Objectives that somebody else could check: an act that can be seen, a number or a date, and both in the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.blanks import blanks
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Objective
from planbuilder.library.rulebook import RULES
from planbuilder.reading import FieldPath

VERB = RULES.rule(
    "objective-verb",
    "warning",
    said="'{verb}' cannot be seen by anybody else.",
    why="A reviewer, and the client, must be able to tell whether the step was reached.",
    fix="Say what the client does, says, shows or counts instead.",
    example="{{ client.name }} understands the risks of drinking.",
)
NUMBER = RULES.rule(
    "objective-number",
    "warning",
    said="The statement has neither a number nor a date.",
    why="Without one, nobody can tell how much is enough, or by when.",
    fix="Say how many, how often or by when; {{{{ target_date }}}} is always there.",
    example="{{ client.name }} calls friends.",
)
DATE = RULES.rule(
    "objective-date",
    "warning",
    said="The objective has a horizon, and its statement never says {{{{ target_date }}}}.",
    why="The person who signs should read by when.",
    fix="Write 'by {{{{ target_date }}}}' into the statement.",
    example="horizon: {weeks: 4}, and no {{ target_date }}",
)
TARGET = RULES.rule(
    "objective-target",
    "warning",
    said="The objective is measured by a score, and its statement never says {{{{ target }}}}.",
    why="The person who signs should read which score is aimed for.",
    fix="Write 'from {{{{ baseline }}}} to {{{{ target }}}}' into the statement.",
    example="measured_by: {measure: phq-9, ...}, and no {{ target }}",
)
_VAGUE = re.compile(
    r"\b(understand(?:s|ing)?|explor(?:es?|ing)|learn(?:s|ing)?|reali[sz](?:es?|ing)|know(?:s|ing)?|feels?|"
    r"appreciat(?:es?|ing)|recogni[sz](?:es?|ing)|gains? insight|(?:is|be|becomes?) (?:more )?aware|"
    r"(?<!the )(?<!this )(?<!that )(?<!a )process(?:es|ing)?(?= \w))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|each|every|daily|weekly|"
    r"monthly|half)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\{\{[^}]*\}\}")


def check_objectives(shelf: Shelf) -> Iterator[Finding]:
    """Yield objectives whose statement nobody could check."""
    for item in shelf.items:
        for path, part in item.parts:
            if isinstance(part, Objective):
                yield from _objective(item, (*path, "statement"), part)


def _objective(item: Item, path: FieldPath, objective: Objective) -> Iterator[Finding]:
    """Yield what is missing from an objective's statement."""
    words = _BLANK.sub("\u2022", objective.statement)
    slots = [name for name in blanks(objective.statement) if not name.startswith("client.")]
    if vague := _VAGUE.search(words):
        yield item.finding(VERB, path, verb=vague.group().lower())
    if not slots and not _NUMBER.search(words):
        yield item.finding(NUMBER, path)
    if objective.horizon is not None and "target_date" not in slots:
        yield item.finding(DATE, path)
    if objective.measured_by.measure and "target" not in slots:
        yield item.finding(TARGET, path)
