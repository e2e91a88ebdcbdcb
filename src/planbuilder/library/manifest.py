"""The manifest of a released library: which library and version it is, and the hash of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from planbuilder.library.entries import About
from planbuilder.library.files import sha256

#: How the manifest is called in an archive.
MANIFEST = "manifest.json"


class PackedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a release: its path, its length in bytes, the SHA-256 of its bytes."""

    path: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a release says of itself; ``content`` is the SHA-256 over the paths and hashes of its files."""

    schema: int
    id: str
    title: str
    version: str
    language: str
    licence: str
    content: str
    files: tuple[PackedFile, ...]


def manifest_of(about: About, contents: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of some files of a library, in the order of their paths."""
    files = tuple(PackedFile(name, len(contents[name]), sha256(contents[name])) for name in sorted(contents))
    return Manifest(1, about.id, about.title, about.version, about.language, about.licence, content_sum(files), files)


def content_sum(files: tuple[PackedFile, ...]) -> str:
    """Return the SHA-256 over paths and hashes: one line that stands for all files."""
    total = hashlib.sha256()
    for each in files:
        total.update(f"{each.sha256} {each.path}\n".encode())
    return total.hexdigest()


def manifest_json(manifest: Manifest) -> bytes:
    """Return the manifest as bytes, the same for the same content."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read_manifest_json(content: bytes) -> Manifest:
    """Return a manifest from its bytes; raise ValueError, with what is wrong, for what is none."""
    found = msgspec.json.decode(content, type=Manifest)
    if found.schema != 1:
        raise ValueError(f"it has format version {found.schema}; this planbuilder reads version 1")
    if content_sum(found.files) != found.content:
        raise ValueError("its list of files is not the one it was made with")
    return found
