"""Whether a filter, test or function is given as many values as it takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from jinja2 import nodes


def misfit(function: Callable[..., Any], node: nodes.Filter | nodes.Test | nodes.Call) -> str:
    """Return what is wrong with the values that a tag gives to `function`; nothing when they fit or cannot be told."""
    signature = _signature(function, piped=not isinstance(node, nodes.Call))
    if signature is None or node.dyn_args is not None or node.dyn_kwargs is not None:
        return ""
    given = [None] * len(node.args)
    named = {str(each.key): None for each in node.kwargs}
    try:
        signature.bind(*given, **named)
    except TypeError as error:
        return str(error)
    return ""


def usage(function: Callable[..., Any], name: str, *, piped: bool) -> str:
    """Return how a filter, test or function is written, with the names of the values it takes."""
    signature = _signature(function, piped=piped)
    names = [_shown(each) for each in signature.parameters.values()] if signature else []
    return f"{name}({', '.join(names)})" if names else name


def _signature(function: Callable[..., Any], *, piped: bool) -> inspect.Signature | None:
    """Return what a function takes from the tag: not what Jinja passes it, nor the value it is applied to."""
    inner = inspect.unwrap(function)
    try:
        signature = inspect.signature(inner)
    except (TypeError, ValueError):
        return None
    taken = int(hasattr(inner, "jinja_pass_arg")) + int(piped)
    parameters = list(signature.parameters.values())
    if parameters and parameters[0].kind is inspect.Parameter.VAR_POSITIONAL:
        return signature
    return signature.replace(parameters=parameters[taken:])


def _shown(parameter: inspect.Parameter) -> str:
    """Return the name of a value, in brackets where it may be left out."""
    optional = parameter.default is not inspect.Parameter.empty
    return f"[{parameter.name}]" if optional else parameter.name
