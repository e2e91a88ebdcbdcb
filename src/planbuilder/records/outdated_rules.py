"""The rules on kept plans that the library has moved on from, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

SAME_WORDS = RULES.rule(
    "outdated-elsewhere",
    "note",
    said="{entry} was changed since the plan was made; its statements in the plan read the same.",
    why="The change is in something else: a dose, a condition, a caution, a source, or what is not in this plan.",
    fix="'planbuilder update {client}' shows what would differ.",
    example="a source added to an intervention of the plan",
)
CHANGED = RULES.rule(
    "outdated-changed",
    "warning",
    said="{entry} was changed since the plan was made, and its words in the plan are the old ones.",
    why="The new wording may be safer, clearer or better supported.",
    fix="Look at both with 'planbuilder update {client}'; with --yes the new wording is taken, and yours stays.",
    example="a new statement of an intervention of the plan",
)
SUPERSEDED = RULES.rule(
    "outdated-superseded",
    "warning",
    said="{entry} is superseded by {by}: {reason}",
    why="New plans no longer get it. What was chosen for this person stays until somebody chooses again.",
    fix="Choose what follows it in the selection, and keep the plan anew with 'plan --save'; "
    "'planbuilder update {client}' shows what changes by itself.",
    example="state: superseded, by: [new-log]",
)
WITHDRAWN = RULES.rule(
    "outdated-withdrawn",
    "error",
    said="{entry} is withdrawn: {reason}",
    why="What is withdrawn is no longer thought to be right or safe, and somebody is still treated by it.",
    fix="Talk it over with the person, choose another in the selection, and keep the plan anew with 'plan --save'; "
    "'planbuilder update {client}' shows what changes by itself.",
    example="state: withdrawn, why: The trial was retracted.",
)
GONE = RULES.rule(
    "outdated-gone",
    "error",
    said="{entry} is not in the library any more.",
    why="Nobody can tell what follows it, and the plan cannot be compared with the library.",
    fix="Use the library that the plan was made with, or choose another entry and keep the plan anew.",
    example="a file deleted from the agency's library",
)
BROKEN = RULES.rule(
    "outdated-broken",
    "error",
    said="The versions of this client do not hold together, and were not looked at.",
    why="What cannot be relied on is not compared.",
    fix="'planbuilder history {client}' says what is wrong.",
    example="a version that was changed by hand",
)
