"""Parsing the code of one tag into Jinja's syntax tree."""

from __future__ import annotations

import difflib
import re

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark

#: A name, or a field of one: what most tags hold. Told from the words of Jinja's own.
_NAME = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*")
_WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"})
_WRAPPED = {
    "for": "{{% {} %}}{{% endfor %}}",
    "if": "{{% {} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {} %}}{{% endif %}}",
    "set": "{{% {} %}}",
}


def parse_tag(environment: Environment, mark: Mark) -> nodes.Node | Fault | None:
    """Return the tag's expression or statement, None for an else or end, or the fault in its code."""
    tag = mark.tag
    if tag.kind == "statement" and tag.word not in _WRAPPED:
        plain = tag.code == tag.word
        return None if plain else Fault(mark.place, f"Nothing may follow {tag.word}.", f"Write {tag.word} alone.")
    if tag.kind == "value" and _NAME.fullmatch(tag.code) and not _WORDS.intersection(tag.code.split(".")):
        return _dotted(tag.code)
    source = "{{ " + tag.code + " }}" if tag.kind == "value" else _WRAPPED[tag.word].format(tag.code)
    try:
        body = environment.parse(source).body
    except TemplateSyntaxError as error:
        return Fault(mark.place, f"The tag cannot be read: {error.message}.", "Check its spelling and brackets.")
    node = body[0]
    if tag.kind == "value" and isinstance(node, nodes.Output):
        node = node.nodes[0]
    if isinstance(node, nodes.If) and tag.word == "elif":
        node = node.elif_[0]
    return _unusable(environment, mark, node) or node


def _dotted(code: str) -> nodes.Expr:
    """Return the expression of a name with its fields."""
    first, *rest = code.split(".")
    node: nodes.Expr = nodes.Name(first, "load")
    for name in rest:
        node = nodes.Getattr(node, name, "load")
    return node


def _unusable(environment: Environment, mark: Mark, node: nodes.Node) -> Fault | None:
    """Return the fault of a filter or test that templates do not have, or of a recursive loop."""
    if isinstance(node, nodes.For) and node.recursive:
        return Fault(mark.place, "A loop cannot be recursive.", "Write one loop inside the other.")
    for kind, known in ((nodes.Filter, environment.filters), (nodes.Test, environment.tests)):
        for used in [*node.find_all(kind), *([node] if isinstance(node, kind) else [])]:
            name = str(used.name)
            if name not in known or name.startswith("pb_"):
                near = difflib.get_close_matches(name, known, 1)
                fix = f"Did you mean {near[0]}?" if near else "Take it out."
                return Fault(mark.place, f"The {kind.__name__.lower()} {name} is unknown.", fix)
    return None
