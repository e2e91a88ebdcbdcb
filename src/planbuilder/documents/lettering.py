"""Letters for drawings, as strokes of a pen: what a picture needs to say a number, a day or the name of a band.

Every glyph is a text of polylines with a blank between them; two figures are a point, x and y. The baseline is y = 2,
small letters reach y = 6, capitals and figures y = 8, tails y = 0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: The height of a capital letter, in units of the grid; a line of letters stands on ``BASELINE``.
CAPITAL = 6
BASELINE = 2
_GAP = 2
_BLANK = 3

_TABLE = """\
0 120307183847433212 | 1 072822 1232 | 2 07183847460242 | 3 0718384746354443321203 1535 | 4 380444 3832
5 4808053544433202 | 6 473818070312324344351504 | 7 084812 | 8 15060718384746351504031232434435
9 463515060718384743321203 | a 4642 4536160503123243 | b 0802 0516364543321203 | c 4536160503123243
d 4842 4536160503123243 | e 04444536160503123243 | f 38281712 0636 | g 4641301001 4536160503123243
h 0802 0516364542 | i 0602 0808 | j 161100 1818 | k 0802 0346 1442 | l 0802 | m 0602 0516263532 3546566562
n 0602 0516364542 | o 120305163645433212 | p 0600 0516364543321203 | q 4640 4536160503123243 | r 0602 04162636
s 45361605143443321203 | t 18132232 0636 | u 0603123243 4642 | v 062246 | w 0612365266 | x 0642 0246
y 0622 4610 | z 06460242 | A 022842 1434 | B 02083847463505 3544433202 | C 4738180703123243 | D 02082846442202
E 48080242 0535 | F 480802 0535 | G 47381807031232434525 | H 0208 4248 0545 | I 0208 | J 4843321203
K 0208 0448 1542 | L 080242 | M 0208346862 | N 02084248 | O 120307183847433212 | P 02083847463505
Q 120307183847433212 2442 | R 02083847463505 2542 | S 473818070615354443321203 | T 0848 2822 | U 080312324348
V 082248 | W 0812365268 | X 0842 0248 | Y 082548 2522 | Z 08480242 | - 0434 | . 0202 | , 1200 | / 0248
: 0202 0505 | ( 28171322 | ) 08171302 | + 0545 2723 | % 0248 0808 4242 | ' 0807 | = 0636 0434
? 07183847462524 2222
"""
_GLYPHS = {each[0]: each[2:] for line in _TABLE.splitlines() for each in line.split(" | ")}
_ALIKE = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2019": "'", "&": "+", ";": ","})


@lru_cache(maxsize=256)
def strokes(letter: str) -> tuple[tuple[tuple[tuple[int, int], ...], ...], int]:
    """Return the polylines of a letter on the grid, and how far it moves what follows; a question mark for unknown."""
    if letter == " ":
        return (), _BLANK
    lines = tuple(
        tuple((int(line[at]), int(line[at + 1])) for at in range(0, len(line), 2))
        for line in _GLYPHS.get(letter, _GLYPHS["?"]).split()
    )
    return lines, max(x for line in lines for x, _ in line) + _GAP


def plain_letters(text: str) -> str:
    """Return a text in the letters that can be drawn: without accents, dashes as hyphens."""
    apart = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def width_of(text: str) -> int:
    """Return how wide a text is, in units of the grid."""
    return sum(strokes(letter)[1] for letter in plain_letters(text)) - _GAP if text else 0


def written(text: str) -> Iterator[tuple[int, tuple[tuple[tuple[int, int], ...], ...]]]:
    """Yield each letter of a text: where it begins, in units of the grid, and its polylines."""
    at = 0
    for letter in plain_letters(text):
        lines, forward = strokes(letter)
        yield at, lines
        at += forward
