"""What a cell's tags print into its properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import pass_context

from planbuilder.docx.state import STATE, State
from planbuilder.docx.text import UnprintableError, text_of

if TYPE_CHECKING:
    from jinja2.runtime import Context

_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})")
#: Word's tables have no more columns.
_MOST_COLUMNS = 63


def color(value: object) -> str:
    """Return a background as Word writes it: six hexadecimal digits; ``auto`` for none."""
    text = text_of(value).strip()
    if text in ("", "auto"):
        return "auto"
    found = _COLOR.fullmatch(text)
    if found is None:
        raise UnprintableError("The value is not a color. Give six hexadecimal digits, such as FFF2CC.")
    return found.group(1).upper()


def span(value: object) -> str:
    """Return the number of columns that a cell spans; an empty list of columns still leaves one."""
    try:
        columns = int(text_of(value))
    except ValueError:
        raise UnprintableError("The value is not a number of columns. Give a whole number.") from None
    if not 0 <= columns <= _MOST_COLUMNS:
        raise UnprintableError(f"A cell cannot span so many columns. Give a number from 1 to {_MOST_COLUMNS}.")
    return str(max(columns, 1))


@pass_context
def merge(context: Context, loop: object, number: int, way: str) -> str:
    """Return ``restart`` where a joined cell is printed for the first time in a loop, else ``continue``.

    `number` is the cell's; `way` is ``draw``, or ``same`` for what was drawn last.
    """
    state: State = context.parent[STATE]
    before, said = state.merged.get(number, (None, ""))
    if way == "same":
        return said
    said = "continue" if before is loop else "restart"
    state.merged[number] = (loop, said)
    return said
