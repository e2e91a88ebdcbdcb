"""Looking at the bytes of a picture before they go into a document: what kind it is, how large, and whether whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from planbuilder.docx.pictures_jpeg import read_jpeg
from planbuilder.docx.pictures_png import read_png
from planbuilder.docx.pictures_svg import read_svg
from planbuilder.docx.text import UnprintableError

Kind = Literal["png", "jpeg", "svg"]

#: Bounds for one picture: a phone's largest photo is 200 million pixels, and a page at 600 dots an inch 35 million.
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 200_000_000
MAX_SIDE = 65_000
#: Pictures up to this size are looked at once, not for every document: logos and signs.
_SMALL = 256 * 1024
_KEPT = 32

#: How pictures of other kinds begin, from which byte on.
_OTHERS = (
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a bitmap (BMP)"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftypheic", "a HEIC photo"),
    (4, b"ftypmif1", "a HEIC photo"),
    (4, b"ftypavif", "an AVIF picture"),
    (0, b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
    (40, b" EMF", "an enhanced metafile (EMF)"),
    (0, b"%PDF-", "a PDF file"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is whole: its kind, its width and height in its own units, and the bytes to store."""

    kind: Kind
    width: float
    height: float
    data: bytes

    @property
    def name(self) -> str:
        """A name made of the content: the same for the same picture."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def look_at(data: bytes) -> Picture:
    """Return the picture that the bytes hold, without what it says beside the picture: where and by whom it was taken.

    Raises UnprintableError for what is no PNG, JPEG or SVG, is not whole, is too large, or runs or fetches anything.
    """
    if not isinstance(data, bytes):
        raise UnprintableError("The picture is not given as bytes. Give the content of its file.")
    if len(data) > MAX_BYTES:
        raise UnprintableError(f"The picture is larger than {MAX_BYTES // 1024**2} MB. Save it smaller.")
    return _kept(data) if len(data) <= _SMALL else _looked(data)


def _looked(data: bytes) -> Picture:
    """Return the picture that the bytes hold."""
    kind = _kind(data)
    width, height, stored = _READERS[kind](data)
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnprintableError("The picture has more pixels than a page can show. Save it smaller.")
    return Picture(kind, width, height, stored)


_kept = lru_cache(_KEPT)(_looked)


def _kind(data: bytes) -> Kind:
    """Return what kind of picture the bytes begin as; raise UnprintableError for any other."""
    if data.startswith(b"\x89PNG"):
        return "png"
    if data.startswith(b"\xff\xd8"):
        return "jpeg"
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return "svg"
    if not data:
        raise UnprintableError("The picture is empty. Give the content of its file.")
    what = next((name for at, start, name in _OTHERS if data[at:].startswith(start)), "")
    said = f"The picture is {what}, which a document cannot hold" if what else "The value is not a picture"
    raise UnprintableError(f"{said}. Give a PNG, JPEG or SVG.")


_READERS: dict[Kind, Callable[[bytes], tuple[float, float, bytes]]] = {
    "png": lambda data: read_png(data, MAX_PIXELS),
    "jpeg": read_jpeg,
    "svg": read_svg,
}
