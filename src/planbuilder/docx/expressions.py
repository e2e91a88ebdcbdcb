"""Parsing the code of one tag into Jinja's syntax tree."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark
from planbuilder.docx.names import w
from planbuilder.docx.rewriting import Rewriting

#: A name, or a field of one: what most tags hold. Told from the words of Jinja's own.
_NAME = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*")
_WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"})
_BREAKS = {"page_break": "page break", "column_break": "column break"}
#: A condition or loop over one name.
_ASKED = re.compile(r"(?:(?:el)?if (?P<no>not )?|for (?P<turn>[A-Za-z]\w*) in )(?P<name>[\w.]+)")
_TAKEN = _WORDS | {"loop"}
_WRAPPED = {
    "for": "{{% {} %}}{{% endfor %}}",
    "if": "{{% {} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {} %}}{{% endif %}}",
    "set": "{{% {} %}}",
    "with": "{{% {} %}}{{% endwith %}}",
}
#: The statements that hold an expression, and all whose tags are read.
OPENED = tuple(_WRAPPED)
PARSED = (*_WRAPPED, "else", "endfor", "endif", "endwith")
#: Python compiles no more than 200 brackets in each other, and each level of an expression takes up to three.
MAX_DEPTH = 60
MAX_CODE = 4_000
_MAX_FIELDS = 50
_SIMPLER = "Compute it in steps with {% set name = value %}, or in the data."
#: What Jinja calls the ends of the tags that a tag's code is read in, and its names.
_PLAIN_WORDS = {
    "end of print statement": "the end of the tag",
    "end of statement block": "the end of the tag",
    "name": "a name",
    "integer": "a number",
    "string": "a text",
}
#: Filters of Jinja that are left out, and what to write instead.
_LEFT_OUT = {
    "attr": "Write the name after a point.",
    "center": "Center the paragraph in Word.",
    "indent": "Indent the paragraph in Word.",
    "random": "Choose in the data: a template prints the same each time.",
    "safe": "Take it out: a value is always printed as the text it is.",
    "striptags": "Take it out: a value is always printed as the text it is.",
    "tojson": "Print the fields that are wanted.",
    "urlize": "Make the link in Word.",
    "wordwrap": "Take it out: Word wraps the text.",
}


def parse_tag(environment: Environment, mark: Mark) -> nodes.Node | list[Fault] | None:
    """Return the tag's expression or statement, None for an else or end, or the faults in its code."""
    tag = mark.tag
    if tag.kind == "statement" and tag.word not in _WRAPPED:
        plain = tag.code == tag.word
        return None if plain else [Fault(mark.place, f"Nothing may follow {tag.word}.", f"Write {tag.word} alone.")]
    if (simple := _simple(mark)) is not None:
        return simple
    if len(tag.code) > MAX_CODE:
        return [Fault(mark.place, f"The tag is longer than {MAX_CODE:,} characters.", _SIMPLER)]
    found = _parsed(environment, mark)
    if isinstance(found, Fault):
        return [found]
    if _depth(found) > MAX_DEPTH:
        return [_too_deep(mark)]
    return list(_unusable(environment, mark, found)) or Rewriting().visit(found)


def stand_in(mark: Mark) -> nodes.Node:
    """Return what stands for a tag that cannot be read: it says nothing of its values, and sets the same names."""
    word = mark.tag.word if mark.tag.kind == "statement" else ""
    unknown, recursive = nodes.Const(None), False
    head = re.split(r"\bin\b|=", mark.tag.code[len(word) :], maxsplit=1)[0]
    names: list[nodes.Expr] = [nodes.Name(name, "store") for name in re.findall(r"[A-Za-z_]\w*", head)]
    target = names[0] if len(names) == 1 else nodes.Tuple(names, "store")
    made: dict[str, nodes.Node] = {
        "for": nodes.For(target, unknown, [], [], None, recursive),
        "set": nodes.Assign(target, unknown),
        "with": nodes.With(names[:1], [unknown] * len(names[:1]), []),
    }
    return made.get(word, nodes.If(unknown, [], [], []) if word else unknown)


def _simple(mark: Mark) -> nodes.Node | list[Fault] | None:
    """Return the tree of a tag that names one value, as most do, without asking Jinja; None for any other.

    A break in a table cell, where Word leaves it out, gives its fault.
    """
    code = mark.tag.code
    if code in _BREAKS and next(mark.node.iterancestors(w("tc")), None) is not None:
        said = f"A {_BREAKS[code]} cannot stand in a table cell."
        return [Fault(mark.place, said, "Word leaves it out there. Put it into a paragraph outside the table.")]
    if mark.tag.kind == "value":
        name, _, filter = code.partition("|")
        known = filter in ("", "date") and _is_name(name)
        return _value(name, filter) if known else None
    found = _ASKED.fullmatch(code)
    if found is None or not _is_name(found["name"]) or found["turn"] in _TAKEN:
        return None
    if found["turn"]:
        recursive = False
        return nodes.For(nodes.Name(found["turn"], "store"), _dotted(found["name"]), [], [], None, recursive)
    test: nodes.Expr = _dotted(found["name"])
    return nodes.If(nodes.Not(test) if found["no"] else test, [], [], [])


def _value(name: str, filter: str) -> nodes.Expr:
    """Return the tree of a name, or of one with the filter ``date``."""
    return nodes.Filter(_dotted(name), "date", [], [], None, None) if filter else _dotted(name)


def _is_name(code: str) -> bool:
    """Return whether a tag holds a name with its fields, and no more of them than can be computed."""
    parts = code.split(".")
    return len(parts) <= _MAX_FIELDS and bool(_NAME.fullmatch(code)) and not _WORDS.intersection(parts)


def _parsed(environment: Environment, mark: Mark) -> nodes.Node | Fault:
    """Return the syntax tree of the tag's code as Jinja reads it, or its fault."""
    tag = mark.tag
    source = "{{ " + tag.code + " }}" if tag.kind == "value" else _WRAPPED[tag.word].format(tag.code)
    try:
        body = environment.parse(source).body
    except TemplateSyntaxError as error:
        said = _in_words(str(error.message))
        return Fault(mark.place, f"The tag cannot be read: {said}.", "Check its spelling and brackets.")
    except (RecursionError, MemoryError):
        return _too_deep(mark)
    except ValueError:
        return Fault(mark.place, "The tag holds a number that is too long.", "Write a shorter number.")
    if len(body) != 1 or (isinstance(body[0], nodes.Output) and len(body[0].nodes) != 1):
        said = "The tag cannot be read: it holds more than one expression or statement."
        return Fault(mark.place, said, "Write a tag for each.")
    node = body[0]
    if isinstance(node, nodes.Output):
        node = node.nodes[0]
    if isinstance(node, nodes.If) and tag.word == "elif":
        node = node.elif_[0]
    return node


def _too_deep(mark: Mark) -> Fault:
    """Return the fault of an expression with too many levels."""
    return Fault(mark.place, f"The tag holds more than {MAX_DEPTH} levels of brackets or signs.", _SIMPLER)


def _depth(node: nodes.Node) -> int:
    """Return how many levels an expression has, found without recursion."""
    deepest = 0
    waiting = [(node, 1)]
    while waiting:
        inner, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in inner.iter_child_nodes()]
    return deepest


def _in_words(said: str) -> str:
    """Return a sentence of Jinja's in plain words."""
    found = re.fullmatch(r"expected token '(.+)', got '(.+)'", said)
    if found is not None:
        wanted, got = (_PLAIN_WORDS.get(token, f"'{token}'") for token in found.groups())
        return f"{got} stands where {wanted} belongs"
    said = re.sub(r"'(end of (?:print statement|statement block))'", "the end of the tag", said)
    return re.sub(r" at \d+$", "", said.removesuffix(".")).replace("unexpected char", "unexpected")


def _dotted(code: str) -> nodes.Expr:
    """Return the expression of a name with its fields."""
    first, *rest = code.split(".")
    node: nodes.Expr = nodes.Name(first, "load")
    for name in rest:
        node = nodes.Getattr(node, name, "load")
    return node


def _unusable(environment: Environment, mark: Mark, node: nodes.Node) -> Iterator[Fault]:
    """Yield the faults of filters and tests that templates do not have, and of a recursive loop."""
    if isinstance(node, nodes.For) and node.recursive:
        yield Fault(mark.place, "A loop cannot be recursive.", "Write one loop inside the other.")
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name) and node.target.name == "loop":
        yield Fault(mark.place, "The name loop is taken.", "Choose another name.")
    for kind, known in ((nodes.Filter, environment.filters), (nodes.Test, environment.tests)):
        for used in [*node.find_all(kind), *([node] if isinstance(node, kind) else [])]:
            name = str(used.name)
            if name not in known or name.startswith("pb_"):
                near = difflib.get_close_matches(name, known, 1)
                fix = _LEFT_OUT.get(name) or (f"Did you mean {near[0]}?" if near else "Take it out.")
                yield Fault(mark.place, f"The {kind.__name__.lower()} {name} is unknown.", fix)
