"""Writing the library that a workspace uses into its settings, with everything else in them kept."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from planbuilder.cli.settings import FILE
from planbuilder.files import read_file
from planbuilder.saving import save


def use_library(root: Path, folder: str) -> bool:
    """Set the library of the workspace in ``root`` to a folder of it; return False where that is better done by hand.

    Raises EnvironmentFaultError where the file cannot be read or written.
    """
    return _set(root, "library", folder, f'library = "{folder}"')


def with_layer(layers: Sequence[str], folder: str, earlier: str) -> list[str]:
    """Return the folders of a workspace's layers, the lowest first, with a release's among them.

    It takes the place of an earlier version, whose folder begins with ``earlier``; else it lies beneath the uppermost,
    which is the one that the workspace writes into.
    """
    known = [each.strip("/") for each in layers]
    old = [place for place, each in enumerate(known) if re.fullmatch(rf"{re.escape(earlier)}\d[^/]*", each)]
    if old:
        return [folder if place == old[0] else each for place, each in enumerate(layers) if place not in old[1:]]
    return [*layers[:-1], folder, *layers[-1:]]


def named_layers(root: Path) -> list[str]:
    """Return the folders of the layers as the settings of the workspace in ``root`` name them, the lowest first."""
    found: list[str] = tomllib.loads(read_file(root / FILE).decode("utf-8-sig")).get("layers", [])
    return found


def setting_of_layers(folders: Sequence[str]) -> str:
    """Return the line of the settings that names layers."""
    return f"layers = [{', '.join(json.dumps(each, ensure_ascii=False) for each in folders)}]"


def use_layers(root: Path, folders: Sequence[str]) -> bool:
    """Set the layers of the workspace in ``root``; return False where that is better done by hand.

    Raises EnvironmentFaultError where the file cannot be read or written.
    """
    return _set(root, "layers", list(folders), setting_of_layers(folders))


def _set(root: Path, name: str, value: object, line: str) -> bool:
    """Write a setting, in the place where it or a hint to it stands; return False where that would change others."""
    path = root / FILE
    text = read_file(path).decode("utf-8-sig")
    stands, hint = (re.compile(rf"^{sign}{name}[ \t]*=[^\r\n]*", re.MULTILINE) for sign in ("", "#[ \t]*"))
    changed = (
        stands.sub(lambda _: line, text, count=1) if stands.search(text) else hint.sub(lambda _: line, text, count=1)
    )
    if line not in changed:
        changed = f"{line}\n{text}"
    try:
        fits = tomllib.loads(changed) == {**tomllib.loads(text), name: value}
    except tomllib.TOMLDecodeError:
        return False
    if fits:
        save(path, changed.encode(), force=True)
    return fits
