"""The YAML files of a library directory, found and read as bytes; links are named, never followed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import read_many
from planbuilder.reading import MAX_BYTES
from planbuilder.schema import schemas_digest

#: Folders of a library that hold no entries.
_ELSEWHERE = {"examples", "drafts", "translations"}
#: How long ago a file must have been changed, in nanoseconds, so that no second change hides in the same moment.
_SETTLED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class LibraryFiles:
    """The bytes of every YAML file of a library by its path in it, in order, and the paths that are links."""

    root: Path
    contents: Mapping[str, bytes]
    links: tuple[str, ...] = ()


def read_files(root: Path) -> LibraryFiles:
    """Return the YAML files of a library; of one that is too large, no more than shows that it is.

    Raises EnvironmentFaultError when the folder is missing or cannot be read.
    """
    if not root.is_dir():
        raise EnvironmentFaultError("There is no such folder.", where=str(root), fix="Give the folder of a library.")
    links: list[str] = []
    try:
        found = sorted(_walk(str(root), "", links))
        contents = read_many(root, found, MAX_BYTES)
    except OSError as error:
        where = error.filename or str(root)
        fix = f"The system says: {error.strerror}." if error.strerror else ""
        raise EnvironmentFaultError("The library cannot be read.", where=str(where), fix=fix) from None
    return LibraryFiles(root, contents, tuple(sorted(links)))


def look_of(root: Path) -> str:
    """Return a hash over where the YAML files of a library lie, their sizes and the moments of their last change.

    It stands for their content without reading it; empty where a file was changed less than two seconds ago, since a
    second change in the same moment would not show, where there are links, and where the folder cannot be looked at.
    """
    from planbuilder import __version__

    total = hashlib.sha256(f"{__version__} {schemas_digest()} {root.resolve()}\n".encode())
    newest = time.time_ns() - _SETTLED
    links: list[str] = []
    try:
        for path in sorted(_walk(str(root), "", links)):
            found = os.stat(f"{root}{os.sep}{path}")  # noqa: PTH116  # one for each entry, at every start
            if links or max(found.st_mtime_ns, found.st_ctime_ns) > newest:
                return ""
            total.update(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\n".encode())
    except (OSError, ValueError):
        return ""
    return total.hexdigest()


def _walk(folder: str, inside: str, links: list[str]) -> Iterator[str]:
    """Yield the paths of YAML files under a folder, from the library's root; note the links met on the way."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = inside + entry.name
            if entry.name.startswith(".") or path in _ELSEWHERE:
                continue
            yaml = entry.name.endswith((".yaml", ".yml"))
            if entry.is_symlink():
                if yaml or entry.is_dir():
                    links.append(path)
            elif entry.is_dir():
                yield from _walk(entry.path, f"{path}/", links)
            elif yaml and entry.is_file():
                yield path


def digest_of(files: LibraryFiles) -> str:
    """Return the SHA-256 over names and contents, the schemas and the version of this program."""
    from planbuilder import __version__

    total = hashlib.sha256(f"{__version__} {schemas_digest()}\n".encode())
    for name, content in files.contents.items():
        total.update(os.fsencode(name) + b" " + sha256(content).encode() + b"\n")
    for link in files.links:
        total.update(b"link " + os.fsencode(link) + b"\n")
    return total.hexdigest()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
