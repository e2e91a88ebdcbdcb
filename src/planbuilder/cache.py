"""Results kept between runs in the user's cache directory, as data; whatever is broken or foreign is ignored."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import stat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from planbuilder.errors import PlanbuilderError
from planbuilder.files import read_file

T = TypeVar("T")
#: How many kept files of one sort stay unless more are asked for; older ones are deleted.
_KEPT = 6


def cache_directory() -> Path:
    """Return the directory: ``PLANBUILDER_CACHE``, else the one the system keeps for this program."""
    if chosen := os.environ.get("PLANBUILDER_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("planbuilder", appauthor=False))


def cached(name: str, type: type[T]) -> T | None:
    """Return what was kept under a name, or None where there is nothing that can be used."""
    try:
        content = cached_bytes(name)
        return None if content is None else msgspec.json.decode(content, type=type)
    except (ValueError, RecursionError):  # msgspec's own are ValueErrors
        return None


def cached_bytes(name: str) -> bytes | None:
    """Return the bytes that were kept under a name, or None where there is nothing that can be used."""
    try:
        path = cache_directory() / name
        return _proved(name, read_file(path)) if _own(path) else None
    except (PlanbuilderError, OSError, RuntimeError, ValueError):
        return None


def _proved(name: str, kept: bytes) -> bytes | None:
    """Return the content of a kept file, or None where its checksum does not fit the name and every byte of it."""
    checksum, _, content = kept.partition(b"\n")
    return content if hmac.compare_digest(checksum, _checksum(name, content)) else None


def _checksum(name: str, content: bytes) -> bytes:
    """Return the SHA-256 over name and content, in hexadecimal digits: the first line of a kept file."""
    return hashlib.sha256(os.fsencode(name) + b"\n" + content).hexdigest().encode()


def _own(path: Path) -> bool:
    """Return whether a kept file is a plain file of this user that nobody else can write."""
    found = path.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISREG(found.st_mode) and mine and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def keep(name: str, value: Any, most: int = _KEPT) -> None:
    """Keep a value under a name, and so many of its sort; a cache that cannot be written only costs time."""
    with contextlib.suppress(ValueError):
        keep_bytes(name, msgspec.json.encode(value), most)


def keep_bytes(name: str, content: bytes, most: int = _KEPT) -> None:
    """Keep bytes under a name, and so many of their sort; a cache that cannot be written only costs time."""
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        home = cache_directory()
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(home / name, _checksum(name, content) + b"\n" + content)
        _prune(home, name.partition("-")[0], most)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; nothing is left behind when the disk is full."""
    import tempfile

    handle, made = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(made).replace(path)
    except BaseException:  # also where somebody stops it
        Path(made).unlink(missing_ok=True)
        raise


def _prune(home: Path, sort: str, most: int) -> None:
    """Delete the oldest kept files of a sort."""
    files = sorted(home.glob(f"{sort}-*.*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in files[most:]:
        old.unlink(missing_ok=True)
