"""The files of pictures: what they are, how large they print, and which are refused."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from planbuilder.docx.text import UnprintableError
from planbuilder.docx.values import Image
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError

#: English Metric Units in a millimeter: ECMA-376 part 1, section 20.1.2.1.
_EMU = 36_000
MAX_BYTES = 20_000_000
#: As many pixels as a page of A4 has at 1,000 dots an inch; more would fill the memory of whoever opens the file.
MAX_PIXELS = 100_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKER = b"\xff"
#: The markers of frame headers: ITU-T T.81, table B.1, without those of tables (C4, CC) and the reserved one (C8).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_REACHES = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_FIX = "Save the picture again as PNG or JPEG."

Kind = Literal["png", "jpeg", "svg"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that was looked at: its kind, its width and height in its own units, its bytes and their digest."""

    kind: Kind
    width: float
    height: float
    content: bytes
    sha256: str


def extent(image: Image, picture: Picture) -> tuple[int, int]:
    """Return the width and height that an image prints, in EMU; what was not given follows from the file."""
    width = image.width_mm or image.height_mm * picture.width / picture.height
    height = image.height_mm or image.width_mm * picture.height / picture.width
    return max(1, round(width * _EMU)), max(1, round(height * _EMU))


def pictures(image: Image) -> tuple[Picture, Picture | None]:
    """Return the picture that every program prints, and the SVG in whose place it stands, if any.

    Raises UnprintableError for a file that is no picture, is cut off or holds what it may not.
    """
    found = looked_at(image.content)
    if found.kind != "svg":
        return found, None
    if not image.fallback:
        raise UnprintableError("The SVG picture has no fallback. Give the same picture as PNG beside it.")
    fallback = looked_at(image.fallback)
    if fallback.kind == "svg":
        raise UnprintableError("The fallback of an SVG picture is an SVG again. Give it as PNG.")
    return fallback, found


@lru_cache(maxsize=64)
def looked_at(content: bytes) -> Picture:
    """Return what a file is; raise UnprintableError where it is none of PNG, JPEG and SVG, or not whole."""
    if len(content) > MAX_BYTES:
        raise UnprintableError(f"The picture is larger than {MAX_BYTES // 1_000_000} MB. Save it smaller.")
    if content.startswith(_PNG):
        kind, (width, height) = "png", _png(content)
    elif content.startswith(b"\xff\xd8\xff"):
        kind, (width, height) = "jpeg", _jpeg(content)
    elif b"<svg" in content[:4_000]:
        kind, (width, height) = "svg", _svg(content)
    else:
        raise UnprintableError("The value is no picture: neither PNG nor JPEG nor SVG. Give one of them.")
    if width <= 0 or height <= 0 or width * height > MAX_PIXELS:
        raise UnprintableError(f"The picture has no size that can be printed. {_FIX}")
    return Picture(kind, width, height, content, hashlib.sha256(content).hexdigest())  # type: ignore[arg-type]


def _png(content: bytes) -> tuple[float, float]:
    """Return the pixels of a PNG, of which every chunk is there: PNG specification, sections 5 and 11.2.1."""
    at, size = len(_PNG), (0.0, 0.0)
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != struct.unpack_from(">I", content, end - 4)[0]:
            break
        if at == len(_PNG):
            if name != b"IHDR":
                break
            size = struct.unpack_from(">II", content, at + 8)
        if name == b"IEND":
            return size
        at = end
    raise UnprintableError(f"The PNG picture is cut off or damaged. {_FIX}")


def _jpeg(content: bytes) -> tuple[float, float]:
    """Return the pixels of a JPEG: the frame header of ITU-T T.81, section B.2.2."""
    at = 2
    while at + 9 <= len(content) and content[at : at + 1] == _MARKER:
        if content[at + 1 : at + 2] == _MARKER:
            at += 1
            continue
        marker = content[at + 1]
        length = struct.unpack_from(">H", content, at + 2)[0]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            if content.rfind(b"\xff\xd9") > at:
                return width, height
            break
        at += 2 + length
    raise UnprintableError(f"The JPEG picture is cut off or damaged. {_FIX}")


def _svg(content: bytes) -> tuple[float, float]:
    """Return the size of an SVG in its own units; refuse scripts and whatever reaches out of the file."""
    try:
        root = parse_part(content, "picture")
    except TemplateError:
        raise UnprintableError("The SVG picture is not well-formed XML, or declares a document type.") from None
    for node in root.iter("*"):
        name = str(node.tag).removeprefix(_SVG).lower()
        if name in ("script", "foreignobject") or any(str(key).lower().startswith("on") for key in node.attrib):
            raise UnprintableError("The SVG picture holds a program. Save it without scripts.")
        links = [node.get(key, "") for key in _HREFS]
        texts = [*map(str, node.attrib.values()), node.text or "" if name == "style" else ""]
        if any(link and not link.startswith(("#", "data:image/")) for link in links) or any(
            map(_REACHES.search, texts)
        ):
            raise UnprintableError("The SVG picture fetches something from outside. Save it with everything inside.")
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
        return float(box[2]), float(box[3])
    sizes = [re.match(r"\d+(?:\.\d+)?", root.get(name, "")) for name in ("width", "height")]
    return (float(sizes[0].group()), float(sizes[1].group())) if sizes[0] and sizes[1] else (0, 0)
