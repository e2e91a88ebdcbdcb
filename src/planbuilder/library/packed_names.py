"""Names of files in an archive: which of them are safe to write anywhere, on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

_MOST_LETTERS = 200
_MOST_FOLDERS = 8
#: Letters that have a meaning in names on one system or another, and all that cannot be seen.
_BAD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
#: Names that are devices on Windows, with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def why_unsafe(name: str) -> str:
    """Return why a name must not be written, in words that end a sentence; nothing for a safe one."""
    return next((why for why, is_so in _REASONS.items() if is_so(name, name.split("/"))), "")


#: Reasons against a name, the worst first, and when each holds for it and its parts.
_REASONS: Mapping[str, Callable[[str, list[str]], bool]] = {
    "it begins at the root of the disk": lambda name, _: not name or name.startswith("/"),
    "it leads out of its folder": lambda _, parts: ".." in parts,
    "it has an empty part": lambda _, parts: "" in parts or "." in parts,
    "it holds a letter that means something else on some systems": lambda name, _: bool(_BAD.search(name)),
    "it is hidden": lambda _, parts: any(part.startswith(".") for part in parts),
    "Windows would read it as another name": lambda _, parts: any(
        part.endswith((" ", ".")) or _DEVICES.fullmatch(part) for part in parts
    ),
    "it is too long": lambda name, parts: len(name) > _MOST_LETTERS or len(parts) > _MOST_FOLDERS,
    "it is no text": lambda name, _: not _is_text(name),
}


def _is_text(name: str) -> bool:
    """Return whether a name can be written in UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def same_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every name with an earlier one that some system takes for the same: by case or by how accents are kept."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            yield name, seen[key]
        seen.setdefault(key, name)
