"""Reading a Word package: every member checked and bounded before anything in it is used."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from planbuilder.docx.faults import refuse
from planbuilder.docx.names import TYPES
from planbuilder.docx.recognition import no_document, no_package
from planbuilder.files import read_file

#: Bounds for files that come from outside: no honest Word file comes near them.
MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024

_LOCAL = b"PK\x03\x04"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_UTF8 = 0x800
#: What the standard library raises for a zip file that is not whole.
NO_ZIP = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, struct.error, IndexError)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a package: its name, its compression (0 stored, 8 deflated) and its bytes as they lie there."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    def content(self) -> bytes:
        """Return the unpacked bytes."""
        return zlib.decompress(self.packed, -15) if self.method else self.packed


def file_of(source: str | Path | bytes) -> str:
    """Return what a template is called in what is said of it: its file's name, or just a template."""
    return "template" if isinstance(source, bytes) else Path(source).name


def content_of(source: str | Path | bytes) -> bytes:
    """Return the bytes of a template; raise OSError or PlanbuilderError where the file cannot be read."""
    return source if isinstance(source, bytes) else read_file(Path(source))


def read_package(data: bytes, file: str = "") -> dict[str, Member]:
    """Return the members of a Word package by name, in file order; raise TemplateError for anything else.

    Every member is proved: it is as long as the directory says, its checksum is right, it lies where no other lies.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except NO_ZIP:
        raise refuse(*no_package(data), file=file) from None
    _bound(infos, file)
    members: dict[str, Member] = {}
    ends: list[tuple[int, int]] = []
    for info in infos:
        if not info.filename.endswith("/"):
            members[info.filename], end = _member(data, info, file)
            ends.append((info.header_offset, end))
    _apart(sorted(ends), file)
    _spelled(members, file)
    if TYPES not in members:
        raise refuse(*no_document(members, "This is not a Word file: it has no list of parts."), file=file)
    return members


def _bound(infos: list[zipfile.ZipInfo], file: str) -> None:
    """Raise for too many members, too much content, a name used twice or a path that leads out."""
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        said = f"The file unpacks to more than {MAX_MEMBERS} parts or {MAX_UNPACKED // 1024**2} MB."
        raise refuse(said, "Do not open it, unless you know who made it and why it is so large.", file=file)
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if not name or name != info.orig_filename or _leads_out(name):
            raise refuse("A part's name leads out of the package.", "Do not open this file.", file=file)
        if name.lower() in seen:
            raise refuse(f"The part {name} is there twice.", "Open the file in Word and save it again.", file=file)
        seen.add(name.lower())


def _leads_out(name: str) -> bool:
    """Return whether a member's name is a path to somewhere else."""
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0] or "\0" in name


def _apart(spans: list[tuple[int, int]], file: str) -> None:
    """Raise when two members share bytes of the file, as those of a zip bomb do; `spans` are sorted."""
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise refuse("Parts of the file lie over each other.", "Do not open this file.", file=file)


def _spelled(members: Mapping[str, Member], file: str) -> None:
    """Raise when a part's relationships spell its name in other letters (A for a): programs differ in what they find.

    What is added to a document would then be a second list of the same part.
    """
    lowered = {name.lower() for name in members}
    for name in members:
        folder, _, last = name.rpartition("/")
        if not (folder.lower().endswith("_rels") and last.lower().endswith(".rels")):
            continue
        source = f"{folder[: -len('_rels')]}{last[: -len('.rels')]}"
        canonical = folder.endswith("_rels") and last.endswith(".rels")
        if not canonical or (source not in members and source.lower() in lowered):
            said = f"The part {name} is spelled in other letters than the part it belongs to."
            raise refuse(said, "Open the file in Word and save it again.", file=file)


def _member(data: bytes, info: zipfile.ZipInfo, file: str) -> tuple[Member, int]:
    """Return one member, its size and checksum proved, and where in the file it ends."""
    broken = refuse(f"The part {info.filename} is damaged.", "Open the file in Word and save it again.", file=file)
    if info.flag_bits & _ENCRYPTED:
        raise refuse("The file is encrypted.", "Remove the password.", file=file)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken
    head = data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or not head.startswith(_LOCAL):
        raise broken
    name = int.from_bytes(head[26:28], "little")
    start = info.header_offset + _LOCAL_HEADER + name + int.from_bytes(head[28:30], "little")
    if data[info.header_offset + _LOCAL_HEADER : info.header_offset + _LOCAL_HEADER + name] != _raw_name(info):
        raise broken
    packed = data[start : start + info.compress_size]
    content = packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info.file_size)
    if content is None or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise broken
    return Member(info.filename, info.compress_type, info.CRC, info.file_size, packed), start + info.compress_size


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return a member's name as its bytes in the directory."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _inflated(packed: bytes, size: int) -> bytes | None:
    """Return the unpacked bytes, never more than one over `size`; None where they are no whole deflated stream."""
    engine = zlib.decompressobj(-15)
    try:
        content = engine.decompress(packed, size + 1)
    except zlib.error:
        return None
    return content if engine.eof and not engine.unused_data else None


def relationships_of(name: str) -> str:
    """Return the name of the part that holds the relationships of a part."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")
