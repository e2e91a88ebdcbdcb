"""A released library read from its archive or folder: every name looked at, every file held against the manifest."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, ordered
from planbuilder.library.files import sha256
from planbuilder.library.manifest import MANIFEST, Manifest, read_manifest_json
from planbuilder.library.packed_names import same_names, why_unsafe
from planbuilder.library.release_rules import ALIKE, EXTRA, HASH, KIND, MISSING, NO_MANIFEST, UNSAFE

#: A library of 20,000 entries has about 100 megabytes; no honest release has more files or bytes than these.
_MOST_FILES = 100_000
_MOST_BYTES = 500_000_000
_ENCRYPTED = 0x1
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A release that was verified: its manifest, its files by path (the manifest is none), and the archive's hash.

    ``sha256`` is empty for one that was read from a folder.
    """

    manifest: Manifest
    contents: Mapping[str, bytes]
    sha256: str = ""


def unpack(path: Path) -> Unpacked:
    """Return a release from an archive or from the folder it was unpacked to.

    Raises InputError with every fault for one that is not as it was released, or could be written to where it does not
    belong; EnvironmentFaultError where it cannot be read.
    """
    if path.is_dir():
        return Unpacked(*_verified(_folder(path), path))
    content = read_file(path, _MOST_BYTES)
    try:
        members = _zipped(content) if content[:4] == _ZIP else _tarred(content)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, OSError, ValueError):
        fix = "Fetch it again. Releases are .zip or .tar files, as 'planbuilder library release' makes them."
        raise EnvironmentFaultError("The archive cannot be read.", where=path.name, fix=fix) from None
    return Unpacked(*_verified(members, path), sha256(content))


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an archive: its name, its bytes, and what it is where it is no plain file."""

    name: str
    content: bytes
    kind: str = ""


def _zipped(content: bytes) -> list[_Member]:
    """Return the members of a zip file."""
    found: list[_Member] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _bound(len(members), sum(each.file_size for each in members))
        left = _MOST_BYTES
        for each in members:
            mode = each.external_attr >> 16
            if each.is_dir() or stat.S_ISLNK(mode) or each.flag_bits & _ENCRYPTED:
                kind = "a folder" if each.is_dir() else "a link" if stat.S_ISLNK(mode) else "locked with a password"
                found.append(_Member(each.orig_filename, b"", kind))
                continue
            with archive.open(each) as file:
                data = file.read(left + 1)
            left -= len(data)
            _bound(0, _MOST_BYTES - left)
            found.append(_Member(each.orig_filename, data))
    return found


def _tarred(content: bytes) -> list[_Member]:
    """Return the members of a tar file that is not compressed."""
    found: list[_Member] = []
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        size = 0
        for number, each in enumerate(archive):
            size += each.size
            _bound(number, size)  # also a sparse file, which takes little in the archive
            file = archive.extractfile(each) if each.isreg() else None
            kind = "" if file else "a folder" if each.isdir() else "a link or a device"
            found.append(_Member(each.name, file.read() if file else b"", kind))
    return found


def _bound(files: int, size: int) -> None:
    """Raise ValueError for more than any release has."""
    if files > _MOST_FILES or size > _MOST_BYTES:
        raise ValueError("too large")


def _folder(root: Path) -> list[_Member]:
    """Return the files of a folder as members; links are told, never followed."""
    found: list[_Member] = []
    for folder, folders, files in os.walk(root):
        for name in sorted((*folders, *files)):
            path = Path(folder) / name
            inside = path.relative_to(root).as_posix()
            if path.is_symlink():
                found.append(_Member(inside, b"", "a link"))
            elif name in files:
                found.append(_Member(inside, read_file(path, where=inside)))
    return found


def _verified(members: list[_Member], path: Path) -> tuple[Manifest, Mapping[str, bytes]]:
    """Return manifest and files of a release; raise InputError with everything that is wrong."""
    findings = [*_names(members)]
    contents = {each.name: each.content for each in members}
    manifest: Manifest | None = None
    try:
        manifest = read_manifest_json(contents[MANIFEST])
    except KeyError:
        findings.append(NO_MANIFEST.finding(Place(MANIFEST), said="there is none"))
    except (ValueError, RecursionError) as error:
        said = str(error) if type(error) is ValueError else "it is not written as one"
        findings.append(NO_MANIFEST.finding(Place(MANIFEST), said=said))
    if manifest:
        findings += _sums(manifest, contents)
    if findings or manifest is None:
        raise InputError("The release was not used.", ordered(findings), where=path.name)
    return manifest, {name: content for name, content in contents.items() if name != MANIFEST}


def _names(members: list[_Member]) -> Iterator[Finding]:
    """Yield members that are no plain files, and names that are not safe."""
    for each in members:
        shown = ascii(each.name)[1:-1]
        if why := why_unsafe(each.name):
            yield UNSAFE.finding(Place(shown), name=shown, why=why)
        elif each.kind:
            yield KIND.finding(Place(shown), name=shown, kind=each.kind)
    for name, other in same_names(each.name for each in members):
        yield ALIKE.finding(Place(ascii(name)[1:-1]), name=ascii(name)[1:-1], other=ascii(other)[1:-1])


def _sums(manifest: Manifest, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield files that are not those of the manifest."""
    listed = {each.path: each for each in manifest.files}
    for path, each in listed.items():
        if path not in contents:
            yield MISSING.finding(Place(ascii(path)[1:-1]))
        elif len(contents[path]) != each.bytes or sha256(contents[path]) != each.sha256:
            yield HASH.finding(Place(ascii(path)[1:-1]))
    for path in contents.keys() - listed.keys() - {MANIFEST}:
        yield EXTRA.finding(Place(ascii(path)[1:-1]))
