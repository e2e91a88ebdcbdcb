"""The one place where files are read: only plain files, no more of them than may be; and advice on failed writes."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError

_MEGABYTE = 1_000_000
#: The most that is read where the caller names no other bound: a Word file with many pictures fits.
MAX_BYTES = 100 * _MEGABYTE
#: Opened so that a pipe, put there between the look and the opening, does not make anybody wait.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path, limit: int = MAX_BYTES, *, where: str = "", cut: bool = False) -> bytes:
    """Return the bytes of a plain file of at most ``limit`` bytes; nothing of any other is read.

    ``where`` is how the file is called in errors (its name without it). With ``cut`` a file that is too large gives
    its first ``limit`` + 1 bytes, for a reader who says so in words of its own. Raises EnvironmentFaultError, with the
    next step, for a folder, a pipe, a device, a file that is too large, missing or not to be read.
    """
    name = where or path.name
    try:
        _refuse_unusual(path.stat(), name, None)  # before the opening, which makes some devices act
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123  # a descriptor, not a path
            found = os.fstat(file.fileno())
            _refuse_unusual(found, name, None if cut else limit)
            content = file.read(min(found.st_size, limit) + 1)  # no room is asked for that the file does not fill
    except (OSError, ValueError) as error:
        raise _unreadable(error, path, name) from None
    if len(content) > limit and not cut:
        raise _too_large(limit, name)
    return content


def read_many(root: Path, names: Sequence[str], limit: int) -> dict[str, bytes]:
    """Return the bytes of plain files below a folder by their names, of one that is too large the first ``limit`` + 1.

    The names are those of plain files a moment ago, as a walk has seen them: what has become something else since is
    refused as :func:`read_file` refuses it. Raises EnvironmentFaultError.
    """
    found: dict[str, bytes] = {}
    base = f"{root}{os.sep}"
    for name in names:
        try:
            file = os.open(base + name, _FLAGS)
        except OSError:
            file = -1
        if file < 0:
            found[name] = read_file(root / name, limit, cut=True)
            continue
        try:
            content = os.read(file, limit + 1) if stat.S_ISREG(os.fstat(file).st_mode) else None
            while content is not None and len(content) <= limit and (more := os.read(file, limit + 1 - len(content))):
                content += more
        finally:
            os.close(file)
        found[name] = read_file(root / name, limit, cut=True) if content is None else content
    return found


def write_advice(error: OSError) -> str:
    """Return what to do next where a folder given with ``-o`` or its disk refused to take a file."""
    elsewhere = "choose another folder with -o."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full. Free some space, or {elsewhere}"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"A file stands where the folder would be: {elsewhere}"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Nothing may be written there. Check the permissions, or {elsewhere}"
    return f"{error.strerror or 'The system refused'}. Check the place, or {elsewhere}"


def _refuse_unusual(found: os.stat_result, name: str, limit: int | None) -> None:
    """Raise for what is no plain file, and for one that is larger than ``limit``."""
    if stat.S_ISDIR(found.st_mode):
        raise EnvironmentFaultError("This is a folder, not a file.", where=name, fix="Give the file in it.")
    if not stat.S_ISREG(found.st_mode):
        why = "A pipe or a device may never end."
        fix = "Write its content to a file, and give that file."
        raise EnvironmentFaultError("This is no ordinary file.", where=name, why=why, fix=fix)
    if limit is not None and found.st_size > limit:
        raise _too_large(limit, name)


def _too_large(limit: int, name: str) -> EnvironmentFaultError:
    """Return the error for a file that is too large."""
    said = f"The file is larger than {limit // _MEGABYTE} megabytes."
    return EnvironmentFaultError(said, where=name, why="No honest file of this kind is.", fix="Check the name.")


def _unreadable(error: OSError | ValueError, path: Path, name: str) -> EnvironmentFaultError:
    """Return the error for a file that is missing or cannot be read; a ValueError is a name with a NUL in it."""
    if isinstance(error, ValueError) or error.errno in (errno.ENOENT, errno.ENOTDIR):
        where = name if isinstance(error, ValueError) else str(path)
        return EnvironmentFaultError("There is no such file.", where=where, fix="Check the name and the folder.")
    fix = f"{error.strerror or 'The system refused'}. Check its permissions."
    return EnvironmentFaultError("The file cannot be read.", where=name, fix=fix)
