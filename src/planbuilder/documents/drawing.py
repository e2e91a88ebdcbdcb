"""A sheet of gray pixels to draw on, saved as a PNG: lines, areas, dots and letters, smooth at their edges."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence

from planbuilder.documents.lettering import BASELINE, CAPITAL, width_of, written

Point = tuple[float, float]
_WHITE = 255
#: Dots in an inch, which the file says so that it prints in its own size.
DPI = 200
_METER = 39.3701


class Sheet:
    """A white sheet; x goes to the right and y down, in pixels; ``ink`` is from 0, black, to 255, white."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.pixels = bytearray([_WHITE]) * (width * height)

    def area(self, left: float, top: float, right: float, bottom: float, ink: int) -> None:
        """Fill a rectangle."""
        first, last = max(0, round(left)), min(self.width, round(right))
        for y in range(max(0, round(top)), min(self.height, round(bottom))):
            start = y * self.width
            self.pixels[start + first : start + last] = bytes([ink]) * max(0, last - first)

    def line(self, points: Sequence[Point], width: float, ink: int = 0) -> None:
        """Draw a line through points, round at its ends; one point is a dot."""
        for start, end in zip(points, points[1:] or points, strict=False):
            self._segment(start, end, width / 2, ink)

    def dashes(self, start: Point, end: Point, width: float, ink: int = 0, dash: float = 14) -> None:
        """Draw a dashed line."""
        length = math.dist(start, end)
        at = 0.0
        while at < length:
            stop = min(at + dash, length)
            a, b = (_between(start, end, each / length) for each in (at, stop))
            self._segment(a, b, width / 2, ink)
            at += 2 * dash

    def text(self, at: Point, said: str, height: float, *, ink: int = 0, anchor: str = "start") -> None:
        """Write a text on a baseline; ``height`` is that of a capital, ``anchor`` start, middle or end."""
        unit = height / CAPITAL
        shift = {"start": 0.0, "middle": width_of(said) * unit / 2, "end": width_of(said) * unit}[anchor]
        left, base = at[0] - shift, at[1]
        for begin, lines in written(said):
            for line in lines:
                points = [(left + (begin + x) * unit, base - (y - BASELINE) * unit) for x, y in line]
                self.line(points, height / 6.5, ink)

    def png(self) -> bytes:
        """Return the sheet as a PNG of 256 grays (ISO/IEC 15948); the same sheet gives the same bytes."""
        rows = b"".join(b"\0" + bytes(self.pixels[y * self.width : (y + 1) * self.width]) for y in range(self.height))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        size = struct.pack(">IIB", round(DPI * _METER), round(DPI * _METER), 1)
        parts = ((b"IHDR", header), (b"pHYs", size), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)

    def _segment(self, start: Point, end: Point, radius: float, ink: int) -> None:
        """Draw a straight line; a pixel is as dark as the part of it that the line covers."""
        (x0, y0), (x1, y1) = start, end
        reach = radius + 1
        across, down = x1 - x0, y1 - y0
        square = across * across + down * down
        left, right = max(0, int(min(x0, x1) - reach)), min(self.width - 1, int(max(x0, x1) + reach))
        for y in range(max(0, int(min(y0, y1) - reach)), min(self.height - 1, int(max(y0, y1) + reach)) + 1):
            row = y * self.width
            for x in range(left, right + 1):
                along = ((x - x0) * across + (y - y0) * down) / square if square else 0.0
                along = min(1.0, max(0.0, along))
                covered = radius + 0.5 - math.hypot(x - x0 - along * across, y - y0 - along * down)
                if covered > 0:
                    dark = round(_WHITE - min(1.0, covered) * (_WHITE - ink))
                    self.pixels[row + x] = min(self.pixels[row + x], dark)


def _between(start: Point, end: Point, share: float) -> Point:
    """Return the point at a share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
