"""What comes of compiling a part of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes

from planbuilder.docx.faults import Fault
from planbuilder.docx.marks import Mark
from planbuilder.docx.program import Program
from planbuilder.findings import Place


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part as a program: its name, its tags by number, the program, and whether it may leave containers empty.

    ``tree`` is the syntax tree and ``pieces`` are the markup and tags that the program was made of.
    """

    name: str
    place: Place
    marks: Mapping[int, Mark]
    program: JinjaTemplate
    guarded: bool
    tree: nodes.Template
    longest: int
    pieces: Program


@dataclass(frozen=True, slots=True)
class Draft:
    """A part with faults, as far as it can be checked: its place, its tags by number, what can be read of them."""

    place: Place
    marks: Mapping[int, Mark]
    tree: nodes.Template


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a part: the compiled part, or its faults and a draft where one could be made; or no tags at all."""

    part: CompiledPart | None = None
    draft: Draft | None = None
    faults: tuple[Fault, ...] = ()
