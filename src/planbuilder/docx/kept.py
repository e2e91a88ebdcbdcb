"""A compiled template as plain data, to be kept between runs: markup in pieces and the tags as they are written.

Nothing of it is code: the tags are parsed and compiled anew in the sandbox, as if they stood in a Word file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace as changed

from jinja2 import nodes
from lxml import etree

from planbuilder.docx.building import build_part, parse_marks
from planbuilder.docx.compiled import CompiledPart
from planbuilder.docx.fresh import Fresh, Way
from planbuilder.docx.marks import Manner, Mark
from planbuilder.docx.program import Opening, Program
from planbuilder.docx.sandbox import WordEnvironment
from planbuilder.docx.tags import Kind, Tag
from planbuilder.findings import Place

#: Stands for the place in the tree that a kept mark no longer has.
_NOWHERE = etree.Element("nowhere")


@dataclass(frozen=True, slots=True)
class KeptMark:
    """A tag: its number, what kind it is, its first word, its code, where it stands, how it prints.

    ``silent`` is one that prints nothing by itself.
    """

    number: int
    kind: Kind
    word: str
    code: str
    at: str
    manner: Manner
    printer: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part: its pieces in order (markup, the number of a tag, or how an id is made new), and what its tags are."""

    name: str
    at: str
    marks: tuple[KeptMark, ...]
    pieces: tuple[str | int | tuple[Way, str, str], ...]
    openings: dict[int, tuple[str, str]]
    guarded: bool


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template without a fault: the name of its body, the ids and names in use, and its parts."""

    main: str
    ids: tuple[int, ...]
    names: tuple[str, ...]
    parts: tuple[KeptPart, ...]


def kept_parts(parts: Iterable[CompiledPart]) -> tuple[KeptPart, ...] | None:
    """Return compiled parts as data; None where one of them holds what is no tag of the Word file (joined cells)."""
    made: list[KeptPart] = []
    for part in parts:
        if not all(_plain(mark) for mark in part.marks.values()):
            return None
        marks = tuple(
            KeptMark(
                mark.number,
                mark.tag.kind,
                mark.tag.word,
                mark.tag.code,
                mark.place.at,
                mark.manner,
                mark.printer,
                mark.made is not None,
            )
            for mark in part.marks.values()
        )
        pieces = tuple(
            piece
            if isinstance(piece, str)
            else piece.number
            if isinstance(piece, Mark)
            else (piece.way, piece.key, piece.name)
            for piece in part.pieces.pieces
        )
        openings = {number: (each.plain, each.blank) for number, each in part.pieces.openings.items()}
        made.append(KeptPart(part.name, part.place.at, marks, pieces, openings, part.guarded))
    return tuple(made)


def _plain(mark: Mark) -> bool:
    """Return whether a mark is a tag as it is written, or one that prints nothing."""
    return mark.made is None or (isinstance(mark.made, nodes.Const) and mark.made.value == "")


def restored_parts(parts: Iterable[KeptPart], file: str) -> tuple[CompiledPart, ...] | None:
    """Return the compiled parts of kept ones, for a template of this file name; None for data that does not compile."""
    made: list[CompiledPart] = []
    for part in parts:
        marks = {each.number: _mark(each, file) for each in part.marks}
        if not _whole(part, marks):
            return None
        environment = WordEnvironment()
        parsed, faults = parse_marks(environment, marks)
        pieces = [
            piece if isinstance(piece, str) else marks[piece] if isinstance(piece, int) else Fresh(*piece)
            for piece in part.pieces
        ]
        openings = {number: Opening(*each) for number, each in part.openings.items()}
        program = Program(pieces, openings)
        place = Place(file, at=part.at)
        built = (
            None
            if faults
            else build_part(part.name, place, marks, program, parsed, environment, guarded=part.guarded).part
        )
        if built is None:
            return None
        made.append(built)
    return tuple(made)


def _mark(each: KeptMark, file: str) -> Mark:
    """Return the mark of a kept one."""
    tag = Tag(each.kind, "", each.word, each.code, 0, 0)
    mark = Mark(each.number, tag, Place(file, at=each.at), each.manner, _NOWHERE, printer=each.printer)
    return changed(mark, made=nodes.Const("")) if each.silent else mark


def _whole(part: KeptPart, marks: dict[int, Mark]) -> bool:
    """Return whether every tag that a part prints is there, with the start of its run where it prints one."""
    return all(
        each in marks and (marks[each].tag.kind != "value" or marks[each].manner == "text" or each in part.openings)
        for each in part.pieces
        if isinstance(each, int)
    )
