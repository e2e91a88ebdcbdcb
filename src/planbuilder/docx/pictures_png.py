"""Reading a PNG: its chunks whole, its pixels all there and no more (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from planbuilder.docx.text import UnprintableError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_LENGTH = 13
#: The samples of a pixel and the depths that each color type may have: ISO/IEC 15948, table 11.1.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
#: The passes of an interlaced picture: where each begins and its steps, across and down.
_PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
#: The chunks that are the picture; the others are words, dates, places and what programs keep for themselves.
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
_STEP = 1 << 16

_CUT_OFF = "The picture is damaged or cut off. Open it in a program for pictures and save it again."


def read_png(data: bytes, max_pixels: int) -> tuple[float, float, bytes]:
    """Return width and height in pixels, and the file without what is not the picture.

    Raises UnprintableError where it is not whole, or where its pixels are more than `max_pixels`: then nothing is
    unpacked.
    """
    if not data.startswith(_SIGNATURE):
        raise UnprintableError(_CUT_OFF)
    chunks = list(_chunks(data))
    width, height, size = _header(chunks[0][0], chunks[0][1], max_pixels)
    if chunks[-1][0] != b"IEND" or _unpacked([content for kind, content, _ in chunks if kind == b"IDAT"], size) != size:
        raise UnprintableError(_CUT_OFF)
    kept = [whole for kind, _, whole in chunks if kind in _KEPT]
    return width, height, b"".join((_SIGNATURE, *kept))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield the kind, the content and the whole of each chunk up to the end; raise for one that is not whole."""
    at = len(_SIGNATURE)
    while True:
        head = data[at : at + 8]
        if len(head) < 8:  # noqa: PLR2004 - a length and a kind
            raise UnprintableError(_CUT_OFF)
        length, kind = int.from_bytes(head[:4]), head[4:]
        end = at + length + 12
        content = data[at + 8 : end - 4]
        if zlib.crc32(kind + content) != int.from_bytes(data[end - 4 : end]) or end > len(data):
            raise UnprintableError(_CUT_OFF)
        if kind[:1].isupper() and kind not in _KEPT:
            raise UnprintableError("The picture needs a program of its own to be shown. Save it as an ordinary PNG.")
        yield kind, content, data[at:end]
        if kind == b"IEND":
            return
        at = end


def _header(kind: bytes, content: bytes, max_pixels: int) -> tuple[int, int, int]:
    """Return width, height, and the length of all rows unpacked."""
    if kind != b"IHDR" or len(content) != _HEADER_LENGTH:
        raise UnprintableError(_CUT_OFF)
    width, height, depth, color, compression, filtering, interlaced = struct.unpack(">IIBBBBB", content)
    known = depth in _DEPTHS.get(color, ()) and (compression, filtering) == (0, 0) and interlaced in (0, 1)
    if not known or not width or not height:
        raise UnprintableError(_CUT_OFF)
    if width * height > max_pixels:
        raise UnprintableError("The picture has more pixels than a page can show. Save it smaller.")
    bits = depth * _SAMPLES[color]
    if not interlaced:
        return width, height, _rows(width, height, bits)
    parts = ((-(-(width - across) // step), -(-(height - down) // stride)) for across, step, down, stride in _PASSES)
    return width, height, sum(_rows(max(wide, 0), max(high, 0), bits) for wide, high in parts)


def _rows(width: int, height: int, bits: int) -> int:
    """Return the length of rows of pixels, each with the byte that says how it is filtered."""
    return height * (1 + (width * bits + 7) // 8) if width else 0


def _unpacked(packed: list[bytes], most: int) -> int:
    """Return the length of the unpacked rows, which are thrown away at once; -1 where they are not whole."""
    engine, size = zlib.decompressobj(), 0
    try:
        for content in packed:
            waiting = content
            while waiting and size <= most and not engine.eof:
                size += len(engine.decompress(waiting, _STEP))
                waiting = engine.unconsumed_tail
        if size <= most:
            size += len(engine.flush())
    except zlib.error:
        return -1
    return size if engine.eof else -1
