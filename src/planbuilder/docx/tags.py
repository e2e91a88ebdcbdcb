"""Finding the tags in the text of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["value", "statement", "comment"]

_OPENERS = re.compile(r"\{\{|\{%|\{#")
_STRAY = re.compile(r"\}\}|%\}")
#: How a template prints the marks of a tag: ``{_{`` is two braces.
ESCAPE = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")
_KIND: dict[str, Kind] = {"{{": "value", "{%": "statement", "{#": "comment"}
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: What each opening quotation mark may be closed by: Word turns straight ones into curly ones.
_QUOTES = {
    '"': '"\u201c\u201d\u201e',
    "\u201c": '"\u201c\u201d\u201e',
    "\u201d": '"\u201c\u201d\u201e',
    "\u201e": '"\u201c\u201d\u201e',
    "'": "'\u2018\u2019\u201a",
    "\u2018": "'\u2018\u2019\u201a",
    "\u2019": "'\u2018\u2019\u201a",
    "\u201a": "'\u2018\u2019\u201a",
    "\u00ab": "\u00bb",
}
_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "'": "'"}
_BRACES = {"{": 1, "}": -1}
#: Signs that Word sets by itself in place of those that an expression is written with, and signs without a width.
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "\u2264": "<=",
    "\u21d0": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
}
_NO_WIDTH = str.maketrans(dict.fromkeys((sign for sign, written in _SIGNS.items() if not written), ""))
_LIFT = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_VALUE_LIFT = re.compile(r"(p|tr|tc|r)\s+(?!(?:if|in|is|and|or|not)\b)(?=[\w\"'(\[])")
_COMMENT_LIFT = re.compile(r"(p|tr|tc)(?=\s|$)")
#: Tags that say something of the table cell they stand in.
CELL_WORDS = ("vm", "hm", "colspan", "cellbg")
#: The tag from which on numbered lists begin anew.
RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and its span: its kind, what it lifts over (`p`, `tr`, `tc`, `r` or nothing), its first word, its code.

    `before` and `after` say whether a dash joins it to what stands there.
    """

    kind: Kind
    lift: str
    word: str
    code: str
    start: int
    end: int
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class BadTag:
    """Something that looks like a tag and is none: its span, what is wrong, and the edit that mends it."""

    start: int
    end: int
    said: str
    fix: str


def find_tags(text: str) -> tuple[list[Tag], list[BadTag]]:
    """Return the tags of `text` in order, and what only looks like one."""
    tags: list[Tag] = []
    bad: list[BadTag] = []
    at = 0
    while opener := _OPENERS.search(text, at):
        bad += _strays(text, at, opener.start())
        start, inside = opener.start(), opener.end()
        code, end = _scan(text, inside, opener.group())
        if end < 0:
            bad.append(_unclosed(opener.group(), start, text))
            at = inside
            continue
        found = _tag(_KIND[opener.group()], text[inside : end - 2], code, start, end)
        (tags if isinstance(found, Tag) else bad).append(found)  # type: ignore[arg-type]
        at = end
    return tags, bad + _strays(text, at, len(text))


def _scan(text: str, at: int, opener: str) -> tuple[str, int]:
    """Return the code of the tag that starts at `at`, its quotation marks straight, and its end; -1 for no end."""
    closer = _CLOSER[opener]
    if opener == "{#":
        end = text.find(closer, at)
        return ("", end + 2 if end >= 0 else -1)
    code: list[str] = []
    depth = 0
    while at < len(text):
        char = text[at]
        if char in _QUOTES:
            string, at = _string(text, at)
            code.append(string)
            continue
        if not depth and text.startswith(closer, at):
            return "".join(code), at + 2
        depth += _BRACES.get(char, 0)
        if depth < 0 or _OPENERS.match(text, at):
            break
        code.append(" " if char.isspace() else _SIGNS.get(char, char))
        at += 1
    return "", -1


def _string(text: str, at: int) -> tuple[str, int]:
    """Return the quoted string that starts at `at` in straight quotation marks, and where it ends."""
    quote = _STRAIGHT.get(text[at], '"')
    end = at + 1
    while end < len(text) and text[end] not in _QUOTES[text[at]]:
        end += 2 if text[end] == "\\" else 1
    inside = text[at + 1 : end].replace("\t", " ").replace("\n", " ").translate(_NO_WIDTH)
    if text[at] == "\u00ab":
        inside = inside.strip(" \u00a0\u202f").replace('"', '\\"')
    return quote + inside + quote, end + 1


def _tag(kind: Kind, raw: str, code: str, start: int, end: int) -> Tag | BadTag:
    """Return the tag with the code `code`, its dashes and its lifting prefix taken off."""
    if kind == "comment":
        lifted = _COMMENT_LIFT.match(raw)
        return Tag(kind, lifted.group(1) if lifted else "", "", "", start, end, raw[:1] == "-", raw[-1:] == "-")
    if kind == "value" and code[:1] in ("-", "+") and code[1:2].strip():
        said = f"{{{{{code[:1]} without a space may be a sign or a mark that takes white space away."
        return BadTag(start, end, said, f"Write {{{{ {code[:1]} for a sign.")
    before, after = code[:1] == "-", code[-1:] == "-"
    code = code.removeprefix(code[:1]) if code[:1] in ("-", "+") else code
    code = code[:-1] if code[-1:] in ("-", "+") else code
    lift = (_VALUE_LIFT if kind == "value" else _LIFT).match(code)
    body = (code[lift.end() :] if lift else code).strip()
    if not body:
        return BadTag(start, end, "The tag is empty.", "Write a name in it, or take it out.")
    word = re.match(r"\w*", body)
    found = lift.group(1) if lift else ""
    return Tag(kind, found, word.group() if word else "", body, start, end, before, after)


def _unclosed(opener: str, start: int, text: str) -> BadTag:
    """Return the fault of a tag that does not end in its paragraph."""
    closer = _CLOSER[opener]
    end = text.find(closer, start + 2)
    following = _OPENERS.search(text, start + 2)
    if end >= 0 and not (following and following.start() < end):
        said = f"The tag that starts with {opener} holds a quotation mark or bracket without its partner."
        return BadTag(start, end + 2, said, "Write the partner, or take it out.")
    stop = following.start() if following else len(text)
    said = f"The tag that starts with {opener} is not closed in its paragraph."
    return BadTag(start, stop, said, f"Write {closer} at its end.")


def _strays(text: str, start: int, end: int) -> list[BadTag]:
    """Return the closing marks between `start` and `end`, which nothing opened."""
    return [
        BadTag(found.start(), found.end(), f"{found.group()} closes a tag that nothing opened.", "Write its beginning.")
        for found in _STRAY.finditer(text, start, end)
    ]
