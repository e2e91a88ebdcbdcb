"""The rules on what a template asks of its data."""

from __future__ import annotations

from planbuilder.docx.rulebook import RULES

_WHY = "The tag would fail for every document made from this template."

UNKNOWN_FIELD = RULES.rule(
    "template-field",
    "error",
    said="{owner} no field {name}.",
    why=_WHY,
    fix="{advice}",
    example="{{ client.nmae }} where a client has name",
)
NEVER_THERE = RULES.rule(
    "template-never",
    "warning",
    said="{owner} no field {name}, so it is never there.",
    why="The tag asks whether it is there, or says what to print without it, and always gets the same answer.",
    fix="{advice}",
    example="{{ client.nmae|default('nobody') }} where a client has name",
)
TEXT_LOOP = RULES.rule(
    "template-loop",
    "error",
    said="The loop goes over {kind}, not over a list.",
    why="It would go over single letters, or fail.",
    fix="Name a list, or print the value with {{{{ }}}}.",
    example="{% for goal in title %} where title is a text",
)
UNPRINTABLE = RULES.rule(
    "template-print",
    "error",
    said="{name} is {kind}, which has no text of its own to print.",
    why=_WHY,
    fix="{advice}",
    example="{{ client }} where a client has name",
)
UNFIT = RULES.rule(
    "template-shape",
    "error",
    said="{what} {name}, which is {kind}.",
    why="The tag would fail, or print single letters.",
    fix="{advice}",
    example="{{ title|join(', ') }} where title is a text",
)
ARGUMENTS = RULES.rule(
    "template-arguments",
    "error",
    said="The {kind} {name} is given the wrong values: {wrong}.",
    why=_WHY,
    fix="Write it as {usage}.",
    example="{{ title|replace('a') }}",
)
UNKNOWN_FILTER = RULES.rule(
    "template-filter",
    "error",
    said="The {kind} {name} is unknown.",
    why=_WHY,
    fix="{advice}",
    example="{{ names|map('uper')|join(', ') }}",
)
ZERO = RULES.rule(
    "template-zero",
    "error",
    said="The tag divides by zero.",
    why=_WHY,
    fix="Divide by another number.",
    example="{{ count / 0 }}",
)
BEYOND = RULES.rule(
    "template-item",
    "error",
    said="The list that is written in the tag has {count}; there is no number {index}.",
    why=_WHY,
    fix="Items are counted from 0.",
    example="{{ ['early', 'action'][2] }}",
)
