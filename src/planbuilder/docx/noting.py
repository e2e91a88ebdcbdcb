"""Noting what is wrong with what a tag asks of the data."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from planbuilder.docx.field_rules import NEVER_THERE, UNKNOWN_FIELD, UNPRINTABLE
from planbuilder.docx.instead import INSTEAD
from planbuilder.docx.made_shapes import YES_NO
from planbuilder.docx.shapes import FIGURE, GROUP, LETTERS, LIST, TEXT, TRUTH, Shape, Shapes, list_of
from planbuilder.findings import Finding, Place, Rule

#: What an editable text has beside its text, whatever the schema says of it.
_OF_EDITABLE = {"text", "key", "title", "blank", "placeholder", "slots"}
#: How an expression without a name of its own is spoken of.
_UNNAMED = "what it is given"
#: What the methods of a text give.
OF_TEXT: dict[str, Shape] = {
    **dict.fromkeys(("upper", "lower", "title", "capitalize", "strip"), TEXT),
    **dict.fromkeys(("startswith", "endswith"), YES_NO),
    "split": list_of(TEXT),
}


@dataclass(slots=True)
class Noter:
    """Collects findings; `place` says where a tag stands by its number.

    `guarded` says that what is read may be missing: a tag asks for it.
    """

    shapes: Shapes
    place: Callable[[int], Place]
    found: list[Finding] = field(default_factory=list)
    guarded: bool = False

    def kind(self, shape: Shape) -> str:
        """Return what kind of value a shape is, in plain words; nothing when it may be more than one."""
        return self.shapes.kind(shape)

    def note(self, rule: Rule, node: nodes.Node, **values: object) -> None:
        """Note a finding at the tag that a node comes from."""
        self.found.append(rule.finding(self.place(node.lineno), values))

    def note_print(self, node: nodes.Node, shape: Shape, name: str) -> None:
        """Note what is to be printed and has no text of its own."""
        kind = self.kind(shape)
        if kind in (LIST, GROUP):
            fields = self.shapes.fields(shape) or {}
            advice = f"Print one of its fields: {', '.join(sorted(fields))}." if fields else "Loop over it with for."
            self.note(UNPRINTABLE, node, name=name, kind=kind, advice=advice)
        elif kind == TRUTH:
            asked = "..." if name == _UNNAMED else name
            advice = f"Write {{{{ 'Yes' if {asked} else 'No' }}}}, with the words you want."
            self.note(UNPRINTABLE, node, name=name, kind=kind, advice=advice)

    def field(
        self,
        node: nodes.Node,
        shape: Shape,
        name: str,
        *,
        owner: str = "",
        more: Iterable[str] = (),
        held: Sequence[str] = (),
    ) -> Shape:
        """Return the shape of a field; note it when there is none, with where it is held, or the nearest name."""
        kind = self.kind(shape)
        single = kind in (LETTERS, FIGURE, TRUTH)
        if kind == LETTERS and (name in _OF_EDITABLE or name in OF_TEXT):
            return OF_TEXT.get(name)
        fields: dict[str, Shape] | None = {} if single or kind == LIST else self.shapes.fields(shape)
        if fields is None or name in fields or self.shapes.other(shape) is not None:
            return self.shapes.field(shape, name)
        if kind == LIST and name in (self.shapes.fields(shape) or {}):
            return self.shapes.field(shape, name)
        near = [*held, *difflib.get_close_matches(name, [*fields, *more], 1)]
        advice = f"Did you mean {near[0]}?" if near else _advice(name, fields, kind)
        said = owner or (f"{kind.capitalize()} has" if single else f"{self.spelled(_owner(node))} has")
        self.note(NEVER_THERE if self.guarded else UNKNOWN_FIELD, node, owner=said, name=name, advice=advice)
        return None

    def item_of(self, shape: Shape, index: str) -> Shape:
        """Return the shape of an item of a list by its number."""
        return self.shapes.at(shape, int(index))

    def spelled(self, node: nodes.Node | None) -> str:
        """Return how an expression is written in the template."""
        if isinstance(node, nodes.Name):
            return node.name
        if isinstance(node, nodes.Getattr):
            return f"{self.spelled(node.node)}.{node.attr}"
        if isinstance(node, nodes.Getitem):
            at = node.arg.value if isinstance(node.arg, nodes.Const) else None
            return f"{self.spelled(node.node)}[{at!r}]" if at is not None else f"an item of {self.spelled(node.node)}"
        if isinstance(node, nodes.Filter) and node.node is not None:
            inner = self.spelled(node.node)
            return inner if node.name.startswith("pb_") else f"{inner}|{node.name}"
        return _UNNAMED


def _owner(node: nodes.Node) -> nodes.Node | None:
    """Return the expression whose field a node asks for."""
    inner: nodes.Node | None = getattr(node, "node", None)
    return inner


def _advice(name: str, known: Iterable[str], kind: str) -> str:
    """Return the sentence that lists the names there are, or says what does what a method would do."""
    names = sorted(known)
    if names:
        return f"There are: {', '.join(names)}."
    if name in INSTEAD:
        return INSTEAD[name]
    return "Loop over it with for." if kind == LIST else "Print the value itself."
