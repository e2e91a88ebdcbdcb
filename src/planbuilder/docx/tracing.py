"""Running a part again to find where in its loops it failed: the turn of each is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes, pass_context

from planbuilder.docx.compiled import CompiledPart
from planbuilder.docx.paths import names_of
from planbuilder.docx.state import STATE, Turn

if TYPE_CHECKING:
    from jinja2.runtime import Context


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
    names: list[nodes.Expr] = [nodes.Name(name, "load") for name in names_of(node.target)]
    turn = nodes.Filter(nodes.List(names), "pb_turn", number, [], None, None, lineno=node.lineno)
    body = [nodes.Output([turn], lineno=node.lineno), *_noted(node.body)]
    return nodes.For(node.target, over, body, _noted(node.else_), node.test, node.recursive, lineno=node.lineno)
