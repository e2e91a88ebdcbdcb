"""Files packed into one archive whose bytes follow from the files alone: no times, no owners, nothing compressed.

Compressed bytes differ from one version of a compressor to another; a library is text of a few megabytes.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644


def packed_zip(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip file of the contents, in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = _UNIX
            member.external_attr = _MODE << 16
            archive.writestr(member, contents[name])
    return made.getvalue()


def packed_tar(contents: Mapping[str, bytes]) -> bytes:
    """Return a tar file of the contents, in the order of their names."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(contents):
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(contents[name]), _MODE
            archive.addfile(member, io.BytesIO(contents[name]))
    return made.getvalue()


#: How each kind of archive is packed, by the suffix of its name.
PACKERS: Mapping[str, Callable[[Mapping[str, bytes]], bytes]] = {".zip": packed_zip, ".tar": packed_tar}


def is_archive(path: Path) -> bool:
    """Return whether a file is called as releases are."""
    return path.suffix.lower() in PACKERS
