"""A released library put into a workspace: verified, whole or not at all, never over anything that is there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import read_file, write_advice
from planbuilder.library.loading import load_library
from planbuilder.library.manifest import MANIFEST, Manifest, manifest_json
from planbuilder.library.store import KINDS
from planbuilder.library.unpacking import Unpacked, unpack
from planbuilder.reading import read_yaml

#: The folder of a workspace that installed libraries lie in.
FOLDER = "libraries"


@dataclass(frozen=True, slots=True)
class Installed:
    """A library that was installed: its manifest, its folder, the archive's hash, and whether it was there already.

    ``is_layer`` is true for one that stands on a library beneath it.
    """

    manifest: Manifest
    folder: Path
    sha256: str
    was_there: bool
    is_layer: bool


def install_release(source: Path, workspace: Path, *, expected: str = "", below: Sequence[Path] = ()) -> Installed:
    """Put a release, an archive or the folder it was unpacked to, into a workspace and return where it is.

    Every file is held against the manifest, and the library is loaded, before it gets its name. With ``expected``, the
    archive must have this SHA-256. Raises InputError with what is wrong in the release, UsageError where another thing
    has its place or the hash is another one, EnvironmentFaultError where the disk refuses; then nothing is left behind.
    """
    release = unpack(source)
    if expected and release.sha256 != expected.strip().lower():
        said = f"The SHA-256 of this {'archive' if release.sha256 else 'folder'} is not the one that was expected."
        why = "It is not the archive whose hash you were told."
        fix = "Do not use it. Ask whoever released it, by another way than the one it came by."
        raise UsageError(said, where=source.name, why=why, fix=fix)
    home = workspace / FOLDER
    made = home / f".{secrets.token_hex(8)}.part"
    try:
        _write(release, made)
        is_layer = _check(release.manifest, made, source.name, below)
        target = home / f"{release.manifest.id}-{release.manifest.version}"
        if os.path.lexists(target):
            return _there(release, target, is_layer=is_layer)
        made.rename(target)
    except OSError as error:
        said = "The library could not be written, and nothing of it was left."
        raise EnvironmentFaultError(said, where=str(home), fix=write_advice(error)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()
    return Installed(release.manifest, target, release.sha256, was_there=False, is_layer=is_layer)


def _write(release: Unpacked, folder: Path) -> None:
    """Write the files of a release; their names were found safe."""
    folder.mkdir(parents=True)
    for name, content in {**release.contents, MANIFEST: manifest_json(release.manifest)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)


def _check(manifest: Manifest, folder: Path, name: str, below: Sequence[Path]) -> bool:
    """Return whether what was written is a layer; raise where it is nothing usable, or not what the manifest says."""
    is_layer = False
    try:
        library = load_library(folder, use_cache=False)
        is_layer = not any(library.of_kind(kind) for kind in KINDS)  # such as one of translations alone
    except InputError as alone:
        try:
            others = [each for each in below if _id_of(each) != manifest.id]  # not an earlier version of its own
            library, is_layer = load_library(*others, folder, use_cache=False), True
        except InputError as error:
            findings = error.findings if below else alone.findings
            raise InputError("The release holds a library with errors.", findings, where=name) from None
    about = library.layers[-1]
    if (about.id, about.version) != (manifest.id, manifest.version):
        said = "The manifest names another library or version than library.yaml does."
        raise UsageError(said, where=name, fix="Ask whoever gave it for the release as it was made.")
    return is_layer


def _id_of(root: Path) -> str:
    """Return the id that the layer in a folder says it has."""
    return str((read_yaml(read_file(root / "library.yaml"), "library.yaml").value or {}).get("id", ""))


def _there(release: Unpacked, target: Path, *, is_layer: bool) -> Installed:
    """Return the library that is there already where it is this one; raise UsageError where it is not."""
    try:
        there = unpack(target).manifest.content
    except (InputError, EnvironmentFaultError):
        there = ""
    if there != release.manifest.content:
        said = "Another library, or one that was changed, has this place already. Nothing was written."
        fix = "Move it away, or use it as it is; 'planbuilder library diff' compares the two."
        raise UsageError(said, where=str(target), fix=fix)
    return Installed(release.manifest, target, release.sha256, was_there=True, is_layer=is_layer)
