"""The shape of what an expression gives, read from the schema of the data; what cannot be is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from planbuilder.docx.arguments import misfit, usage
from planbuilder.docx.field_rules import ARGUMENTS, BEYOND, UNFIT, ZERO
from planbuilder.docx.filter_shapes import filtered
from planbuilder.docx.made_shapes import YES_NO, either, group_of
from planbuilder.docx.noting import OF_TEXT, Noter
from planbuilder.docx.sandbox import GLOBALS, TESTS
from planbuilder.docx.shapes import FIGURE, GROUP, LETTERS, NUMBER, TEXT, Shape, list_of, pairs

#: The shapes of the names that are in scope.
Scope = dict[str, Shape]

_OF_GROUP = {"items", "keys", "values", "get"}
_SIGNS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
_PARTS = (nodes.Div, nodes.FloorDiv, nodes.Mod)
_NEVER = (nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Pow)
_ASKS = {"defined", "undefined"}
_PRINTERS = {"pb_run", "pb_text", "pb_color", "pb_span"}


class Reader(Noter):
    """Reads expressions."""

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        """Return the shape of an expression, and note what is wrong in it."""
        reader: Callable[[Any, Scope], Shape] | None = _READERS.get(type(node), lambda _: None)(self)
        if reader is not None:
            return reader(node, scope)
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        return YES_NO if isinstance(node, nodes.Compare | nodes.Not) else None

    def name(self, node: nodes.Name, scope: Scope) -> Shape:
        """Return the shape of a name."""
        if node.name in scope:
            return scope[node.name]
        root = self.shapes.root
        if node.name in GLOBALS and node.name not in (self.shapes.fields(root) or {}):
            return None
        held = [
            f"{each}.{node.name}" for each, shape in scope.items() if node.name in (self.shapes.fields(shape) or {})
        ]
        return self.field(node, root, node.name, owner="The data have", more=scope, held=held)

    def attribute(self, node: nodes.Getattr, scope: Scope) -> Shape:
        """Return the shape of a field named after a point."""
        return self.field(node, self.shape(node.node, scope), node.attr)

    def item(self, node: nodes.Getitem, scope: Scope) -> Shape:
        """Return the shape of an item: a field by name, or a member of a list."""
        shape = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.field(node, shape, node.arg.value)
        self.shape(node.arg, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            if isinstance(node.node, nodes.List | nodes.Tuple) and node.arg.value >= (count := len(node.node.items)):
                has = "one item" if count == 1 else f"{count} items"
                self.note(BEYOND, node, count=has, index=node.arg.value)
            return TEXT if self.kind(shape) == LETTERS else self.shapes.at(shape, max(node.arg.value, 0))
        return self.shapes.other(shape) or self.shapes.items(shape)

    def filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        """Return the shape of what a filter gives; print what is to be printed."""
        guarded, self.guarded = self.guarded, self.guarded or node.name in ("default", "d")
        shape = self.shape(node.node, scope) if node.node is not None else None
        self.guarded = guarded
        if node.name in _PRINTERS:
            self.note_print(node, shape, self.spelled(node.node))
            return TEXT
        if node.name == "pb_join":
            for part in node.node.items if isinstance(node.node, nodes.List) else ():
                self.note_print(node, self.shape_again(part, scope), self.spelled(part))
            return TEXT
        for argument in (*node.args, *(each.value for each in node.kwargs)):
            self.shape(argument, scope)
        if node.name == "pb_merge":
            return TEXT
        return shape if node.name.startswith("pb_") else filtered(self, node, shape, scope)

    def shape_again(self, node: nodes.Node, scope: Scope) -> Shape:
        """Return the shape of an expression that was read before, without noting it twice."""
        count = len(self.found)
        shape = self.shape(node, scope)
        del self.found[count:]
        return shape

    def test(self, node: nodes.Test, scope: Scope) -> Shape:
        """Read a test: one that asks whether a name is there may name what is not."""
        guarded, self.guarded = self.guarded, self.guarded or node.name in _ASKS
        self.shape(node.node, scope)
        self.guarded = guarded
        for argument in node.args:
            self.shape(argument, scope)
        function = TESTS.get(node.name)
        if function is not None and (wrong := misfit(function, node)):
            written = usage(function, node.name, piped=True)
            self.note(ARGUMENTS, node, kind="test", name=node.name, wrong=wrong, usage=written)
        return YES_NO

    def call(self, node: nodes.Call, scope: Scope) -> Shape:
        """Return the shape of what a method or function gives."""
        for argument in (*node.args, *(each.value for each in node.kwargs)):
            self.shape(argument, scope)
        called = node.node
        if isinstance(called, nodes.Name) and called.name in GLOBALS and called.name not in scope:
            if wrong := misfit(GLOBALS[called.name], node):
                written = usage(GLOBALS[called.name], called.name, piped=False)
                self.note(ARGUMENTS, node, kind="function", name=called.name, wrong=wrong, usage=written)
            return list_of(NUMBER) if called.name == "range" else None
        if isinstance(called, nodes.Getattr):
            return self._method(node, called, scope)
        self._note_call(node, self.shape(called, scope))
        return None

    def _method(self, node: nodes.Call, called: nodes.Getattr, scope: Scope) -> Shape:
        """Return the shape of what a method gives."""
        owner = self.shape(called.node, scope)
        kind = self.kind(owner)
        if kind in (GROUP, "") and called.attr in _OF_GROUP and called.attr not in (self.shapes.fields(owner) or {}):
            values = self.shapes.values(owner)
            made = {"items": pairs(TEXT, values), "keys": list_of(TEXT), "values": list_of(values)}
            return made.get(called.attr)
        if kind == LETTERS and called.attr in OF_TEXT:
            return OF_TEXT[called.attr]
        self._note_call(node, self.field(called, owner, called.attr))
        return None

    def _note_call(self, node: nodes.Call, shape: Shape) -> None:
        """Note brackets after what is no function."""
        kind = self.kind(shape)
        if kind:
            name = self.spelled(node.node)
            self.note(UNFIT, node, what="The tag calls", name=name, kind=kind, advice="Take out the brackets after it.")

    def either(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        """Return the shape of either branch."""
        self.shape(node.test, scope)
        return either(*(self.shape(part, scope) for part in (node.expr1, node.expr2) if part is not None))

    def one_of(self, node: nodes.BinExpr, scope: Scope) -> Shape:
        """Return the shape of ``and`` and ``or``: either side."""
        return either(self.shape(node.left, scope), self.shape(node.right, scope))

    def computed(self, node: nodes.BinExpr, scope: Scope) -> Shape:
        """Return the shape of a sum and the like, and note texts that are added to numbers."""
        left, right = self.shape(node.left, scope), self.shape(node.right, scope)
        if isinstance(node, _PARTS) and isinstance(node.right, nodes.Const) and node.right.value == 0:
            self.note(ZERO, node)
        kinds = {self.kind(left), self.kind(right)}
        if isinstance(node, nodes.Mod) and self.kind(left) == LETTERS:
            return TEXT
        wrong = _NEVER if LETTERS in kinds else (nodes.Add,)
        mixed = len(kinds) > 1 and "" not in kinds and LETTERS in kinds
        if mixed and isinstance(node, (*wrong, nodes.Add)):
            text = node.left if self.kind(left) == LETTERS else node.right
            advice = "Join texts and numbers with ~, or make it a number with |int."
            self.note(UNFIT, node, what="The tag computes with", name=self.spelled(text), kind=LETTERS, advice=advice)
        return NUMBER if kinds == {FIGURE} else left if len(kinds) == 1 else None

    def constant(self, node: nodes.Const, _scope: Scope) -> Shape:
        """Return the shape of a value that is written out."""
        if isinstance(node.value, bool):
            return YES_NO
        return TEXT if isinstance(node.value, str) else NUMBER if isinstance(node.value, (int, float)) else None

    def written_list(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Shape:
        """Return the shape of a list that is written out."""
        items = [self.shape(item, scope) for item in node.items]
        return list_of(either(*items) if items else None)

    def written_map(self, node: nodes.Dict, scope: Scope) -> Shape:
        """Return the shape of a map that is written out; of one with computed keys nothing is known."""
        named = [(pair.key, self.shape(pair.value, scope)) for pair in node.items]
        if not all(isinstance(key, nodes.Const) and isinstance(key.value, str) for key, _ in named):
            return None
        return group_of({str(key.value): shape for key, shape in named if isinstance(key, nodes.Const)})


#: The method that reads each kind of expression.
_READERS: dict[type[nodes.Node], Callable[[Reader], Callable[[Any, Scope], Shape]]] = {
    nodes.Name: lambda reader: reader.name,
    nodes.Getattr: lambda reader: reader.attribute,
    nodes.Getitem: lambda reader: reader.item,
    nodes.Filter: lambda reader: reader.filter,
    nodes.Test: lambda reader: reader.test,
    nodes.Call: lambda reader: reader.call,
    nodes.CondExpr: lambda reader: reader.either,
    nodes.And: lambda reader: reader.one_of,
    nodes.Or: lambda reader: reader.one_of,
    nodes.Const: lambda reader: reader.constant,
    nodes.List: lambda reader: reader.written_list,
    nodes.Tuple: lambda reader: reader.written_list,
    nodes.Dict: lambda reader: reader.written_map,
    **{sign: lambda reader: reader.computed for sign in _SIGNS},
}
