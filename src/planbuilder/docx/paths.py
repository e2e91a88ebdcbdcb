"""What a value is called in the data: its path, with the number of each item, as loops stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes
from jinja2.utils import missing

from planbuilder.docx.compiled import CompiledPart
from planbuilder.docx.sandbox import GLOBALS, MissingNameError
from planbuilder.docx.state import State

#: What each name in scope is called in the data; nothing for one that is not in the data.
_Scope = dict[str, str]


def path_of(part: CompiledPart, state: State, number: int, error: Exception | None = None) -> str:
    """Return the paths in the data of what a tag computes with, or the path of the name that is missing."""
    found = _at(part.tree.body, number, {}, state)
    if found is None:
        return ""
    expression, scope = found
    paths = list(dict.fromkeys(path for node in _chains(expression) if (path := _path(node, scope, state))))
    if isinstance(error, MissingNameError):
        paths = [] if error.owner is missing else _ending(paths, error.name) or paths
    return ", ".join(paths)


def _ending(paths: Iterable[str], name: str) -> list[str]:
    """Return the first path that goes through a field or item of that name, cut off after it."""
    found = re.compile(rf".+(\.{re.escape(name)}(?!\w)|\['?{re.escape(name)}'?\])")
    return [match.group() for path in paths if (match := found.match(path))][:1]


def names_of(target: nodes.Node) -> list[str]:
    """Return the names that a loop or set gives values to."""
    if isinstance(target, nodes.Name):
        return [target.name]
    if isinstance(target, nodes.Tuple):
        return [name for part in target.items for name in names_of(part)]
    return []


def _at(body: Iterable[nodes.Node], number: int, scope: _Scope, state: State) -> tuple[list[nodes.Node], _Scope] | None:
    """Return what the tag of a number computes, and the names it can see; None when it is not below `body`."""
    for node in body:
        found = _inside(node, number, scope, state)
        if found is not None:
            return found
        if isinstance(node, nodes.Assign):
            scope |= dict.fromkeys(names_of(node.target), "")
            if isinstance(node.target, nodes.Name):
                scope[node.target.name] = _path(node.node, scope, state)
    return None


def _inside(node: nodes.Node, number: int, scope: _Scope, state: State) -> tuple[list[nodes.Node], _Scope] | None:
    """Return what `_at` returns for one statement."""
    if isinstance(node, nodes.Output):
        mine: list[nodes.Node] = [child for child in node.nodes if child.lineno == number]
        return (mine, scope) if mine else None
    if node.lineno == number:
        return _computed(node), scope
    if isinstance(node, nodes.For):
        inner = scope | _turn(node, scope, state)
        return _at(node.body, number, inner, state) or _at(node.else_, number, dict(scope), state)
    if isinstance(node, nodes.If):
        return _at([*node.elif_, *node.body, *node.else_], number, dict(scope), state)
    if isinstance(node, nodes.With):
        pairs = zip(node.targets, node.values, strict=True)
        given = {name: _path(value, scope, state) for target, value in pairs for name in names_of(target)}
        return _at(node.body, number, scope | given, state)
    return None


def _computed(node: nodes.Node) -> list[nodes.Node]:
    """Return the expressions of a statement's own tag."""
    if isinstance(node, nodes.For):
        return [part for part in (node.iter, node.test) if part is not None]
    if isinstance(node, nodes.With):
        return list(node.values)
    return [node.test if isinstance(node, nodes.If) else node.node if isinstance(node, nodes.Assign) else node]


def _turn(node: nodes.For, scope: _Scope, state: State) -> _Scope:
    """Return what the names of a loop are called in the data at its present turn."""
    over = _path(node.iter, scope, state)
    turn = state.turns_of.get(node.lineno)
    names = names_of(node.target)
    if not over or turn is None or turn.at < 0:
        return {"loop": "", **dict.fromkeys(names, "")}
    item = f"{over}[{turn.at}]"
    called = {names[0]: item} if len(names) == 1 else {name: f"{item}[{at}]" for at, name in enumerate(names)}
    return {"loop": "", **called}


def _path(node: nodes.Node, scope: Mapping[str, str], state: State) -> str:
    """Return what an expression is called in the data; nothing when it is computed."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, "" if node.name in GLOBALS else node.name)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node, scope, state)
        return f"{above}.{node.attr}" if above else ""
    if isinstance(node, nodes.Getitem):
        above, at = _path(node.node, scope, state), _subscript(node.arg, scope, state)
        return f"{above}[{at}]" if above and at else ""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and not node.args:
        above = _path(node.node, scope, state)
        return f"{above}()" if above else ""
    if isinstance(node, nodes.Filter) and node.node is not None:
        above = _path(node.node, scope, state)
        hidden = node.name.startswith("pb_") or not above
        return above if hidden else f"({above}|{node.name})"
    return ""


def _subscript(node: nodes.Node, scope: Mapping[str, str], state: State) -> str:
    """Return what stands in brackets, as the template writes it."""
    return repr(node.value) if isinstance(node, nodes.Const) else _path(node, scope, state)


def _chains(found: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the names with their fields that expressions compute with, from left to right."""
    for node in found:
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            yield node
        else:
            yield from _chains(node.iter_child_nodes())
