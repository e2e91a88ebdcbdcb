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
TEXT_LOOP = RULES.rule(
    "template-loop",
    "error",
    said="The loop goes over {kind}, not over a list.",
    why="It would go over single letters, or fail.",
    fix="Name a list, or print the value with {{{{ }}}}.",
    example="{% for goal in title %} where title is a text",
)
UNKNOWN_FILTER = RULES.rule(
    "template-filter",
    "error",
    said="The filter {name} is unknown.",
    why=_WHY,
    fix="{advice}",
    example="{{ names|map('uper')|join(', ') }}",
)
