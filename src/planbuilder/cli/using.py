"""Writing the library that a workspace uses into its settings, with everything else in them kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from planbuilder.cli.settings import FILE
from planbuilder.files import read_file
from planbuilder.saving import save


def use_library(root: Path, folder: str) -> bool:
    """Set the library of the workspace in ``root`` to a folder of it; return False where that is better done by hand.

    Raises EnvironmentFaultError where the file cannot be read or written.
    """
    return _set(root, "library", folder, f'library = "{folder}"')


def use_layer(root: Path, folder: str) -> bool:
    """Put a layer in a folder of the workspace in ``root`` on its library, where it has no other layer.

    Returns False where that is better done by hand. Raises EnvironmentFaultError where the file cannot be read or
    written.
    """
    return _set(root, "layers", [folder], f'layers = ["{folder}"]')


def _set(root: Path, name: str, value: object, line: str) -> bool:
    """Write a setting, in the place where it or a hint to it stands; return False where that would change others."""
    path = root / FILE
    text = read_file(path).decode("utf-8-sig")
    stands, hint = (re.compile(rf"^{sign}{name}[ \t]*=[^\r\n]*", re.MULTILINE) for sign in ("", "#[ \t]*"))
    changed = stands.sub(line, text, count=1) if stands.search(text) else hint.sub(line, text, count=1)
    if line not in changed:
        changed = f"{line}\n{text}"
    try:
        fits = tomllib.loads(changed) == {**tomllib.loads(text), name: value}
    except tomllib.TOMLDecodeError:
        return False
    if fits:
        save(path, changed.encode(), force=True)
    return fits
