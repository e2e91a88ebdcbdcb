"""Regular expressions in profiles: whether one could take for ever on an ordinary text, or is found in all."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: More open repeats than this take time that grows with a high power of the length of a text.
_MOST_OPEN = 4
#: No pattern of a requirement is longer.
_LONGEST = 500


def is_slow(pattern: str) -> bool:
    """Return whether a pattern that compiles could take for ever.

    So it is where a group that is repeated without an end repeats something itself or leaves a choice, as ``(a+)+``
    does, where too much is repeated one after another, or where it is too long. Some that are fast are among them.
    """
    if len(pattern) > _LONGEST:
        return True
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "c", pattern, flags=re.DOTALL)
    opened: list[int] = []
    for place, letter in enumerate(bare):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and opened:
            inner = bare[opened.pop() + 1 : place]
            if _is_open(bare[place + 1 :]) and (_many(inner) or "|" in inner):
                return True
    return sum(1 for _ in _open_repeats(bare)) > _MOST_OPEN


def finds_everything(pattern: str) -> bool:
    """Return whether a pattern that compiles is found in every text, also in none."""
    return re.search(pattern, "") is not None


def _is_open(rest: str) -> bool:
    """Return whether what stands behind a group repeats it without an end, or very often."""
    found = re.match(r"[*+]|\{[0-9]*(?:,([0-9]*))?\}", rest)
    return found is not None and (rest[0] in "*+" or rest[: found.end()].endswith(",}") or _many_times(found.group()))


def _many_times(braces: str) -> bool:
    """Return whether braces ask for more than a few."""
    return any(int(each) > _MOST_OPEN for each in re.findall(r"[0-9]+", braces))


def _many(inner: str) -> bool:
    """Return whether something inside a group is repeated without an end, or may be left out."""
    return bool(re.search(r"[*+?](?![:=!<P#imsx-])|\{[0-9]*,", inner))


def _open_repeats(bare: str) -> Iterator[str]:
    """Yield the repeats without an end."""
    yield from (found.group() for found in re.finditer(r"[*+]|\{[0-9]*,\}", bare))
