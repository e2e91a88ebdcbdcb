"""Turning a part full of marks into a Jinja program that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, nodes

from planbuilder.docx.fresh import Fresh
from planbuilder.docx.marks import MARK, Mark

Piece = str | Mark | Fresh


@dataclass(slots=True)
class Opening:
    """What stands before a value's text: the start of its run, as itself and as a blank."""

    plain: str
    blank: str


@dataclass(slots=True)
class Program:
    """The pieces of a part in order: markup, tags, and ids to be made new; and how each value's run starts."""

    pieces: list[Piece] = field(default_factory=list)
    openings: dict[int, Opening] = field(default_factory=dict)


def cut_up(text: str, sentinel: str, marks: Mapping[int, Mark], fresh: Mapping[int, Fresh], blank: str) -> Program:
    """Return the program of a serialised part; `blank` is the markup that makes a run's properties a blank's."""
    run = rf"<\?{MARK} run (?P<run>\d+)\?>(?P<opening>.*?)<\?{MARK} (?P=run)\?></w:t></w:r>"
    pattern = re.compile(rf"{run}|<\?{MARK} (?P<mark>\d+)\?>|{sentinel}(?P<token>\d+){sentinel}", re.DOTALL)
    program = Program()
    at = 0
    for found in pattern.finditer(text):
        program.pieces.append(text[at : found.start()])
        number = int(found["run"] or found["mark"] or found["token"])
        program.pieces.append(marks.get(number) or fresh[number])
        if found["run"]:
            program.openings[number] = Opening(found["opening"], _blank(found["opening"], blank))
        at = found.end()
    program.pieces.append(text[at:])
    return program


def _blank(opening: str, blank: str) -> str:
    """Return the start of a run with the look of a blank added to its properties."""
    style, direct = re.findall(r"<w:rStyle [^>]*/>", blank), re.sub(r"<w:rStyle [^>]*/>", "", blank)
    if "<w:rPr>" not in opening:
        return opening.replace("<w:rPr/>", "").replace("<w:t ", f"<w:rPr>{blank}</w:rPr><w:t ", 1)
    if style:
        opening = re.sub(r"<w:rStyle [^>]*/>", "", opening)
        return opening.replace("<w:rPr>", f"<w:rPr>{style[0]}", 1)
    kept = re.sub(r"<w:(u|shd) [^>]*/>", "", opening)
    return re.sub(
        r"(?=<w:(?:vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>)", direct, kept, count=1
    )


def syntax_tree(program: Program, parsed: Mapping[int, nodes.Node], environment: Environment) -> nodes.Template:
    """Return the whole part as one Jinja syntax tree; a node's line is the number of its tag."""
    tree = nodes.Template(_Builder(program, parsed).body(iter(program.pieces))[0], lineno=1)
    tree.set_environment(environment)
    return tree


@dataclass(slots=True)
class _Builder:
    """Builds nested bodies from the flat pieces."""

    program: Program
    parsed: Mapping[int, nodes.Node]

    def body(self, pieces: Iterator[Piece]) -> tuple[list[nodes.Node], Mark | None]:
        """Return the nodes up to the tag that ends this body, and that tag; what prints in a row is one node."""
        made: list[nodes.Node] = []
        for piece in pieces:
            if isinstance(piece, Mark) and piece.tag.kind == "statement":
                if piece.tag.word in ("endfor", "endif", "endwith", "else", "elif"):
                    return made, piece
                made.append(self._statement(piece, pieces))
            elif (printed := self._printed(piece)) is not None:
                if made and isinstance(made[-1], nodes.Output):
                    made[-1].nodes.append(printed)
                else:
                    made.append(nodes.Output([printed]))
        return made, None

    def _printed(self, piece: Piece) -> nodes.Expr | None:
        """Return the node that prints a piece; None for a comment or empty markup."""
        if isinstance(piece, str):
            return nodes.TemplateData(piece) if piece else None
        if isinstance(piece, Fresh):
            arguments = [nodes.Const(part) for part in (piece.way, piece.name)]
            return _printed(nodes.Const(piece.key), "pb_fresh", arguments, 0)
        return self._value(piece) if piece.tag.kind == "value" else None

    def _value(self, mark: Mark) -> nodes.Expr:
        """Return the node that prints a value."""
        expression = self._node(mark)
        if mark.manner == "text":
            return _printed(expression, mark.printer or "pb_text", [], mark.number)
        opening = self.program.openings[mark.number]
        look = nodes.Const((opening.plain, opening.blank, mark.manner))
        return _printed(expression, "pb_run", [look], mark.number)

    def _statement(self, mark: Mark, pieces: Iterator[Piece]) -> nodes.Node:
        """Return the node of a statement with all that it holds."""
        node = self._node(mark)
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, "pb_each", [], [], None, None, lineno=mark.number)
            node.body, end = self.body(pieces)
            if end is not None and end.tag.word == "else":
                node.else_, _ = self.body(pieces)
        elif isinstance(node, nodes.If):
            self._branches(node, pieces)
        elif isinstance(node, nodes.With):
            node.body, _ = self.body(pieces)
        return node

    def _branches(self, node: nodes.If, pieces: Iterator[Piece]) -> None:
        """Fill the branches of an if."""
        node.body, end = self.body(pieces)
        while end is not None and end.tag.word == "elif":
            branch = self._node(end)
            if isinstance(branch, nodes.If):
                branch.body, end = self.body(pieces)
                node.elif_.append(branch)
        if end is not None and end.tag.word == "else":
            node.else_, _ = self.body(pieces)

    def _node(self, mark: Mark) -> nodes.Expr:
        """Return the parsed code of a tag, its lines set to the tag's number."""
        node = self.parsed[mark.number]
        node.set_lineno(mark.number, override=True)
        return node  # type: ignore[return-value]


def _printed(expression: nodes.Expr, filter: str, arguments: list[nodes.Const], line: int) -> nodes.Expr:
    """Return the node that prints an expression through one of our filters."""
    return nodes.Filter(expression, filter, list(arguments), [], None, None, lineno=line)
