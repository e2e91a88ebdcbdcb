"""The rules on versions that are kept, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

TORN = RULES.rule(
    "version-unreadable",
    "error",
    said="Version {number} cannot be read as a plan record.",
    why="It was cut short or changed; what it said is not used, nor what was saved after it.",
    fix="Put the file back from a backup. Nothing can be saved after it until then.",
    example="a file that ends in the middle",
)
ALTERED = RULES.rule(
    "version-altered",
    "error",
    said="Version {number} does not follow from the version before it: {what}.",
    why="One of the two was changed, exchanged or taken from elsewhere after it was saved; nobody can rely on either.",
    fix="Put both files back from a backup.",
    example="a date changed in version 1, which version 2 was saved after",
)
MISSING = RULES.rule(
    "version-missing",
    "error",
    said="Version {number} is not there, and a later one is.",
    why="What was agreed in it can no longer be shown.",
    fix="Put the file back from a backup.",
    example="0001.json and 0003.json",
)
