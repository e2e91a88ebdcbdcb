"""Building the program of a part from its pieces: the second half of compiling, which a kept template begins with."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from planbuilder.docx.compiled import CompiledPart, Outcome
from planbuilder.docx.expressions import PARSED, parse_tag
from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark
from planbuilder.docx.printing import filters
from planbuilder.docx.program import Program, syntax_tree
from planbuilder.docx.sandbox import WordEnvironment
from planbuilder.findings import Place

Parsed = Mapping[int, nodes.Node]


def parse_marks(environment: WordEnvironment, marks: Mapping[int, Mark]) -> tuple[dict[int, nodes.Node], list[Fault]]:
    """Return the syntax tree of each tag by its number, and the faults."""
    parsed: dict[int, nodes.Node] = {}
    faults: list[Fault] = []
    for number, mark in marks.items():
        if mark.made is not None:
            parsed[number] = mark.made
        elif mark.tag.kind == "value" or mark.tag.word in PARSED:
            found = parse_tag(environment, mark)
            if isinstance(found, list):
                faults += found
            elif found is not None:
                parsed[number] = found
    return parsed, faults


def build_part(
    name: str,
    place: Place,
    marks: Mapping[int, Mark],
    pieces: Program,
    parsed: Parsed,
    environment: WordEnvironment,
    *,
    guarded: bool,
) -> Outcome:
    """Return the compiled part of pieces whose tags are parsed; a fault where it holds more than can be compiled."""
    environment.filters.update(filters())
    tree = syntax_tree(pieces, parsed, environment)
    try:
        code = environment.compile(tree, name, f"<template part {name}>")
    except TemplateSyntaxError as error:
        at = marks[error.lineno].place if error.lineno in marks else place
        said = f"The tag cannot be used: {str(error.message).removesuffix('.')}."
        return Outcome(faults=(Fault(at, said, "Choose another name."),))
    except (SyntaxError, RecursionError, MemoryError, ValueError):
        said = "The tags stand too deep in each other."
        return Outcome(faults=(Fault(place, said, "Write fewer tags in each other."),))
    program = JinjaTemplate.from_code(environment, code, {})
    longest = max(len(piece) for piece in pieces.pieces if isinstance(piece, str))
    return Outcome(CompiledPart(name, place, marks, program, guarded, tree, longest, pieces))
