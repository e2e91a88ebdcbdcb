"""A released library put into a workspace: verified, whole or not at all, never over anything that is there."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import write_advice
from planbuilder.library.loading import load_library
from planbuilder.library.manifest import MANIFEST, Manifest, manifest_json
from planbuilder.library.unpacking import Unpacked, unpack

#: The folder of a workspace that installed libraries lie in.
FOLDER = "libraries"


@dataclass(frozen=True, slots=True)
class Installed:
    """A library that was installed: its manifest, its folder, the archive's hash, and whether it was there already."""

    manifest: Manifest
    folder: Path
    sha256: str
    was_there: bool


def install_release(source: Path, workspace: Path, *, expected: str = "") -> Installed:
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
        _check(release.manifest, made, source.name)
        target = home / f"{release.manifest.id}-{release.manifest.version}"
        if os.path.lexists(target):
            return _there(release, target)
        made.rename(target)
    except OSError as error:
        said = "The library could not be written, and nothing of it was left."
        raise EnvironmentFaultError(said, where=str(home), fix=write_advice(error)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()
    return Installed(release.manifest, target, release.sha256, was_there=False)


def _write(release: Unpacked, folder: Path) -> None:
    """Write the files of a release; their names were found safe."""
    folder.mkdir(parents=True)
    for name, content in {**release.contents, MANIFEST: manifest_json(release.manifest)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)


def _check(manifest: Manifest, folder: Path, name: str) -> None:
    """Raise where what was written is no library, or another one than the manifest says."""
    try:
        about = load_library(folder, use_cache=False).about
    except InputError as error:
        raise InputError("The release holds a library with errors.", error.findings, where=name) from None
    if (about.id, about.version) != (manifest.id, manifest.version):
        said = "The manifest names another library or version than library.yaml does."
        raise UsageError(said, where=name, fix="Ask whoever gave it for the release as it was made.")


def _there(release: Unpacked, target: Path) -> Installed:
    """Return the library that is there already where it is this one; raise UsageError where it is not."""
    try:
        there = unpack(target).manifest.content
    except (InputError, EnvironmentFaultError):
        there = ""
    if there != release.manifest.content:
        said = "Another library, or one that was changed, has this place already. Nothing was written."
        fix = "Move it away, or use it as it is; 'planbuilder library diff' compares the two."
        raise UsageError(said, where=str(target), fix=fix)
    return Installed(release.manifest, target, release.sha256, was_there=True)
