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


def merged(old: Any, new: Any, *, line: bool, deep: bool = False) -> Any:
    """Return a plain value to write in the place of another, which keeps what both have in common, comments too.

    ``line`` says that what holds the value is written in one line, ``deep`` that a value of parts is to be.
    """
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if old is not None and repr(plain(old)) == repr(new):
        return old
    if isinstance(old, CommentedMap) and isinstance(new, dict):
        return _merged_map(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _merged_list(old, new)
    if isinstance(new, dict | list):
        return _made(new, line=line or deep)
    return _text(old, new, line=line) if isinstance(new, str) else new


def _made(new: dict[str, Any] | list[Any], *, line: bool) -> Any:
    """Return a new mapping or list; of ids in one line, of sentences and parts with one a line where it may."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(new, dict):
        names = CommentedMap((name, merged(None, value, line=line, deep=True)) for name, value in new.items())
        if line:
            names.fa.set_flow_style()
        return names
    line = line or not any(isinstance(each, dict) or " " in str(each) for each in new)
    items = CommentedSeq(merged(None, value, line=line, deep=True) for value in new)
    if line:
        items.fa.set_flow_style()
    return items


def _merged_map(old: Any, new: dict[str, Any]) -> Any:
    """Return a mapping with the names that another has, in the order in which that has them."""
    line = bool(old.fa.flow_style())
    for name in [name for name in old if name not in new]:
        del old[name]
    for at, (name, value) in enumerate(new.items()):
        if name in old:
            old[name] = merged(old[name], value, line=line, deep=True)
        else:
            old.insert(min(at, len(old)), name, merged(None, value, line=line, deep=True))
    if list(old) != list(new):
        for name in new:
            old.move_to_end(name)
    return old


def _merged_list(old: Any, new: list[Any]) -> Any:
    """Return a list with the items that stayed as they were, and the others exchanged, put in or taken out."""
    line = bool(old.fa.flow_style())
    was, now = [repr(plain(each)) for each in old], [repr(each) for each in new]
    steps = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for tag, start, end, first, last in reversed(steps):
        if tag == "equal":
            continue
        shared = min(end - start, last - first)
        for at in range(end - 1, start + shared - 1, -1):
            del old[at]
        for at in range(shared):
            old[start + at] = merged(old[start + at], new[first + at], line=line, deep=True)
        for at in range(shared, last - first):
            old.insert(start + at, merged(None, new[first + at], line=line, deep=True))
    return old


def plain(value: Any) -> Any:
    """Return a value without the classes that keep its comments and quotes."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return next((number(value) for number in (int, float) if isinstance(value, number)), str(value))


def _text(old: Any, new: str, *, line: bool) -> Any:
    """Return a text in the quotes that the old one had, or in those that it needs."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

    for quoted in (DoubleQuotedScalarString, SingleQuotedScalarString):
        if isinstance(old, quoted):
            return quoted(new)
    if "\n" in new and not line:
        return LiteralScalarString(new)
    bare = _BARE.fullmatch(new) and not (line and _ENDS_FLOW.search(new)) and new.lower() not in _RESERVED
    return new if bare else DoubleQuotedScalarString(new)
