"""What chains of numbered files are made of: their names and numbers, hashes, the line that says who and why."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, UsageError

_NAME = re.compile(r"([0-9]{4})\.json")
#: The highest number that a name has room for.
LAST = 9999
#: The most letters of who saved something and why.
_LONGEST = 200


def name_of(number: int) -> str:
    """Return what the file of a number is called."""
    return f"{number:04}.json"


def numbers_in(folder: Path, what: str = "versions") -> set[int]:
    """Return the numbers of the files that are named so in a folder, none where there is no such folder.

    Raises EnvironmentFaultError, which calls them ``what``, where the folder cannot be read.
    """
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Check its permissions."
        raise EnvironmentFaultError(f"The {what} cannot be read.", where=str(folder), fix=fix) from None
    return {int(found[1]) for name in names if (found := _NAME.fullmatch(name))}


def strays_in(folder: Path) -> list[str]:
    """Return the names of records in a folder that are none of the numbered ones, such as a copy made on syncing."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(".json") and not _NAME.fullmatch(name))


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def one_line(text: str, what: str) -> str:
    """Return a text on one line; raise UsageError where it is none that a record can hold."""
    line = " ".join(text.split())
    if len(line) > _LONGEST or not line.isprintable():
        fix = f"Say it in one line of at most {_LONGEST} letters, figures and signs that can be seen."
        raise UsageError(f"The text that says {what} cannot be kept.", fix=fix)
    return line


def now() -> str:
    """Return the moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
