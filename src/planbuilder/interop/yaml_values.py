"""New values in the place of old ones in a YAML file that is kept with its comments and quotes."""

from __future__ import annotations

import difflib
import re
from typing import Any

#: Texts that need no quotes.
_BARE = re.compile(r"[A-Za-z(](?:[^\s:#]|(?<=\S)[:#](?=\S)| (?=\S)(?!#))*")
#: What would end a text without quotes inside braces or brackets.
_ENDS_FLOW = re.compile(r"[,\[\]{}]")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def merged(old: Any, new: Any, *, inside: bool) -> Any:
    """Return a plain value to write in the place of another, which keeps what both have in common, comments too.

    ``inside`` says that the value stands within another: then it is written in one line.
    """
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(old, CommentedMap) and isinstance(new, dict):
        return _merged_map(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _merged_list(old, new)
    if isinstance(new, dict):
        made = CommentedMap((name, merged(None, value, inside=True)) for name, value in new.items())
        if inside:
            made.fa.set_flow_style()
        return made
    if isinstance(new, list):
        items = CommentedSeq(merged(None, value, inside=True) for value in new)
        if inside or not any(isinstance(each, dict) for each in new):
            items.fa.set_flow_style()
        return items
    return _text(old, new) if isinstance(new, str) else new


def _merged_map(old: Any, new: dict[str, Any]) -> Any:
    """Return a mapping with the names that another has, in its own order; new ones stand where that has them."""
    for name in [name for name in old if name not in new]:
        del old[name]
    for at, (name, value) in enumerate(new.items()):
        if name in old:
            old[name] = merged(old[name], value, inside=True)
        else:
            old.insert(min(at, len(old)), name, merged(None, value, inside=True))
    return old


def _merged_list(old: Any, new: list[Any]) -> Any:
    """Return a list with the items that stayed as they were, and the others exchanged, put in or taken out."""
    was, now = [repr(_plain(each)) for each in old], [repr(each) for each in new]
    steps = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for tag, start, end, first, last in reversed(steps):
        if tag == "equal":
            continue
        shared = min(end - start, last - first)
        for at in range(end - 1, start + shared - 1, -1):
            del old[at]
        for at in range(shared):
            old[start + at] = merged(old[start + at], new[first + at], inside=True)
        for at in range(shared, last - first):
            old.insert(start + at, merged(None, new[first + at], inside=True))
    return old


def _plain(value: Any) -> Any:
    """Return a value without the classes that keep its comments and quotes."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return next((plain(value) for plain in (int, float) if isinstance(value, plain)), str(value))


def _text(old: Any, new: str) -> Any:
    """Return a text in the quotes that the old one had, or in those that it needs."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

    for quoted in (DoubleQuotedScalarString, SingleQuotedScalarString):
        if isinstance(old, quoted):
            return quoted(new)
    if "\n" in new:
        return LiteralScalarString(new)
    bare = _BARE.fullmatch(new) and not _ENDS_FLOW.search(new) and new.lower() not in _RESERVED
    return new if bare else DoubleQuotedScalarString(new)
