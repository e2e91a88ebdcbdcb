"""Characters that no text may hold: those that Word cannot store, and those that change a text unseen.

Refused are control characters, whatever turns the direction of the letters after it (U+202A-202E, U+2066-2069: a dose
of 51 can be made to read 15), invisible characters in the middle of words (U+00AD, U+200B, U+2060-2064, U+FEFF and
kin: names and terms are no longer found), and tag characters (U+E0000-E007F: a text within the text).

Allowed stay the joiners U+200C and U+200D, which Persian, Hindi and emoji are spelled with; the variation selectors
after emoji and in Japanese names; and the marks U+200E, U+200F and U+061C: Hebrew and Arabic need them beside digits
and brackets, and they turn no letter that has a direction of its own
(https://www.unicode.org/reports/tr9/#Implicit_Directional_Marks).
"""

from __future__ import annotations

import re
import unicodedata

#: Characters that XML cannot hold (https://www.w3.org/TR/xml/#charsets), and those that end a line in some
#: programs and not in others.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
#: Characters of the Unicode categories Cf and of those to ignore by default that no language is spelled with.
_INVISIBLE = (
    "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
#: Finds any of them.
UNSEEN = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")


def is_control(letter: str) -> bool:
    """Return whether a character is a control character, which Word files cannot hold."""
    return bool(_CONTROLS.match(letter))


def code_point(letter: str) -> str:
    """Return how a character is looked up: its code point, and its name where it has one."""
    name = unicodedata.name(letter, "").lower()
    return f"U+{ord(letter):04X}, {name}" if name else f"U+{ord(letter):04X}"
