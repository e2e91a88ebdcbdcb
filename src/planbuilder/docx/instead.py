"""What to write in place of Python's methods, which templates for other tools call and these templates have not."""

from __future__ import annotations

_TRIM = "Write it as a filter: value|trim."
_CHANGE = "A template changes no data: make the list in the data, or choose from it with select or selectattr."

#: The edit for each method that is asked for: a filter does the same.
INSTEAD: dict[str, str] = {
    "join": "Write it as a filter: list|join(', ').",
    "replace": "Write it as a filter: value|replace('old', 'new').",
    "format": "Write it as a filter: '%s'|format(value), or '%.2f'|format(number).",
    "strftime": "Write it as a filter: value|date, or value|date('short').",
    **dict.fromkeys(("lstrip", "rstrip"), _TRIM),
    **dict.fromkeys(("count", "index", "find"), "Count with list|length; ask with 'x in value' whether it is there."),
    **dict.fromkeys(("append", "extend", "insert", "pop", "remove", "clear", "update"), _CHANGE),
    "sort": "Write it as a filter: list|sort.",
    "reverse": "Write it as a filter: list|reverse.",
}
