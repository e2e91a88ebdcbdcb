"""The work of render.py: a plan of six pages as data, and its template in the tags of every tool that is measured.

The outline below stands for the page. Each dialect writes the same outline, in the same styles, with the tags of its
tools; `PEERS` of render.py says which tool reads which dialect. The texts are invented and say nothing about anybody.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from planbuilder import data_path
from planbuilder.docx import Editable, Slot
from planbuilder.docx.base import add_table, new_document, saved

#: How many times the rows of a plan the measured documents hold.
SIZES = (1, 10, 100)
_ROWS = {"accommodations": 9, "measures": 5}
#: The fields whose texts can be edited in Word when the plan is printed with Editables.
EDITABLE = frozenset({"title", "statement", "because", "how", "watch", "fallback"})
_LENGTHS = {"statement": 14, "because": 8, "how": 6, "watch": 8, "fallback": 5, "words": 20}


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a line: the name of a field of what is being looped over, or of the plan."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a style, of texts and fields."""

    style: str
    pieces: tuple[str | Field, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """What is printed once for every item of a list; the first line begins with a field."""

    name: str
    body: tuple[Line | Loop, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with a row for every item of a list."""

    name: str
    columns: tuple[tuple[str, str, float], ...]


Node = Line | Loop | Rows


def _fact(label: str, name: str) -> Line:
    """Return a line of a label and a value."""
    return Line("Fact", (f"{label}\t", Field(name)))


_INTERVENTION = Loop(
    "interventions",
    (
        Line("Heading 4", (Field("mark"), " ", Field("title"))),
        Line("Statement", (Field("statement"),)),
        _fact("Why", "because"),
        _fact("Who", "who"),
        _fact("How", "how"),
        _fact("Watch for", "watch"),
    ),
)
_OBJECTIVE = Loop(
    "objectives",
    (
        Line("Heading 3", (Field("number"), " Objective")),
        Line("Statement", (Field("statement"),)),
        _fact("Baseline", "baseline"),
        _fact("Target", "target"),
        _fact("Measured by", "how"),
        _INTERVENTION,
    ),
)
_GOAL = Loop("goals", (Line("Heading 2", (Field("number"), " Goal")), Line("Lead", (Field("statement"),)), _OBJECTIVE))
_FACTS = ("Name", "Pronouns", "Born", "Record", "Care", "Admitted", "Payer", "Language", "Interpreter", "Review")

OUTLINE: tuple[Node, ...] = (
    Line("Title", ("Treatment plan for ", Field("called"))),
    *(_fact(label, label.lower()) for label in _FACTS),
    Line("Quote", (Field("words"),)),
    Loop("problems", (Line("Heading 1", (Field("number"), " ", Field("title"))), _fact("Why now", "because"), _GOAL)),
    Line("Heading 1", ("Accommodations",)),
    Rows(
        "accommodations",
        (("No.", "number", 0.6), ("What", "title", 2.4), ("Who", "who", 1.5), ("If it fails", "fallback", 2.2)),
    ),
    Line("Heading 1", ("Outcome measures",)),
    Rows("measures", (("Measure", "short", 1.5), ("Score", "score", 1.2), ("Band", "band", 1.5), ("Again", "on", 2.5))),
)
_SHAPE = {"problems": 2, "goals": 2, "objectives": 2, "interventions": 2}


def vocabulary() -> list[str]:
    """Return the words of the shipped interventions, as often as they occur there, in order."""
    files = sorted((data_path("library") / "interventions").rglob("*.yaml"))
    return re.findall(r"[a-z]{2,}", "".join(file.read_text(encoding="utf-8") for file in files))


def data(size: int) -> dict[str, Any]:
    """Return the plan's data with `size` times the rows; the same each time."""
    draw, words = random.Random(327), vocabulary()  # noqa: S311 - invented texts, no secret

    def text(name: str) -> str:
        return " ".join(draw.choices(words, k=_LENGTHS.get(name, 2))).capitalize()

    def record(nodes: Sequence[Node], number: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for node in nodes:
            if isinstance(node, Line):
                made |= {piece.name: text(piece.name) for piece in node.pieces if isinstance(piece, Field)}
            elif isinstance(node, Loop):
                numbers = (f"{number}{turn}." for turn in range(1, _SHAPE[node.name] + 1))
                made[node.name] = [record(node.body, each) for each in numbers]
            else:
                rows = range(_ROWS[node.name] * size)
                made[node.name] = [{name: text(name) for _, name, _ in node.columns} for _ in rows]
        return made | {name: number for name in ("number", "mark") if name in made}

    return record(OUTLINE, "")


def count(value: Any) -> int:
    """Return the number of values in data."""
    if isinstance(value, dict):
        return sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 1


def editable(value: Any, key: str = "plan", name: str = "") -> Any:
    """Return data with every text of a library as an Editable, its first word a slot of its own."""
    if isinstance(value, dict):
        return {each: editable(inner, f"{key}.{each}", each) for each, inner in value.items()}
    if isinstance(value, list):
        return [editable(inner, f"{key}.{number}") for number, inner in enumerate(value)]
    if name not in EDITABLE:
        return value
    slots = (Slot("first", 0, len(value.split()[0])),) if name == "statement" else ()
    return Editable(value, key, name, slots)


class Dialect(Protocol):
    """How the outline is written in the tags of some tools."""

    def write(self, document: Any, nodes: Sequence[Node]) -> None:
        """Write the outline into a document."""


class Jinja:
    """`{{ goal.statement }}`, `{%p for goal in problem.goals %}`: planbuilder and docxtpl."""

    def write(self, document: Any, nodes: Sequence[Node], of: str = "") -> None:
        """Write the outline; `of` names the item that is looped over, with a dot."""
        for node in nodes:
            if isinstance(node, Line):
                _paragraph(document, node, lambda name: f"{{{{ {of}{name} }}}}")
            elif isinstance(node, Loop):
                item = node.name[:-1]
                document.add_paragraph(f"{{%p for {item} in {of}{node.name} %}}")
                self.write(document, node.body, f"{item}.")
                document.add_paragraph("{%p endfor %}")
            else:
                opening, closing = f"{{%tr for row in {node.name} %}}", "{%tr endfor %}"
                _table(document, node, [opening], [f"{{{{ row.{name} }}}}" for _, name, _ in node.columns], [closing])


class Mustache:
    """`{statement}`, `{#goals}`, `{/goals}`: docxtemplater and easy-template-x."""

    def write(self, document: Any, nodes: Sequence[Node]) -> None:
        """Write the outline."""
        for node in nodes:
            if isinstance(node, Line):
                _paragraph(document, node, lambda name: f"{{{name}}}")
            elif isinstance(node, Loop):
                document.add_paragraph(f"{{#{node.name}}}")
                self.write(document, node.body)
                document.add_paragraph(f"{{/{node.name}}}")
            else:
                cells = [f"{{{name}}}" for _, name, _ in node.columns]
                _table(document, node, [f"{{#{node.name}}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/{node.name}}}"])


class Carbone:
    """`{d.goals[i].statement}`, and the beginning of the next turn, `[i+1]`, where a loop ends: carbone."""

    def write(self, document: Any, nodes: Sequence[Node], of: str = "d.") -> None:
        """Write the outline; `of` is the path of what is looped over, with a dot."""
        for node in nodes:
            if isinstance(node, Line):
                _paragraph(document, node, lambda name: f"{{{of}{name}}}")
            elif isinstance(node, Loop):
                self.write(document, node.body, f"{of}{node.name}[i].")
                self.write(document, node.body[:1], f"{of}{node.name}[i+1].")
            else:
                turns = ("i", "i+1")
                names = [name for _, name, _ in node.columns]
                _table(document, node, *([f"{{{of}{node.name}[{turn}].{each}}}" for each in names] for turn in turns))


class MailMerge:
    """Merge fields, which know no loops but rows of tables: each turn of a loop is written out, its fields too."""

    def write(self, document: Any, nodes: Sequence[Node], of: str = "") -> None:
        """Write the outline; `of` is the beginning of the names of what is looped over."""
        for node in nodes:
            if isinstance(node, Line):
                self._line(document, node, of)
            elif isinstance(node, Loop):
                for turn in range(_SHAPE[node.name]):
                    self.write(document, node.body, f"{of}{node.name}{turn}_")
            else:
                table = _table(document, node, [""] * len(node.columns))
                for cell, (_, name, _) in zip(table.rows[1].cells, node.columns, strict=True):
                    _merge_field(cell.paragraphs[0], f"{node.name}_{name}")

    @staticmethod
    def _line(document: Any, line: Line, of: str) -> None:
        paragraph = document.add_paragraph(style=line.style)
        for piece in line.pieces:
            if isinstance(piece, Field):
                _merge_field(paragraph, f"{of}{piece.name}")
            else:
                paragraph.add_run(piece)


def merge_values(plan: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, list[dict[str, str]]]]:
    """Return the data as mail merge wants it: each value by the name of its field, and the rows of each table."""
    tables = {name: [{f"{name}_{key}": each for key, each in row.items()} for row in plan[name]] for name in _ROWS}
    rest = {key: value for key, value in plan.items() if key not in _ROWS}
    return dict(_flat(rest, "")), tables


def _flat(plan: Mapping[str, Any], of: str) -> Iterator[tuple[str, str]]:
    """Yield every value of nested data with the name of its field."""
    for key, value in plan.items():
        if isinstance(value, list):
            yield from itertools.chain(*(_flat(each, f"{of}{key}{turn}_") for turn, each in enumerate(value)))
        else:
            yield f"{of}{key}", value


def _paragraph(document: Any, line: Line, tag: Any) -> None:
    """Write a line, each piece a run of its own."""
    paragraph = document.add_paragraph(style=line.style)
    for piece in line.pieces:
        paragraph.add_run(tag(piece.name) if isinstance(piece, Field) else piece)


def _table(document: Any, node: Rows, *rows: list[str]) -> Any:
    """Write a table of rows under its header and return it."""
    heads = [head for head, _, _ in node.columns]
    full = [row + [""] * (len(heads) - len(row)) for row in rows]
    return add_table(document, (heads, *full), [width for _, _, width in node.columns])


def _merge_field(paragraph: Any, name: str) -> None:
    """Add a merge field to a paragraph."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = f"«{name}»"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


DIALECTS: Mapping[str, Dialect] = {
    "jinja": Jinja(),
    "mustache": Mustache(),
    "carbone": Carbone(),
    "mailmerge": MailMerge(),
}


def write_work(folder: Path) -> None:
    """Write the template of every dialect and the data of every size into a folder."""
    for name, dialect in DIALECTS.items():
        document = new_document("Treatment plan")
        dialect.write(document, OUTLINE)
        (folder / f"{name}.docx").write_bytes(saved(document))
    for size in SIZES:
        (folder / f"{size}.json").write_text(json.dumps(data(size)), encoding="utf-8")
