"""The rules on records of disclosures, each registered once."""

from __future__ import annotations

from planbuilder.records.rules import RULES

DISCLOSURE_TORN = RULES.rule(
    "disclosure-unreadable",
    "error",
    said="The record of disclosure {number} cannot be read.",
    why="It was cut short or changed; to whom the plan went can no longer be shown, nor what came after it.",
    fix="Put the file back from a backup. Nothing can be disclosed after it until then.",
    example="a file of a disclosure that ends in the middle",
)
DISCLOSURE_ALTERED = RULES.rule(
    "disclosure-altered",
    "error",
    said="The record of disclosure {number} is not as it was kept: {what}.",
    why="It, or the one before it, was changed, exchanged or taken from elsewhere; nobody can rely on what it says.",
    fix="Put the file back from a backup, and the one before it where that was changed.",
    example="a recipient changed in the file of disclosure 1 after it was kept",
)
DISCLOSURE_MISSING = RULES.rule(
    "disclosure-missing",
    "error",
    said="The record of disclosure {number} is not there, and a later one is.",
    why="The person has a right to know to whom the record went (42 CFR 2.25); this one can no longer be told.",
    fix="Put the file back from a backup.",
    example="disclosures/0001.json and disclosures/0003.json",
)
