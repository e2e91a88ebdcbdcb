"""Whether a batch is the only one that writes into a folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

#: Where Windows, whose locks keep others from reading, locks one byte: far behind the end of the file.
_BEYOND = 1 << 30

if sys.platform == "win32":  # pragma: no cover  # the tests run where Debian's packages are
    import msvcrt

    def is_alone(file: BinaryIO) -> bool:
        """Return whether no other process holds this file; it is held from now on, until it is closed."""
        file.seek(_BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0, os.SEEK_END)
        return True
else:
    import fcntl

    def is_alone(file: BinaryIO) -> bool:
        """Return whether no other process holds this file; it is held from now on, until it is closed.

        True also on a disk that knows no locks: nobody is kept from working there.
        """
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
