"""Writing the library that a workspace uses into its settings, with everything else in them kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from planbuilder.cli.settings import FILE
from planbuilder.files import read_file
from planbuilder.saving import save

_LINE = re.compile(r"^library[ \t]*=[^\r\n]*", re.MULTILINE)
_HINT = re.compile(r"^#[ \t]*library[ \t]*=[^\r\n]*", re.MULTILINE)


def use_library(root: Path, folder: str) -> bool:
    """Set the library of the workspace in ``root`` to a folder of it; return False where that is better done by hand.

    Raises EnvironmentFaultError where the file cannot be read or written.
    """
    path = root / FILE
    text = read_file(path).decode("utf-8-sig")
    line = f'library = "{folder}"'
    if _LINE.search(text):
        changed = _LINE.sub(line, text, count=1)
    elif _HINT.search(text):
        changed = _HINT.sub(line, text, count=1)
    else:
        changed = f"{line}\n{text}"
    try:
        fits = tomllib.loads(changed) == {**tomllib.loads(text), "library": folder}
    except tomllib.TOMLDecodeError:
        return False
    if fits:
        save(path, changed.encode(), force=True)
    return fits
