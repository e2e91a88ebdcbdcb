"""Finding where in the data a rendering failed: it is run again, and the turn of each loop is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes, pass_context
from jinja2.utils import missing

from planbuilder.docx.compiling import CompiledPart
from planbuilder.docx.sandbox import GLOBALS, MissingNameError
from planbuilder.docx.state import STATE, State, Turn

if TYPE_CHECKING:
    from jinja2.runtime import Context

#: What each name in scope is called in the data; nothing for one that is not in the data.
_Scope = dict[str, str]


@pass_context
def note_list(context: Context, values: Any, number: int) -> Any:
    """Return the values that the loop of a tag goes over, and keep them."""
    context.parent[STATE].turns_of[number] = Turn(list(values))
    return values


@pass_context
def note_turn(context: Context, item: list[Any], number: int) -> str:
    """Keep which item a loop is at; `item` holds the values of its names."""
    turn: Turn = context.parent[STATE].turns_of[number]
    for at in range(turn.at + 1, len(turn.values)):
        value = turn.values[at]
        parts = [value] if len(item) == 1 else list(value)
        if all(mine is other for mine, other in zip(item, parts, strict=False)):
            turn.at = at
            break
    return ""


def traced(part: CompiledPart) -> JinjaTemplate:
    """Return the program of a part with the turns of its loops noted."""
    environment = part.program.environment
    environment.filters |= {"pb_list": note_list, "pb_turn": note_turn}
    tree = nodes.Template(_noted(part.tree.body), lineno=1)
    tree.set_environment(environment)
    code = environment.compile(tree, part.name, part.program.filename)
    return JinjaTemplate.from_code(environment, code, {})


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


def _noted(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return statements with the turns of their loops noted; the statements given stay as they are."""
    made: list[nodes.Node] = []
    for node in body:
        if isinstance(node, nodes.For):
            made.append(_noted_loop(node))
        elif isinstance(node, nodes.If):
            elifs = [nodes.If(each.test, _noted(each.body), [], [], lineno=each.lineno) for each in node.elif_]
            made.append(nodes.If(node.test, _noted(node.body), elifs, _noted(node.else_), lineno=node.lineno))
        elif isinstance(node, nodes.With):
            made.append(nodes.With(node.targets, node.values, _noted(node.body), lineno=node.lineno))
        else:
            made.append(node)
    return made


def _noted_loop(node: nodes.For) -> nodes.For:
    """Return a loop that notes its list and its turns."""
    number: list[nodes.Expr] = [nodes.Const(node.lineno)]
    over = nodes.Filter(node.iter, "pb_list", number, [], None, None, lineno=node.lineno)
    names: list[nodes.Expr] = [nodes.Name(name, "load") for name in _names(node.target)]
    turn = nodes.Filter(nodes.List(names), "pb_turn", number, [], None, None, lineno=node.lineno)
    body = [nodes.Output([turn], lineno=node.lineno), *_noted(node.body)]
    return nodes.For(node.target, over, body, _noted(node.else_), node.test, node.recursive, lineno=node.lineno)


def _names(target: nodes.Node) -> list[str]:
    """Return the names that a loop or set gives values to."""
    if isinstance(target, nodes.Name):
        return [target.name]
    if isinstance(target, nodes.Tuple):
        return [name for part in target.items for name in _names(part)]
    return []


def _at(body: Iterable[nodes.Node], number: int, scope: _Scope, state: State) -> tuple[list[nodes.Node], _Scope] | None:
    """Return what the tag of a number computes, and the names it can see; None when it is not below `body`."""
    for node in body:
        found = _inside(node, number, scope, state)
        if found is not None:
            return found
        if isinstance(node, nodes.Assign):
            scope |= dict.fromkeys(_names(node.target), "")
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
        given = {name: _path(value, scope, state) for target, value in pairs for name in _names(target)}
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
    names = _names(node.target)
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
