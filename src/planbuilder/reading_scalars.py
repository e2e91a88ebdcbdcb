"""What a plain YAML scalar means by the core schema of YAML 1.2."""

from __future__ import annotations

import re

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
#: Longer numbers stay text: none is meant, and 64 bits would not hold them.
_LONGEST_NUMBER = 16
#: Beyond this, floating point no longer tells one whole number from the next.
_LARGEST = 2.0**53


def resolved(text: str) -> str | int | float | bool | None:
    """Return what a plain scalar means (https://yaml.org/spec/1.2.2/#103-core-schema).

    ``4.0`` is the whole number 4. Numbers that cannot be counted with (infinity, not a number, more than 16
    characters, beyond 2^53) stay text.
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER or not (text[0].isdigit() or text[0] in "+-."):
        return text
    return _number(text)


def _number(text: str) -> str | int | float:
    """Return the number that a text spells, or the text where it spells none."""
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL_HEX.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and abs(number := float(text)) <= _LARGEST:
        return int(number) if number.is_integer() else number
    return text
