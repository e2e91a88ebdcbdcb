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
    said="Version {number} is not as it was saved: {what}.",
    why="It, or the one before it, was changed, exchanged or taken from elsewhere; nobody can rely on what it says.",
    fix="Put the file back from a backup, and the one before it where that was changed.",
    example="a date changed in the file of version 1 after it was saved",
)
MISSING = RULES.rule(
    "version-missing",
    "error",
    said="Version {number} is not there, and a later one is.",
    why="What was agreed in it can no longer be shown.",
    fix="Put the file back from a backup.",
    example="0001.json and 0003.json",
)
PROPOSAL = RULES.rule(
    "sign-proposal",
    "error",
    said="This is a proposal, not a treatment plan; it lacks: {lacks}.",
    why="Whoever signs must know that something is unsettled, and why it is signed all the same.",
    fix="Settle it and save the plan anew; or say --despite REASON, which is kept and printed beside the signature.",
    example="a plan in which a flagged risk has no act",
)
