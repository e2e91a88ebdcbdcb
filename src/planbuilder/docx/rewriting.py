"""Rewriting what a tag computes, so that everything it makes is counted: Jinja itself bounds none of it."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


class Rewriting(NodeTransformer):
    """Puts our bounded ways of joining, slicing and grouping in place of Python's."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the names are Jinja's
        """Return the call that joins the parts of ``~``."""
        self.generic_visit(node)
        return _through("pb_join", nodes.List(node.nodes, lineno=node.lineno), [])

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Return the call that slices, where it is a slice."""
        self.generic_visit(node)
        cut = node.arg
        if not isinstance(cut, nodes.Slice):
            return node
        return _through("pb_cut", node.node, [part or nodes.Const(None) for part in (cut.start, cut.stop, cut.step)])

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """Return a list whose content is counted, unless it is written out in the tag."""
        self.generic_visit(node)
        return node if _written_out(node.items) else _through("pb_group", node, [])

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Return a group whose content is counted; the names that a loop sets stay as they are."""
        self.generic_visit(node)
        return node if node.ctx == "store" or _written_out(node.items) else _through("pb_group", node, [])

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """Return a map whose content is counted, unless it is written out in the tag."""
        self.generic_visit(node)
        return node if _written_out([pair.value for pair in node.items]) else _through("pb_group", node, [])


def _written_out(items: list[nodes.Expr]) -> bool:
    """Return whether the items are all texts and numbers."""
    return all(isinstance(item, nodes.Const) for item in items)


def _through(name: str, node: nodes.Expr, arguments: list[nodes.Expr]) -> nodes.Expr:
    """Return the expression passed through one of our filters."""
    return nodes.Filter(node, name, arguments, [], None, None, lineno=node.lineno)
