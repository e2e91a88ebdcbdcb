"""Reading a JPEG: its segments, its size, its end (ITU-T T.81; the orientation of a photo: Exif 2.32)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.docx.text import UnprintableError

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
#: Frames that Word shows: baseline, extended and progressive, coded by Huffman.
_FRAMES = (0xC0, 0xC1, 0xC2)
_ANY_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD8)}
_TABLES = (0xC4, 0xCC, 0xDB, 0xDD)
_EXIF, _PROFILE = b"Exif\0\0", b"ICC_PROFILE\0"
_APP0, _APP1, _APP2, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
#: What ends a scan: a sign that is neither a byte of it nor a point to begin anew at.
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FRAME_LENGTH = 6
_ORIENTATION = 0x0112

_CUT_OFF = "The picture is damaged or cut off. Open it in a program for pictures and save it again."


def read_jpeg(data: bytes) -> tuple[float, float, bytes]:
    """Return width and height in pixels, and the file without what is not the picture.

    Raises UnprintableError where it is not whole, or is stored turned: programs differ in whether they turn it back.
    """
    size: tuple[int, int] | None = None
    kept, scanned = [data[:2]], False
    for kind, content, whole in _segments(data):
        if kind in _ANY_FRAME:
            size = _size(kind, content)
        if kind == _APP1 and content.startswith(_EXIF) and _orientation(content[len(_EXIF) :]) > 1:
            raise UnprintableError("The photo is stored turned. Open it in a program for pictures and save it upright.")
        scanned = scanned or kind == _SCAN
        if _is_picture(kind, content):
            kept.append(whole)
    if size is None or not scanned:
        raise UnprintableError(_CUT_OFF)
    return *size, b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the kind, the content and the whole of each segment, a scan with what it codes; raise where one is cut."""
    at = 2
    while True:
        start = at
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:  # noqa: PLR2004 - what every segment begins with
            raise UnprintableError(_CUT_OFF)
        kind, at = data[at + 1], at + 2
        if kind == _END:
            yield kind, b"", data[start:at]
            return
        length = 0 if kind in _BARE else int.from_bytes(data[at : at + 2])
        if at + length > len(data) or (length < 2 and kind not in _BARE):  # noqa: PLR2004 - it counts itself
            raise UnprintableError(_CUT_OFF)
        content, at = data[at + 2 : at + length], at + length
        if kind == _SCAN:
            found = _NEXT.search(data, at)
            if found is None:
                raise UnprintableError(_CUT_OFF)
            at = found.start()
        yield kind, content, data[start:at]


def _size(kind: int, content: bytes) -> tuple[int, int]:
    """Return the width and height that a frame says."""
    if kind not in _FRAMES or len(content) < _FRAME_LENGTH or content[0] != 8:  # noqa: PLR2004 - bits a sample
        raise UnprintableError("The picture is a JPEG that Word cannot show. Save it as an ordinary JPEG.")
    height, width = int.from_bytes(content[1:3]), int.from_bytes(content[3:5])
    if not width or not height:
        raise UnprintableError(_CUT_OFF)
    return width, height


def _is_picture(kind: int, content: bytes) -> bool:
    """Return whether a segment is part of the picture; the others say where, when and with what it was taken."""
    if kind in (_APP0, _ADOBE, _SCAN, _END, *_TABLES, *_FRAMES) or kind in _BARE:
        return True
    return kind == _APP2 and content.startswith(_PROFILE)


def _orientation(exif: bytes) -> int:
    """Return which of the eight ways a photo is turned; 1 is upright, and what nothing says."""
    order = {b"II": "little", b"MM": "big"}.get(exif[:2])
    if order is None:
        return 1

    def number(at: int, length: int) -> int:
        return int.from_bytes(exif[at : at + length], order)  # type: ignore[arg-type] # one of the two

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(entry, 2) == _ORIENTATION:
            return number(entry + 8, 2)
        if entry > len(exif):
            break
    return 1
