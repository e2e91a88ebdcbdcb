"""The filters of Word templates: those of Jinja that an author needs and that cannot do harm, and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import islice
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.runtime import Context

from planbuilder.docx.budget import MAX_LENGTH, charge, charged, spend, weigh
from planbuilder.docx.formats import date, formatted
from planbuilder.docx.text import UnprintableError, text_of

_MOST_DIGITS = 20
_MOST_TRIMMED = 100

#: Jinja filters that make nothing larger than what they get, change no data and are the same in every run.
_PLAIN = (
    *("abs", "default", "d", "first", "float", "int", "last", "length", "count", "map", "max", "min"),
    *("reject", "rejectattr", "select", "selectattr"),
)
#: Jinja filters that make a list; with `_NESTING`, a list of lists.
_LISTS = ("list", "reverse", "sort", "unique")
_NESTING = ("dictsort", "groupby", "items")
#: Jinja filters of one text that give it back hardly longer than it was.
_OF_TEXT = ("capitalize", "lower", "title", "truncate", "upper", "wordcount")


@pass_context
def join(context: Context, values: Iterable[object], separator: str = "", attribute: str | None = None) -> str:
    """Return the texts of the values with `separator` between them; `attribute` names the field to take of each."""
    if attribute:
        texts = [text_of(_field(value, attribute)) for value in _listed(values)]
    else:
        texts = [value if type(value) is str else text_of(value) for value in _listed(values)]
    between = text_of(separator)
    length = sum(map(len, texts)) + len(between) * len(texts)
    spend(context, length, length)
    return between.join(texts)


@pass_context
def replace(context: Context, value: object, old: str, new: str, count: int = -1) -> str:
    """Return the text with every `old`, or the first `count` of them, replaced by `new`."""
    text, new = text_of(value), text_of(new)
    length = len(text) + text.count(old) * len(new)
    spend(context, length, length)
    return text.replace(old, new, count)


@pass_context
def concatenated(context: Context, parts: Iterable[object]) -> str:
    """Return the texts of the parts in one: what ``~`` does."""
    made: str = join(context, parts)
    return made


def in_batches(values: Iterable[object], linecount: int, fill_with: object = None) -> list[list[object]]:
    """Return the values in lists of `linecount`, the last one filled up with `fill_with` where it is given."""
    _bound(linecount)
    return list(DEFAULT_FILTERS["batch"](_listed(values), linecount, fill_with))


def in_slices(values: Iterable[object], slices: int, fill_with: object = None) -> list[list[object]]:
    """Return the values in so many lists, those of fewer values filled up with `fill_with` where it is given."""
    _bound(slices)
    return list(DEFAULT_FILTERS["slice"](_listed(values), slices, fill_with))


def rounded(value: float, precision: int = 0, method: str = "common") -> float:
    """Return the number rounded to `precision` digits; `method` is common, ceil or floor."""
    if abs(precision) > _MOST_DIGITS:
        raise UnprintableError(f"A number cannot be rounded to {precision} digits. Use {_MOST_DIGITS} or fewer.")
    made: float = DEFAULT_FILTERS["round"](value, precision, method)
    return made


@pass_context
def total(context: Context, values: Iterable[Any], attribute: str | None = None, start: float = 0) -> float:
    """Return the sum of the numbers; `attribute` names the field to take of each."""
    found: float = start
    for value in _listed(values):
        number = _field(value, attribute) if attribute else value
        if not isinstance(number, (int, float)):
            number = float(text_of(number))
        found = context.environment.call_binop(context, "+", found, number)  # type: ignore[attr-defined]
    return found


def trimmed(value: object, chars: str | None = None) -> str:
    """Return the text without the white space, or the `chars`, at both ends."""
    if chars is not None and len(chars) > _MOST_TRIMMED:
        raise UnprintableError(f"No more than {_MOST_TRIMMED} signs can be trimmed. Name fewer.")
    return text_of(value).strip(chars)


def _field(value: Any, name: str) -> object:
    """Return a field of a mapping or object by its dotted name."""
    for part in name.split("."):
        if part.startswith("_"):
            raise UnprintableError("A name cannot start with an underscore.")
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    return value


def _listed(values: Iterable[Any]) -> Iterable[Any]:
    """Return the values; raise when they have no end that a document could reach."""
    if isinstance(values, (list, tuple, str)):
        return values
    listed = list(islice(values, MAX_LENGTH + 1))
    if len(listed) > MAX_LENGTH:
        raise UnprintableError(f"The list is longer than {MAX_LENGTH:,}. Name a shorter one.")
    return listed


def _bound(count: int) -> None:
    """Raise when a filter is to make lists that no page can hold."""
    if not isinstance(count, int) or not 0 < count <= MAX_LENGTH:
        raise UnprintableError(f"The number of items must be from 1 to {MAX_LENGTH:,}. Write such a number.")


def _of_text(filter: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja that is given the text of its value."""
    if getattr(filter, "jinja_pass_arg", None) is not None:

        @wraps(filter)
        def with_environment(environment: Any, value: object, *args: Any, **kwargs: Any) -> Any:
            return filter(environment, text_of(value), *args, **kwargs)

        return with_environment

    @wraps(filter)
    def with_text(value: object, *args: Any, **kwargs: Any) -> Any:
        return filter(text_of(value), *args, **kwargs)

    return with_text


def _nested(context: Context, made: Any) -> Any:
    """Return what a filter made of lists in lists, charged by all it holds."""
    return charge(context, weigh(context, list(made)))


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: DEFAULT_FILTERS[name] for name in _PLAIN},
    **{name: charged(DEFAULT_FILTERS[name]) for name in _LISTS},
    **{name: charged(DEFAULT_FILTERS[name], _nested) for name in _NESTING},
    **{name: charged(_of_text(DEFAULT_FILTERS[name])) for name in _OF_TEXT},
    "batch": charged(in_batches, _nested),
    "date": date,
    "e": text_of,
    "escape": text_of,
    "format": charged(formatted),
    "join": join,
    "replace": replace,
    "round": rounded,
    "slice": charged(in_slices, _nested),
    "string": text_of,
    "sum": total,
    "trim": charged(trimmed),
}
