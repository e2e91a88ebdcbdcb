"""Files read whole: plain ones of a bounded size, and nothing that a read could hang on or fill the memory with."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError

#: The most that is read of a file where the caller names no other bound: a Word file with many pictures fits.
MAX_BYTES = 100 * 1024 * 1024
#: Opening must not wait for somebody who writes into a pipe; systems without the flag have no such files.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PLAIN = "Save the content to a plain file, and give that one."


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file of at most ``most`` bytes.

    Raises EnvironmentFaultError with the next step where there is no such file, where it is a folder, a pipe or a
    device, where it is larger, and where the system refuses.
    """
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise _fault("There is no such file.", str(path), "Check the name and the folder.") from None
    except OSError as error:
        raise _refused(path, error) from None
    try:
        _check(path, os.fstat(handle), most)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        os.close(handle)


def _check(path: Path, state: os.stat_result, most: int) -> None:
    """Raise EnvironmentFaultError for what is no plain file of at most ``most`` bytes."""
    if stat.S_ISDIR(state.st_mode):
        raise _fault("This is a folder, not a file.", path.name, "Give the file in it.")
    if not stat.S_ISREG(state.st_mode):
        raise _fault("This is a pipe or a device, not a plain file.", path.name, _PLAIN)
    if state.st_size > most:
        raise _fault(f"The file is larger than {most:,} bytes.", path.name, "Check that it is the right one.")


def _refused(path: Path, error: OSError) -> EnvironmentFaultError:
    """Return the error for a file that the system does not let us read."""
    if isinstance(error, IsADirectoryError) or path.is_dir():  # Windows cannot open a folder
        return _fault("This is a folder, not a file.", path.name, "Give the file in it.")
    return _fault("The file cannot be read.", path.name, f"The system says: {error.strerror or 'no'}.")


def _fault(said: str, where: str, fix: str) -> EnvironmentFaultError:
    """Return an error about a file."""
    return EnvironmentFaultError(said, where=where, fix=fix)
