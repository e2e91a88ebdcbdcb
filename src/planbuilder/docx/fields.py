"""Checking what a template asks for against the JSON Schema of its data, without any data."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes

from planbuilder.docx.compiling import CompiledPart
from planbuilder.docx.field_rules import TEXT_LOOP, UNKNOWN_FIELD, UNKNOWN_FILTER
from planbuilder.docx.filters import FILTERS
from planbuilder.docx.shapes import NUMBER, TEXT, Shape, Shapes, list_of, pairs
from planbuilder.findings import Finding, ordered

_SAME = {"sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d", "pb_each"}
_ONE = {"first", "last", "min", "max"}
_NUMBERS = {"length", "count", "int", "float", "round", "abs", "wordcount", "sum"}
_BY_FIELD = {"selectattr": 0, "rejectattr": 0, "groupby": 0}
#: What an editable text has beside its text, whatever the schema says of it.
_OF_TEXT = {"text", "key", "title", "blank", "placeholder", "slots"}
_METHODS = {"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith", "split"}
_OF_MAP = {"items", "keys", "values", "get"}
_GLOBALS: dict[str, Shape] = {"range": None, "namespace": None}


def undeclared(parts: Iterable[CompiledPart], schema: Mapping[str, Any]) -> list[Finding]:
    """Return the findings on every field, loop and filter of the parts that data valid for `schema` cannot serve."""
    found: list[Finding] = []
    for part in parts:
        walker = _Walker(part, Shapes(schema))
        walker.body(part.tree.body, {})
        found += walker.found
    return list(ordered(found))


class _Walker:
    """Walks a syntax tree with the names that are in scope; `found` collects what is wrong."""

    def __init__(self, part: CompiledPart, shapes: Shapes) -> None:
        self.part = part
        self.shapes = shapes
        self.found: list[Finding] = []

    def body(self, statements: Iterable[nodes.Node], scope: dict[str, Shape]) -> None:
        """Walk statements; names that they set stay in `scope`."""
        for node in statements:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self.shape(child, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.If):
                self.shape(node.test, scope)
                for inner in (node.body, node.elif_, node.else_):
                    self.body(inner, scope)
            elif isinstance(node, nodes.Assign):
                self._bind(node.target, self.shape(node.node, scope), scope)

    def shape(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        """Return the shape of an expression, and note what is wrong in it."""
        readers: dict[type[nodes.Node], Callable[[Any, dict[str, Shape]], Shape]] = {
            nodes.Name: self._name,
            nodes.Getattr: self._attribute,
            nodes.Getitem: self._item,
            nodes.Filter: self._filter,
            nodes.Call: self._call,
            nodes.CondExpr: self._choice,
        }
        if type(node) in readers:
            return readers[type(node)](node, scope)
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        if isinstance(node, nodes.Const):
            return TEXT if isinstance(node.value, str) else NUMBER if isinstance(node.value, (int, float)) else None
        return None

    def _attribute(self, node: nodes.Getattr, scope: dict[str, Shape]) -> Shape:
        """Return the shape of a field named after a point."""
        return self._field(node, self.shape(node.node, scope), node.attr)

    def _choice(self, node: nodes.CondExpr, scope: dict[str, Shape]) -> Shape:
        """Return the shape of either branch."""
        self.shape(node.test, scope)
        branches = [self.shape(part, scope) for part in (node.expr1, node.expr2) if part is not None]
        return {"anyOf": branches} if None not in branches else None

    def _loop(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        """Walk a loop with its own names in scope."""
        over = self.shape(node.iter, scope)
        kind = self.shapes.single(over)
        if kind:
            self.found.append(TEXT_LOOP.finding(self._place(node), kind=kind))
        inner = {**scope, "loop": None}
        self._bind(node.target, None if kind else self.shapes.items(over), inner)
        if node.test is not None:
            self.shape(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def _bind(self, target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
        """Put the names of a target in scope."""
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            for index, part in enumerate(target.items):
                self._bind(part, self.shapes.at(shape, index), scope)

    def _name(self, node: nodes.Name, scope: dict[str, Shape]) -> Shape:
        """Return the shape of a name."""
        for known in (scope, _GLOBALS):
            if node.name in known:
                return known[node.name]
        return self._field(node, self.shapes.root, node.name, owner="The data have", more=scope)

    def _field(
        self, node: nodes.Node, shape: Shape, name: str, *, owner: str = "", more: Mapping[str, Shape] | None = None
    ) -> Shape:
        """Return the shape of a field; note it when there is none."""
        kind = self.shapes.single(shape)
        if kind and name in _OF_TEXT | _METHODS:
            return None
        fields = self.shapes.fields(shape)
        known = {} if kind else fields
        if known is None or name in known or self.shapes.other(shape) is not None:
            return self.shapes.field(shape, name)
        near = difflib.get_close_matches(name, [*known, *(more or {})], 1)
        advice = f"Did you mean {near[0]}?" if near else _listed(known)
        said = owner or (f"{kind.capitalize()} has" if kind else f"{_spelled(node)} has")
        self.found.append(UNKNOWN_FIELD.finding(self._place(node), owner=said, name=name, advice=advice))
        return None

    def _item(self, node: nodes.Getitem, scope: dict[str, Shape]) -> Shape:
        """Return the shape of an item: a field by name, or a member of a list."""
        shape = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, shape, node.arg.value)
        self.shape(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return shape
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return self.shapes.at(shape, max(node.arg.value, 0))
        return self.shapes.other(shape) or self.shapes.items(shape)

    def _call(self, node: nodes.Call, scope: dict[str, Shape]) -> Shape:
        """Return the shape of what a method gives."""
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.shape(argument, scope)
        if not isinstance(node.node, nodes.Getattr) or node.node.attr not in _OF_MAP:
            self.shape(node.node, scope)
            return list_of(NUMBER) if isinstance(node.node, nodes.Name) and node.node.name == "range" else None
        shape = self.shape(node.node.node, scope)
        values = self.shapes.values(shape)
        made = {"items": pairs(TEXT, values), "keys": list_of(TEXT), "values": list_of(values)}
        return made.get(node.node.attr)

    def _filter(self, node: nodes.Filter, scope: dict[str, Shape]) -> Shape:
        """Return the shape of what a filter gives."""
        shape = self.shape(node.node, scope) if node.node is not None else None
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.shape(argument, scope)
        item = self.shapes.items(shape)
        self._by_field(node, item)
        given: dict[str, Shape] = {
            **dict.fromkeys(_SAME, shape),
            **dict.fromkeys(_ONE, item),
            **dict.fromkeys(_NUMBERS, NUMBER),
            **dict.fromkeys(("batch", "slice"), list_of(shape)),
            **dict.fromkeys(("dictsort", "items"), pairs(TEXT, self.shapes.values(shape))),
            "groupby": pairs(None, shape),
        }
        return self._mapped(node, item) if node.name == "map" else given.get(node.name, TEXT)

    def _by_field(self, node: nodes.Filter, item: Shape) -> None:
        """Note a field that a filter takes of each item and that the items do not have."""
        named = node.args[_BY_FIELD[node.name]] if node.name in _BY_FIELD and node.args else None
        named = named or _keyword(node, "attribute")
        if isinstance(named, nodes.Const) and isinstance(named.value, str) and node.name != "map":
            for part in named.value.split("."):
                item = self._field(node, item, part)

    def _mapped(self, node: nodes.Filter, item: Shape) -> Shape:
        """Return the shape of a list mapped to a field, or through a filter."""
        attribute = _keyword(node, "attribute")
        if isinstance(attribute, nodes.Const):
            for part in str(attribute.value).split("."):
                item = self._field(node, item, part)
            return list_of(item)
        name = node.args[0] if node.args else None
        if isinstance(name, nodes.Const) and name.value not in FILTERS:
            near = difflib.get_close_matches(str(name.value), FILTERS, 1)
            advice = f"Did you mean {near[0]}?" if near else "Take it out."
            self.found.append(UNKNOWN_FILTER.finding(self._place(node), name=name.value, advice=advice))
        return list_of(None)

    def _place(self, node: nodes.Node) -> Any:
        """Return the place of the tag that a node comes from."""
        mark = self.part.marks.get(node.lineno)
        return mark.place if mark else self.part.place


def _keyword(node: nodes.Filter, name: str) -> nodes.Expr | None:
    """Return an argument given by name."""
    return next((keyword.value for keyword in node.kwargs if keyword.key == name), None)


def _listed(known: Iterable[str]) -> str:
    """Return the sentence that lists the names there are."""
    names = sorted(known)
    return f"There are: {', '.join(names)}." if names else "Print the value itself."


def _spelled(node: nodes.Node) -> str:
    """Return how the owner of a field is written in the template."""
    inner = getattr(node, "node", None)
    if isinstance(inner, nodes.Name):
        return inner.name
    if isinstance(inner, nodes.Getattr):
        return f"{_spelled(inner)}.{inner.attr}"
    return "That"
