"""What the tags of one rendering may still make: a template from outside must not fill the memory or the day."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from jinja2 import pass_context
from jinja2.runtime import Context

from planbuilder.docx.state import MAX_SECONDS, STATE, BoundError, State

#: Bounds for what tags compute: an honest document of 300 pages stays a hundred times below each.
MAX_LENGTH = 100_000
MAX_MADE = 50_000_000
MAX_NODES = 1_000_000
#: What an item of a list costs beside a character of a text, which takes a sixteenth of its memory.
_ITEM = 16
#: What costs less takes no time; the clock is looked at for what costs more, and by loops.
_COSTLY = 1_000
_TOO_LONG = f"A tag makes a text or list longer than {MAX_LENGTH:,}. Make it shorter."
_TOO_MUCH = "The tags of the template make more than a document can hold. Compute less."

T = TypeVar("T")


def charge(context: Context, made: T) -> T:
    """Return what a tag made, its size noted; raise BoundError when it, or all that was made so far, is too large."""
    if isinstance(made, str):
        spend(context, len(made), len(made))
    elif isinstance(made, (list, tuple, dict, set)):
        spend(context, len(made), len(made) * _ITEM)
    return made


def spend(context: Context, length: int, cost: int) -> None:
    """Note that something of a length is made at a cost; raise BoundError beyond the bounds."""
    if length > MAX_LENGTH:
        raise BoundError(_TOO_LONG)
    state: State = context.parent[STATE]
    state.made += cost
    if state.made > MAX_MADE:
        raise BoundError(_TOO_MUCH)
    if cost > _COSTLY:
        check_clock(state)


def check_clock(state: State) -> None:
    """Raise BoundError when the rendering takes too long."""
    if time.monotonic() > state.deadline:
        raise BoundError(f"The template takes longer than {MAX_SECONDS:.0f} seconds.")


def weigh(context: Context, made: T) -> T:
    """Return a group of values, everything in it counted: comparing lists in lists can take twice as long a level."""
    nodes = 0
    waiting: list[Any] = [made]
    while waiting:
        value = waiting.pop()
        nodes += 1
        if nodes > MAX_NODES:
            raise BoundError(_TOO_MUCH)
        if isinstance(value, (list, tuple, set)):
            waiting.extend(value)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
    spend(context, 0, nodes * _ITEM)
    return made


def charged(filter: Callable[..., Any], note: Callable[[Context, Any], Any] = charge) -> Callable[..., Any]:
    """Return a filter whose result is charged to the rendering, whatever the filter itself is passed by Jinja."""
    passed = getattr(getattr(filter, "jinja_pass_arg", None), "name", "")

    @pass_context
    @wraps(filter)
    def counting(context: Context, *args: Any, **kwargs: Any) -> Any:
        first = {"context": (context,), "environment": (context.environment,), "eval_context": (context.eval_ctx,)}
        return note(context, filter(*first.get(passed, ()), *args, **kwargs))

    return counting
