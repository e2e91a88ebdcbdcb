"""Reading a Word package: every member checked and bounded before anything in it is used."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from planbuilder.docx.faults import refuse
from planbuilder.docx.names import TYPES

#: Bounds for files that come from outside: no honest Word file comes near them.
MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


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


def read_package(data: bytes, file: str = "") -> dict[str, Member]:
    """Return the members of a Word package by name, in file order; raise TemplateError for anything else."""
    if data.startswith(_OLE):
        raise refuse(
            "This is an encrypted file or an old .doc file.",
            "Remove the password, or save it as a Word document (.docx).",
            file=file,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refuse("This is not a Word file.", "Choose a .docx file.", file=file) from None
    _bound(infos, file)
    members = {info.filename: _member(data, info, file) for info in infos if not info.is_dir()}
    if TYPES not in members:
        raise refuse("This is not a Word file: it has no list of parts.", "Choose a .docx file.", file=file)
    return members


def _bound(infos: list[zipfile.ZipInfo], file: str) -> None:
    """Raise for too many members, too much content, a name used twice or a path that leads out."""
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise refuse(f"The file unpacks to more than {MAX_MEMBERS} parts or {MAX_UNPACKED // 1024**2} MB.", file=file)
    seen: set[str] = set()
    for info in infos:
        parts = info.filename.split("/")
        if info.filename.startswith("/") or ".." in parts or "\\" in info.filename or ":" in parts[0]:
            raise refuse("A part's name leads out of the package.", "Do not open this file.", file=file)
        if info.filename.lower() in seen:
            raise refuse(f"The part {info.filename} is there twice.", "Save it again in Word.", file=file)
        seen.add(info.filename.lower())


def _member(data: bytes, info: zipfile.ZipInfo, file: str) -> Member:
    """Return one member, its size and checksum proved."""
    broken = refuse(f"The part {info.filename} is damaged.", "Save the file again in Word.", file=file)
    if info.flag_bits & _ENCRYPTED:
        raise refuse("The file is encrypted.", "Remove the password.", file=file)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken
    head = data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    start = info.header_offset + _LOCAL_HEADER + int.from_bytes(head[26:28], "little")
    start += int.from_bytes(head[28:30], "little")
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content = packed
    else:
        try:
            content = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
        except zlib.error:
            raise broken from None
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise broken
    return Member(info.filename, info.compress_type, info.CRC, info.file_size, packed)
