"""Checking what a template asks for against the JSON Schema of its data, without any data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from jinja2 import nodes

from planbuilder.docx.expression_shapes import Reader, Scope
from planbuilder.docx.field_rules import TEXT_LOOP, UNFIT
from planbuilder.docx.made_shapes import either, loop_of
from planbuilder.docx.marks import Mark
from planbuilder.docx.shapes import FIGURE, GROUP, LETTERS, TRUTH, Shape, Shapes
from planbuilder.findings import Finding, Place, ordered


class Checkable(Protocol):
    """A part that can be checked: its place, its tags by number, and its syntax tree."""

    @property
    def place(self) -> Place:
        """Where the part is."""

    @property
    def marks(self) -> Mapping[int, Mark]:
        """Its tags by number."""

    @property
    def tree(self) -> nodes.Template:
        """Its syntax tree; the line of a node is the number of its tag."""


def undeclared(parts: Iterable[Checkable], schema: Mapping[str, Any]) -> list[Finding]:
    """Return the findings on all that the tags of the parts ask and that data valid for `schema` cannot serve."""
    found: list[Finding] = []
    for part in parts:
        reader = Reader(Shapes(schema), _placing(part))
        _Walker(reader).body(part.tree.body, {})
        found += reader.found
    return list(ordered(found))


def _placing(part: Checkable) -> Callable[[int], Place]:
    """Return what says where the tag of a number stands."""

    def place(number: int) -> Place:
        mark = part.marks.get(number)
        return mark.place if mark else part.place

    return place


class _Walker:
    """Walks statements with the names that are in scope."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def body(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Walk statements; names that they set stay in `scope`."""
        for node in statements:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self.reader.shape(child, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.If):
                self.reader.shape(node.test, scope)
                for inner in (node.body, node.elif_, node.else_):
                    self.body(inner, scope)
            elif isinstance(node, nodes.With):
                self._with(node, scope)
            elif isinstance(node, nodes.Assign):
                self._bind(node.target, self.reader.shape(node.node, scope), scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        """Walk a loop with its own names in scope."""
        shapes = self.reader.shapes
        over = self.reader.shape(node.iter, scope)
        kind = self.reader.kind(over)
        single = kind in (LETTERS, FIGURE, TRUTH)
        if single:
            self.reader.note(TEXT_LOOP, node, kind=kind)
        item = None if single else shapes.items(over)
        if isinstance(node.target, nodes.Tuple):
            self._note_parts(node, item)
        inner: Scope = {**scope, "loop": loop_of(item)}
        self._unbind(node.target, inner)
        self._bind(node.target, item, inner)
        if node.test is not None:
            self.reader.shape(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, dict(scope))

    def _note_parts(self, node: nodes.For, item: Shape) -> None:
        """Note items that are no lists and are to be taken apart into several names."""
        kind = self.reader.kind(item)
        if kind in (GROUP, LETTERS, FIGURE, TRUTH):
            what, name = "The loop takes apart", f"each item of {self.reader.spelled(node.iter)}"
            self.reader.note(UNFIT, node, what=what, name=name, kind=kind, advice="Write one name before the in.")

    def _with(self, node: nodes.With, scope: Scope) -> None:
        """Walk a block that has names of its own."""
        inner = dict(scope)
        given = [self.reader.shape(value, scope) for value in node.values]
        for target, shape in zip(node.targets, given, strict=True):
            self._unbind(target, inner)
            self._bind(target, shape, inner)
        self.body(node.body, inner)

    def _bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        """Put the names of a target in scope; one that is set again may be either."""
        if isinstance(target, nodes.Name):
            scope[target.name] = either(scope[target.name], shape) if target.name in scope else shape
        elif isinstance(target, nodes.Tuple):
            for index, part in enumerate(target.items):
                self._bind(part, self.reader.shapes.at(shape, index), scope)

    def _unbind(self, target: nodes.Node, scope: Scope) -> None:
        """Take the names of a target out of scope, where they begin anew."""
        for name in [target] if isinstance(target, nodes.Name) else getattr(target, "items", ()):
            if isinstance(name, nodes.Name):
                scope.pop(name.name, None)
