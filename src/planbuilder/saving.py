"""Writing finished files: whole or not at all, and never over one that is there already."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import write_advice

Kept = TypeVar("Kept")


def save(path: Path, content: bytes, *, force: bool = False, keep: bool = False) -> Path:
    """Write a file and return its path: the one given, or with ``-2``, ``-3``, ... added where that is taken.

    With ``force`` the file given is replaced; with ``keep`` one that holds this already is left, and returned. The
    content is written beside it first and moved into place when it is whole. Raises EnvironmentFaultError where the
    folder or the disk does not allow it; then nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if keep and path.is_file() and path.read_bytes() == content:
            return path
        with _beside(path, content) as made:
            if force:
                made.replace(path)
                return path
            return next(free for free in free_names(path) if _placed(made, free))
    except OSError as error:
        raise _fault(path, error) from None


def save_after(path: Path, content: bytes, keep: Callable[[], Kept]) -> tuple[Path, Kept]:
    """Write a file that stands only once something else is kept: return its path, as :func:`save` names it, and that.

    The content is whole and on the disk, under a hidden name, before ``keep`` is called; where that raises, nothing is
    left of it. So there is never the file without what is kept, also where the machine stops in between. Raises
    EnvironmentFaultError where the folder or the disk does not allow it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, content) as made:
            kept = keep()
            return next(free for free in free_names(path) if _placed(made, free)), kept
    except OSError as error:
        raise _fault(path, error) from None


def save_new(path: Path, content: bytes) -> bool:
    """Write a file that must not be there yet; return False, with nothing changed, where it is.

    It gets its name in one step when it is whole and on the disk, and the folder is on the disk then too. Raises
    EnvironmentFaultError where the folder or the disk does not allow it; then nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, content) as made:
            placed = _placed(made, path)
        _settle(path.parent)
    except OSError as error:
        raise _fault(path, error) from None
    return placed


def _settle(folder: Path) -> None:
    """Let the disk keep the names in a folder, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_names(path: Path) -> Iterator[Path]:
    """Yield a path, then the same with -2, -3, ... before its suffix."""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write the content to a new file in the same folder, under a hidden name; take it away at the end."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with made.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield made
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def _placed(made: Path, path: Path) -> bool:
    """Give a finished file its name; return False where another has it already."""
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:
        return _claimed(made, path)
    return True


def _claimed(made: Path, path: Path) -> bool:
    """Do the same on a disk that knows no hard links: claim the name first, then move the file there."""
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    try:
        made.replace(path)
    except BaseException:  # also where somebody stops it: an empty file is no paper
        path.unlink(missing_ok=True)
        raise
    return True


def _fault(path: Path, error: OSError) -> EnvironmentFaultError:
    """Return the sentence for a file that could not be written."""
    said = "The file could not be written, and nothing of it was left."
    return EnvironmentFaultError(said, where=str(path), fix=write_advice(error))
