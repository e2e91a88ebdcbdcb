"""The filters that a compiled template prints through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

from planbuilder.docx.budget import charge, check_clock, weigh
from planbuilder.docx.cellvalues import color, merge, span
from planbuilder.docx.controls import print_editable
from planbuilder.docx.fieldvalues import Checkbox, DateField, DropDown
from planbuilder.docx.filters import concatenated
from planbuilder.docx.markup import inside_run, quoted
from planbuilder.docx.state import MAX_TURNS, STATE, BoundError, State
from planbuilder.docx.text import UnprintableError, text_of
from planbuilder.docx.values import Break, Editable, Image, Spoken

if TYPE_CHECKING:
    from jinja2.runtime import Context

_LONGEST_NAME = 40
_LANGUAGE = re.compile("<w:lang [^>]*>")
#: What may follow the language in the properties of a run, and their end.
_AFTER_LANGUAGE = re.compile("<w:eastAsianLayout|<w:specVanish|<w:oMath|</w:rPr>")
#: After so many turns of a loop its clock is looked at again.
_LOOK = 256


@pass_context
def print_run(context: Context, value: object, look: tuple[str, str, str]) -> str:
    """Return a value as a run; an editable text as a control with its bookmark.

    `look` is how a run starts, how one that shows a blank starts, and the manner of printing.
    """
    if type(value) is str:
        # most texts are printed as they stand: asking so takes less than a call that does
        if "&" in value or "<" in value or ">" in value or "\n" in value or "\t" in value or "\r" in value:
            value = inside_run(value)
        return f"{look[0]}{value}</w:t></w:r>" if value else ""
    if isinstance(value, Editable):
        return print_editable(context.parent[STATE], value, look[0], look[1], look[2])
    return f"{look[0]}{value}</w:t></w:r>" if type(value) is int else _print_other(context, value, look)


def _print_other(context: Context, value: object, look: tuple[str, str, str]) -> str:
    """Return a value that is neither text nor number as a run, or as what it prints in the place of one."""
    if isinstance(value, (Checkbox, DateField, DropDown)):
        from planbuilder.docx.fieldcontrols import print_field

        return print_field(context.parent[STATE], value, look)
    if isinstance(value, Image):
        from planbuilder.docx.drawing import print_image

        return print_image(context.parent[STATE], value, _start(look))
    if isinstance(value, Break):
        return f'{_start(look)}<w:br w:type="{quoted(value.kind)}"/></w:r>'
    parts = value.parts if isinstance(value, Spoken) else ((text_of(value), ""),)
    runs = ((_in_language(look[0], language), inside_run(text)) for text, language in parts if text)
    return "".join(f"{start}{text}</w:t></w:r>" for start, text in runs)


def _start(look: tuple[str, str, str]) -> str:
    """Return how a run starts that holds something else than text."""
    return look[0].rpartition("<w:t ")[0]


def _in_language(start: str, language: str) -> str:
    """Return how a run starts whose text is in a language; with an empty tag it stays as it is."""
    if not language:
        return start
    said = f'<w:lang w:val="{quoted(language)}"/>'
    bare = _LANGUAGE.sub("", start)
    if "<w:rPr>" not in bare:
        run, _, text = bare.partition(">")
        return f"{run}><w:rPr>{said}</w:rPr>{text}"
    return _AFTER_LANGUAGE.sub(lambda found: f"{said}{found[0]}", bare, count=1)


def print_text(value: object) -> str:
    """Return a value as bare text, for attributes and document properties."""
    return quoted(value.shown if isinstance(value, Editable) else text_of(value))


@pass_context
def each(context: Context, values: Any) -> Any:
    """Return the values to loop over; raise for what is no list, and when the rendering loops too often."""
    if type(values) is not list and isinstance(values, (str, int, float, Editable, NoneType)):
        kind = "empty" if values is None else "a single value"
        raise UnprintableError(f"What is to be looped over is {kind}. Name a list.")
    state: State = context.parent[STATE]
    if not hasattr(values, "__len__"):
        values = list(islice(values, MAX_TURNS + 1))
    state.turns += len(values)
    if state.turns > MAX_TURNS:
        raise BoundError(f"The template loops more than {MAX_TURNS:,} times.")
    check_clock(state)
    return _Watched(values, state) if len(values) > _LOOK else values


@pass_context
def cut(context: Context, values: Any, start: object, stop: object, step: object) -> Any:
    """Return a slice of a text or list."""
    return charge(context, values[start:stop:step])


@pass_context
def group(context: Context, values: Any) -> Any:
    """Return a list or map that a tag writes out, counted with all it holds."""
    return weigh(context, values)


class _Watched:
    """A long list that looks at the clock as it is looped over."""

    def __init__(self, values: Any, state: State) -> None:
        self.values = values
        self.state = state

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self.values)

    def __iter__(self) -> Iterator[Any]:
        """Yield the values; raise when the rendering takes too long."""
        for number, value in enumerate(self.values):
            if number % _LOOK == 0:
                check_clock(self.state)
            yield value


@pass_context
def restart(context: Context, value: str) -> str:
    """Let the lists count anew, and print nothing."""
    state: State = context.parent[STATE]
    state.restart_lists()
    return value


@pass_context
def fresh(context: Context, key: str, way: str, name: str) -> str:
    """Return an id that is new, the one drawn last for `key`, a bookmark name made new, or a list's number."""
    state: State = context.parent[STATE]
    if way == "list":
        return state.list_number(key)
    if way == "same":
        return state.drawn.get(key, "")
    if way == "new":
        state.drawn[key] = str(state.next_id())
        return state.drawn[key]
    made, count = name, 1
    while made in state.names or (count > 1 and made in state.used_names):
        count += 1
        made = f"{name[: _LONGEST_NAME - 8]}_{count}"
    state.names.add(made)
    state.drawn[key] = made
    return made


def filters() -> Mapping[str, Any]:
    """Return the filters that the compiled template calls; no tag can name them."""
    return {
        "pb_run": print_run,
        "pb_text": print_text,
        "pb_each": each,
        "pb_join": concatenated,
        "pb_cut": cut,
        "pb_group": group,
        "pb_color": color,
        "pb_span": span,
        "pb_merge": merge,
        "pb_fresh": fresh,
        "pb_restart": restart,
    }
