"""The filters of Word templates: the harmless ones of Jinja, and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from jinja2.filters import FILTERS as DEFAULT_FILTERS

from planbuilder.docx.text import UnprintableError, text_of

_MAX_LENGTH = 1_000_000
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Jinja filters that cannot grow without bound, change data or differ from run to run.
_PLAIN = (
    *("abs", "batch", "default", "d", "dictsort", "first", "float", "groupby", "int", "items", "last", "length"),
    *("count", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr"),
    *("slice", "sort", "sum", "unique"),
)
#: Jinja filters of one text that give it back no longer than it was.
_OF_TEXT = ("capitalize", "lower", "title", "trim", "truncate", "upper", "wordcount")


def date(value: object, style: str = "long") -> str:
    """Return a date in words: `long` November 24, 2026; `full` with the weekday; `short` 11/24/2026; `iso`.

    `value` is a date or an ISO 8601 text; None and the empty text give nothing.
    """
    if value is None or value == "":
        return ""
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(text_of(value)[:10])
    except ValueError:
        raise UnprintableError("The value is not a date. Give a date such as 2026-11-24.") from None
    spelled = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    styles = {
        "long": spelled,
        "full": f"{_DAYS[day.weekday()]}, {spelled}",
        "short": f"{day.month}/{day.day}/{day.year}",
        "iso": day.isoformat()[:10],
    }
    if style not in styles:
        raise UnprintableError(f"The date style is unknown. Use one of {', '.join(styles)}.")
    return styles[style]


def join(values: Iterable[object], separator: str = "", attribute: str | None = None) -> str:
    """Return the texts of the values with `separator` between them; `attribute` names the field to take of each."""
    texts = [text_of(_field(value, attribute) if attribute else value) for value in values]
    _bound(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def replace(value: object, old: str, new: str) -> str:
    """Return the text with every `old` replaced by `new`."""
    text = text_of(value)
    _bound(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def concatenated(parts: Iterable[object]) -> str:
    """Return the texts of the parts in one: what ``~`` does."""
    return join(parts)


def _field(value: Any, name: str) -> object:
    """Return a field of a mapping or object by its dotted name."""
    for part in name.split("."):
        if part.startswith("_"):
            raise UnprintableError("A name cannot start with an underscore.")
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    return value


def _of_text(filter: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja that is given the text of its value."""
    if getattr(filter, "jinja_pass_arg", None) is not None:

        def with_environment(environment: Any, value: object, *args: Any, **kwargs: Any) -> Any:
            return filter(environment, text_of(value), *args, **kwargs)

        with_environment.jinja_pass_arg = filter.jinja_pass_arg  # type: ignore[attr-defined]
        return with_environment
    return lambda value, *args, **kwargs: filter(text_of(value), *args, **kwargs)


def _bound(length: int) -> None:
    """Raise when a text would be longer than any page needs."""
    if length > _MAX_LENGTH:
        raise UnprintableError("The text is too long.")


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: DEFAULT_FILTERS[name] for name in _PLAIN},
    **{name: _of_text(DEFAULT_FILTERS[name]) for name in _OF_TEXT},
    "date": date,
    "join": join,
    "replace": replace,
    "string": text_of,
}
